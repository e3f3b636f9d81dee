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
        html.markup(
            "</title>\n<style>\n\(ReportStyle.css)\(hasCards ? ReportStyle.cards : "")</style>\n</head>\n<body>\n<main>\n<h1>")
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
        case .card(let card): write(card, to: &html)
        case .contents(let entries): html.entries(entries, class: "contents")
        case .index(let entries): html.entries(entries, class: "index")
        }
    }

    func write(_ quote: Quote, to html: inout HTMLText) {
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

    private var languageAttribute: String { studyLanguage?.languageAttribute ?? "" }
}

extension String {
    /// ` lang="de"` of a language code, which has letters, digits and hyphens only; nothing for anything else.
    var languageAttribute: String { isEmpty || self != anchor ? "" : " lang=\"\(self)\"" }
}
