extension TextLayout {
    /// The columns of a text whose lines are rows, with tabs between the cells: who speaks, when, and what.
    ///
    /// Nil unless most lines have a tab and the same number of cells, and a column of them names speakers.
    init?(columnsOf text: TextLines, _ bytes: UnsafeBufferPointer<UInt8>, from first: Int) {
        let lines = (first..<max(first, text.lines.count)).filter { !text.lines[$0].isEmpty }
        let rows = lines.map { Self.cells(bytes, text.lines[$0]) }
        let widths = Dictionary(rows.map { ($0.count, 1) }, uniquingKeysWith: +)
        guard let usual = widths.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }), usual.key > 1,
            usual.value * 5 >= rows.count * 4
        else { return nil }
        let places = rows.indices.filter { rows[$0].count == usual.key }
        guard let table = TranscriptTable(places.map { rows[$0] }, bytes) else { return nil }
        if let column = table.guessed { guessedColumns.append(column) }
        for (place, row) in zip(places, table.read) {
            if row?.isNamed == true { named.insert(lines[place]) }
            if let head = row?.head { heads[lines[place]] = head } else { headings.insert(lines[place]) }
        }
        guard !heads.isEmpty else { return nil }
    }

    private static func cells(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> [Range<Int>?] {
        guard bytes[line].contains(0x09) else { return [line] }
        var cells: [Range<Int>?] = []
        var start = line.lowerBound
        for tab in line where bytes[tab] == 0x09 {
            cells.append(bytes.trimmed(start..<tab))
            start = tab + 1
        }
        return cells + [bytes.trimmed(start..<line.upperBound)]
    }
}
