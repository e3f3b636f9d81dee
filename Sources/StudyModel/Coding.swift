/// A coder's statement that a passage speaks of a code.
package struct Coding: Hashable, Sendable {
    package typealias ID = Identifier<Coding>

    package var id: ID
    package var source: String
    package var caseName: String?
    /// The turn in which the passage begins, from 1; nil where the source has no turns.
    package var turn: Int?
    package var range: TextRange
    /// The words at the range.
    package var quote: String
    package var code: String
    package var coder: String
    /// 0..100; nil where the coder gave none.
    package var weight: Int?

    package init(
        id: ID, source: String, caseName: String?, turn: Int?, range: TextRange, quote: String, code: String, coder: String,
        weight: Int?
    ) {
        self.id = id
        self.source = source
        self.caseName = caseName
        self.turn = turn
        self.range = range
        self.quote = quote
        self.code = code
        self.coder = coder
        self.weight = weight
    }
}

/// A passage and a code as whole numbers, for counting many of them.
///
/// `source`, `code` and `coder` are the study's own row numbers; they mean nothing outside one run.
package struct CodingPoint: Hashable, Sendable {
    package var source: Int32
    package var lower: Int32
    package var upper: Int32
    package var code: Int32
    package var coder: Int32

    package init(source: Int32, lower: Int32, upper: Int32, code: Int32, coder: Int32) {
        self.source = source
        self.lower = lower
        self.upper = upper
        self.code = code
        self.coder = coder
    }
}
