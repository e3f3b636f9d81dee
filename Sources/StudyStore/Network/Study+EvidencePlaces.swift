import GRDB
package import StudyModel

extension Study {
    /// What each tie rests on, by the study's own numbers; in no particular order.
    package func evidencePlaces() throws -> [EvidencePlace] {
        try read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT t.uuid, g.revision, g.lower, g.upper, e.question, u.name AS survey, q.name AS questionName,
                      \(AnswerName.sql(instance: "e.instance")) AS answer
                    FROM evidence e JOIN tie t ON t.id = e.tie LEFT JOIN passage g ON g.id = e.passage
                    LEFT JOIN respondent n ON n.id = e.respondent LEFT JOIN survey u ON u.id = n.survey
                    LEFT JOIN question q ON q.id = e.question
                    """)
            return try rows.compactMap { row in
                let tie = try Tie.ID(row: row["uuid"])
                if let revision = row["revision"] as Int64? {
                    return TextRange(row["lower"], row["upper"]).map { .passage(tie: tie, revision: revision, range: $0) }
                }
                guard let question = row["question"] as Int64?, let answer = row["answer"] as String? else { return nil }
                return .answer(tie: tie, question: question, source: answer)
            }
        }
    }
}

/// What a tie rests on.
package enum EvidencePlace: Hashable, Sendable {
    case passage(tie: Tie.ID, revision: Int64, range: TextRange)
    /// `source` is what its citation says.
    case answer(tie: Tie.ID, question: Int64, source: String)
}
