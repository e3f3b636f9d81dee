/// One line of an LRC file: its times, or what it says about the recording, and its words.
struct LyricsLine {
    /// Milliseconds; empty where the line has none.
    private(set) var times: [Int] = []
    /// A tag such as `[ti:Dorfcafé]`, its key in lower case; nil for other lines.
    private(set) var header: (key: String, value: Range<Int>)?
    /// UTF-8 without the times of words and without blanks at both ends.
    private(set) var words: [UInt8] = []
    /// True where the line begins with what looks like a time and is none.
    private(set) var isBroken = false
    /// True where each time has minutes, seconds and a fraction, as this format writes them.
    private(set) var isFine = false

    init(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) {
        var start = line.lowerBound
        var fractions = 0
        while start < line.upperBound, bytes[start] == UInt8(ascii: "["),
            let close = bytes[start..<min(line.upperBound, start + 24)].firstIndex(of: UInt8(ascii: "]"))
        {
            let inner = start + 1..<close
            guard let time = SubtitleTiming.clock(bytes, inner) else {
                isBroken = times.isEmpty && bytes[inner].first?.isDigit == true && bytes[inner].contains(UInt8(ascii: ":"))
                break
            }
            if bytes[inner].contains(UInt8(ascii: ".")), bytes[inner].count(where: { $0 == UInt8(ascii: ":") }) == 1 {
                fractions += 1
            }
            times.append(time)
            start = close + 1
            while start < line.upperBound, bytes[start].isBlank { start += 1 }
        }
        isFine = fractions == times.count
        if times.isEmpty, !isBroken {
            header = Self.header(bytes, line)
            // A comment of the program that wrote the file.
            if bytes[line].first == UInt8(ascii: "#") { header = ("#", line.upperBound..<line.upperBound) }
        }
        if header == nil { words = Self.withoutTimes(bytes, start..<line.upperBound) }
    }

    private static func header(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> (String, Range<Int>)? {
        guard bytes[line].first == UInt8(ascii: "["), bytes[line].last == UInt8(ascii: "]"),
            let colon = bytes[line.lowerBound..<min(line.upperBound, line.lowerBound + 16)].firstIndex(of: UInt8(ascii: ":")),
            colon > line.lowerBound + 1, bytes[line.lowerBound + 1..<colon].allSatisfy(\.isASCIILetter)
        else { return nil }
        let key = String(decoding: bytes[line.lowerBound + 1..<colon], as: UTF8.self).lowercased()
        return (key, bytes.trimmed(colon + 1..<line.upperBound - 1))
    }

    private static func withoutTimes(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> [UInt8] {
        var words: [UInt8] = []
        var index = range.lowerBound
        while index < range.upperBound {
            if bytes[index] == UInt8(ascii: "<"),
                let close = bytes[index..<min(range.upperBound, index + 16)].firstIndex(of: UInt8(ascii: ">")),
                SubtitleTiming.clock(bytes, index + 1..<close) != nil
            {
                index = close + 1
                // `Ja, <00:12.80> gut` has a blank on both sides of the time.
                if words.last?.isBlank ?? true { while index < range.upperBound, bytes[index].isBlank { index += 1 } }
            } else {
                words.append(bytes[index])
                index += 1
            }
        }
        return words.withUnsafeBufferPointer { Array($0[$0.trimmed(0..<$0.count)]) }
    }
}
