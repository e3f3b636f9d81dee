import GRDB
import StudyModel

/// Open answers are named by what they answer: `survey/respondent/question`, and `[2]` behind it for a second instance.
enum AnswerName {
    /// SQL for the name, where `u` is the survey, `n` the respondent, `q` the question and `s` the source.
    static let sql = sql(instance: "s.instance")

    static func sql(instance: String) -> String {
        "u.name || '/' || n.name || '/' || q.name || CASE WHEN \(instance) > 1 THEN '[' || \(instance) || ']' ELSE '' END"
    }

    /// An open answer as a source.
    struct Answer {
        var source: Int64
        var revision: Int64
        var id: Source.ID
        var name: String
        /// Unicode scalars of its text.
        var length: Int
    }

    /// The answer of that name; nil where there is none.
    static func find(_ name: String, in db: Database) throws -> Answer? {
        if let answer = try find(exactly: name, in: db) { return answer }
        let normalized = name.normalizedName
        return normalized.unicodeScalars.elementsEqual(name.unicodeScalars) ? nil : try find(exactly: normalized, in: db)
    }

    /// The parts may hold a slash themselves, so each slash is tried; every try is a look into an index.
    private static func find(exactly name: String, in db: Database) throws -> Answer? {
        let scalars = name.unicodeScalars
        let slashes = scalars.indices.filter { scalars[$0] == "/" }
        let surveys = try db.cachedStatement(sql: "SELECT id FROM survey WHERE name = ?")
        let respondents = try db.cachedStatement(sql: "SELECT id FROM respondent WHERE survey = ? AND name = ?")
        for (number, first) in slashes.enumerated() {
            guard let survey = try Int64.fetchOne(surveys, arguments: [String(scalars[..<first])]) else { continue }
            for second in slashes.dropFirst(number + 1) {
                let respondent = String(scalars[scalars.index(after: first)..<second])
                guard let row = try Int64.fetchOne(respondents, arguments: [survey, respondent]) else { continue }
                let question = String(scalars[scalars.index(after: second)...])
                if let answer = try answer(of: row, to: question, instance: 1, in: db) { return answer }
                if let (question, instance) = repetition(question),
                    let answer = try answer(of: row, to: question, instance: instance, in: db)
                {
                    return answer
                }
            }
        }
        return nil
    }

    private static func answer(of respondent: Int64, to question: String, instance: Int, in db: Database) throws -> Answer? {
        let statement = try db.cachedStatement(
            sql: """
                SELECT s.id, r.id AS revision, r.length, \(sql) AS name FROM respondent n JOIN survey u ON u.id = n.survey
                JOIN question q ON q.survey = u.id AND q.name = ?2
                JOIN source s ON s.respondent = n.id AND s.question = q.id AND s.instance = ?3
                JOIN revision r ON r.source = s.id WHERE n.id = ?1 ORDER BY r.number DESC LIMIT 1
                """)
        return try Row.fetchOne(statement, arguments: [respondent, question, instance]).map { row in
            Answer(
                source: row["id"], revision: row["revision"], id: Source.ID(ofAnswer: row["name"]), name: row["name"],
                length: row["length"])
        }
    }

    /// `Partner[2]` as the question and the number of its repetition.
    private static func repetition(_ name: String) -> (question: String, instance: Int)? {
        guard name.hasSuffix("]"), let bracket = name.lastIndex(of: "["),
            let instance = Int(name[bracket...].dropFirst().dropLast()), instance > 1
        else { return nil }
        return (String(name[..<bracket]), instance)
    }
}
