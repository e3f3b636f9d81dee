import GRDB
package import StudyModel

/// A question that bears on findings, or of which values do.
package struct BearingQuestion: Hashable, Sendable {
    /// The study's own number for it.
    package var row: Int64
    package var survey: String
    package var name: String
    package var kind: Question.Kind
    package var wording: LocalizedText
    /// What its values are called, by value.
    package var labels: [String: LocalizedText]
    /// By finding and value; that of the value "" is of the question as a whole.
    package var bearings: [String: [String: Finding.Bearing]]
    /// How many answers there are, each instance counted.
    package var answers: Int

    package init(
        row: Int64, survey: String, name: String, kind: Question.Kind, wording: LocalizedText = .init(),
        labels: [String: LocalizedText] = [:], bearings: [String: [String: Finding.Bearing]], answers: Int
    ) {
        self.row = row
        self.survey = survey
        self.name = name
        self.kind = kind
        self.wording = wording
        self.labels = labels
        self.bearings = bearings
        self.answers = answers
    }
}

extension Study {
    /// The questions that bear on a finding, by survey and in the order of the questionnaire.
    package func bearingQuestions() throws -> [BearingQuestion] {
        try read { db in
            var questions: [BearingQuestion] = []
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT q.id, u.name AS survey, q.name, q.kind, f.code, f.finding, f.bearing FROM questionFinding f
                    JOIN question q ON q.id = f.question JOIN survey u ON u.id = q.survey
                    ORDER BY u.name, q.place, q.id, f.finding, f.code
                    """)
            for row in rows {
                if questions.last?.row != row["id"] as Int64 {
                    questions.append(try Self.bearingQuestion(row, in: db))
                }
                let bearing = Finding.Bearing(rawValue: row["bearing"]) ?? .supporting
                questions[questions.count - 1].bearings[row["finding"], default: [:]][row["code"]] = bearing
            }
            return questions
        }
    }

    private static func bearingQuestion(_ row: Row, in db: Database) throws -> BearingQuestion {
        let id: Int64 = row["id"]
        let kind = Question.Kind(rawValue: row["kind"]) ?? .text
        let answers = try Int.fetchOne(
            db, sql: "SELECT count(*) FROM \(kind == .open ? "source" : "response") WHERE question = ?", arguments: [id])
        var question = BearingQuestion(
            row: id, survey: row["survey"], name: row["name"], kind: kind, bearings: [:], answers: answers ?? 0)
        for text in try Row.fetchAll(db, sql: "SELECT language, text FROM questionText WHERE question = ?", arguments: [id]) {
            question.wording[text["language"]] = text["text"]
        }
        let labels = try Row.fetchAll(
            db, sql: "SELECT code, language, text FROM valueLabel WHERE question = ? ORDER BY code, scale DESC, language",
            arguments: [id])
        for label in labels { question.labels[label["code"], default: .init()][label["language"]] = label["text"] }
        return question
    }

    /// The language of the study, such as `de`; empty where none is named.
    package func language() throws -> String {
        try read { db in try String.fetchOne(db, sql: "SELECT language FROM study") ?? "" }
    }

    package func name() throws -> String {
        try read { db in try String.fetchOne(db, sql: "SELECT name FROM study") ?? "" }
    }
}
