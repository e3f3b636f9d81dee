/// A table whose rows are what is said: one column says who speaks, or when, and one what.
struct TranscriptTable {
    /// Where each cell stands, row by row; nil for a cell that is not there. Empty cells are empty ranges.
    typealias Rows = [[Range<Int>?]]

    private let rows: Rows
    private let bytes: UnsafeBufferPointer<UInt8>
    private let words: Int
    private let time: Int?
    /// Of a second column of times.
    private let end: Int?
    private let speaker: Int?
    /// True where the words of most rows begin with a label instead.
    private let isLabelled: Bool
    /// The column of the words, from 1, where no title tells it and another could be it as well; else nil.
    let guessed: Int?

    /// Nil for a table that is none of what is said.
    init?(_ rows: Rows, _ bytes: UnsafeBufferPointer<UInt8>) {
        self.rows = rows
        self.bytes = bytes
        let width = rows.reduce(0) { max($0, $1.count) }
        guard rows.count >= 2, (2...64).contains(width) else { return nil }
        let columns = (0..<width).map { column in
            rows.compactMap { column < $0.count ? $0[column] : nil }.filter { !$0.isEmpty }
        }
        let times = columns.indices.filter { column in
            columns[column].count >= 2
                && columns[column].count { Self.time(bytes, $0) != nil } * 2 > columns[column].count
        }
        let headings = TableTitles(rows[0], bytes)
        let rest = columns.indices.filter { !times.contains($0) && !headings.remarks.contains($0) }
        // Names are no words, however short these are.
        let spoken = rest.filter { columns[$0].count < 2 || !Self.namesSpeakers(columns[$0], bytes, surely: false) }
        guard
            let words = headings.words
                ?? (spoken.isEmpty ? rest : spoken).max(by: { columns[$0].totalLength < columns[$1].totalLength })
        else { return nil }
        self.words = words
        time = times.first { $0 != words }
        end = times.first { [time] in $0 != words && $0 != time }
        let isSure = time != nil || columns[words].totalLength >= 40 * rows.count
        let others = rest.filter { $0 != words && columns[$0].count >= 2 }
        speaker = headings.speaker ?? others.first { Self.namesSpeakers(columns[$0], bytes, surely: isSure) }
        isLabelled =
            speaker == nil && columns[words].count { Self.spoken(bytes, $0) != nil } * 2 > columns[words].count
        guard time != nil || speaker != nil || isLabelled && headings.isSure else { return nil }
        // A column for each who speaks is more than one of words.
        let second = spoken.filter { [speaker] in $0 != words && $0 != speaker }.map { columns[$0].lettered(bytes) }.max() ?? 0
        let isClear = isLabelled || headings.words != nil || second * 4 < columns[words].totalLength
        guard speaker != nil || isClear else { return nil }
        guessed = isClear ? nil : words + 1
    }

    /// One row as it is read.
    struct Row {
        /// Nil where no column says who speaks.
        var head: LineHead?
        /// True where the head is of a column of speakers, not of a label before the words.
        var isNamed = false
        var words: Range<Int>
        var startMs: Int?
        var endMs: Int?
    }

    /// Of each row what is said in it; nil for a row that is none of it, such as one of column titles.
    var read: [Row?] {
        var label: Range<Int>?
        return rows.enumerated().map { index, row in
            guard let words = cell(self.words, of: row), !words.isEmpty, !isTitles(row, at: index) else { return nil }
            let stamp = time.flatMap { cell($0, of: row) }.flatMap { Self.time(bytes, $0) }
            let until = end.flatMap { cell($0, of: row) }.flatMap { Self.time(bytes, $0) }
            var result = Row(words: words, startMs: stamp?.ms, endMs: stamp?.endMs ?? until?.ms)
            guard let speaker else {
                if isLabelled, let head = Self.spoken(bytes, words) {
                    result.head = LineHead(
                        column: head.label, startMs: stamp?.ms ?? head.startMs, endMs: result.endMs ?? head.endMs,
                        words: min(head.content, words.upperBound)..<words.upperBound)
                }
                return result
            }
            if let cell = cell(speaker, of: row) {
                if let named = Self.label(bytes, cell) {
                    label = named.label
                    result.startMs = result.startMs ?? named.startMs
                } else if let other = Self.otherLabel(bytes, cell) {
                    label = other
                }
            }
            guard let label else { return nil }
            var start = words.lowerBound
            var cursor = LineCursor(bytes, words)
            if result.startMs == nil, let mark = cursor.takeTime() {
                (result.startMs, result.endMs) = (mark.ms, mark.endMs)
                start = min(cursor.position, words.upperBound)
            }
            result.isNamed = true
            result.head = LineHead(
                column: label, startMs: result.startMs, endMs: result.endMs, words: start..<words.upperBound)
            return result
        }
    }

