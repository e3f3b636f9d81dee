import CLibXML2

/// A tag, comment or declaration between `<` and `>`.
struct HTMLTag {
    /// In lower case; empty for a comment or declaration.
    private(set) var name = ""
    private(set) var isClosing = false
    /// What stands between the name and `>`.
    private(set) var attributes: Range<Int>
    /// The index behind the closing `>`.
    private(set) var end: Int

    /// Nil where the `<` at `start` begins no tag.
    ///
    /// - Parameter mindsQuotes: A `>` between quotation marks does not end the tag.
    init?(_ input: UnsafeBufferPointer<UInt8>, at start: Int, mindsQuotes: Bool) {
        var index = start + 1
        if index < input.count, input[index] == UInt8(ascii: "/") {
            isClosing = true
            index += 1
        }
        let first = index
        while index < input.count, input[index].isInName(isFirst: index == first) { index += 1 }
        guard index > first else { return nil }
        let nameEnd = index
        var quote: UInt8?
        while index < input.count {
            let byte = input[index]
            if let open = quote {
                if byte == open { quote = nil }
            } else if mindsQuotes, byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                name = String(decoding: input[first..<nameEnd], as: UTF8.self).lowercased()
                attributes = nameEnd..<index
                end = index + 1
                return
            } else if byte == UInt8(ascii: "<") {
                return nil
            }
            index += 1
        }
        return nil
    }

    /// The comment or declaration whose `<` stands at `start`; nil where it has no end.
    init?(_ input: UnsafeBufferPointer<UInt8>, declarationAt start: Int) {
        var index = start + 1
        attributes = index..<index
        let isComment = input[index...].starts(with: "!--".utf8)
        while index < input.count {
            let isDashed = input[index - 1] == UInt8(ascii: "-") && input[index - 2] == UInt8(ascii: "-")
            if input[index] == UInt8(ascii: ">"), !isComment || index >= start + 6 && isDashed {
                end = index + 1
                return
            }
            index += 1
        }
        return nil
    }

    /// True where `<!` or `<?` stands at `index`.
    fileprivate static func beginsDeclaration(_ input: UnsafeBufferPointer<UInt8>, _ index: Int) -> Bool {
        index + 1 < input.count && (input[index + 1] == UInt8(ascii: "!") || input[index + 1] == UInt8(ascii: "?"))
    }

    /// True for a tag that sets off a block, so that the words before and behind it are two. Names with a colon are those
    /// that Word makes for itself inside of paragraphs.
    var partsWords: Bool { !Self.inline.contains(name) && !name.contains(":") }

    private static let inline: Set<String> = [
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark",
        "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr",
    ]

    /// The value of an attribute, entities decoded; empty where it has none, nil where the attribute is not there.
    func attribute(_ wanted: String, _ input: UnsafeBufferPointer<UInt8>) -> String? {
        var index = attributes.lowerBound
        let end = attributes.upperBound
        func skipBlanks() { while index < end, input[index] <= 0x20 || input[index] == UInt8(ascii: "/") { index += 1 } }
        while true {
            skipBlanks()
            guard index < end else { return nil }
            let start = index
            while index < end, input[index] > 0x20, input[index] != UInt8(ascii: "=") { index += 1 }
            let name = start..<index
            while index < end, input[index] <= 0x20 { index += 1 }
            var value = index..<index
            if index < end, input[index] == UInt8(ascii: "=") {
                index += 1
                while index < end, input[index] <= 0x20 { index += 1 }
                if index < end, input[index] == UInt8(ascii: "\"") || input[index] == UInt8(ascii: "'") {
                    let close = input[(index + 1)..<end].firstIndex(of: input[index]) ?? end
                    value = index + 1..<close
                    index = min(close + 1, end)
                } else {
                    let from = index
                    while index < end, input[index] > 0x20 { index += 1 }
                    value = from..<index
                }
            } else if name.isEmpty {
                index += 1
            }
            if String(decoding: input[name], as: UTF8.self).lowercased() == wanted {
                return HTMLEntity.decoded(UnsafeBufferPointer(rebasing: input[value]))
            }
        }
    }
}

/// Finds the markup of a page in one pass: what was searched for to the end of the page once is not searched for again.
struct HTMLMarkup {
    private let input: UnsafeBufferPointer<UInt8>
    private var hasOpenDeclaration = false
    private var mindsQuotes = true

    init(_ input: UnsafeBufferPointer<UInt8>) { self.input = input }

    /// The tag, comment or declaration whose `<` stands at `start`; nil where that is a character like others.
    mutating func tag(at start: Int) -> HTMLTag? {
        if HTMLTag.beginsDeclaration(input, start) {
            guard !hasOpenDeclaration else { return nil }
            let found = HTMLTag(input, declarationAt: start)
            hasOpenDeclaration = found == nil
            return found
        }
        if let tag = HTMLTag(input, at: start, mindsQuotes: mindsQuotes) { return tag }
        guard mindsQuotes, let tag = HTMLTag(input, at: start, mindsQuotes: false) else { return nil }
        // A quotation mark that is never closed: from here on they are signs like others.
        mindsQuotes = false
        return tag
    }
}

/// A reference such as `&auml;`, `&#228;` or `&#xE4;`. Names are those of HTML 4.01, section 24, and `&apos;`.
package struct HTMLEntity {
    package let scalar: Unicode.Scalar
    /// The index behind its semicolon.
    package let end: Int

    /// Nil where the `&` at `start` begins none.
    package init?(_ input: UnsafeBufferPointer<UInt8>, at start: Int) {
        let limit = min(input.count, start + 12)
        guard let semicolon = input[min(start + 1, limit)..<limit].firstIndex(of: UInt8(ascii: ";")), semicolon > start + 1
        else {
            return nil
        }
        let name = String(decoding: input[(start + 1)..<semicolon], as: UTF8.self)
        let value: UInt32?
        if name.hasPrefix("#x") || name.hasPrefix("#X") {
            value = UInt32(name.dropFirst(2), radix: 16)
        } else if name.hasPrefix("#") {
            value = UInt32(name.dropFirst())
        } else if name == "apos" {
            value = 0x27
        } else {
            value = htmlEntityLookup(name)?.pointee.value
        }
        guard let value, value > 0, let scalar = Unicode.Scalar(value) else { return nil }
        self.scalar = scalar
        end = semicolon + 1
    }

    static func decoded(_ input: UnsafeBufferPointer<UInt8>) -> String {
        var bytes: [UInt8] = []
        var index = 0
        while index < input.count {
            if input[index] == UInt8(ascii: "&"), let entity = HTMLEntity(input, at: index) {
                bytes.append(contentsOf: UTF8.encode(entity.scalar) ?? .init())
                index = entity.end
            } else {
                bytes.append(input[index])
                index += 1
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

extension UInt8 {
    /// A letter, and behind the first one also a digit, `-` or `:`.
    fileprivate func isInName(isFirst: Bool) -> Bool {
        (0x61...0x7A).contains(self | 0x20) && self < 0x80 || !isFirst && ((0x30...0x3A).contains(self) || self == 0x2D)
    }
}
