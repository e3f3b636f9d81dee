/// The line of a cue that says when it is shown: `00:01.000 --> 00:04.000 align:start`.
///
/// WebVTT, 4.1, SubRip and YouTube's SBV as they are found: hours may be missing, a field may have one digit, the fraction may
/// follow a comma or a point or be missing.
struct SubtitleTiming: Equatable {
    var startMs: Int
    /// Nil where it could not be used.
    var endMs: Int?

    /// Nil for a line that is no such line, or whose times cannot be read.
    init?(_ bytes: UnsafeBufferPointer<UInt8>, line: Range<Int>, style: SubtitleStyle = .webVTT) {
        guard let mark = Self.mark(bytes, line, style),
            let start = Self.clock(bytes, bytes.trimmed(line.lowerBound..<mark.lowerBound))
        else { return nil }
        let rest = bytes.trimmed(mark.upperBound..<line.upperBound)
        let end = rest.lowerBound..<(bytes[rest].firstIndex { $0.isBlank } ?? rest.upperBound)
        guard let endMs = Self.clock(bytes, end) else { return nil }
        startMs = start
        self.endMs = endMs
    }

    init(startMs: Int, endMs: Int?) {
        self.startMs = startMs
        self.endMs = endMs
    }

    /// What stands between the two times of a line that gives times, though they need not be readable; nil for other lines.
    static func mark(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>, _ style: SubtitleStyle) -> Range<Int>? {
        guard style == .subViewer else { return arrow(bytes, line) }
        // A comma is no mark by itself: it stands between two clocks, and nothing else is on the line.
        guard line.count <= 40, let first = bytes[line].first, first.isDigit, !bytes[line].contains(where: \.isBlank),
            let comma = bytes[line].firstIndex(of: UInt8(ascii: ",")), comma + 1 < line.upperBound, bytes[comma + 1].isDigit,
            bytes[line.lowerBound..<comma].contains(UInt8(ascii: ":")),
            bytes[comma..<line.upperBound].contains(UInt8(ascii: ":"))
        else { return nil }
        return comma..<comma + 1
    }

    /// The `-->` between what begin as times do; nil for other lines.
    private static func arrow(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> Range<Int>? {
        guard line.count >= 3, let first = bytes[line].first, first.isDigit else { return nil }
        let start = (line.lowerBound..<min(line.upperBound - 2, line.lowerBound + 40)).first { index in
            bytes[index] == UInt8(ascii: "-") && bytes[index + 1] == UInt8(ascii: "-") && bytes[index + 2] == UInt8(ascii: ">")
        }
        guard let start else { return nil }
        // `1 --> 2` and `10:30 Uhr --> 11 Uhr` are said; a time has fields and no words beside it.
        let time = bytes[bytes.trimmed(line.lowerBound..<start)]
        let isSpaced = time.contains(where: \.isBlank) && time.contains { $0.isASCIILetter || $0 >= 0x80 }
        let next = bytes[bytes.trimmed(start + 3..<line.upperBound)].first
        guard time.contains(where: { ":.,;".utf8.contains($0) }), !isSpaced, next?.isDigit ?? true else { return nil }
        return start..<start + 3
    }

    /// Milliseconds of `h:mm:ss.mmm` or `mm:ss`; nil where `range` holds anything else.
    static func clock(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Int? {
        var fields: [Int] = []
        var index = range.lowerBound
        while true {
            let from = index
            var value = 0
            while index < range.upperBound, bytes[index].isDigit, index - from < 6 {
                value = value * 10 + Int(bytes[index] - 0x30)
                index += 1
            }
            guard index > from else { return nil }
            fields.append(value)
            guard index < range.upperBound, bytes[index] == UInt8(ascii: ":"), fields.count < 3 else { break }
            index += 1
        }
        guard fields.count >= 2 else { return nil }
        var ms = fields.reduce(0) { $0 * 60 + $1 } * 1000
        if index < range.upperBound {
            guard ".,".utf8.contains(bytes[index]) else { return nil }
            var unit = 100
            for place in index + 1..<range.upperBound {
                guard bytes[place].isDigit else { return nil }
                ms += Int(bytes[place] - 0x30) * unit
                unit /= 10
            }
        }
        return ms
    }
}
