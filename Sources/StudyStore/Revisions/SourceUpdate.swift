package import StudyModel

/// What an edited file made of a source.
package struct SourceUpdate: Hashable, Sendable {
    package var source: String
    /// The newest revision of the source now.
    package var revision: Int
    /// True where the file holds what the newest revision holds, so that nothing was done.
    package var isKnown: Bool
    /// How many passages came to which outcome.
    package var unchanged = 0
    package var moved = 0
    package var changed = 0
    package var ambiguous = 0
    package var lost = 0
    /// Those that are to be looked at: changed, ambiguous and lost.
    package var noted: [NotedPassage] = []

    init(source: String, revision: Int, isKnown: Bool) {
        self.source = source
        self.revision = revision
        self.isKnown = isKnown
    }

    package var passages: Int { unchanged + moved + changed + ambiguous + lost }
}

/// A passage that an edit did not leave as it was.
package struct NotedPassage: Hashable, Sendable {
    package struct Use: Hashable, Sendable {
        package var id: Coding.ID
        package var code: String
        package var coder: String
    }

    /// The number by which it can be named where no coding names it.
    package var number: Int64
    package var source: String
    package var state: PassageState
    /// Where it stands, or stood last, and in which revision.
    package var revision: Int
    package var place: Surroundings
    /// For a changed one its new place; else the places that come into question, in reading order.
    package var candidates: [Surroundings]
    /// Of a changed one, how alike old and new words are, 0 to 1.
    package var similarity: Double?
    /// What rests on it.
    package var codings: [Use]
    package var ties: Int
    package var mentions: Int
}

/// A range with its words and what stands around them.
package struct Surroundings: Hashable, Sendable {
    package var range: TextRange
    package var before: String
    package var quote: String
    package var after: String

    /// How many scalars of the text stand on either side.
    package static let width = 32

    init(_ range: TextRange, in text: IndexedText) {
        func words(_ range: TextRange?) -> String { range.map { String(decoding: text[$0], as: UTF8.self) } ?? "" }
        self.range = range
        before = words(TextRange(max(0, range.lowerBound - Self.width), range.lowerBound))
        quote = words(range)
        after = words(TextRange(range.upperBound, range.upperBound + Self.width))
    }
}

/// Finds ranges of an old text in a new one, as `Anchoring.outcomes` does.
package typealias Anchor = @Sendable (_ ranges: [TextRange], _ old: String, _ new: String) -> [AnchorOutcome]
