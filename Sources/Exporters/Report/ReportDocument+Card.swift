extension ReportDocument {
    /// All that is said of one thing, below its name: on paper it stays on one page where that can be.
    package struct Card: Sendable {
        /// Of its heading, 3 to 6.
        package var level: Int
        /// Such as `1.2` or `F1`; empty where there is none.
        package var number: String
        package var name: String
        /// What leads here; letters, digits and hyphens.
        package var anchor: String
        /// `#rrggbb`; nil where it has none.
        package var colour: String?
        /// One line below the name.
        package var facts: Text
        package var terms: [Term]
        package var quotes: [Quote]

        package init(
            level: Int, number: String, name: String, anchor: String, colour: String? = nil, facts: Text = [],
            terms: [Term] = [], quotes: [Quote] = []
        ) {
            self.level = level
            self.number = number
            self.name = name
            self.anchor = anchor
            self.colour = colour
            self.facts = facts
            self.terms = terms
            self.quotes = quotes
        }
    }

    /// What a word of the program stands before: texts of the study, each in one language, or a line.
    package struct Term: Sendable {
        package var title: String
        package var line: Text
        package var wordings: [Wording]

        package init(_ title: String, line: Text = [], wordings: [Wording] = []) {
            self.title = title
            self.line = line
            self.wordings = wordings
        }
    }

    package struct Wording: Hashable, Sendable {
        /// Such as `de`; empty where it is not known.
        package var language: String
        package var text: String
        /// Whether it says in a further language what another one said; its language is then written before it.
        package var isFurther: Bool

        package init(language: String, text: String, isFurther: Bool) {
            self.language = language
            self.text = text
            self.isFurther = isFurther
        }
    }

    /// A line that leads to a heading or a card.
    package struct Entry: Sendable {
        /// How far it is set in, from 0.
        package var depth: Int
        package var number: String
        package var name: String
        package var anchor: String
        package var colour: String?

        package init(depth: Int, number: String = "", name: String, anchor: String, colour: String? = nil) {
            self.depth = depth
            self.number = number
            self.name = name
            self.anchor = anchor
            self.colour = colour
        }
    }

    /// Deeper than this nothing is set in further: the line would become too short.
    static let deepestIndent = 8

    var hasCards: Bool {
        blocks.contains { if case .card = $0 { true } else { false } }
    }
}
