import StudyModel

extension ReportDocument {
    /// The report as one file of HTML that needs nothing else: no script, nothing from elsewhere, and a policy that forbids both.
    ///
    /// It is well-formed XML too, with the document type of HTML.
    package func html() -> [UInt8] {
        var html = HTMLText()
        html.markup(
            """
            <!DOCTYPE html>
            <html lang="\(language.rawValue)">
            <head>
            <meta charset="utf-8"/>
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="color-scheme" content="light"/>
            <title>
            """)
        html.escaped(title.map(\.letters).joined().visible)
        html.markup("</title>\n<style>\n\(ReportStyle.css)</style>\n</head>\n<body>\n<main>\n<h1>")
        html.text(title)
        html.markup("</h1>\n")
        var isOpen = false
        for block in blocks {
            if case .heading(2, _, _) = block {
                html.markup(isOpen ? "</section>\n<section>\n" : "<section>\n")
                isOpen = true
            }
            write(block, to: &html)
        }
        html.markup("\(isOpen ? "</section>\n" : "")</main>\n</body>\n</html>\n")
        return html.bytes
    }

    private func write(_ block: Block, to html: inout HTMLText) {
        switch block {
        case .heading(let level, let text, let anchor):
            html.markup("<h\(level)\(anchor.map { " id=\"\($0.anchor)\"" } ?? "")>")
            html.text(text)
            html.markup("</h\(level)>\n")
        case .paragraph(let text): html.element("p", text)
        case .note(let text): html.element("p", class: "note", text)
        case .claim(let text):
            html.markup("<p class=\"claim\" dir=\"auto\"\(languageAttribute)>")
            html.lines(text)
            html.markup("</p>\n")
        case .quotes(let quotes): for quote in quotes { write(quote, to: &html) }
        case .table(let table): write(table, to: &html)
        case .picture(let svg, let caption):
            html.markup("<figure>\n<div class=\"picture\">\n")
            html.picture(svg)
            html.markup("</div>\n")
            html.element("figcaption", caption)
            html.markup("</figure>\n")
        case .list(let items):
            html.markup("<ul>\n")
            for item in items { html.element("li", item) }
            html.markup("</ul>\n")
        case .details(let title, let blocks):
            html.markup("<details>\n")
            html.element("summary", title)
            for block in blocks { write(block, to: &html) }
            html.markup("</details>\n")
        }
    }

    private func write(_ quote: Quote, to html: inout HTMLText) {
        html.markup("<figure class=\"quote\">\n<blockquote dir=\"auto\"\(languageAttribute)>")
        html.lines(quote.place.quote ?? "")
        html.markup("</blockquote>\n<figcaption><cite>")
        html.text([.place(quote.place.citation.description)])
        html.markup("</cite>")
        if let name = quote.place.citation.caseName { html.text([", ", .name(name)]) }
        for (number, code) in quote.codes.enumerated() { html.text([number == 0 ? " — " : " · ", .name(code)]) }
        if !quote.remark.isEmpty { html.text(["; ", .words(quote.remark)]) }
        html.markup("</figcaption>\n</figure>\n")
    }

    private func write(_ table: Table, to html: inout HTMLText) {
        html.markup("<div class=\"table\">\n<table>\n<thead>\n<tr>")
        for column in table.columns {
            html.markup(column.isNumber ? "<th class=\"number\">" : "<th>")
            html.escaped(column.title.visible)
            html.markup("</th>")
        }
        html.markup("</tr>\n</thead>\n<tbody>\n")
        for row in table.rows {
            html.markup("<tr>")
            for (cell, column) in zip(row, table.columns) {
                html.markup(column.isNumber ? "<td class=\"number\">" : "<td>")
                html.text(cell)
                html.markup("</td>")
            }
            html.markup("</tr>\n")
        }
        html.markup("</tbody>\n</table>\n</div>\n")
    }

    /// A language code has letters, digits and hyphens only.
    private var languageAttribute: String {
        guard let studyLanguage, !studyLanguage.isEmpty, studyLanguage == studyLanguage.anchor else { return "" }
        return " lang=\"\(studyLanguage)\""
    }
}

/// Pieces of HTML one after another.
private struct HTMLText {
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
    fileprivate var anchor: String {
        String(map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
    }
}