    private func cell(_ column: Int, of row: [Range<Int>?]) -> Range<Int>? { column < row.count ? row[column] : nil }

    /// True for the first row where it only names the columns.
    private func isTitles(_ row: [Range<Int>?], at index: Int) -> Bool {
        guard index == 0 else { return false }
        if let time, let cell = cell(time, of: row), !cell.isEmpty, Self.time(bytes, cell) == nil { return true }
        let titles = TableTitles(row, bytes)
        return titles.isSure || speaker.map(titles.speakers.contains) ?? false
    }

    /// The label that the words in a cell begin with.
    private static func spoken(_ bytes: UnsafeBufferPointer<UInt8>, _ cell: Range<Int>) -> LineHead? {
        let end = bytes[cell].firstIndex(of: UInt8(ascii: "\n")) ?? cell.upperBound
        return LineHead(bytes, line: cell.lowerBound..<end).flatMap { $0.style == .colon ? $0 : nil }
    }

    /// A cell that holds a time and nothing else.
    private static func time(_ bytes: UnsafeBufferPointer<UInt8>, _ cell: Range<Int>) -> TimeMark? {
        let cell = bytes.trimmedLines(cell)
        guard let mark = TimeMark.parse(bytes, at: cell.lowerBound, limit: cell.upperBound) else { return nil }
        if mark.end == cell.upperBound { return mark }
        // `00:01:05 - 00:01:09`
        var place = mark.end
        while place < cell.upperBound, bytes[place].isBlank || "->–\u{2014}\n".utf8.contains(bytes[place]) { place += 1 }
        guard let end = TimeMark.parse(bytes, at: place, limit: cell.upperBound), end.end == cell.upperBound else { return nil }
        var span = mark
        span.endMs = end.ms
        return span
    }

    /// The name in a cell of speakers, without its colon, and a time that stands beside it.
    private static func label(_ bytes: UnsafeBufferPointer<UInt8>, _ cell: Range<Int>) -> (label: Range<Int>, startMs: Int?)? {
        let cell = bytes.trimmedLines(cell)
        guard !cell.isEmpty else { return nil }
        if let head = LineHead(bytes, line: cell), head.content >= cell.upperBound { return (head.label, head.startMs) }
        let end = bytes[cell.upperBound - 1] == UInt8(ascii: ":") ? cell.upperBound - 1 : cell.upperBound
        return SpeakerLabel.shape(bytes, cell.lowerBound..<end).map { ($0, nil) }
    }

    /// What a cell of speakers holds instead of a name: `Frau Weber, Herr Weber`, `(Kind)`, `?`; nil for a dash, a number, a time and
    /// words by which a speaker goes on.
    private static func otherLabel(_ bytes: UnsafeBufferPointer<UInt8>, _ cell: Range<Int>) -> Range<Int>? {
        let cell = bytes.trimmedLines(cell)
        guard !cell.isEmpty, cell.count <= 120, !bytes[cell].contains(UInt8(ascii: "\n")), time(bytes, cell) == nil else {
            return nil
        }
        let word = String(decoding: bytes[cell], as: UTF8.self).headingWord
        guard word.contains(where: \.isLetter) || bytes[cell].contains(UInt8(ascii: "?")) else { return nil }
        return goesOn.contains(word) ? nil : cell
    }

    private static let goesOn: Set<String> = ["forts", "fortsetzung", "weiter", "cont", "contd", "continued", "dito", "ditto"]

    /// True for cells that are short names most of which come back, or, in a table that is `surely` a transcript, roles.
    private static func namesSpeakers(_ cells: [Range<Int>], _ bytes: UnsafeBufferPointer<UInt8>, surely: Bool) -> Bool {
        var counts: [String: Int] = [:]
        var others = 0
        for cell in cells {
            guard let label = label(bytes, cell)?.label else {
                // One or two speak together, or were not known.
                others += 1
                guard others * 5 <= cells.count, cell.count <= 40, otherLabel(bytes, cell) != nil else { return false }
                continue
            }
            counts[String(decoding: bytes[label], as: UTF8.self), default: 0] += 1
        }
        let repeated = counts.values.filter { $0 >= 2 }.reduce(0, +)
        if repeated * 2 >= cells.count { return true }
        let roles = counts.keys.count { SpeakerRole.named($0) != nil }
        return surely && roles * 2 >= counts.count
    }
}

extension [Range<Int>] {
    /// The length of the cells that hold letters; numbers are no words.
    fileprivate func lettered(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
        reduce(0) { sum, cell in bytes[cell].contains { $0.isASCIILetter || $0 >= 0x80 } ? sum + cell.count : sum }
    }

    fileprivate var totalLength: Int { reduce(0) { $0 + $1.count } }
}
