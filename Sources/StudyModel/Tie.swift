/// A relation between two actors that somebody spoke or wrote of.
package struct Tie: Hashable, Sendable {
    package typealias ID = Identifier<Tie>

    package enum Sign: String, Hashable, Sendable {
        case positive = "+"
        case negative = "-"
    }

    package var id: ID
    package var from: Actor.ID
    package var to: Actor.ID
    package var kind: String
    package var isDirected: Bool
    package var sign: Sign
    package var reach: Reach?
    /// How strong, as the coder sees it; greater than 0.
    package var strength: Double?
    /// The first and last time it is known for: a year, a month or a day in ISO 8601.
    package var first: String?
    package var last: String?
    package var coder: String
    /// Never empty.
    package var evidence: [Evidence]

    package init(
        id: ID? = nil, from: Actor.ID, to: Actor.ID, kind: String, isDirected: Bool, sign: Sign = .positive,
        reach: Reach? = nil, strength: Double? = nil, first: String? = nil, last: String? = nil, coder: String,
        evidence: [Evidence]
    ) {
        self.id = id ?? ID(of: "tie", parts: Self.idParts(from: from, to: to, kind: kind, isDirected, coder: coder))
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
    }

    /// What its id comes from when it is new.
    package var idParts: [String] { Self.idParts(from: from, to: to, kind: kind, isDirected, coder: coder) }

    private static func idParts(from: Actor.ID, to: Actor.ID, kind: String, _ isDirected: Bool, coder: String) -> [String] {
        // An undirected tie is the same whichever end is named first.
        let ends = isDirected || from < to ? [from, to] : [to, from]
        return [kind, "\(ends[0])", "\(ends[1])", coder]
    }

    /// What a tie rests on.
    package enum Evidence: Hashable, Sendable {
        /// A passage, and the words at it.
        case passage(citation: Citation, quote: String)
        /// A survey answer: who gave it, in which survey, to which question, and the answer.
        case response(citation: Citation, answer: String)

        package var citation: Citation {
            switch self {
            case .passage(let citation, _), .response(let citation, _): citation
            }
        }
    }
}

extension Tie.Sign {
    /// As people write it, in English or German.
    package init?(word: String) {
        switch word.lowercased() {
        case "+", "positive", "positiv": self = .positive
        case "-", "\u{2212}", "\u{2013}", "negative", "negativ": self = .negative
        default: return nil
        }
    }
}

/// A sort of tie.
package struct TieKind: Hashable, Sendable {
    package var name: String
    package var isDirected: Bool
    /// What a tie of this kind counts as where nobody says otherwise.
    package var sign: Tie.Sign
    package var labels: LocalizedText
    package var definition: LocalizedText

    package init(
        name: String, isDirected: Bool = false, sign: Tie.Sign = .positive, labels: LocalizedText = .init(),
        definition: LocalizedText = .init()
    ) {
        self.name = name
        self.isDirected = isDirected
        self.sign = sign
        self.labels = labels
        self.definition = definition
    }
}
