package import StudyModel

extension CrossTable {
    /// The answers to two questions against each other.
    ///
    /// Counted are respondents where both are of one survey, else cases. Who gave no answer to one of the two is not in the base,
    /// unless `showsMissing`. A respondent who ticked several boxes stands in several rows or columns, and once in the base.
    package init(_ first: ClosedQuestion, by second: ClosedQuestion, showsMissing: Bool = false) {
        let isOneSurvey = first.survey != nil && first.survey == second.survey
        let shown = [first, second].map { question in
            question.categories.indices.filter { showsMissing || !question.categories[$0].isMissing }
        }
        let places = shown.map { Dictionary(uniqueKeysWithValues: $0.enumerated().map { ($1, $0) }) }
        func byUnit(_ question: ClosedQuestion) -> [Key: Set<Int>] {
            Dictionary(
                question.holders.map { (Key($0, isOneSurvey), Set($0.categories)) }, uniquingKeysWith: { $0.union($1) })
        }
        let (left, right) = (byUnit(first), byUnit(second))
        var tally = CrossTally(
            rowTitle: first.name, columnTitle: second.name, rows: shown[0].map { first.categories[$0].name },
            columns: shown[1].map { second.categories[$0].name }, unit: isOneSurvey ? "respondents" : "cases",
            lacking: first.name == second.name ? first.name : "\(first.name) or \(second.name)")
        var cases: Set<String> = []
        for (key, rows) in left {
            let rows = rows.compactMap { places[0][$0] }
            let columns = (right[key] ?? []).compactMap { places[1][$0] }
            tally.addUnit { tally in
                for row in rows {
                    for column in columns { tally.put(row, column) }
                }
            }
            if !rows.isEmpty, !columns.isEmpty { cases.insert(key.caseName) }
        }
        tally.set(clusters: isOneSurvey ? cases.count : 0)
        self = tally.table
    }

    private struct Key: Hashable {
        var respondent: Int64?
        var caseName: String

        init(_ holder: ClosedQuestion.Holder, _ isOneSurvey: Bool) {
            respondent = isOneSurvey ? holder.respondent : nil
            caseName = holder.caseName
        }
    }
}
