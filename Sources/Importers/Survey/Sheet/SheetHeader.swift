import FileFormats
import StudyModel

/// The names of a sheet's columns, from the rows above the answers.
///
/// Several rows are joined by ` / `; white space and line ends become one blank; a heading that is merged over several
/// columns heads each of them; a title above all of them heads none. An empty name becomes `Spalte B`, after the column's
/// letter; the second of two equal names becomes `Name (2)`.
struct SheetHeader {
    let names: [String]
    /// What each column asks: its name, where no other row words it.
    let wordings: [String]
    /// False for a column that the header does not name.
    let isNamed: [Bool]

    /// - Parameter limit: the most bytes that all names may have.
    /// - Throws: `FormatError` where they have more, as those of a long heading that is repeated over many columns.
    init(rows: [SheetRow], _ header: HeaderRows, columns: Int, limit: Int) throws(FormatError) {
        var parts = [[String]](repeating: [], count: columns)
        var worded = [String?](repeating: nil, count: columns)
        let above = rows.prefix { $0.number <= header.last }
        for row in above where !row.isTitle(above: above.last, columns: columns) {
            for cell in row.cells where cell.isAnswer {
                let text = row.shownText(of: cell).oneLine.normalizedName
                guard !text.isEmpty else { continue }
                let copies = min(row.repeats, header.last - row.number + 1)
                for column in cell.column..<min(columns, cell.column + max(cell.repeats, cell.columnsSpanned)) {
                    switch header.shape {
                    case .joined, .filled: parts[column] += repeatElement(text, count: copies)
                    case .named(row.number, _): parts[column] = [text]
                    case .named(_, wordedIn: row.number): worded[column] = text
                    case .named: break
                    }
                }
            }
            guard header.shape == .filled, row.number < header.last else { continue }
            // An option without a question of its own belongs to the question before.
            for column in parts.indices.dropFirst() where parts[column].isEmpty { parts[column] = parts[column - 1] }
        }
        var bytes = 0
        for texts in parts {
            for text in texts { bytes += text.utf8.count }
            guard bytes <= limit else { throw .tooLongHeadings(limit, in: rows.first) }
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
        wordings = zip(names, worded).map { $1 ?? $0 }
    }
}

extension FormatError {
    fileprivate static func tooLongHeadings(_ limit: Int, in row: SheetRow?) -> FormatError {
        FormatError(
            "has headings of more than \(limit) bytes, the limit", remedy: "shorten them", sheet: row?.shownSheet
        ).raised(by: \.definitionBytes)
    }
}

extension SheetRow {
    /// Nil for the only sheet of a file in which sheets have no names.
    var shownSheet: String? { sheetName.isEmpty ? nil : sheetName }

    /// True for a text above the header proper, which says something of the whole sheet.
    fileprivate func isTitle(above last: SheetRow?, columns: Int) -> Bool {
        guard let last, last.number > number, isTitle(columns: columns) else { return false }
        return last.cells.count(where: \.isAnswer) > 1
            || columns > 1 && cells.contains { $0.isAnswer && $0.columnsSpanned >= columns }
    }

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
