/// A tie to be added, as a command or a line of a file asks for it.
package struct TieRequest: Hashable, Sendable {
    package enum Evidence: Hashable, Sendable {
        /// `quote`: the words that must stand at a range; nil where nobody said.
        case passage(source: String, target: CodingRequest.Target, quote: String? = nil)
        /// The answer of a respondent to a question of a survey; to a repeated one the instance, else the first.
        case response(survey: String, respondent: String, question: String, instance: Int? = nil)
    }

    package var from: String
    package var to: String
    package var kind: String
    /// What somebody takes its kind to have; nil where nobody said.
    package var isDirected: Bool?
    /// Nil for the sign of its kind.
    package var sign: Tie.Sign?
    package var reach: Reach?
    package var strength: Double?
    package var first: String?
    package var last: String?
    package var coder: String
    package var evidence: [Evidence]
    /// The line it stands on, from 1; nil for a command.
    package var line: Int?
    /// The lines of the evidence, where that stands on lines of its own.
    package var evidenceLines: [Int] = []

    package init(
        from: String, to: String, kind: String, isDirected: Bool? = nil, sign: Tie.Sign? = nil, reach: Reach? = nil,
        strength: Double? = nil,
        first: String? = nil, last: String? = nil, coder: String, evidence: [Evidence], line: Int? = nil
    ) {
        self.from = from
        self.to = to
        self.kind = kind
        self.isDirected = isDirected
        self.sign = sign
        self.reach = reach
        self.strength = strength
        self.first = first
        self.last = last
        self.coder = coder
        self.evidence = evidence
        self.line = line
    }
}
