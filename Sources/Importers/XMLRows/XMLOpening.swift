/// What a file begins with, if it is XML.
enum XMLOpening {
    case declaration
    /// The root element; comments, processing instructions and a document type may stand before it.
    case element
    case other

    /// `head` is the start of the file in UTF-8, UTF-16 or a character set that holds ASCII.
    init(_ head: [UInt8]) {
        // UTF-16 has a zero beside each ASCII character.
        let ascii = head.drop { Self.markBytes.contains($0) }.filter { $0 != 0 }
        var rest = ascii.drop { $0 <= 0x20 }
        if rest.starts(with: "<?xml".utf8), rest.dropFirst(5).first.map({ $0 <= 0x20 }) ?? false {
            self = .declaration
            return
        }
        while let next = Self.behindProlog(rest) { rest = next }
        guard rest.first == UInt8(ascii: "<"), let first = rest.dropFirst().first else {
            self = .other
            return
        }
        let isName = first.isASCIILetter || first == UInt8(ascii: "_") || first > 0x7F
        self = isName ? .element : .other
    }

    /// The local name of the root element; nil where the start of the file does not reach it, or is no XML.
    static func root(of head: [UInt8]) -> String? {
        guard let rest = fromRoot(head) else { return nil }
        let name = rest.dropFirst().prefix { $0 > 0x20 && $0 != UInt8(ascii: ">") && $0 != UInt8(ascii: "/") }
        // A name that the head ends in may go on, and so may a comment.
        guard let first = name.first, !"?!".utf8.contains(first), name.endIndex < rest.endIndex else { return nil }
        return String(decoding: name.split(separator: UInt8(ascii: ":")).last ?? [], as: UTF8.self)
    }

    /// The character set that the declaration names; nil where it names none.
    static func declaredEncoding(of head: [UInt8]) -> String? {
        let start = head.drop { markBytes.contains($0) }.filter { $0 != 0 }
        guard start.starts(with: "<?xml".utf8), let end = start.firstRange(of: Array("?>".utf8)) else { return nil }
        let declaration = String(decoding: start[..<end.lowerBound], as: UTF8.self)
        guard let name = declaration.firstRange(of: "encoding") else { return nil }
        let value = declaration[name.upperBound...].drop { $0 == " " || $0 == "=" }
        guard let quote = value.first, quote == "\"" || quote == "'" else { return nil }
        return String(value.dropFirst().prefix { $0 != quote })
    }

    /// What begins with the tag of the root element, its zeros left out; nil where the file is no XML.
    static func fromRoot(_ head: [UInt8]) -> ArraySlice<UInt8>? {
        // Most files are no XML, and each format of XML asks.
        guard head.first(where: { $0 > 0x20 && !markBytes.contains($0) }) == UInt8(ascii: "<") else { return nil }
        var rest = head.drop { markBytes.contains($0) }
        if rest.contains(0) { rest = rest.filter { $0 != 0 }[...] }
        rest = rest.drop { $0 <= 0x20 }
        guard rest.first == UInt8(ascii: "<") else { return nil }
        while let next = behindProlog(rest) { rest = next }
        return rest.first == UInt8(ascii: "<") ? rest : nil
    }

    /// Of byte order marks in UTF-8 and UTF-16.
    private static let markBytes: [UInt8] = [0xEF, 0xBB, 0xBF, 0xFE, 0xFF]

    /// What stands behind a comment, a processing instruction or a document type; nil where there is none, or no end of it.
    private static func behindProlog(_ bytes: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        for (start, end) in [("<!--", "-->"), ("<?", "?>"), ("<!DOCTYPE", ">")] where bytes.starts(with: start.utf8) {
            return bytes.dropFirst(start.utf8.count).firstRange(of: Array(end.utf8))
                .map { bytes[$0.upperBound...].drop { $0 <= 0x20 } }
        }
        return nil
    }
}
