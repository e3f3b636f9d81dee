package import StudyModel

/// Divides a text into sentences, as German and other languages of Latin letters mark them.
///
/// A sentence ends with `.`, `!`, `?` or `…`, with the quotation marks and brackets that close there, where white space and
/// something other than a small letter follow, or nothing; and at a blank line. No end is the full stop of an abbreviation
/// (`z. B.`, `Dr.`, `Hauptstr.`), of an initial, or of an ordinal of one or two digits (`3. Oktober`); so a sentence that ends with one
/// runs on into the next.
package struct SentenceSplitter {
    private let scalars: [Unicode.Scalar]

    package static func sentences(of text: some StringProtocol) -> [TextRange] {
        SentenceSplitter(scalars: Array(text.unicodeScalars)).sentences()
    }

    /// The ranges of the sentences without the white space around them, in scalars from the start of the text.
    private func sentences() -> [TextRange] {
        var found: [TextRange] = []
        var start = 0
        var position = 0
        while position < scalars.count {
            let end = ends.contains(scalars[position]) ? end(of: position) : blankLine(at: position)
            if let end {
                found += [trimmed(start, end)].compactMap(\.self)
                start = end
                position = end
            } else {
                position += 1
            }
        }
        return found + [trimmed(start, scalars.count)].compactMap(\.self)
    }

    private func trimmed(_ lower: Int, _ upper: Int) -> TextRange? {
        var (lower, upper) = (lower, upper)
        while lower < upper, scalars[lower].properties.isWhitespace { lower += 1 }
        while lower < upper, scalars[upper - 1].properties.isWhitespace { upper -= 1 }
        return TextRange(lower, upper)
    }

    private func blankLine(at position: Int) -> Int? {
        guard scalars[position] == "\n" else { return nil }
        var next = position + 1
        while next < scalars.count, scalars[next] != "\n", scalars[next].properties.isWhitespace { next += 1 }
        return next < scalars.count && scalars[next] == "\n" ? next + 1 : nil
    }

    /// Where the sentence ends whose mark stands at `position`; nil where it goes on.
    private func end(of position: Int) -> Int? {
        var end = position
        while end < scalars.count, ends.contains(scalars[end]) { end += 1 }
        let isLoneStop = scalars[position] == "." && end == position + 1
        while end < scalars.count, closing.contains(scalars[end]) { end += 1 }
        guard end < scalars.count else { return end }
        guard scalars[end].properties.isWhitespace else { return nil }
        var next = end
        while next < scalars.count, scalars[next].properties.isWhitespace || opening.contains(scalars[next]) { next += 1 }
        guard next < scalars.count else { return end }
        if scalars[next].properties.isLowercase { return nil }
        return isLoneStop && isAbbreviation(before: position) ? nil : end
    }

    /// Whether the word before a full stop is one that is written with it.
    private func isAbbreviation(before position: Int) -> Bool {
        var start = position
        while start > 0, scalars[start - 1].isPartOfWord || scalars[start - 1] == "." { start -= 1 }
        let parts = scalars[start..<position].split(separator: ".").map { part in
            var word = String.UnicodeScalarView()
            word.append(contentsOf: part)
            return String(word)
        }
        guard let last = parts.last else { return false }
        // 'z.B.' without the space, and initials.
        if last.unicodeScalars.count == 1, last.unicodeScalars.allSatisfy(\.properties.isAlphabetic) { return true }
        if last.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { return last.utf8.count <= 2 }
        if last.unicodeScalars.allSatisfy({ "IVX".unicodeScalars.contains($0) }) { return true }
        return abbreviations.contains(last) || last.hasSuffix("str")
    }
}

private let ends: Set<Unicode.Scalar> = [".", "!", "?", "…"]
private let closing: Set<Unicode.Scalar> = ["\"", "'", "“", "”", "’", "‘", "»", "«", "›", "‹", ")", "]", "}"]
private let opening: Set<Unicode.Scalar> = ["\"", "'", "„", "“", "‚", "‘", "»", "«", "›", "‹", "(", "[", "{", "–", "—", "-"]

/// Those that stand before a capital letter; 'usw.' and 'etc.' mostly end their sentence where one follows.
private let abbreviations: Set<String> = [
    "Abs", "Abt", "Apr", "Art", "Aug", "Bd", "Chr", "Dez", "Dipl", "Dr", "Feb", "Fr", "Frl", "Hbf", "Hr", "Hrsg", "Ing", "Jan",
    "Jh", "Jhd",
    "Kap", "Mio", "Mr", "Mrd", "Mrs", "Ms", "Mär", "Nov", "Nr", "Okt", "Pf", "Prof", "Sek", "Sept", "St", "Std", "Str", "Tel",
    "Tsd", "abzgl",
    "allg", "bspw", "bzw", "ca", "ehem", "einschl", "entspr", "evtl", "ev", "exkl", "geb", "gem", "gest", "ggf", "ggü", "inkl",
    "insb", "insbes",
    "jur", "kath", "lt", "max", "med", "min", "mind", "nat", "phil", "rd", "rer", "resp", "sog", "ursprgl", "verh", "vgl", "vs",
    "zzgl", "zzt",
]
