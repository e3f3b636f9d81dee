import FileFormats
import StudyModel

/// The names of a sheet's columns, from the rows above the answers.
///
/// Several rows are joined by ` / `; white space and line ends become one blank; an empty name becomes `Spalte B`, after the
/// column's letter; the second of two equal names becomes `Name (2)`.
struct SheetHeader {
    let names: [String]
    /// False for a column that the header does not name.
    let isNamed: [Bool]

    init(rows: [SheetRow], through last: Int, columns: Int) {
        var parts = [[String]](repeating: [], count: columns)
        for row in rows where row.number <= last {
            for cell in row.cells where cell.isAnswer {
                let text = row.shownText(of: cell).split(whereSeparator: \.isWhitespace).joined(separator: " ")
                guard !text.isEmpty else { continue }
                let copies = min(row.repeats, last - row.number + 1)
                for column in cell.column..<min(columns, cell.column + cell.repeats) {
                    parts[column] += repeatElement(text, count: copies)
                }
            }
        }
        var taken: Set<String> = []
        var next: [String: Int] = [:]
        isNamed = parts.map { !$0.isEmpty }
        names = parts.enumerated().map { column, parts in
            let name = parts.isEmpty ? "Spalte \(CellAddress.column(column))" : parts.joined(separator: " / ")
            var unique = name
            var number = next[name] ?? 2
            while !taken.insert(unique).inserted {
                unique = "\(name) (\(number))"
                number += 1
            }
            next[name] = number
            return unique
        }
    }
}

extension SheetRow {
    /// What a cell holds, as a name or text of it is written: numbers as short as they can be, dates as in the file.
    func shownText(of cell: SheetCell) -> String {
        switch cell.kind {
        case .empty: ""
        case .string, .error, .date, .time: text(cell.text)
        case .float, .percentage, .currency: cell.number.shortest
        case .boolean: cell.number == 0 ? "false" : "true"
        }
    }

    /// The cell that a column stands in, if it holds something of its own.
    func answer(inColumn column: Int) -> SheetCell? {
        for cell in cells where cell.column + cell.repeats > column {
            guard cell.column <= column else { return nil }
            if cell.isAnswer { return cell }
        }
        return nil
    }
}
