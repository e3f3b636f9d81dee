/// A place in a text, as it is found by a query, to be told with its words.
package struct PlaceRequest: Hashable, Sendable {
    package var revision: Int64
    package var lower: Int32
    /// `Int32.max` for a text as a whole.
    package var upper: Int32
    /// The row of the passage that it is; nil where it is none.
    package var passage: Int64?
    /// By which whoever asks knows it again.
    package var number: Int

    package init(revision: Int64, lower: Int32, upper: Int32, passage: Int64?, number: Int) {
        self.revision = revision
        self.lower = lower
        self.upper = upper
        self.passage = passage
        self.number = number
    }
}

/// A place in a text with what is told of it.
package struct FoundPlace: Hashable, Sendable {
    package var number: Int
    package var citation: Citation
    /// Nil for a text as a whole, whose words are not told either.
    package var quote: String?
    /// The words on either side of it, as many as were asked for.
    package var before = ""
    package var after = ""
    package var revision: Int
    package var state: PassageState

    package init(number: Int, citation: Citation, quote: String?, revision: Int, state: PassageState) {
        self.number = number
        self.citation = citation
        self.quote = quote
        self.revision = revision
        self.state = state
    }
}
