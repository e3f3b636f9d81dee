/// A coder's statement that a passage speaks of a code.
package struct Coding: Hashable, Sendable {
    package typealias ID = Identifier<Coding>

    package var id: ID
    package var source: String
    package var caseName: String?
    /// The turn in which the passage begins, from 1; nil where the source has no turns.
    package var turn: Int?
    package var range: TextRange
    /// The revision of the source in which the passage stands, from 1.
    package var revision: Int
    /// How the passage stands in the newest revision.
    package var state: PassageState
    /// The words at the range.
    package var quote: String
    package var code: String
    package var coder: String
    /// 0..100; nil where the coder gave none.
    package var weight: Int?
    /// When it was made, UTC, ISO 8601.
    package var time: String

    package init(
        id: ID, source: String, caseName: String?, turn: Int?, range: TextRange, quote: String, code: String, coder: String,
        weight: Int?, time: String, revision: Int = 1, state: PassageState = .placed
    ) {
        self.id = id
        self.source = source
        self.caseName = caseName
        self.turn = turn
        self.range = range
        self.revision = revision
        self.state = state
        self.quote = quote
        self.code = code
        self.coder = coder
        self.weight = weight
        self.time = time
    }

    package var citation: Citation { Citation(source: source, caseName: caseName, turn: turn, range: range) }
}
