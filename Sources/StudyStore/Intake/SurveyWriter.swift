import Foundation
import GRDB
package import StudyModel

/// Writes a survey into a study as its batches arrive, with statements that are prepared once.
package struct SurveyWriter: SurveySink {
    private let db: Database
    private let original: Int64
    private var change: Change
    private var named: NamedActorWriter
    private let rows: AnswerRows
    private let besideAnswers: BesideAnswersWriter
    private var survey = Survey(name: "", format: "")
    private var surveyRow: Int64 = 0
    private var questionRows: [Int64] = []
    private var open: [Bool] = []
    fileprivate(set) var diagnostics: [Diagnostic] = []

    init(_ change: Change, original: Int64, _ bulk: BulkRows) throws {
        db = change.db
        self.change = change
        self.original = original
        named = try NamedActorWriter(change.db)
        rows = try AnswerRows(db, bulk)
        besideAnswers = try BesideAnswersWriter(db, bulk)
    }

    package var name: String { survey.name.normalizedName }

    /// The change, with what was counted.
    var finished: Change { change }

    package mutating func begin(_ survey: Survey) throws {
        self.survey = survey
        let name = survey.name.normalizedName
        guard try Int64.fetchOne(db, sql: "SELECT id FROM survey WHERE name = ?", arguments: [name]) == nil else {
            throw StudyError.surveyNameTaken(name)
        }
        let id = Identifier<Survey>(of: "survey", name)
        try db.execute(
            sql:
                """
                INSERT INTO survey(id, uuid, name, format, languages, original, event, tellsShown)
                VALUES (\(RowNumber.new(in: "survey")), ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                id.data, name, survey.format, jsonArray(survey.languages), original, change.event, survey.tellsShown,
            ])
        surveyRow = db.lastInsertedRowID
        change.concern(id)
        change.count("surveys")
        for (place, question) in survey.questions.enumerated() {
            questionRows.append(try add(question, place: place, survey: name))
            open.append(question.kind == .open)
        }
        named.begin(survey, rows: questionRows)
        change.count("questions", survey.questions.count)
        try BulkMode.leaveConstraintsToWriter(true, db)
    }

    package mutating func append(_ batch: consuming AnswerBatch) throws {
        try append(PreparedAnswers(batch, open: open))
    }

    /// Adds answers that were prepared for this survey.
    package mutating func append(_ answers: consuming PreparedAnswers) throws {
        guard answers.isStorable else { throw StudyError.failed("an answer, or a respondent, has no name or number") }
        let first = try rows.add(answers, survey: surveyRow, questions: questionRows, in: &change)
        if named.isNeeded {
            for (respondent, row) in zip(answers.batch.respondents, first...) {
                try named.addTies(of: respondent, row: row, in: answers.batch, &change)
            }
        }
        try besideAnswers.add(answers.batch, respondent: first, questions: questionRows, of: survey, in: &change)
        change.count("respondents", answers.batch.respondents.count)
        change.count("responses", answers.closed.count)
        change.count("answers", answers.open.count)
    }

    package mutating func finish(_ survey: Survey, diagnostics: [Diagnostic]) throws {
        for (place, question) in survey.questions.enumerated() where question.kind != self.survey.questions[place].kind {
            try db.execute(
                sql: "UPDATE question SET kind = ? WHERE id = ?", arguments: [question.kind.rawValue, questionRows[place]])
        }
        self.diagnostics = diagnostics + named.diagnostics
        try BulkMode.leaveConstraintsToWriter(false, db)
    }

    private func add(_ question: Question, place: Int, survey: String) throws -> Int64 {
        let name = question.name.normalizedName
        try db.execute(
            sql: """
                INSERT INTO question(id, uuid, survey, name, place, kind, groupName, isSelf, tieKind, actorKind)
                VALUES (\(RowNumber.new(in: "question")), ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                Identifier<Question>(of: "question", survey, name).data, surveyRow, name, place,
                question.kind.rawValue,
                question.group, question.naming?.isSelf, question.naming?.tieKind, question.naming?.actorKind,
            ])
        let row = db.lastInsertedRowID
        for (language, text) in question.wording.texts.sorted(by: { $0.key < $1.key }) {
            try db.execute(
                sql: "INSERT INTO questionText(question, language, text) VALUES (?, ?, ?)", arguments: [row, language, text])
        }
        for (place, label) in question.labels.enumerated() {
            for (language, text) in label.label.texts.sorted(by: { $0.key < $1.key }) {
                try db.execute(
                    sql:
                        "INSERT INTO valueLabel(question, code, scale, language, place, text) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING",
                    arguments: [row, label.code, label.scale, language, place, text])
            }
            try add(label.findings, question: row, code: label.code)
        }
        for code in question.missing {
            try db.execute(
                sql: "INSERT INTO missingValue(question, code) VALUES (?, ?) ON CONFLICT DO NOTHING", arguments: [row, code])
        }
        try add(question.findings, question: row, code: "")
        return row
    }

    private func add(_ findings: [String: Finding.Bearing], question: Int64, code: String) throws {
        for (finding, bearing) in findings {
            try db.execute(
                sql: "INSERT INTO questionFinding(question, code, finding, bearing) VALUES (?, ?, ?, ?)",
                arguments: [question, code, finding, bearing.rawValue])
        }
    }
}

/// A JSON array of strings, for a column that holds a short list.
func jsonArray(_ values: [String]) -> String {
    (try? JSONEncoder().encode(values)).map { String(decoding: $0, as: UTF8.self) } ?? "[]"
}

extension StudyError {
    fileprivate static func surveyNameTaken(_ name: String) -> StudyError {
        StudyError(
            "a survey '\(name)' is in the study already, from a file with other content",
            remedy: "give this one another name in its map ('survey: …')")
    }
}
