package import StudyModel

extension DataTable {
    /// The table for a terminal or a pipe: a row of names, then one line a row, columns two blanks apart.
    ///
    /// Numbers stand to the right, and the decimals of a column are as many as it needs, at most four; everything else
    /// stands to the left. Widths are counted as a terminal draws them. A text stays on its line, and characters that could
    /// steer the terminal are made visible. There is no colour.
    package func terminalText() -> String {
        let cells = columns.indices.map { printedColumn($0) }
        let widths = zip(columns, cells).map { column, cells in
            cells.reduce(column.name.visible.displayWidth) { max($0, $1.displayWidth) }
        }
        var text = ""
        func append(_ line: [String]) {
            var result = ""
            for (index, cell) in line.enumerated() {
                let blanks = String(repeating: " ", count: widths[index] - cell.displayWidth)
                result += (index > 0 ? "  " : "") + (columns[index].type.isNumber ? blanks + cell : cell + blanks)
            }
            while result.last == " " { result.removeLast() }
            text += result + "\n"
        }
        append(columns.map(\.name.visible))
        for row in rows.indices { append(cells.map { $0[row] }) }
        return text
    }

    /// The cells of a column as they are printed, one a row.
    func printedColumn(_ index: Int, in language: Language = .english) -> [String] {
        let cells = rows.map { index < $0.count ? $0[index] : .empty }
        let decimals = cells.reduce(0) { max($0, $1.decimals) }
        return cells.map { cell in
            let text = cell.printed(decimals: decimals)
            guard case .number = cell, language.decimalSign != "." else { return text }
            return text.replacing(".", with: String(language.decimalSign))
        }
    }
}

extension DataTable.ColumnType {
    var isNumber: Bool { self == .integer || self == .number }
}

extension DataTable.Cell {
    /// How many decimals the number needs, at most four.
    fileprivate var decimals: Int {
        guard case .number(let number) = self, number.isPrintedInFull, number != 0 else { return 0 }
        let digits = String(number.tenThousandths.magnitude)
        return max(0, 4 - digits.reversed().prefix { $0 == "0" }.count)
    }

    fileprivate func printed(decimals: Int) -> String {
        switch self {
        case .empty: ""
        case .text(let text): text.visible
        case .integer(let number): String(number)
        case .boolean(let value): value ? "true" : "false"
        case .number(let number): number.isPrintedInFull ? number.printed(decimals: decimals) : number.shortest
        }
    }
}

extension Double {
    /// False for what is not finite, or too large or too small for four decimals; it is printed as it stands in a file.
    fileprivate var isPrintedInFull: Bool { isFinite && magnitude < 1e14 && (self == 0 || tenThousandths != 0) }

    fileprivate var tenThousandths: Int64 { Int64((self * 10_000).rounded(.toNearestOrEven)) }

    fileprivate func printed(decimals: Int) -> String {
        let number = tenThousandths
        let digits = String(number.magnitude)
        let padded = String(repeating: "0", count: max(0, 5 - digits.count)) + digits
        let whole = (number < 0 ? "-" : "") + padded.dropLast(4)
        return decimals == 0 ? whole : whole + "." + padded.suffix(4).prefix(decimals)
    }
}
