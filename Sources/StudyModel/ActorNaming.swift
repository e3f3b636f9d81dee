import Foundation

/// What a column of names says: who the respondent is, or to whom the respondent is tied.
package struct ActorNaming: Hashable, Sendable {
    /// True where the column names the respondent itself.
    package var isSelf: Bool
    /// The kind of tie from the respondent to the one named; nil where the column only names.
    package var tieKind: String?
    /// The kind of those named.
    package var actorKind: String?
    /// What sets several names in one answer apart; where there is nothing an answer is one name.
    package var separators: [String]

    package init(isSelf: Bool = false, tieKind: String? = nil, actorKind: String? = nil, separators: [String] = []) {
        self.isSelf = isSelf
        self.tieKind = tieKind
        self.actorKind = actorKind
        self.separators = separators
    }

    /// The names in an answer, each once.
    package func names(in answer: String) -> [String] {
        var parts = [answer]
        for separator in separators where !separator.isEmpty {
            parts = parts.flatMap { $0.components(separatedBy: separator) }
        }
        return parts.map(\.normalizedName).reduce(into: []) { if !$1.isEmpty, !$0.contains($1) { $0.append($1) } }
    }

    /// True for what people write where they name nobody: `keine`, `-`.
    package static func isNobody(_ answer: String) -> Bool {
        nobody.contains(answer.foldedKey.filter { $0.isLetter || $0.isNumber || $0 == " " || $0 == "/" }.normalizedName)
    }

    private static let nobody: Set<String> = [
        "", "/", "keine", "keiner", "keines", "kein", "keinen", "niemand", "niemanden", "nichts", "nein", "keine angabe", "ka",
        "na", "n/a", "k/a", "weiss nicht", "none", "nobody", "no one", "nothing", "no",
    ]
}

/// What the answers to a question say of the actors whom another question names.
package struct NamedDetail: Hashable, Sendable {
    /// The name of the question that names them.
    package var question: String
    package var property: Property

    package init(of question: String, _ property: Property) {
        self.question = question
        self.property = property
    }

    package enum Property: Hashable, Sendable {
        case kind, place, reach, alias
        case attribute(String)
        case tieKind, tieReach, strength, sign, first, last

        /// As it is written in a map: `kind`, `attribute NAME`, `tie reach`; nil where it is none.
        package init?(word: String) {
            if word.hasPrefix("attribute ") {
                let name = String(word.dropFirst("attribute ".count)).normalizedName
                guard !name.isEmpty else { return nil }
                self = .attribute(name)
            } else if let found = Self.words.first(where: { $0.word == word }) {
                self = found.property
            } else {
                return nil
            }
        }

        package var word: String {
            if case .attribute(let name) = self { return "attribute \(name)" }
            return Self.words.first { $0.property == self }?.word ?? ""
        }

        private static let words: [(word: String, property: Property)] = [
            ("kind", .kind), ("place", .place), ("reach", .reach), ("alias", .alias), ("tie kind", .tieKind),
            ("tie reach", .tieReach), ("strength", .strength), ("sign", .sign), ("first", .first), ("last", .last),
        ]
    }
}
