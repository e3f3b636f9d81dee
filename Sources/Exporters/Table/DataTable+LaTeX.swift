package import StudyModel

extension DataTable {
    /// Longer tables are set to go over several pages.
    private static let linesOfAPage = 40

    /// The table for LaTeX, with the rules of the package `booktabs`; a long one as a `longtable`, which then is needed too.
    ///
    /// Names are as the columns have them, numbers stand to the right with as many decimals as the column needs. Whatever LaTeX would
    /// read as its own signs is escaped; umlauts stay, as UTF-8, which LaTeX has read since 2018. Quotation marks `"` become
    /// `\textquotedbl`, since German babel gives them a meaning; that wants the font encoding T1 or XeLaTeX or LuaLaTeX.
    ///
    /// - Parameter language: of the words of the program and the sign before decimals.
    package func latex(in language: Language = .english) -> String { worded(in: language).worded(latex: language) }

    private func worded(latex language: Language) -> String {
        let isLong = rows.count > Self.linesOfAPage
        let alignment = columns.indices.map { index -> String in
            if columns[index].type.isNumber { return "r" }
            // A text that is too long for a line is set as a paragraph.
            let longest = rows.reduce(0) { max($0, index < $1.count ? $1[index].plainText.count : 0) }
            return longest > 60 ? "p{0.4\\linewidth}" : "l"
        }
        let head = columns.map(\.name.latex).joined(separator: " & ") + " \\\\\n"
        let cells = columns.indices.map { index in
            columns[index].type == .string
                ? rows.map { index < $0.count ? $0[index].plainText.latex : "" }
                : printedColumn(index, in: language).map(\.latexNumber)
        }
        var text = "% \(title.text(in: language).visible)\n% \\usepackage{booktabs\(isLong ? ",longtable" : "")}\n"
        text += isLong ? "\\begin{longtable}" : "\\begin{tabular}"
        text += "{@{}\(alignment.joined())@{}}\n\\toprule\n\(head)\\midrule\n"
        if isLong { text += "\\endhead\n\\bottomrule\n\\endfoot\n" }
        for row in rows.indices { text += cells.map { $0[row] }.joined(separator: " & ") + " \\\\\n" }
        return text + (isLong ? "\\end{longtable}\n" : "\\bottomrule\n\\end{tabular}\n")
    }
}

extension DataTable.Cell {
    fileprivate var plainText: String {
        switch self {
        case .empty: ""
        case .text(let text): text
        case .integer(let number): String(number)
        case .number(let number): number.shortest
        case .boolean(let value): value ? "true" : "false"
        }
    }
}

extension String {
    /// A minus sign instead of a hyphen.
    fileprivate var latexNumber: String {
        hasPrefix("-") && dropFirst().first?.isNumber == true ? "\\ensuremath{-}" + dropFirst().latexText : self.latex
    }
}

extension Substring {
    fileprivate var latexText: String { String(self).latex }
}
