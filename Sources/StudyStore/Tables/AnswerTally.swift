import StudyModel

/// Gathers who answered what, and puts the answers into their order.
struct AnswerTally {
    private let kind: Question.Kind
    private let labels: [(code: String, label: String?)]
    private var holders: [(respondent: Int64?, caseName: String, values: Set<String>, reason: String?)] = []
    private var values: Set<String> = []
    private var reasons: Set<String> = []

    init(kind: Question.Kind, labels: [(code: String, label: String?)]) {
        self.kind = kind
        self.labels = labels
    }

    /// Those who come again are the same.
    mutating func open(respondent: Int64?, caseName: String) {
        if let last = holders.last, last.respondent == respondent, last.caseName == caseName { return }
        holders.append((respondent, caseName, [], nil))
    }

    /// What the last of them answered; of several codes in one answer each.
    mutating func answer(_ value: String) {
        let parts = kind == .choices ? value.split(separator: " ").map(String.init) : [value]
        for part in parts {
            holders[holders.count - 1].values.insert(part)
            values.insert(part)
        }
    }

    /// Why the last of them gave none.
    mutating func leave(_ reason: String) { holders[holders.count - 1].reason = reason }

    /// - Parameter withoutAnswer: what is told of those of whom nothing is known.
    func question(name: String, survey: String?, withoutAnswer: String) -> ClosedQuestion {
        var result = ClosedQuestion(
            name: name, survey: survey, takesSeveral: kind == .choices || holders.contains { $0.values.count > 1 },
            categories: [], holders: [])
        let coded = labels.map(\.code)
        let known = Set(coded)
        let reasons = Set(holders.filter { $0.values.isEmpty }.map { $0.reason ?? withoutAnswer })
        // Codes for no answer may be labelled, too.
        for (code, label) in labels where values.contains(code) || !reasons.contains(code) {
            result.categories.append(.init(value: code, label: label))
        }
        for value in values.subtracting(known).sorted(by: inValueOrder) {
            result.categories.append(.init(value: value, label: kind == .boolean ? (value == "0" ? "no" : "yes") : nil))
        }
        for reason in reasons.sorted(by: inValueOrder) {
            result.categories.append(
                .init(value: reason, label: labels.first { $0.code == reason }?.label ?? nil, isMissing: true))
        }
        let places = Dictionary(
            result.categories.enumerated().map { (Key(value: $1.value, isMissing: $1.isMissing), $0) },
            uniquingKeysWith: { first, _ in first })
        result.holders = holders.map { holder in
            let categories =
                holder.values.isEmpty
                ? [places[Key(value: holder.reason ?? withoutAnswer, isMissing: true)]]
                : holder.values.map { places[Key(value: $0, isMissing: false)] }
            return .init(
                respondent: holder.respondent, caseName: holder.caseName, categories: categories.compactMap(\.self).sorted())
        }
        return result
    }

    private struct Key: Hashable {
        var value: String
        var isMissing: Bool
    }
}

/// Numbers by their size, everything else by name.
private func inValueOrder(_ left: String, _ right: String) -> Bool {
    if let one = Double(left), let two = Double(right), one != two { return one < two }
    if (Double(left) == nil) != (Double(right) == nil) { return Double(left) != nil }
    return inNameOrder(left, right)
}
