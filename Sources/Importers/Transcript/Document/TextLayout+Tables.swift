import FileFormats

extension TextLayout {
    /// Reads the tables of a document that hold what is said: their rows become heads of lines, or paragraphs with a time.
    mutating func takeTables(of document: DocumentText, _ text: TextLines, _ bytes: UnsafeBufferPointer<UInt8>) {
        var tables: [Int32: DocumentTable] = [:]
        for paragraph in document.paragraphs {
            guard let cell = paragraph.cell, (0..<64).contains(cell.column) else { continue }
            tables[cell.table, default: DocumentTable()].add(paragraph.bytes, row: cell.row, column: Int(cell.column))
        }
        var timed: [(row: Range<Int>, paragraph: Paragraph)] = []
        for number in tables.keys.sorted() {
            guard let rows = tables[number]?.rows, let table = TranscriptTable(rows, bytes) else { continue }
            if let column = table.guessed { guessedColumns.append(column) }
            timed += take(table.read, rows, text)
        }
        replaceParagraphs(by: timed)
    }

    /// Makes heads of rows, and returns those that say when and what but not who.
    private mutating func take(
        _ read: [TranscriptTable.Row?], _ rows: TranscriptTable.Rows, _ text: TextLines
    ) -> [(row: Range<Int>, paragraph: Paragraph)] {
        var timed: [(row: Range<Int>, paragraph: Paragraph)] = []
        for (row, cells) in zip(read, rows) {
            let places = cells.compactMap { $0 }
            guard let lower = places.first?.lowerBound, let upper = places.last?.upperBound, lower <= upper else { continue }
            let first = text.line(at: lower)
            guard let row else {
                headings.formUnion(first..<text.line(at: upper) + 1)
                continue
            }
            let line = text.line(at: row.words.lowerBound)
            let last = text.line(at: row.words.upperBound)
            // What stands in other cells is not said, also where it shares a line with the words or stands below them.
            headings.formUnion(first..<line)
            headings.formUnion(last + 1..<max(last, text.line(at: upper)) + 1)
            if last > line || row.head == nil { ends[last] = row.words.upperBound }
            if row.head == nil { starts[line] = row.words.lowerBound }
            heads[line] = row.head
            if row.isNamed { named.insert(line) }
            if row.head == nil {
                timed.append((lower..<upper, Paragraph(bytes: row.words, startMs: row.startMs, endMs: row.endMs)))
            }
        }
        return timed
    }

    /// A row with a time and words is one paragraph.
    private mutating func replaceParagraphs(by timed: [(row: Range<Int>, paragraph: Paragraph)]) {
        guard !timed.isEmpty else { return }
        let timed = timed.sorted { $0.row.lowerBound < $1.row.lowerBound }
        var kept = timed.map(\.paragraph)
        var next = 0
        for paragraph in paragraphs ?? [] {
            while next < timed.count, timed[next].row.upperBound <= paragraph.bytes.lowerBound { next += 1 }
            if next == timed.count || paragraph.bytes.upperBound <= timed[next].row.lowerBound { kept.append(paragraph) }
        }
        paragraphs = kept.sorted { $0.bytes.lowerBound < $1.bytes.lowerBound }
    }
}

/// The cells of one table, row by row; rows without text are left out.
private struct DocumentTable {
    private(set) var rows: TranscriptTable.Rows = []
    private var last: Int32?

    mutating func add(_ bytes: Range<Int>, row: Int32, column: Int) {
        if row != last {
            rows.append([])
            last = row
        }
        let index = rows.count - 1
        while rows[index].count <= column { rows[index].append(nil) }
        rows[index][column] = (rows[index][column]?.lowerBound ?? bytes.lowerBound)..<bytes.upperBound
    }
}

extension TextLines {
    /// The index of the line that holds a byte, or that ends right before it; white space at both ends is the line's.
    fileprivate func line(at byte: Int) -> Int {
        var (lower, upper) = (0, lines.count)
        while upper - lower > 1 {
            let middle = (lower + upper) / 2
            if lines[middle].lowerBound <= byte { lower = middle } else { upper = middle }
        }
        while lower + 1 < lines.count, lines[lower].upperBound < byte,
            utf8[lines[lower].upperBound..<byte].contains(UInt8(ascii: "\n"))
        { lower += 1 }
        return lower
    }
}
