package import StudyModel

/// A line of a file of settlements: which passage, and what is to become of it.
///
/// `{"coding": "8f…", "range": [120, 180]}`, or in place of `coding` the `passage` by its number, and in place of `range` a
/// `quote` (with `turn` or `occurrence` where it is not unique), a `turn`, `"lost": true` or `"drop": true`.
package struct SettlementLine: Decodable, Sendable {
    private enum Key: String, CodingKey {
        case coding, passage, lost, drop, range, quote, turn
    }

    private let subject: Settlement.Subject
    private let decision: Settlement.Decision

    package init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        if let text = try values.decodeIfPresent(String.self, forKey: .coding) {
            guard let id = Coding.ID(parsing: text) else { throw LineProblem.noID }
            subject = .coding(id)
        } else if let number = try values.decodeIfPresent(Int64.self, forKey: .passage) {
            subject = .passage(number)
        } else {
            throw LineProblem("no passage is named", remedy: "give a 'coding' by its id, or a 'passage' by its number")
        }
        let isLost = try values.decodeIfPresent(Bool.self, forKey: .lost) ?? false
        let isDropped = try values.decodeIfPresent(Bool.self, forKey: .drop) ?? false
        let hasPlace = [Key.range, .quote, .turn].contains { values.contains($0) }
        guard [isLost, isDropped, hasPlace].count(where: { $0 }) == 1 else {
            throw LineProblem(
                "it is not said what is to become of it, or several things are",
                remedy: "give one place, or '\"lost\": true', or '\"drop\": true'")
        }
        decision = isLost ? .lost : isDropped ? .drop : .place(try PlaceLine(from: decoder).target)
    }

    package func settlement(line: Int) -> Settlement { Settlement(subject, decision, line: line) }
}

extension LineProblem {
    fileprivate static let noID = LineProblem("'coding' is no id", remedy: "copy it from 'anker sources resolve --json'")
}
