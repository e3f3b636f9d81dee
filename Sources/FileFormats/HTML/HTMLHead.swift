/// What the start of a file tells of an HTML page.
package enum HTMLHead {
    /// True where a document type or an element says HTML before anything else.
    package static func isHTML(_ head: [UInt8]) -> Bool {
        // UTF-16 has a zero beside each ASCII character.
        var rest = head.filter { $0 != 0 }[...].drop { [0xEF, 0xBB, 0xBF, 0xFE, 0xFF].contains($0) || $0 <= 0x20 }
        while rest.starts(with: "<?".utf8) || rest.starts(with: "<!--".utf8) {
            let end = rest.starts(with: "<?".utf8) ? Array("?>".utf8) : Array("-->".utf8)
            guard let found = rest.firstRange(of: end) else { return false }
            rest = rest[found.upperBound...].drop { $0 <= 0x20 }
        }
        let start = String(decoding: rest.prefix(15), as: UTF8.self).lowercased()
        return start.hasPrefix("<!doctype html") || start.hasPrefix("<html")
    }

    /// The character set that a `meta` element names in the first 4 KiB, as it is written there.
    static func declaredCharacterSet(_ head: ArraySlice<UInt8>) -> String? {
        let text = head.map { $0 < 0x80 ? $0 | ($0 >= 0x41 && $0 <= 0x5A ? 0x20 : 0) : UInt8(ascii: "?") }
        guard let mark = text.firstRange(of: Array("charset=".utf8)) else { return nil }
        let name = text[mark.upperBound...].drop { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") || $0 <= 0x20 }
            .prefix { $0 > 0x20 && !"\"'>;/".utf8.contains($0) }
        return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
    }
}
