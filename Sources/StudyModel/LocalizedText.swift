/// A text in one or more languages, by language code (`de`, `en`, `de-informal`); a text without a language has the code "".
package struct LocalizedText: Hashable, Sendable {
    package var texts: [String: String]

    package init(_ texts: [String: String] = [:]) { self.texts = texts }

    package init(_ text: String, language: String = "") { texts = [language: text] }

    package var isEmpty: Bool { texts.isEmpty }

    /// The languages, sorted by code.
    package var languages: [String] { texts.keys.sorted() }

    package subscript(language: String) -> String? {
        get { texts[language] }
        set { texts[language] = newValue }
    }

    /// The text in the first of `languages` that has one, else the one without a language, else that of the first code.
    package func preferring(_ languages: [String]) -> String? {
        for language in languages {
            if let text = texts[language] { return text }
        }
        return texts[""] ?? self.languages.first.flatMap { texts[$0] }
    }
}

extension LocalizedText: ExpressibleByStringInterpolation {
    package init(stringLiteral text: String) { self.init(text) }
}
