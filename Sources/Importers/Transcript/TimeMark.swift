/// A time that stands in running text: `[00:01:23]`, `[00:22]`, `\[03:54\]`, `(00:01:23)`, f4's `#00:01:23-5#`, or bare.
struct TimeMark: Equatable {
    var ms: Int
    /// Of a span such as `[00:00.000 --> 00:05.000]`.
    var endMs: Int?
    /// The byte after the mark.
    var end: Int
    var style: Style
    /// False for `m:ss`, which may as well be a time of day that is spoken of.
    var hasHours: Bool

    enum Style: Equatable {
        case bracketed, hash, bare
    }

    /// The mark that begins at `start`; nil where there is none, and for the time of an appointment (`10:30 Uhr`).
    static func parse(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int, limit: Int, bare: Bool = true) -> TimeMark? {
        guard start < limit else { return nil }
        var index = start
        var closing: [UInt8] = []
        switch bytes[index] {
        case UInt8(ascii: "["): closing = [UInt8(ascii: "]")]
        case UInt8(ascii: "("): closing = [UInt8(ascii: ")")]
        case UInt8(ascii: "{"): closing = [UInt8(ascii: "}")]
        case UInt8(ascii: "#"): closing = [UInt8(ascii: "#")]
        case UInt8(ascii: "\\") where index + 1 < limit && bytes[index + 1] == UInt8(ascii: "["):
            closing = Array("\\]".utf8)
            index += 1
        case UInt8(ascii: "0")...UInt8(ascii: "9"): if !bare { return nil }
        default: return nil
        }
        let style: Style = closing.isEmpty ? .bare : closing == [UInt8(ascii: "#")] ? .hash : .bracketed
        if style != .bare { index += 1 }
        guard let first = clock(bytes, at: index, limit: limit) else { return nil }
        var mark = TimeMark(ms: first.ms, end: first.end, style: style, hasHours: first.hasHours)
        if style == .bare { return isAppointment(bytes, at: first.end, limit: limit) ? nil : mark }
        if let second = spanEnd(bytes, at: first.end, limit: limit) { (mark.endMs, mark.end) = (second.ms, second.end) }
        guard mark.end + closing.count <= limit, bytes[mark.end..<mark.end + closing.count].elementsEqual(closing) else {
            return nil
        }
        mark.end += closing.count
        return mark
    }

    /// The mark that ends at `end`, with the byte that it begins at.
    static func parse(_ bytes: UnsafeBufferPointer<UInt8>, endingAt end: Int, from lower: Int) -> (mark: TimeMark, start: Int)?
    {
        guard end > lower, let last = Optional(bytes[end - 1]), last.isDigit || "])}#".utf8.contains(last) else { return nil }
        for start in Swift.max(lower, end - 34)..<end {
            // A bare time is not the rest of a number or a word.
            guard start == lower || bytes[start - 1].isBlank || bytes[start - 1] == UInt8(ascii: "\n") || !bytes[start].isDigit
            else { continue }
            if let mark = parse(bytes, at: start, limit: end), mark.end == end { return (mark, start) }
        }
        return nil
    }

    /// `h:mm:ss` or `m:ss`, with a fraction behind `.`, `,` or (as f4 writes tenths) `-`.
    static func clock(
        _ bytes: UnsafeBufferPointer<UInt8>, at start: Int, limit: Int
    ) -> (ms: Int, end: Int, hasHours: Bool)? {
        var fields: [Int] = []
        var index = start
        while fields.count < 3 {
            let from = index
            var value = 0
            while index < limit, index - from < 3, bytes[index].isDigit {
                value = value * 10 + Int(bytes[index] - 0x30)
                index += 1
            }
            guard index > from, fields.isEmpty || index - from == 2 && value < 60 else { return nil }
            fields.append(value)
            guard fields.count < 3, index + 1 < limit, bytes[index] == UInt8(ascii: ":"), bytes[index + 1].isDigit else {
                break
            }
            index += 1
        }
        guard fields.count >= 2, index == limit || !bytes[index].isDigit && bytes[index] != UInt8(ascii: ":") else {
            return nil
        }
        var ms = fields.reduce(0) { $0 * 60 + $1 } * 1000
        if index + 1 < limit, ".,-".utf8.contains(bytes[index]), bytes[index + 1].isDigit {
            var unit = 100
            var place = index + 1
            while place < limit, bytes[place].isDigit {
                ms += Int(bytes[place] - 0x30) * unit
                unit /= 10
                place += 1
            }
            // `00:00:01-00:00:05` is a span.
            let isSpan = bytes[index] == UInt8(ascii: "-") && place < limit && bytes[place] == UInt8(ascii: ":")
            if isSpan { return (fields.reduce(0) { $0 * 60 + $1 } * 1000, index, fields.count == 3) }
            index = place
        }
        return (ms, index, fields.count == 3)
    }

    /// The second time of `00:01 - 00:04`, where it follows at `start`.
    static func spanEnd(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int, limit: Int) -> (ms: Int, end: Int)? {
        var index = start
        while index < limit, bytes[index].isBlank || "->–".utf8.contains(bytes[index]) { index += 1 }
        return index > start ? clock(bytes, at: index, limit: limit).map { ($0.ms, $0.end) } : nil
    }

    private static func isAppointment(_ bytes: UnsafeBufferPointer<UInt8>, at start: Int, limit: Int) -> Bool {
        let rest = String(decoding: bytes[start..<min(limit, start + 10)], as: UTF8.self).lowercased().drop { $0 == " " }
        return ["uhr", "h ", "am", "pm", "a.m", "p.m", "o'clock"].contains { rest.hasPrefix($0) }
    }
}
