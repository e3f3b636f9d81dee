/// A speaker's label that is known from elsewhere, with signs around it, or a remark or a time behind it: `(B1): …`,
/// `B1 [zu B2]: …`, `B1, 00:01:02: …`.
enum KnownLabel {
    private static let brackets: [UInt8: UInt8] = [
        UInt8(ascii: "("): UInt8(ascii: ")"), UInt8(ascii: "["): UInt8(ascii: "]"), UInt8(ascii: "{"): UInt8(ascii: "}"),
        UInt8(ascii: "<"): UInt8(ascii: ">"),
    ]

    /// In bytes, of a time or a span with its brackets.
    private static let longestTime = 64

    /// The head of a line that begins so; nil for any other line.
    static func head(
        _ bytes: UnsafeBufferPointer<UInt8>, line: Range<Int>, isKnown: (Range<Int>) -> Bool
    ) -> LineHead? {
        guard !line.isEmpty else { return nil }
        var cursor = LineCursor(bytes, line)
        let closing = brackets[bytes[line.lowerBound]]
        let start = line.lowerBound + (closing == nil ? 0 : 1)
        let limit = min(line.upperBound, start + SpeakerLabel.longest + 1)
        let end = bytes[start..<max(start, limit)].firstIndex { byte in
            closing.map { byte == $0 } ?? (byte == UInt8(ascii: ",") || byte == UInt8(ascii: ":") || brackets[byte] != nil)
        }
        guard let end else { return nil }
        let label = bytes.trimmed(start..<end)
        guard !label.isEmpty, isKnown(label) else { return nil }
        cursor.move(to: closing == nil ? end : end + 1)
        guard closing != nil || cursor.next != UInt8(ascii: ":") else { return nil }
        var time: TimeMark?
        while let next = cursor.next, next != UInt8(ascii: ":") {
            if next == UInt8(ascii: ",") { cursor.skip(",") }
            // The colon behind a time is none of its own.
            let near = min(line.upperBound, cursor.position + longestTime)
            let colon = (cursor.position..<near).first { index in
                bytes[index] == UInt8(ascii: ":") && (index + 1 == line.upperBound || bytes[index + 1].isBlank)
            }
            if let mark = TimeMark.parse(bytes, at: cursor.position, limit: colon ?? near), time == nil {
                time = mark
                cursor.move(to: mark.end)
                continue
            }
            guard next != UInt8(ascii: ","), passRemark(&cursor, behind: label) else { return nil }
        }
        guard cursor.take(":") else { return nil }
        time = time ?? cursor.takeTime()
        var head = LineHead(label: label, style: .colon, content: cursor.position)
        (head.startMs, head.endMs) = (time?.ms, time?.endMs)
        return head
    }

    /// Passes brackets that hold a remark. A number alone tells one speaker from another, and so do words with a number in round
    /// brackets behind a sign without one: `B [2]`, `B (w, 34)`.
    private static func passRemark(_ cursor: inout LineCursor, behind label: Range<Int>) -> Bool {
        let bytes = cursor.bytes
        guard let open = cursor.next, let closing = brackets[open] else { return false }
        var inner = cursor.position + 1
        let isDouble = inner < cursor.end && bytes[inner] == open
        if isDouble { inner += 1 }
        guard var close = bytes[inner..<min(cursor.end, inner + 100)].firstIndex(of: closing) else { return false }
        let remark = bytes[inner..<close]
        guard remark.contains(where: { !$0.isDigit && !$0.isBlank }) else { return false }
        if open == UInt8(ascii: "("), !isDouble, remark.contains(where: \.isDigit) {
            guard bytes[label.upperBound - 1].isDigit else { return false }
        }
        if isDouble {
            guard close + 1 < cursor.end, bytes[close + 1] == closing else { return false }
            close += 1
        }
        cursor.move(to: close + 1)
        return true
    }
}
