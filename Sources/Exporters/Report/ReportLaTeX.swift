import StudyModel

extension ReportDocument {
    /// The report as a document of LaTeX that needs the base packages alone, without its pictures; two runs give its page numbers.
    ///
    /// pdfLaTeX, LuaLaTeX and XeLaTeX set it. Signs that the fonts of pdfLaTeX do not have (other scripts, emoji) are named there by
    /// their numbers, and set as they are by the other two.
    package func latex() -> String {
        var text = LaTeXPreamble.text(title: title.map(\.letters).joined(), in: language)
        text += "\\begin{document}\n\n{\\LARGE\\bfseries \(latex(title))\\par}\n"
        for block in blocks { text += "\n" + latex(block) }
        return text + "\n\\end{document}\n"
    }

    private func latex(_ block: Block) -> String {
        switch block {
        case .heading(let level, let text, let anchor):
            // `\part` begins a page, but for the first one, which stands below the title.
            (level == 2 ? "\\part" : "\\subpart") + "{\(anchor?.anchor ?? "")}{\(latex(text))}\n"
        case .paragraph(let text): latex(text) + "\\par\n"
        case .note(let text): "{\\small \(latex(text))\\par}\n"
        case .claim(let text): "\\begin{quote}\\itshape \(text.latexLines)\\end{quote}\n"
        case .quotes(let quotes): quotes.map(latex).joined()
        case .table(let table): latex(table)
        case .picture: ""
        case .list(let items):
            items.isEmpty ? "" : "\\begin{itemize}\n" + items.map { "\\item \(latex($0))\n" }.joined() + "\\end{itemize}\n"
        case .details(let title, let blocks): "\\subpart{}{\(latex(title))}\n" + blocks.map(latex).joined()
        case .card(let card): latex(card)
        case .contents(let entries): entries.map { latex($0, isIndex: false) }.joined()
        case .index(let entries):
            entries.isEmpty
                ? "" : "\\begin{multicols}{2}\n" + entries.map { latex($0, isIndex: true) }.joined() + "\\end{multicols}\n"
        }
    }

    private func latex(_ card: Card) -> String {
        let swatch = card.colour?.latexColour.map { "\\swatch{\($0)}" } ?? ""
        var text = "\\begin{card}{\(card.anchor.anchor)}{\(swatch)}{\(card.number.latexName)}{\(card.name.latexName)}\n"
        if !card.facts.isEmpty { text += "\\facts{\(latex(card.facts))}\n" }
        for term in card.terms {
            if !term.line.isEmpty { text += "\\term{\(term.title.latexName)}{\(latex(term.line))}\n" }
            for (number, wording) in term.wordings.enumerated() {
                let title = number == 0 && term.line.isEmpty ? term.title.latexName : ""
                let language = wording.isFurther && !wording.language.isEmpty ? "\\further{\(wording.language.latexName)}" : ""
                text += "\\term{\(title)}{\(language)\(wording.text.latexLines)}\n"
            }
        }
        return text + card.quotes.map(latex).joined() + "\\end{card}\n"
    }

    private func latex(_ entry: Entry, isIndex: Bool) -> String {
        let swatch = entry.colour?.latexColour.map { "\\swatch{\($0)}" } ?? ""
        let command = isIndex ? "\\indexed" : "\\entry{\(min(entry.depth, Self.deepestIndent))}"
        return "\(command){\(entry.anchor.anchor)}{\(swatch)}{\(entry.number.latexName)}{\(entry.name.latexName)}\n"
    }

    private func latex(_ quote: Quote) -> String {
        var place = quote.place.citation.description.latexName
        if let name = quote.place.citation.caseName { place += ", \(name.latexName)" }
        if !quote.codes.isEmpty { place += " --- " + quote.codes.map(\.latexName).joined(separator: " · ") }
        if !quote.remark.isEmpty { place += "; \(quote.remark.latexName)" }
        return "\\begin{quote}\(quote.place.quote?.latexLines ?? "")\\par{\\small \(place)}\\end{quote}\n"
    }

    private func latex(_ table: Table) -> String {
        guard !table.columns.isEmpty else { return "" }
        let share = (1 / Double(table.columns.count) - 0.03).shortest
        let alignment = table.columns.map {
            ">{\\ragged\($0.isNumber ? "left" : "right")\\arraybackslash}p{\(share)\\linewidth}"
        }
        func line(_ cells: [String]) -> String { cells.joined(separator: " & ") + " \\\\\n" }
        return "\\begin{longtable}{@{}\(alignment.joined())@{}}\n\\hline\n" + line(table.columns.map(\.title.latexName))
            + "\\hline\n\\endhead\n\\hline\n\\endfoot\n"
            + table.rows.map { row in line(row.map(latex)) }.joined() + "\\end{longtable}\n"
    }

    private func latex(_ text: Text) -> String {
        text.map { part in
            switch part {
            case .words(let text), .name(let text), .place(let text): text.latexName
            case .strong(let text): "\\textbf{\(text.latexName)}"
            case .small(let text): "{\\small \(text.latexName)}"
            case .command(let text): "\\texttt{\(text.latexName)}"
            case .link(let text, let anchor): "\\hyperref[\(anchor.anchor)]{\(text.latexName)}"
            case .lineBreak: "\\newline{}"
            }
        }.joined()
    }
}
