import StudyModel

/// A text as UTF-8, and where its lines stand in it.
///
/// Everything that reads transcripts counts in bytes, which is linear whatever the text holds, and counts scalars once at the
/// end.
struct TextLines {
    let utf8: [UInt8]
    /// Each line without its line feed and without white space at both ends.
    private(set) var lines: [Range<Int>]
    /// The lines that begin behind a number of theirs, which is none of their words.
    private(set) var numbered: Set<Int> = []

    init(_ utf8: [UInt8]) {
        self.utf8 = utf8
        var lines: [Range<Int>] = []
        lines.reserveCapacity(utf8.count / 32)
        utf8.withUnsafeBufferPointer { bytes in
            var start = 0
            while start < bytes.count {
                let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
                lines.append(bytes.trimmed(start..<end))
                start = end + 1
            }
        }
        self.lines = lines
    }

    /// The same text, some of whose lines begin behind their numbers.
    func beginning(_ starts: [Int: Int]) -> TextLines {
        var text = self
        for (line, start) in starts { text.lines[line] = trimmed(start..<lines[line].upperBound) }
        text.numbered = Set(starts.keys)
        return text
    }

    func string(_ range: Range<Int>) -> String { String(decoding: utf8[range], as: UTF8.self) }

    func trimmed(_ range: Range<Int>) -> Range<Int> { utf8.withUnsafeBufferPointer { $0.trimmed(range) } }
}

extension UInt8 {
    /// A space or a tab.
    var isBlank: Bool { self == 0x20 || self == 0x09 }
    var isDigit: Bool { self >= 0x30 && self <= 0x39 }
    var isASCIILetter: Bool { (self | 0x20) >= 0x61 && (self | 0x20) <= 0x7A }
    var isASCIICapital: Bool { self >= 0x41 && self <= 0x5A }
}

extension UnsafeBufferPointer<UInt8> {
    /// The range without spaces, tabs and no-break spaces at both ends.
    func trimmed(_ range: Range<Int>) -> Range<Int> {
        var lower = range.lowerBound
        var upper = range.upperBound
        while lower < upper {
            if self[lower].isBlank {
                lower += 1
            } else if lower + 1 < upper, self[lower] == 0xC2, self[lower + 1] == 0xA0 {
                lower += 2
            } else {
                break
            }
        }
        while upper > lower {
            if self[upper - 1].isBlank {
                upper -= 1
            } else if upper - 2 >= lower, self[upper - 2] == 0xC2, self[upper - 1] == 0xA0 {
                upper -= 2
            } else {
                break
            }
        }
        return lower..<upper
    }
}

/// Turns positions in UTF-8 into positions in scalars, in one pass where they ascend.
struct ScalarCounter {
    private let utf8: [UInt8]
    private var byte = 0
    private var scalar = 0

    init(_ utf8: [UInt8]) { self.utf8 = utf8 }

    /// Nil for an empty range.
    mutating func range(_ bytes: Range<Int>) -> TextRange? {
        let lower = position(of: bytes.lowerBound)
        return TextRange(lower, position(of: bytes.upperBound))
    }

    private mutating func position(of target: Int) -> Int {
        if target < byte { (byte, scalar) = (0, 0) }
        scalar += utf8[byte..<target].withUnsafeBufferPointer { $0.count { $0 & 0xC0 != 0x80 } }
        byte = target
        return scalar
    }
}

extension String {
    /// Without spaces and tabs at both ends.
    var trimmingBlanks: String {
        let bytes = Array(utf8)
        return bytes.withUnsafeBufferPointer { String(decoding: $0[$0.trimmed(0..<$0.count)], as: UTF8.self) }
    }
}
