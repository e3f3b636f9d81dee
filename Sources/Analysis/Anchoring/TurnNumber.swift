/// Numbers that a program wrote before turns: `[12] I:`, `(0:41:07)`, `#00:12:33-5#`, `12. I:`.
enum TurnNumber {
    /// The digits, and what stands between them, of the number with which a line begins; empty where it begins with none.
    static func digits(at lineStart: Int, in scalars: [Unicode.Scalar]) -> Range<Int> {
        var position = lineStart
        while position < scalars.count, scalars[position] == " " || scalars[position] == "\t" { position += 1 }
        let isBracketed = position < scalars.count && "[(#".unicodeScalars.contains(scalars[position])
        if isBracketed { position += 1 }
        let start = position
        while position < scalars.count, isDigit(scalars[position]) || position > start && isBetween(scalars[position]) {
            position += 1
        }
        while position > start, !isDigit(scalars[position - 1]) { position -= 1 }
        guard position > start, position < scalars.count else { return lineStart..<lineStart }
        let isNumber = isBracketed ? "])#".unicodeScalars.contains(scalars[position]) : labelFollows(position, in: scalars)
        return isNumber ? start..<position : lineStart..<lineStart
    }

    private static func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= 0x30 && scalar.value <= 0x39 }
    private static func isBetween(_ scalar: Unicode.Scalar) -> Bool { ":.,-".unicodeScalars.contains(scalar) }

    /// Whether a speaker's label comes next: a line that was wrapped before a year has none.
    private static func labelFollows(_ start: Int, in scalars: [Unicode.Scalar]) -> Bool {
        var position = start
        if position < scalars.count, ".):".unicodeScalars.contains(scalars[position]) { position += 1 }
        let label = position
        while position < scalars.count, position < label + 24, scalars[position] != ":", scalars[position] != "\n" {
            position += 1
        }
        return position < scalars.count && scalars[position] == ":" && scalars[label..<position].contains { $0.value > 0x40 }
            && scalars[label] == " "
    }
}
