import StudyModel

extension ReportDocument {
    /// The report as GitHub Flavored Markdown, without its pictures.
    ///
    /// Whatever Markdown would read as its own signs is escaped, addresses that it would make links of included.
    package func markdown() -> String {
        var text = "# \(markdown(title))\n"
        for block in blocks {
            let part = markdown(block)
            if !part.isEmpty { text += "\n" + part }
        }
        return text
    }

    private func markdown(_ block: Block) -> String {
        switch block {
        case .heading(let level, let text, _): String(repeating: "#", count: level) + " \(markdown(text))\n"
        case .paragraph(let text), .note(let text): markdown(text).markdownStart + "\n"
        case .claim(let text): text.markdownQuotation.withoutAutolinks
        case .quotes(let quotes): quotes.map(markdown).joined(separator: "\n")
        case .table(let table): markdown(table)
        case .picture: ""
        case .details(let title, let blocks):
            "#### \(markdown(title))\n" + blocks.map { "\n" + markdown($0) }.joined()
        case .card(let card): markdown(card)
        case .contents(let entries): entries.map { markdown($0, isIndex: false) }.joined()
        case .index(let entries): entries.map { markdown($0, isIndex: true) }.joined()
        case .list(let items): items.map { "- \(markdown($0).markdownStart)\n" }.joined()
        }
    }

    func markdown(_ quote: Quote) -> String {
        let text = quote.place.markdown(codes: quote.codes)?.withoutAutolinks ?? ""
        guard !quote.remark.isEmpty, !text.isEmpty else { return text }
        return String(text.dropLast()) + "; \(quote.remark.escapedForLine)\n"
    }

    private func markdown(_ table: Table) -> String {
        func line(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
        return line(table.columns.map { markdown([.words($0.title)], inTable: true) })
            + line(table.columns.map { $0.isNumber ? "---:" : "---" })
            + table.rows.map { row in line(row.map { markdown($0, inTable: true) }) }.joined()
    }

    func markdown(_ text: Text, inTable: Bool = false) -> String {
        text.map { part -> String in
            let written: String
            switch part {
            case .words(let words), .link(let words, _), .small(let words): written = words.escapedForLine
            case .name(let name), .place(let name): written = name.escapedForLine
            case .strong(let words): written = "**\(words.escapedForLine)**"
            case .command(let command): written = command.codeSpan
            case .lineBreak: return inTable ? "<br>" : "\\\n"
            }
            return inTable ? written.replacing("|", with: "\\|") : written
        }.joined()
    }
}

extension String {
    /// On one line, with nothing in it that Markdown would read as its own.
    var escapedForLine: String { visible.markdownEscaped.withoutAutolinks }

    /// Escaped already, but not yet what would make the line a heading, a list or a rule.
    var markdownStart: String {
        let digits = prefix { $0.isASCII && $0.isNumber }
        if !digits.isEmpty, let sign = self[digits.endIndex...].first, sign == "." || sign == ")" {
            return digits + "\\" + self[digits.endIndex...]
        }
        return (first.map { "#+-=|".contains($0) } == true ? "\\" : "") + self
    }

    /// Escaped already, but for the addresses that GitHub makes links of.
    var withoutAutolinks: String {
        replacing("://", with: ":\\//").replacing("www.", with: "www\\.").replacing("@", with: "\\@")
    }

    /// Between more backticks than any run in it has (CommonMark 0.31.2, section 6.1).
    fileprivate var codeSpan: String {
        let text = visible
        var (longest, run) = (0, 0)
        for character in text {
            run = character == "`" ? run + 1 : 0
            longest = max(longest, run)
        }
        let fence = String(repeating: "`", count: longest + 1)
        let pad = text.hasPrefix("`") || text.hasSuffix("`") ? " " : ""
        return fence + pad + text + pad + fence
    }
}
