import FileFormats
import Foundation

extension XMLAttributes {
    func text(_ name: REFIName) -> String? { string(name.rawValue) }

    /// The id in an attribute, which may stand in braces; nil where the attribute is missing or empty.
    ///
    /// - Throws: `FormatError` where it is anything else.
    func uuid(_ name: REFIName) throws -> UUID? {
        guard let index = index(of: name.rawValue) else { return nil }
        let bytes = bytes(at: index)
        guard !bytes.isEmpty else { return nil }
        guard let uuid = UUID(refiGUID: bytes) else { throw FormatError.notAGUID(string(at: index)) }
        return uuid
    }

    /// - Throws: `FormatError` where it is missing, too.
    func requiredUUID(_ name: REFIName, of element: String) throws -> UUID {
        guard let uuid = try uuid(name) else { throw FormatError.noGUID(element) }
        return uuid
    }

    /// A time as a study keeps it; nil where it is missing or none.
    func time(_ name: REFIName) -> String? { text(name).flatMap { REFITime.utc($0) } }
}

extension UUID {
    /// 32 digits with hyphens after the 8th, 12th, 16th and 20th, with or without braces and white space around.
    init?(refiGUID bytes: UnsafeRawBufferPointer) {
        var rest = bytes[...]
        while let first = rest.first, first <= 0x20 || first == UInt8(ascii: "{") { rest = rest.dropFirst() }
        while let last = rest.last, last <= 0x20 || last == UInt8(ascii: "}") { rest = rest.dropLast() }
        guard rest.count == 36 else { return nil }
        var value: uuid_t = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        let isWhole = withUnsafeMutableBytes(of: &value) { target in
            var digits = 0
            for (place, byte) in rest.enumerated() {
                if [8, 13, 18, 23].contains(place) {
                    guard byte == UInt8(ascii: "-") else { return false }
                    continue
                }
                guard let digit = byte.hexDigit else { return false }
                target[digits / 2] = target[digits / 2] << 4 | digit
                digits += 1
            }
            return true
        }
        guard isWhole else { return nil }
        self = UUID(uuid: value)
    }

    /// As keys and messages have it.
    var refiKey: String { uuidString.lowercased() }
}

extension UInt8 {
    fileprivate var hexDigit: UInt8? {
        switch self {
        case 0x30...0x39: self - 0x30
        case 0x41...0x46: self - 0x41 + 10
        case 0x61...0x66: self - 0x61 + 10
        default: nil
        }
    }
}

enum REFITime {
    /// `2018-03-27T17:46:39Z` of an XML date and time; without a zone it is taken for UTC, and fractions of seconds go.
    static func utc(_ text: String) -> String? {
        let form: StaticString = "dddd-dd-ddTdd:dd:ddZ"
        let isOurs =
            text.utf8.count == form.utf8CodeUnitCount
            && text.utf8.enumerated().allSatisfy { place, byte in
                form.utf8Start[place] == UInt8(ascii: "d") ? byte.isDigit : byte == form.utf8Start[place]
            }
        // Most are so already, and there is one on every coding.
        return isOurs ? text : text.projectTime
    }
}

extension FormatError {
    fileprivate static func notAGUID(_ text: String) -> FormatError {
        FormatError("'\(text.prefix(60))' is no GUID", remedy: "export the project again")
    }
    fileprivate static func noGUID(_ element: String) -> FormatError {
        FormatError("an element '\(element)' has no GUID", remedy: "export the project again")
    }
}
