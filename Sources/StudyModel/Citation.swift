/// Where something stands, in the form in which a paper cites it: `interview-03:27`.
package struct Citation: Hashable, Sendable {
    /// The source, or for a survey answer `survey/respondent/question`.
    package var source: String
    package var caseName: String?
    /// The number of the turn, from 1; nil where a source has no turns.
    package var turn: Int?
    /// Nil for an answer as a whole.
    package var range: TextRange?

    package init(source: String, caseName: String? = nil, turn: Int? = nil, range: TextRange? = nil) {
        self.source = source
        self.caseName = caseName
        self.turn = turn
        self.range = range
    }
}

extension Citation: CustomStringConvertible {
    package var description: String {
        if let turn { return "\(source):\(turn)" }
        if let range { return "\(source)@\(range)" }
        return source
    }
}
