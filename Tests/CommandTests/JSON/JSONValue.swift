/// A JSON text (RFC 8259) as values, its members in their order.
///
/// Stricter than the reader of the program: a name that stands twice in an object, a control character inside of a string and
/// anything behind the value are errors.
indirect enum JSONValue: Hashable {
    struct Member: Hashable {
        var name: String
        var value: JSONValue
    }

    case object([Member])
    case array([JSONValue])
    case string(String)
    case number(Double)
    case boolean(Bool)
    case null

    /// What is wrong, and at which byte, from 0.
    struct Problem: Error, Hashable {
        var what: String
        var byte: Int
    }

    init(_ text: String) throws {
        var parser = JSONParser(utf8: Array(text.utf8))
        self = try parser.whole()
    }

    /// The value of a member; nil where there is none, and of anything but an object.
    subscript(name: String) -> JSONValue? { members?.first { $0.name == name }?.value }

    var members: [Member]? { if case .object(let members) = self { members } else { nil } }
    var elements: [JSONValue]? { if case .array(let elements) = self { elements } else { nil } }
    var text: String? { if case .string(let text) = self { text } else { nil } }
    var number: Double? { if case .number(let number) = self { number } else { nil } }

    /// Texts of a list; empty for anything else.
    var texts: [String] { elements?.compactMap(\.text) ?? [] }
}

private struct JSONParser {
    let utf8: [UInt8]
    var position = 0

    init(utf8: [UInt8]) { self.utf8 = utf8 }

    mutating func whole() throws -> JSONValue {
        let value = try value(depth: 0)
        skipBlanks()
        guard position == utf8.count else { throw problem("it goes on behind its end") }
        return value
    }

    private func problem(_ what: String) -> JSONValue.Problem { .init(what: what, byte: position) }

    private mutating func skipBlanks() {
        while position < utf8.count, [0x20, 0x0A, 0x0D, 0x09].contains(utf8[position]) { position += 1 }
    }

    private mutating func take(_ character: Character) -> Bool {
        skipBlanks()
        guard position < utf8.count, utf8[position] == character.asciiValue else { return false }
        position += 1
        return true
    }

    private mutating func value(depth: Int) throws -> JSONValue {
        guard depth < 100 else { throw problem("it is nested too deep") }
        if take("{") { return .object(try members(depth: depth)) }
        if take("[") {
            var elements: [JSONValue] = []
            if take("]") { return .array([]) }
            repeat { elements.append(try value(depth: depth + 1)) } while take(",")
            guard take("]") else { throw problem("a list does not end") }
            return .array(elements)
        }
        if take("\"") { return .string(try string()) }
        for (word, value) in [("true", JSONValue.boolean(true)), ("false", .boolean(false)), ("null", .null)]
        where utf8[position...].starts(with: word.utf8) {
            position += word.utf8.count
            return value
        }
        return .number(try number())
    }

    private mutating func members(depth: Int) throws -> [JSONValue.Member] {
        var members: [JSONValue.Member] = []
        if take("}") { return [] }
        repeat {
            guard take("\"") else { throw problem("a name is missing") }
            let name = try string()
            guard !members.contains(where: { $0.name == name }) else { throw problem("'\(name)' stands there twice") }
            guard take(":") else { throw problem("a colon is missing") }
            members.append(.init(name: name, value: try value(depth: depth + 1)))
        } while take(",")
        guard take("}") else { throw problem("an object does not end") }
        return members
    }

    /// What stands before the next quotation mark, which is passed.
    private mutating func string() throws -> String {
        var bytes: [UInt8] = []
        while position < utf8.count {
            let byte = utf8[position]
            position += 1
            switch byte {
            case UInt8(ascii: "\""):
                guard let text = String(validating: bytes, as: UTF8.self) else { throw problem("a string is not UTF-8") }
                return text
            case UInt8(ascii: "\\"): bytes += try String(escaped()).utf8
            case 0..<0x20: throw problem("a control character stands in a string")
            default: bytes.append(byte)
            }
        }
        throw problem("a string does not end")
    }

    /// What the character or characters behind a backslash stand for.
    private mutating func escaped() throws -> Unicode.Scalar {
        guard position < utf8.count else { throw problem("a string does not end") }
        position += 1
        switch utf8[position - 1] {
        case UInt8(ascii: "u"):
            let unit = try unit()
            guard UTF16.isLeadSurrogate(unit) else {
                guard let scalar = Unicode.Scalar(unit) else { throw problem("half of a surrogate pair stands alone") }
                return scalar
            }
            guard utf8[position...].starts(with: "\\u".utf8) else { throw problem("half of a surrogate pair stands alone") }
            position += 2
            let trail = try self.unit()
            guard UTF16.isTrailSurrogate(trail) else { throw problem("half of a surrogate pair stands alone") }
            let high = UInt32(unit - 0xD800) << 10
            guard let scalar = Unicode.Scalar(0x10000 + high + UInt32(trail - 0xDC00)) else {
                throw problem("it is no character")
            }
            return scalar
        case let byte:
            let letters: [UInt8: Unicode.Scalar] = [
                0x22: "\"", 0x5C: "\\", 0x2F: "/", 0x62: "\u{8}", 0x66: "\u{C}", 0x6E: "\n", 0x72: "\r", 0x74: "\t",
            ]
            guard let scalar = letters[byte] else { throw problem("a backslash stands before something else") }
            return scalar
        }
    }

    /// Four hexadecimal digits.
    private mutating func unit() throws -> UInt16 {
        let digits = String(decoding: utf8[position...].prefix(4), as: UTF8.self)
        guard digits.utf8.count == 4, digits.allSatisfy(\.isHexDigit), let unit = UInt16(digits, radix: 16) else {
            throw problem("four hexadecimal digits are missing")
        }
        position += 4
        return unit
    }

    private mutating func number() throws -> Double {
        let rest = String(decoding: utf8[position...].prefix { "+-.0123456789eE".utf8.contains($0) }, as: UTF8.self)
        guard try /-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?/.wholeMatch(in: rest) != nil, let number = Double(rest) else {
            throw problem("a value is missing")
        }
        position += rest.utf8.count
        return number
    }
}
