import StudyModel

/// Pieces of HTML one after another.
struct HTMLText {
    private(set) var bytes: [UInt8] = []

    /// Tags of our own, as they are.
    mutating func markup(_ text: String) { bytes.append(contentsOf: text.utf8) }

    mutating func escaped(_ text: String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": markup("&amp;")
            case "<": markup("&lt;")
            case ">": markup("&gt;")
            case "\"": markup("&quot;")
            case "'": markup("&#39;")
            // What XML 1.0 forbids (section 2.2), and is not made visible as controls are.
            case "\u{FFFE}", "\u{FFFF}": markup("\u{FFFD}")
            default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
            }
        }
    }

    /// Text of the study with its own lines.
    mutating func lines(_ text: String) {
        for (number, line) in text.visibleLines.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            if number > 0 { markup("<br/>") }
            escaped(String(line))
        }
    }

    mutating func text(_ text: ReportDocument.Text) {
        for part in text {
            switch part {
            case .words(let words): escaped(words.visible)
            case .name(let name): wrapped("bdi", name)
            case .place(let place):
                // A short one is not broken at its hyphens.
                markup(place.unicodeScalars.count > 24 ? "<bdi>" : "<bdi class=\"place\">")
                escaped(place.visible)
                markup("</bdi>")
            case .strong(let words): wrapped("strong", words)
            case .small(let words): wrapped("small", words)
            case .command(let command): wrapped("code", command)
            case .lineBreak: markup("<br/>")
            case .link(let words, let anchor):
                markup("<a href=\"#\(anchor.anchor)\"><bdi>")
                escaped(words.visible)
                markup("</bdi></a>")
            }
        }
    }

    private mutating func wrapped(_ tag: String, _ text: String) {
        markup("<\(tag)>")
        escaped(text.visible)
        markup("</\(tag)>")
    }

    mutating func element(_ tag: String, class name: String? = nil, _ text: ReportDocument.Text) {
        markup("<\(tag)\(name.map { " class=\"\($0)\"" } ?? "")>")
        self.text(text)
        markup("</\(tag)>\n")
    }

    /// The picture without the declaration of XML that it begins with.
    mutating func picture(_ svg: [UInt8]) {
        let start = Array("<svg".utf8)
        let first = svg.indices.first { svg[$0...].starts(with: start) } ?? svg.endIndex
        bytes.append(contentsOf: svg[first...])
    }
}

extension String {
    /// With ASCII letters, digits and hyphens only.
    var anchor: String {
        String(map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    }
}
