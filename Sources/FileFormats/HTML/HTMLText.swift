extension String {
    /// The words of a piece of HTML: without markup, entities decoded, each run of white space one blank, none at the ends.
    ///
    /// A tag that sets off a block (`p`, `br`, `li` and the like) parts words, an inline tag does not; what `script` and
    /// `style` hold is dropped. A `<` that begins no tag stays. Entities are those of HTML 4.01, section 24.
    package var textOfHTML: String {
        guard utf8.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "&") }) else { return oneLine }
        var text: [UInt8] = []
        let all = Array(utf8)
        all.withUnsafeBufferPointer { input in
            var index = 0
            var hidden: String?
            var markup = HTMLMarkup(input)
            while index < input.count {
                let byte = input[index]
                if byte == UInt8(ascii: "<"), let tag = markup.tag(at: index) {
                    index = tag.end
                    if let name = hidden {
                        if tag.isClosing, tag.name == name { hidden = nil }
                    } else if !tag.isClosing, tag.name == "script" || tag.name == "style" {
                        hidden = tag.name
                    } else if tag.partsWords {
                        text.append(UInt8(ascii: " "))
                    }
                } else if hidden != nil {
                    index += 1
                } else if byte == UInt8(ascii: "&"), let entity = HTMLEntity(input, at: index) {
                    text.append(contentsOf: UTF8.encode(entity.scalar) ?? .init())
                    index = entity.end
                } else {
                    text.append(byte)
                    index += 1
                }
            }
        }
        return String(decoding: text, as: UTF8.self).oneLine
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
