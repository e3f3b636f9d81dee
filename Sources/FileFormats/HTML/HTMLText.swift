import CLibXML2

extension String {
    /// The words of a piece of HTML: without markup, entities decoded, each run of white space one blank, none at the ends.
    ///
    /// A tag that sets off a block (`p`, `br`, `li` and the like) parts words, an inline tag does not; what `script` and
    /// `style` hold is dropped. A `<` that begins no tag stays. Entities are those of HTML 4.01, section 24.
    package var textOfHTML: String {
        guard utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) else { return oneLine }
        let input = Array(unicodeScalars)
        var text = String.UnicodeScalarView()
        var index = 0
        var hidden: String?
        // One search for the end of a comment that has none is enough.
        var hasOpenComment = false
        while index < input.count {
            if input[index] == "<", !hasOpenComment || !input.beginsDeclaration(index),
                let tag = HTMLTag(input, at: index)
            {
                index = tag.end
                if let name = hidden {
                    if tag.isClosing, tag.name == name { hidden = nil }
                } else if !tag.isClosing, tag.name == "script" || tag.name == "style" {
                    hidden = tag.name
                } else if tag.partsWords {
                    text.append(" ")
                }
            } else if hidden != nil {
                index += 1
            } else if input[index] == "&", let entity = entity(input, at: index) {
                text.append(entity.scalar)
                index = entity.end
            } else {
                if input[index] == "<" { hasOpenComment = hasOpenComment || input.beginsDeclaration(index) }
                text.append(input[index])
                index += 1
            }
        }
        return String(text).oneLine
    }

    private var oneLine: String {
        var result = String.UnicodeScalarView()
        var isParted = false
        for scalar in unicodeScalars {
            if scalar.properties.isWhitespace {
                isParted = true
            } else {
                if isParted, !result.isEmpty { result.append(" ") }
                isParted = false
                result.append(scalar)
            }
        }
        return String(result)
    }
}

/// A tag, comment or declaration between `<` and `>`.
private struct HTMLTag {
    var name = ""
    var isClosing = false
    /// The index behind the closing `>`.
    var end: Int

    /// Nil where the `<` at `start` begins no markup.
    init?(_ input: [Unicode.Scalar], at start: Int) {
        var index = start + 1
        guard index < input.count else { return nil }
        if input[index] == "!" || input[index] == "?" {
            let isComment = input.count > index + 2 && input[index + 1] == "-" && input[index + 2] == "-"
            while index < input.count {
                if input[index] == ">", !isComment || (input[index - 1] == "-" && input[index - 2] == "-") {
                    end = index + 1
                    return
                }
                index += 1
            }
            return nil
        }
        if input[index] == "/" {
            isClosing = true
            index += 1
        }
        while index < input.count, input[index].isASCII, input[index].properties.isAlphabetic || input[index].isDigit {
            name.unicodeScalars.append(input[index])
            index += 1
        }
        guard let first = name.unicodeScalars.first, !first.isDigit else { return nil }
        name = name.lowercased()
        var quote: Unicode.Scalar?
        while index < input.count {
            let scalar = input[index]
            if let open = quote {
                if scalar == open { quote = nil }
            } else if scalar == "\"" || scalar == "'" {
                quote = scalar
            } else if scalar == ">" {
                end = index + 1
                return
            } else if scalar == "<" {
                return nil
            }
            index += 1
        }
        return nil
    }

    var partsWords: Bool { !Self.inline.contains(name) }

    private static let inline: Set<String> = [
        "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark",
        "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr",
    ]
}

extension [Unicode.Scalar] {
    /// True where `<!` or `<?` stands at `index`.
    fileprivate func beginsDeclaration(_ index: Int) -> Bool {
        index + 1 < count && (self[index + 1] == "!" || self[index + 1] == "?")
    }
}

extension Unicode.Scalar {
    fileprivate var isDigit: Bool { ("0"..."9").contains(self) }
}

/// The character that a reference such as `&auml;`, `&#228;` or `&#xE4;` at `start` stands for, and the index behind it.
private func entity(_ input: [Unicode.Scalar], at start: Int) -> (scalar: Unicode.Scalar, end: Int)? {
    var index = start + 1
    var name = ""
    while index < input.count, index - start < 12, input[index] != ";" {
        guard input[index].isASCII else { return nil }
        name.unicodeScalars.append(input[index])
        index += 1
    }
    guard index < input.count, input[index] == ";", !name.isEmpty else { return nil }
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
    return (scalar, index + 1)
}
