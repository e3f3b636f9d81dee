/// The numbers that stand before the lines or paragraphs of a transcript, by which they are cited: `1<tab>I: …`, `01  I: …`,
/// `[1] I: …`, `1. I: …`.
///
/// They are numbers of lines where each is one more than the one before or one less than the one behind, as is so of two thirds of
/// the lines with words, and of three at the least.
struct LineNumbers {
    /// Where the words begin behind each, by line.
    let starts: [Int: Int]

    private struct Number {
        var line: Int
        var value: Int
        var end: Int
    }

    /// Nil where the lines have none.
    init?(_ text: TextLines, _ bytes: UnsafeBufferPointer<UInt8>, from first: Int) {
        var words = 0
        var found: [Number] = []
        for index in first..<max(first, text.lines.count) where !text.lines[index].isEmpty {
            words += 1
            guard let number = Self.number(bytes, text.lines[index]) else { continue }
            found.append(Number(line: index, value: number.value, end: number.end))
        }
        let counted = found.indices.filter { index in
            index > 0 && found[index - 1].value + 1 == found[index].value
                || index + 1 < found.count && found[index].value + 1 == found[index + 1].value
        }
        guard counted.count >= 3, counted.count * 3 >= words * 2 else { return nil }
        starts = Dictionary(uniqueKeysWithValues: counted.map { (found[$0].line, found[$0].end) })
    }

    /// The number at the start of a line, and where what stands behind it begins; nil where there is none, or where it goes on.
    private static func number(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> (value: Int, end: Int)? {
        var index = line.lowerBound
        let close: UInt8? =
            switch bytes[index] {
            case UInt8(ascii: "["): UInt8(ascii: "]")
            case UInt8(ascii: "("): UInt8(ascii: ")")
            default: nil
            }
        if close != nil { index += 1 }
        var value = 0
        let start = index
        while index < line.upperBound, index - start < 6, bytes[index].isDigit {
            value = value * 10 + Int(bytes[index] - UInt8(ascii: "0"))
            index += 1
        }
        guard index > start else { return nil }
        if let close {
            guard index < line.upperBound, bytes[index] == close else { return nil }
            index += 1
        } else if index < line.upperBound, bytes[index] == UInt8(ascii: ".") || bytes[index] == UInt8(ascii: ")") {
            index += 1
        }
        guard index == line.upperBound || bytes[index].isBlank else { return nil }
        return (value, index)
    }
}
