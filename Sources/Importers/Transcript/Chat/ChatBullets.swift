import FileFormats

/// The words of a line of CHAT without its time bullets, and the times.
struct ChatBullets {
    private(set) var words: [UInt8] = []
    /// Of the first bullet.
    private(set) var startMs: Int?
    /// Of the last.
    private(set) var endMs: Int?
    /// True where a mark is left that belongs to no time; it is U+FFFD in `words`.
    private(set) var hasStrayMark = false

    /// What U+0015 becomes before the characters that no text has are replaced.
    private static let mark: UInt8 = 0x7F
    /// No bullet is longer, with the name of its recording in it.
    private static let longest = 300
    /// Some programs write what CLAN shows, and U+0015 is U+FFFD where a file is UTF-16.
    private static let marks: [[UInt8]] = [[mark], Array("\u{2022}".utf8), Array("\u{FFFD}".utf8)]

    /// Makes U+0015 a character that outlasts the decoding of the text. Files in units of two bytes stay as they are.
    static func markBytes(_ bytes: inout [UInt8]) {
        if let mark = TextEncoding.byteOrderMark(of: bytes), mark.encoding != .utf8 { return }
        for index in bytes.indices where bytes[index] == 0x15 { bytes[index] = mark }
    }

    init(_ content: [UInt8]) {
        var index = 0
        while index < content.count {
            guard let mark = Self.marks.first(where: { content[index...].starts(with: $0) }) else {
                words.append(content[index])
                index += 1
                continue
            }
            if let (times, end) = Self.bullet(content, at: index, mark) {
                startMs = startMs ?? times.start
                endMs = times.end >= times.start ? times.end : endMs
                index = end
                if words.last?.isBlank ?? true { while index < content.count, content[index].isBlank { index += 1 } }
            } else if mark.count == 1 {
                hasStrayMark = true
                words += [0xEF, 0xBF, 0xBD]
                index += 1
            } else {
                words += mark
                index += mark.count
            }
        }
        if let start = startMs, let end = endMs, end < start { endMs = nil }
    }

    /// `start_end`, perhaps with `%snd:"name"_` before it and `-` behind, up to the next mark; and the index behind that.
    private static func bullet(_ content: [UInt8], at start: Int, _ mark: [UInt8]) -> (times: (start: Int, end: Int), end: Int)?
    {
        let from = start + mark.count
        var close = from
        while close < content.count, close - from < longest, !content[close...].starts(with: mark) { close += 1 }
        guard close < content.count, content[close...].starts(with: mark) else { return nil }
        var inner = content[from..<close]
        if inner.last == UInt8(ascii: "-") { inner.removeLast() }
        let parts = inner.split(separator: UInt8(ascii: "_"), omittingEmptySubsequences: false).suffix(2).map(Array.init)
        guard parts.count == 2, let first = number(parts[0]), let second = number(parts[1]) else { return nil }
        return ((first, second), close + mark.count)
    }

    private static func number(_ digits: [UInt8]) -> Int? {
        guard (1...12).contains(digits.count), digits.allSatisfy(\.isDigit) else { return nil }
        return digits.reduce(0) { $0 * 10 + Int($1 - 0x30) }
    }
}
