package import StudyModel

extension DataTable {
    /// The table as GitHub Flavored Markdown (section 4.10), numbers to the right.
    ///
    /// What Markdown would read as its own signs is escaped, and a line feed in a cell becomes `<br>`.
    ///
    /// - Parameter language: of the words of the program and the sign before decimals.
    package func markdown(in language: Language = .english) -> String { worded(in: language).worded(markdown: language) }

    private func worded(markdown language: Language) -> String {
        var text = line(columns.map(\.name.markdown))
        text += line(columns.map { $0.type.isNumber ? "---:" : "---" })
        let cells = columns.indices.map { index in
            columns[index].type == .string
                ? rows.map { index < $0.count ? $0[index].markdown : "" } : printedColumn(index, in: language)
        }
        for row in rows.indices { text += line(cells.map { $0[row] }) }
        return text
    }

    private func line(_ cells: [String]) -> String {
        "| " + cells.joined(separator: " | ") + " |\n"
    }
}

extension DataTable.Cell {
    fileprivate var markdown: String {
        switch self {
        case .empty: ""
        case .text(let text): text.markdown
        case .integer(let number): String(number)
        case .number(let number): number.shortest
        case .boolean(let value): value ? "true" : "false"
        }
    }
}

extension String {
    /// As one line of a cell.
    fileprivate var markdown: String {
        visibleLines.markdownEscaped.replacing("|", with: "\\|").replacing("\n", with: "<br>").replacing("\t", with: " ")
    }
}
