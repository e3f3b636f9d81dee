/// A place in a line that is read from the left.
struct LineCursor {
    let bytes: UnsafeBufferPointer<UInt8>
    private(set) var position: Int
    let end: Int
    /// False where times are words, as in the cues of subtitles.
    let takesTimes: Bool

    init(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, takesTimes: Bool = true) {
        self.takesTimes = takesTimes
        self.bytes = bytes
        position = line.lowerBound
        end = line.upperBound
    }

    var next: UInt8? { position < end ? bytes[position] : nil }
    var rest: Range<Int> { bytes.trimmed(position..<end) }

    mutating func move(to position: Int) {
        self.position = min(position, end)
        skip("")
    }

    /// Passes white space and the ASCII characters of `others`.
    mutating func skip(_ others: String) {
        while let next, next.isBlank || others.utf8.contains(next) { position += 1 }
    }

    /// Passes `character` and the white space around it.
    mutating func take(_ character: Unicode.Scalar) -> Bool {
        var index = position
        while index < end, bytes[index].isBlank { index += 1 }
        guard index < end, bytes[index] == UInt8(ascii: character) else { return false }
        move(to: index + 1)
        return true
    }

    /// Passes a time mark and the white space behind it. A bare time needs white space behind it, and where it is not
    /// `alone` hours, since `B: 10:30 wäre gut` is speech.
    mutating func takeTime(alone: Bool = false) -> TimeMark? {
        skip("")
        guard takesTimes, var mark = TimeMark.parse(bytes, at: position, limit: end) else { return nil }
        if mark.style == .bare {
            if let span = TimeMark.spanEnd(bytes, at: mark.end, limit: end) { (mark.endMs, mark.end) = (span.ms, span.end) }
            guard alone || mark.hasHours, mark.end == end || bytes[mark.end].isBlank else { return nil }
        }
        move(to: mark.end)
        return mark
    }

    /// Passes `**…**`, `__…__`, `*…*` or `_…_` and returns what stands inside.
    mutating func takeEmphasis() -> Range<Int>? {
        guard let mark = next else { return nil }
        var opening = 0
        while position + opening < end, bytes[position + opening] == mark { opening += 1 }
        let inner = position + opening
        guard opening <= 3, let close = bytes[inner..<min(end, inner + 100)].firstIndex(of: mark), close > inner else {
            return nil
        }
        var after = close
        while after < end, bytes[after] == mark { after += 1 }
        guard after - close == opening else { return nil }
        position = after
        return bytes.trimmed(inner..<close)
    }

    /// What stands in a line that is `**…**`, `__…__`, `*…*` or `_…_` from its start to its end; nil for any other.
    static func emphasis(_ bytes: UnsafeBufferPointer<UInt8>, around line: Range<Int>) -> Range<Int>? {
        guard let mark = bytes[line].first, mark == UInt8(ascii: "*") || mark == UInt8(ascii: "_") else { return nil }
        let count = bytes[line].prefix { $0 == mark }.count
        let inner = line.lowerBound + count..<max(line.lowerBound + count, line.upperBound - count)
        guard count <= 3, !inner.isEmpty, bytes[inner.upperBound..<line.upperBound].allSatisfy({ $0 == mark }),
            bytes[inner.upperBound - 1] != mark, !bytes[inner.lowerBound].isBlank
        else { return nil }
        return bytes.trimmed(inner)
    }

    /// Passes `[…]` or `\[…\]` and returns what stands inside.
    mutating func takeBrackets() -> Range<Int>? {
        let isEscaped = next == UInt8(ascii: "\\")
        let inner = position + (isEscaped ? 2 : 1)
        guard inner < end, bytes[inner - 1] == UInt8(ascii: "["),
            let close = bytes[inner..<min(end, inner + 100)].firstIndex(of: UInt8(ascii: "]"))
        else { return nil }
        move(to: close + 1)
        return inner..<(isEscaped && bytes[close - 1] == UInt8(ascii: "\\") ? close - 1 : close)
    }

    /// Passes the `#` of a heading; false where there are none or more than six, or no space behind them.
    mutating func takeHeadingMarks() -> Bool {
        var index = position
        while index < end, bytes[index] == UInt8(ascii: "#") { index += 1 }
        guard index > position, index - position <= 6, index < end, bytes[index].isBlank else { return false }
        move(to: index)
        return true
    }

    /// Passes a block of attributes as kramdown writes it: `{: .text-green-000}`.
    mutating func takeAttributes() -> Bool {
        skip("")
        guard position + 1 < end, bytes[position] == UInt8(ascii: "{"), bytes[position + 1] == UInt8(ascii: ":"),
            let close = bytes[position..<end].firstIndex(of: UInt8(ascii: "}"))
        else { return false }
        move(to: close + 1)
        return true
    }

    /// What stands before the first time mark in the rest of the line, and the mark; nil where there is none.
    func splitAtTime() -> (label: Range<Int>, mark: TimeMark)? {
        guard takesTimes else { return nil }
        var index = position
        while index < end {
            let byte = bytes[index]
            if index > position, byte.isDigit || "[(#\\".utf8.contains(byte), !bytes[index - 1].isDigit,
                let mark = TimeMark.parse(bytes, at: index, limit: end)
            {
                return (bytes.trimmed(position..<index), mark)
            }
            index += 1
        }
        return nil
    }
}
