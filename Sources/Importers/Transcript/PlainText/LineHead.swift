/// How a line of a transcript begins: perhaps with a speaker label, a time, or both.
///
/// What a line looks like alone settles nothing; `SpeakerCensus` decides over the whole file which labels are speakers.
struct LineHead: Equatable {
    enum Style: Hashable {
        /// `I: …`, `Frau Müller: …`.
        case colon
        /// `**Name:** …`, also with kramdown's `{: .class}` behind.
        case bold
        /// `### Name`, or `**Name**` alone on its line.
        case heading
        /// `[Name] 11:02:09`.
        case bracketed
        /// `Name  0:00`.
        case timedLine
        /// `[00:00:00] Name`.
        case timeFirst
        /// `S1 00:00:01.717 …`.
        case inline
        /// A cell of a table's column of speakers.
        case column
    }

    var label: Range<Int>
    var style: Style
    var startMs: Int?
    var endMs: Int?
    /// Where the words begin; the end of the line where there are none on it.
    var content: Int
    /// Where they end before the line does; nil where they fill it.
    var contentEnd: Int?

    /// True where bold type or a time beside it makes a single occurrence a label.
    var isMarked: Bool {
        switch style {
        case .bold, .bracketed, .timedLine, .timeFirst, .inline, .column: true
        case .colon: startMs != nil
        case .heading: false
        }
    }

    /// The head of a trimmed line; nil where it cannot begin with a label.
    ///
    /// - Parameter takesTimes: False in the cues of subtitles, where a time is spoken of.
    init?(_ bytes: UnsafeBufferPointer<UInt8>, line: Range<Int>, takesTimes: Bool = true) {
        var cursor = LineCursor(bytes, line, takesTimes: takesTimes)
        var time = cursor.takeTime()
        if time != nil { cursor.skip("-–") } else { time = Self.takeMinutes(&cursor) }
        guard let parsed = Self.labelled(&cursor, afterTime: time != nil) else { return nil }
        self = parsed
        if let time {
            startMs = startMs ?? time.ms
            endMs = endMs ?? time.endMs
        }
    }

    /// A time without hours before a label, where it is a span or the label names a role: `10:15 I: …`, `00:01 - 00:12 Ada: …`.
    private static func takeMinutes(_ cursor: inout LineCursor) -> TimeMark? {
        var inside = cursor
        guard let mark = inside.takeTime(alone: true), mark.style == .bare else { return nil }
        inside.skip("-–")
        var behind = inside
        guard let head = labelled(&behind, afterTime: true), head.style == .colon,
            mark.endMs != nil || SpeakerRole.named(String(decoding: cursor.bytes[head.label], as: UTF8.self)) != nil
        else { return nil }
        cursor = inside
        return mark
    }

    /// The head of a line, where one of the labels that were `asked` for may have any shape, `Roth, Ada:`, and stand before a tab
    /// or alone.
    static func find(
        _ bytes: UnsafeBufferPointer<UInt8>, line: Range<Int>, takesTimes: Bool = true, asked: [String]
    ) -> LineHead? {
        for name in asked where bytes[line].starts(with: name.utf8) {
            let label = line.lowerBound..<line.lowerBound + name.utf8.count
            var cursor = LineCursor(bytes, line, takesTimes: takesTimes)
            cursor.move(to: label.upperBound)
            if cursor.take(":") {
                let time = cursor.takeTime()
                return LineHead(label, .colon, time, cursor.position)
            }
            guard takesTimes else { continue }
            if label == line { return LineHead(label, .heading, nil, line.upperBound) }
            if bytes[label.upperBound] == 0x09 { return LineHead(label, .colon, cursor.takeTime(), cursor.position) }
        }
        return LineHead(bytes, line: line, takesTimes: takesTimes)
    }

    /// A line that a document sets as a heading and that may be nothing but a name; nil where it cannot be one.
    static func title(_ bytes: UnsafeBufferPointer<UInt8>, line: Range<Int>) -> LineHead? {
        SpeakerLabel.shape(bytes, line).map { LineHead($0, .heading, nil, line.upperBound) }
    }

    /// A row of a table, whose cells say who speaks, when and what.
    init(column label: Range<Int>, startMs: Int?, endMs: Int?, words: Range<Int>) {
        self.label = label
        style = .column
        self.startMs = startMs
        self.endMs = endMs
        content = words.lowerBound
        contentEnd = words.upperBound
    }

    /// A label without a time.
    init(label: Range<Int>, style: Style, content: Int) {
        self.init(label, style, nil, content)
    }

    private init(_ label: Range<Int>, _ style: Style, _ time: TimeMark?, _ content: Int) {
        self.label = label
        self.style = style
        startMs = time?.ms
        endMs = time?.endMs
        self.content = content
    }

    private static func labelled(_ cursor: inout LineCursor, afterTime: Bool) -> LineHead? {
        switch cursor.next {
        case UInt8(ascii: "*"), UInt8(ascii: "_"): return emphasized(&cursor)
        case UInt8(ascii: "#"): return afterTime ? nil : heading(&cursor)
        case UInt8(ascii: "["), UInt8(ascii: "\\"): return afterTime ? nil : bracketed(&cursor)
        default: return plain(&cursor, afterTime: afterTime)
        }
    }

