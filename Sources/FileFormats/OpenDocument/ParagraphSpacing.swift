/// The white space of paragraphs: OpenDocument 1.2, part 1, 6.1.2.
///
/// A run of blanks, tabs and line ends in the character data is one blank, and none at the ends of a paragraph. What
/// `text:s`, `text:tab` and `text:line-break` stand for is kept.
struct ParagraphSpacing {
    private var hasText = false
    private var isBlankPending = false
    /// Paragraphs begun in this cell.
    private var paragraphs = 0

    mutating func beginCell() { paragraphs = 0 }

    mutating func beginParagraph(_ bytes: inout [UInt8]) {
        if paragraphs > 0 { bytes.append(UInt8(ascii: "\n")) }
        paragraphs += 1
        beginLine()
    }

    /// Begins a line or paragraph by itself, before which blanks are dropped.
    mutating func beginLine() {
        hasText = false
        isBlankPending = false
    }

    /// Makes room for a character that somebody else adds.
    mutating func flush(to bytes: inout [UInt8]) {
        if isBlankPending { bytes.append(UInt8(ascii: " ")) }
        hasText = true
        isBlankPending = false
    }

    /// Adds what one of the three elements stands for.
    mutating func append(_ byte: UInt8, times: Int = 1, to bytes: inout [UInt8]) {
        flush(to: &bytes)
        bytes.append(contentsOf: repeatElement(byte, count: times))
    }

    mutating func append(_ piece: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
        var index = 0
        while index < piece.count {
            let start = index
            index = Self.endOfSpan(piece, from: start)
            if index > start {
                if isBlankPending {
                    bytes.append(UInt8(ascii: " "))
                    isBlankPending = false
                }
                bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: piece[start..<index]))
                hasText = true
            }
            while index < piece.count, piece[index] <= 0x20 {
                isBlankPending = hasText
                index += 1
            }
        }
    }

    /// Where the text ends that can be taken over as it is: single blanks between words belong to it.
    private static func endOfSpan(_ piece: UnsafeRawBufferPointer, from start: Int) -> Int {
        var index = start
        guard index < piece.count, piece[index] > 0x20 else { return index }
        while true {
            // Eight bytes at a time, as long as each blank stands alone.
            while index + 9 <= piece.count {
                let word = piece.loadUnaligned(fromByteOffset: index, as: UInt64.self)
                let next = piece.loadUnaligned(fromByteOffset: index + 1, as: UInt64.self)
                let controls = bytes(below: 0x2020_2020_2020_2020, in: word)
                let blanks = bytes(below: 0x2121_2121_2121_2121, in: word) & bytes(below: 0x2121_2121_2121_2121, in: next)
                guard (controls | blanks) & 0x8080_8080_8080_8080 == 0 else { break }
                index += 8
            }
            while index < piece.count, piece[index] > 0x20 { index += 1 }
            guard index + 1 < piece.count, piece[index] == 0x20, piece[index + 1] > 0x20 else { return index }
            index += 2
        }
    }

    /// Has the highest bit set of each byte that is below that of `limits`; seldom also of the byte behind one.
    private static func bytes(below limits: UInt64, in word: UInt64) -> UInt64 { (word &- limits) & ~word }
}
