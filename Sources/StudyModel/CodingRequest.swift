/// A passage to be coded, as a command or a line of a file asks for it.
package struct CodingRequest: Hashable, Sendable {
    /// Which passage of the source is meant.
    package enum Target: Hashable, Sendable {
        case range(TextRange)
        /// The words, and where they stand more than once the turn or the occurrence, both from 1.
        case quote(String, turn: Int?, occurrence: Int?)
        /// Whole turns, numbered from 1.
        case turns(ClosedRange<Int>)
    }

    package var source: String
    package var target: Target
    package var codes: [String]
    package var coder: String
    package var weight: Int?
    /// The words that must stand at the range; nil where nobody said.
    package var expectedQuote: String?
    /// The line it stands on, from 1; nil for a command.
    package var line: Int?

    package init(source: String, target: Target, codes: [String], coder: String, weight: Int? = nil, line: Int? = nil) {
        self.source = source
        self.target = target
        self.codes = codes
        self.coder = coder
        self.weight = weight
        self.line = line
    }
}
