package import StudyModel

/// Which ties become edges, and which actors nodes.
package struct TieChoice: Hashable, Sendable {
    /// From one time to another, both in it.
    package struct Span: Hashable, Sendable {
        /// A year, month or day in ISO 8601.
        private let first: String
        private let last: String

        /// Nil where it ends before it begins.
        package init?(_ first: String, _ last: String) {
            (self.first, self.last) = (first, last)
            guard first.firstDay <= last.lastDay else { return nil }
        }

        package var description: String { first == last ? first : "\(first)..\(last)" }

        /// Whether a tie is known for some time in it: one with a first time only from then on, one with a last time only until
        /// then. Nil where a tie has neither.
        func meets(_ tie: Tie) -> Bool? {
            guard tie.first != nil || tie.last != nil else { return nil }
            return tie.first.map { $0.firstDay <= last.lastDay } ?? true
                && tie.last.map { $0.lastDay >= first.firstDay } ?? true
        }
    }

    package var span: Span?
    /// Whether ties without any time are taken where a span is asked.
    package var takesUndated = false
    /// Whether only actors that speak for a case are taken: those who were interviewed, or answered.
    package var interviewedOnly = false
    /// The kinds of ties that are taken; all where it is empty.
    package var kinds: Set<String> = []

    package init() {}

    package struct Chosen: Hashable, Sendable {
        package var actors: [Actor]
        package var ties: [Tie]
        /// Ties that were left out since they have no time.
        package var undated = 0
    }

    package func chosen(of actors: [Actor], _ ties: [Tie]) -> Chosen {
        var chosen = Chosen(actors: interviewedOnly ? actors.filter { $0.caseName != nil } : actors, ties: [])
        let ends = Set(chosen.actors.map(\.id))
        for tie in ties {
            guard !interviewedOnly || (ends.contains(tie.from) && ends.contains(tie.to)) else { continue }
            guard kinds.isEmpty || kinds.contains(tie.kind.normalizedName) else { continue }
            switch span?.meets(tie) {
            case false?: continue
            case nil where span != nil && !takesUndated: chosen.undated += 1
            default: chosen.ties.append(tie)
            }
        }
        return chosen
    }
}

extension String {
    /// As YYYY-MM-DD, of which the order is that of time; no month is longer than 31 days.
    fileprivate var firstDay: String { self + "-01-01".dropFirst(max(0, utf8.count - 4)) }
    fileprivate var lastDay: String { self + "-12-31".dropFirst(max(0, utf8.count - 4)) }
}
