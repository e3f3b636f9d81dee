/// The start tag of a document's root element, as far as the start of the file shows it.
struct XMLRootTag {
    /// The local name.
    let name: String
    /// Its URI; empty where there is none.
    let namespace: String
    /// By their names as they stand in the tag, with prefixes; references are left as they are.
    let attributes: [String: String]
    /// What stands behind the tag.
    let rest: ArraySlice<UInt8>

    /// Nil where the file is no XML, or its first tag does not end within `head`.
    init?(_ head: [UInt8]) {
        guard var rest = XMLOpening.fromRoot(head)?.dropFirst() else { return nil }
        let isEnd = { (byte: UInt8) in byte == UInt8(ascii: ">") || byte == UInt8(ascii: "/") }
        func word(until isLast: (UInt8) -> Bool) -> String {
            let bytes = rest.prefix { $0 > 0x20 && !isLast($0) && !isEnd($0) }
            rest = rest[bytes.endIndex...].drop { $0 <= 0x20 }
            return String(decoding: bytes, as: UTF8.self)
        }
        let tag = word { _ in false }
        guard let first = tag.unicodeScalars.first, first.properties.isAlphabetic || first == "_" else { return nil }
        var attributes: [String: String] = [:]
        while let next = rest.first, !isEnd(next) {
            let name = word { $0 == UInt8(ascii: "=") }
            guard rest.first == UInt8(ascii: "=") else { return nil }
            rest = rest.dropFirst().drop { $0 <= 0x20 }
            guard let quote = rest.first, quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
            rest = rest.dropFirst()
            let value = rest.prefix { $0 != quote }
            guard value.endIndex < rest.endIndex else { return nil }
            attributes[name] = String(decoding: value, as: UTF8.self)
            rest = rest[value.endIndex...].dropFirst().drop { $0 <= 0x20 }
        }
        if rest.first == UInt8(ascii: "/") { rest = rest.dropFirst() }
        guard rest.first == UInt8(ascii: ">") else { return nil }
        self.rest = rest.dropFirst()
        self.attributes = attributes
        let parts = tag.split(separator: ":", maxSplits: 1)
        name = parts.last.map(String.init) ?? tag
        namespace = (parts.count == 2 ? attributes["xmlns:\(parts[0])"] : attributes["xmlns"]) ?? ""
    }
}
