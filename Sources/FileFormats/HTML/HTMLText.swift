extension String {
    /// The words of a piece of HTML: without markup, entities decoded, each run of white space one blank, none at the ends.
    ///
    /// A tag that sets off a block (`p`, `br`, `li` and the like) parts words, an inline tag does not; what `script` and
    /// `style` hold is dropped. A `<` that begins no tag stays. Entities are those of HTML 4.01, section 24.
    package var textOfHTML: String {
        guard utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) else { return oneLine }
        var text: [UInt8] = []
        var hidden: String?
        eachPieceOfHTML { piece in
            switch piece {
            case .tag(let tag):
                if let name = hidden {
                    if tag.isClosing, tag.name == name { hidden = nil }
                } else if !tag.isClosing, tag.name == "script" || tag.name == "style" {
                    hidden = tag.name
                } else if tag.partsWords {
                    text.append(UInt8(ascii: " "))
                }
            case .entity(let scalar): if hidden == nil { text.append(contentsOf: UTF8.encode(scalar) ?? .init()) }
            case .byte(let byte): if hidden == nil { text.append(byte) }
            }
        }
        return String(decoding: text, as: UTF8.self).oneLine
    }

    /// A piece of HTML without its tags and comments, entities decoded, and every other character as it stands.
    package var withoutHTMLTags: String {
        guard utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) else { return self }
        var text: [UInt8] = []
        text.reserveCapacity(utf8.count)
        eachPieceOfHTML { piece in
            switch piece {
            case .tag: break
            case .entity(let scalar): text.append(contentsOf: UTF8.encode(scalar) ?? .init())
            case .byte(let byte): text.append(byte)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    private func eachPieceOfHTML(_ take: (HTMLPiece) -> Void) {
        Array(utf8).withUnsafeBufferPointer { input in
            var index = 0
            var markup = HTMLMarkup(input)
            while index < input.count {
                let byte = input[index]
                if byte == UInt8(ascii: "<"), let tag = markup.tag(at: index) {
                    index = tag.end
                    take(.tag(tag))
                } else if byte == UInt8(ascii: "&"), let entity = HTMLEntity(input, at: index) {
                    index = entity.end
                    take(.entity(entity.scalar))
                } else {
                    index += 1
                    take(.byte(byte))
                }
            }
        }
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

private enum HTMLPiece {
    case tag(HTMLTag)
    case entity(Unicode.Scalar)
    case byte(UInt8)
}
