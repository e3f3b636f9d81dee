/// Damaged XML made well-formed again, so that what is fuzzed is the reader behind the parser and not the parser's refusal.
///
/// Tags are closed in their order whatever name they say, an attribute stands once, what could not stand in XML is escaped
/// or left out; declarations, comments and a DOCTYPE are left out. The first element is the only root.
struct MendedXML {
    private(set) var bytes: [UInt8] = []
    private var open: [ArraySlice<UInt8>] = []
    private var rest: ArraySlice<UInt8>

    init(_ input: ArraySlice<UInt8>) {
        rest = Self.allowed(input)
        while let byte = rest.first {
            if byte == UInt8(ascii: "<") { markup() } else { text(upTo: [UInt8(ascii: "<")]) }
        }
        if open.isEmpty {
            bytes = Array("<a>".utf8)
            open = [Array("a".utf8)[...]]
        }
        while let name = open.popLast() { bytes += Array("</".utf8) + name + [UInt8(ascii: ">")] }
    }

    /// Without what is no UTF-8 and what XML forbids.
    private static func allowed(_ input: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        if input.allSatisfy({ (0x20..<0x80).contains($0) || $0 == 9 || $0 == 10 || $0 == 13 }) { return input }
        var result = String.UnicodeScalarView()
        result.append(contentsOf: String(decoding: input, as: UTF8.self).unicodeScalars.filter(\.isAllowedInXML))
        return Array(String(result).utf8)[...]
    }

    private mutating func markup() {
        if rest.starts(with: "<![CDATA[".utf8), !open.isEmpty { return cdata() }
        if rest.starts(with: "<!".utf8) || rest.starts(with: "<?".utf8) {
            rest.removeFirst(2)
            rest = rest.drop { $0 != UInt8(ascii: ">") }.dropFirst()
            return
        }
        rest.removeFirst()
        if rest.first == UInt8(ascii: "/") {
            rest = rest.drop { $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "<") }
            if rest.first == UInt8(ascii: ">") { rest.removeFirst() }
            // The root stays open to the end.
            if open.count > 1, let name = open.popLast() { bytes += Array("</".utf8) + name + [UInt8(ascii: ">")] }
            return
        }
        guard let name = takeName() else {
            if !open.isEmpty { bytes += "&lt;".utf8 }
            return
        }
        bytes += [UInt8(ascii: "<")] + name
        attributes()
        let isEmpty = rest.first == UInt8(ascii: "/")
        rest = rest.drop { $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "<") }
        if rest.first == UInt8(ascii: ">") { rest.removeFirst() }
        if isEmpty, !open.isEmpty {
            bytes += "/>".utf8
        } else {
            bytes.append(UInt8(ascii: ">"))
            open.append(name)
        }
    }

    private mutating func attributes() {
        var names: [ArraySlice<UInt8>] = []
        while true {
            rest = rest.drop { !$0.isNameByte && !"<>/".utf8.contains($0) }
            guard let name = takeName() else {
                // A digit or a point begins no name.
                guard let byte = rest.first, byte.isNameByte else { return }
                rest.removeFirst()
                continue
            }
            guard rest.first == UInt8(ascii: "="), let quote = rest.dropFirst().first, quote == 0x22 || quote == 0x27 else {
                continue
            }
            rest.removeFirst(2)
            let start = bytes.count
            bytes += [UInt8(ascii: " ")] + name + Array("=\"".utf8)
            text(upTo: [quote, UInt8(ascii: ">")])
            bytes.append(UInt8(ascii: "\""))
            if rest.first == quote { rest.removeFirst() }
            if names.contains(name) || name.contains(UInt8(ascii: ":")) && name.count < 3 {
                bytes.removeLast(bytes.count - start)
            } else {
                names.append(name)
            }
        }
    }

    private mutating func text(upTo ends: [UInt8]) {
        let isAttribute = ends.count > 1
        while let byte = rest.first, !ends.contains(byte) {
            rest.removeFirst()
            switch byte {
            case UInt8(ascii: "&"):
                let entities = ["amp;", "lt;", "gt;", "quot;", "apos;", "#10;", "#228;", "#x1F44D;"]
                bytes += entities.contains { rest.starts(with: $0.utf8) } ? "&".utf8 : "&amp;".utf8
            case UInt8(ascii: "<"): bytes += "&lt;".utf8
            case UInt8(ascii: ">"): bytes += "&gt;".utf8
            case UInt8(ascii: "\"") where isAttribute: bytes += "&quot;".utf8
            default:
                // Outside of the root only space may stand.
                if isAttribute || !open.isEmpty || byte <= 0x20 && !bytes.isEmpty { bytes.append(byte) }
            }
        }
    }

    private mutating func cdata() {
        var length = 9
        while length < rest.count, !rest.dropFirst(length).starts(with: "]]>".utf8) { length += 1 }
        bytes += rest.prefix(length) + Array("]]>".utf8)
        rest = rest.dropFirst(length + 3)
    }

    private mutating func takeName() -> ArraySlice<UInt8>? {
        guard let first = rest.first, first.isNameByte, first > UInt8(ascii: "9"), first != UInt8(ascii: ":") else {
            return nil
        }
        let name = rest.prefix(while: \.isNameByte)
        rest = rest.dropFirst(name.count)
        // A prefix with nothing behind it is no name.
        return name.last == UInt8(ascii: ":") ? name.dropLast() : name
    }
}

extension UInt8 {
    fileprivate var isNameByte: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"),
            UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "."):
            true
        default: false
        }
    }
}

extension Unicode.Scalar {
    fileprivate var isAllowedInXML: Bool {
        value >= 0x20 && value != 0xFFFE && value != 0xFFFF || value == 9 || value == 10 || value == 13
    }
}