    /// `**Name:** …`, `**Name**: …`, `**I [00:00:00]** …`, `**Befragte:**{: .x}`.
    private static func emphasized(_ cursor: inout LineCursor) -> LineHead? {
        guard let inner = cursor.takeEmphasis() else { return nil }
        var inside = LineCursor(cursor.bytes, inner, takesTimes: cursor.takesTimes)
        let before = inside.takeTime(alone: true)
        var split = inside.splitAtTime()
        var hasColon = false
        if let label = split?.label, cursor.bytes[label].last == UInt8(ascii: ":") {
            hasColon = true
            split?.label = label.lowerBound..<label.upperBound - 1
        }
        var label = split?.label ?? inside.rest
        if cursor.bytes[label].last == UInt8(ascii: ":") {
            hasColon = true
            label = label.lowerBound..<label.upperBound - 1
        }
        if cursor.take(":") { hasColon = true }
        let isKramdown = cursor.takeAttributes()
        let after = split?.mark ?? before ?? cursor.takeTime()
        if after != nil, cursor.take(":") { hasColon = true }
        cursor.skip("")
        guard let name = SpeakerLabel.shape(cursor.bytes, label) else { return nil }
        if hasColon || isKramdown || after != nil { return LineHead(name, .bold, after, cursor.position) }
        return cursor.rest.isEmpty ? LineHead(name, .heading, nil, cursor.position) : nil
    }

    private static func heading(_ cursor: inout LineCursor) -> LineHead? {
        guard cursor.takeHeadingMarks() else { return nil }
        var inside = cursor
        // `## I: Wie ging es weiter?`
        if let next = cursor.next, next != UInt8(ascii: "*"), let asked = plain(&inside, afterTime: false),
            asked.style == .colon, !inside.rest.isEmpty, cursor.bytes[inside.rest].contains(where: { $0.isASCIILetter })
        {
            return asked
        }
        inside = cursor
        let before = inside.takeTime(alone: true)
        let split = inside.splitAtTime()
        var label = split?.label ?? inside.rest
        while let last = cursor.bytes[label].last, last == UInt8(ascii: ":") || last == UInt8(ascii: "#") || last.isBlank {
            label = label.lowerBound..<label.upperBound - 1
        }
        while let first = cursor.bytes[label].first, first == UInt8(ascii: "*") {
            label = label.lowerBound + 1..<label.upperBound
        }
        while let last = cursor.bytes[label].last, last == UInt8(ascii: "*") || last == UInt8(ascii: ":") {
            label = label.lowerBound..<label.upperBound - 1
        }
        guard let name = SpeakerLabel.shape(cursor.bytes, label) else { return nil }
        return LineHead(name, .heading, split?.mark ?? before, cursor.end)
    }

    /// `[Johnny Doe] 11:02:09`, `[Name]: …`.
    private static func bracketed(_ cursor: inout LineCursor) -> LineHead? {
        guard let inner = cursor.takeBrackets(), let name = SpeakerLabel.shape(cursor.bytes, inner) else { return nil }
        if cursor.take(":") {
            let time = cursor.takeTime()
            return LineHead(name, .colon, time, cursor.position)
        }
        guard let time = cursor.takeTime(alone: true) else { return nil }
        cursor.skip(":")
        return cursor.rest.isEmpty ? LineHead(name, .bracketed, time, cursor.position) : nil
    }

    /// `I: …`, `I: [00:00:06] …`, `I [00:00:06]: …`, `Name  0:00`, `S1 00:00:01.717 …`, and behind a time `I` alone.
    private static func plain(_ cursor: inout LineCursor, afterTime: Bool) -> LineHead? {
        let bytes = cursor.bytes
        let start = cursor.position
        let limit = min(cursor.end, start + SpeakerLabel.longest + 2)
        var index = start
        while index < limit {
            let byte = bytes[index]
            if byte == UInt8(ascii: ":") {
                let next = index + 1 < cursor.end ? bytes[index + 1] : 0x20
                // `http://` and `10:30` are no labels, and `Interviewer:in` goes on.
                let goesOn = next == UInt8(ascii: "/") || next.isDigit || next.isASCIILetter && index - start > 3
                if !goesOn {
                    guard let name = SpeakerLabel.shape(bytes, start..<index) ?? SpeakerLabel.listed(bytes, start..<index)
                    else {
                        return nil
                    }
                    cursor.move(to: index + 1)
                    _ = cursor.takeAttributes()
                    let time = cursor.takeTime()
                    return LineHead(name, .colon, time, cursor.position)
                }
            } else if cursor.takesTimes, index > start, bytes[index - 1].isBlank, byte.isDigit || "[(#\\".utf8.contains(byte),
                let mark = TimeMark.parse(bytes, at: index, limit: cursor.end)
            {
                let label = SpeakerLabel.shape(bytes, start..<index)
                guard !afterTime,
                    let name = label ?? SpeakerLabel.surnameFirst(bytes, start..<index, aloneBefore: mark.end..<cursor.end)
                else { return nil }
                cursor.move(to: mark.end)
                let hasColon = cursor.take(":")
                cursor.skip("")
                guard mark.style != .bare || mark.hasHours || cursor.rest.isEmpty else { return nil }
                let style: Style = hasColon ? .colon : cursor.rest.isEmpty ? .timedLine : .inline
                return LineHead(name, style, mark, cursor.position)
            }
            index += 1
        }
        guard afterTime, cursor.end <= limit, let name = SpeakerLabel.shape(bytes, cursor.rest) else { return nil }
        return LineHead(name, .timeFirst, nil, cursor.end)
    }
}
