import StudyModel

extension ReportDocument {
    func write(_ card: Card, to html: inout HTMLText) {
        html.markup("<article class=\"card\" id=\"\(card.anchor.anchor)\"")
        if let colour = card.colour?.cssColour { html.markup(" style=\"border-inline-start-color: \(colour)\"") }
        html.markup(">\n<h\(card.level)>")
        if !card.number.isEmpty { html.text([.name(card.number)]) }
        if !card.number.isEmpty, !card.name.isEmpty { html.markup(" ") }
        if !card.name.isEmpty { html.text([.name(card.name)]) }
        html.markup("</h\(card.level)>\n")
        if !card.facts.isEmpty { html.element("p", class: "facts", card.facts) }
        if !card.terms.isEmpty {
            html.markup("<dl>\n")
            for term in card.terms { write(term, to: &html) }
            html.markup("</dl>\n")
        }
        for quote in card.quotes { write(quote, to: &html) }
        html.markup("</article>\n")
    }

    private func write(_ term: Term, to html: inout HTMLText) {
        html.element("dt", [.words(term.title)])
        if !term.line.isEmpty || term.wordings.isEmpty { html.element("dd", term.line) }
        for wording in term.wordings {
            html.markup(
                "<dd\(wording.isFurther ? " class=\"further\"" : "") dir=\"auto\"\(wording.language.languageAttribute)>")
            // By the words the direction is told, so what stands before them does not count.
            if wording.isFurther, !wording.language.isEmpty {
                html.markup("<bdi class=\"language\">")
                html.escaped(wording.language.visible)
                html.markup("</bdi> ")
            }
            html.lines(wording.text)
            html.markup("</dd>\n")
        }
    }
}

extension HTMLText {
    /// A list of lines that lead to where they name.
    mutating func entries(_ entries: [ReportDocument.Entry], class name: String) {
        guard !entries.isEmpty else { return }
        markup("<ul class=\"\(name)\">\n")
        for entry in entries {
            markup(
                "<li style=\"--depth: \(min(entry.depth, ReportDocument.deepestIndent))\"><a href=\"#\(entry.anchor.anchor)\">")
            if let colour = entry.colour?.cssColour {
                markup("<span class=\"swatch\" style=\"border-color: \(colour)\"></span>")
            }
            let number = entry.number.isEmpty ? [] : [ReportDocument.Inline.name(entry.number)]
            let parts = name == "index" ? [.name(entry.name)] + number : number + [.name(entry.name)]
            for (index, part) in parts.enumerated() { text(index == 0 ? [part] : [" ", part]) }
            markup("</a></li>\n")
        }
        markup("</ul>\n")
    }
}

extension String {
    /// The colour where it is `#rrggbb`; nil for anything else.
    var cssColour: String? { wholeMatch(of: /#[0-9a-f]{6}/) == nil ? nil : self }
}
