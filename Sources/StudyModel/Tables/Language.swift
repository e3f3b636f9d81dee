/// A language in which the program words what it prints for a text: charts, and tables for LaTeX and Markdown.
package enum Language: String, Hashable, Sendable, CaseIterable {
    case english = "en"
    case german = "de"

    /// A word of the program's own, as it stands in English.
    ///
    /// - Returns: in German the word as it is where there is no other, as with `n`.
    package func word(_ english: String) -> String {
        guard self == .german else { return english }
        if let word = Self.germanWords[english] { return word }
        // The ends of an interval are named after what lies in it.
        for (end, word) in [("_low", "von"), ("_high", "bis")] where english.hasSuffix(end) {
            if let measure = Self.germanWords[String(english.dropLast(end.count))] { return "\(measure) \(word)" }
        }
        return english
    }

    /// What stands for a category that is none, such as `(no case)`; anything else comes back as it is, since it is a name.
    package func label(_ name: String) -> String {
        if name.hasSuffix(")"), name.hasPrefix("(") { return word(name) }
        let against = " (against)"
        return name.hasSuffix(against) ? name.dropLast(against.count) + " " + word("(against)") : name
    }

    /// The sign before decimals.
    package var decimalSign: Character { self == .german ? "," : "." }
}

extension LocalizedText {
    /// A text in each language of the program.
    package init(wording: (Language) -> String) {
        self.init(Dictionary(uniqueKeysWithValues: Language.allCases.map { ($0.rawValue, wording($0)) }))
    }

    /// The text in a language; what has none is the same in each.
    package func text(in language: Language) -> String { preferring([language.rawValue, Language.english.rawValue]) ?? "" }
}
