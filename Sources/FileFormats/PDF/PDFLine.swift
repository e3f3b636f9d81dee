/// A line of a page, as `pdftotext -layout` sets it: blanks stand for the distance from the left.
struct PDFLine {
    /// Without blanks at both ends.
    var text: ArraySlice<UInt8>
    /// The column that the text begins in, in characters from 0.
    var column: Int
    /// A number in the margin that was taken off.
    var number: Int?
    /// Blank lines stand above it on its page.
    var isParted = false
    var isFirstOfPage = false

    /// Nil for a blank line.
    init?(_ bytes: ArraySlice<UInt8>) {
        guard let first = bytes.firstIndex(where: { $0 > 0x20 }), let last = bytes.lastIndex(where: { $0 > 0x20 }) else {
            return nil
        }
        text = bytes[first...last]
        column = first - bytes.startIndex
    }

    var isEmpty: Bool { text.isEmpty }

    /// The column behind the last character.
    var end: Int { column + text.count { $0 & 0xC0 != 0x80 } }

    /// The characters of its first word.
    var firstWordLength: Int { text.prefix { $0 > 0x20 }.count { $0 & 0xC0 != 0x80 } }

    /// A number at the start with white space or nothing behind it, as margins have it: `12   Ana: …`.
    var leadingNumber: (value: Int, rest: ArraySlice<UInt8>)? {
        let digits = text.prefix { (0x30...0x39).contains($0) }
        guard !digits.isEmpty, digits.count <= 5, let value = Int(String(decoding: digits, as: UTF8.self)) else { return nil }
        let rest = text[digits.endIndex...]
        guard rest.first.map({ $0 <= 0x20 }) ?? true else { return nil }
        return (value, rest.drop { $0 <= 0x20 })
    }

    mutating func takeNumber() {
        guard let found = leadingNumber else { return }
        number = found.value
        column += text.count - found.rest.count
        text = found.rest
    }

    /// The text with a `#` for each number, by which heads and feet of pages are the same.
    var pattern: [UInt8] {
        var result: [UInt8] = []
        for byte in text where byte > 0x20 {
            let isDigit = (0x30...0x39).contains(byte)
            if !isDigit { result.append(byte) } else if result.last != UInt8(ascii: "#") { result.append(UInt8(ascii: "#")) }
        }
        return result
    }

    /// What stands before a colon where that is short enough for a name: `Ana`, `Interviewer 1`.
    var label: [UInt8]? {
        guard let colon = text.prefix(41).firstIndex(of: UInt8(ascii: ":")), colon > text.startIndex,
            colon + 1 == text.endIndex || text[colon + 1] <= 0x20
        else { return nil }
        let label = text[..<colon]
        return label.count { $0 == 0x20 } < 4 ? Array(label) : nil
    }
}
