import Foundation
import GRDB
package import StudyModel

/// Writes a survey into a study as its batches arrive, with statements that are prepared once.
package struct SurveyWriter: SurveySink {
    private let db: Database
    private let original: Int64
    private var change: Change
    private var register: ActorRegister
    private let cases: CaseWriter
    private let addRespondent: BulkStatement
    private let responses: ResponseWriter
    private let besideAnswers: BesideAnswersWriter
    private let addSource: BulkStatement
    private let addRevision: BulkStatement
    private let addFullText: BulkStatement
    private var survey = Survey(name: "", format: "")
    private var surveyRow: Int64 = 0
    private var questionRows: [Int64] = []
    private var open: [Bool] = []
    private var naming: [Int: ActorNaming] = [:]
    private var selfQuestion: Int?
    fileprivate(set) var diagnostics: [Diagnostic] = []

    init(_ change: Change, original: Int64) throws {
        db = change.db
        self.change = change
        self.original = original
        register = try ActorRegister(change.db)
        cases = try CaseWriter(db)
        addRespondent = try BulkStatement(
            db, "INSERT INTO respondent(survey, name, \"case\", row, isComplete, event) VALUES (?, ?, ?, ?, ?, ?)")
        responses = try ResponseWriter(db)
        besideAnswers = try BesideAnswersWriter(change)
        addSource = try BulkStatement(
            db, "INSERT INTO source(kind, respondent, question, instance, event) VALUES ('answer', ?, ?, ?, ?)")
        addRevision = try BulkStatement(
            db, "INSERT INTO revision(source, number, text, length, hash, event) VALUES (?, 1, ?, ?, ?, ?)")
        addFullText = try BulkStatement(db, FullText.insert)
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
                "INSERT INTO survey(uuid, name, format, languages, original, event, tellsShown) VALUES (?, ?, ?, ?, ?, ?, ?)",
            arguments: [
                id.data, name, survey.format, jsonArray(survey.languages), original, change.event, survey.tellsShown,
            ])
        surveyRow = db.lastInsertedRowID
        change.concern(id)
        change.count("surveys")
        for (place, question) in survey.questions.enumerated() {
            questionRows.append(try add(question, place: place, survey: name))
            open.append(question.kind == .open)
            if let naming = question.naming {
                self.naming[place] = naming
                if naming.isSelf { selfQuestion = place }
            }
        }
        change.count("questions", survey.questions.count)
    }

    package mutating func append(_ batch: consuming AnswerBatch) throws {
        let (db, event, survey) = (db, change.event, surveyRow)
        var rows: [Int64] = []
        rows.reserveCapacity(batch.respondents.count)
        for respondent in batch.respondents {
            let caseRow = try cases.row(of: respondent.caseName, in: &change)
            addRespondent.bind(1, survey)
            addRespondent.bind(2, copying: respondent.name.normalizedName)
            addRespondent.bind(3, caseRow)
            addRespondent.bind(4, respondent.row)
            addRespondent.bind(5, respondent.isComplete ? 1 : 0)
            addRespondent.bind(6, event)
            try addRespondent.run()
            rows.append(db.lastInsertedRowID)
        }
        let open = open
        var (closedCount, openCount) = (0, 0)
        try batch.bytes.withUnsafeBytes { bytes in
            for (respondent, row) in zip(batch.respondents, rows) {
                for answer in batch.answers[respondent.answers] {
                    if open[Int(answer.question)], case .text(let range) = answer.value {
                        try addSource(UnsafeRawBufferPointer(rebasing: bytes[range]), answer: answer, respondent: row)
                        openCount += 1
                    } else {
                        try responses.add(answer, of: row, to: questionRows[Int(answer.question)], bytes: bytes)
                        closedCount += 1
                    }
                }
            }
        }
        if !naming.isEmpty {
            for (respondent, row) in zip(batch.respondents, rows) { try addTies(of: respondent, row: row, in: batch) }
        }
        try besideAnswers.add(batch, respondents: rows, questions: questionRows, of: self.survey, in: &change)
        change.count("respondents", rows.count)
        change.count("responses", closedCount)
        change.count("answers", openCount)
    }

    package mutating func finish(_ survey: Survey, diagnostics: [Diagnostic]) throws {
        for (place, question) in survey.questions.enumerated() where question.kind != self.survey.questions[place].kind {
            try db.execute(
                sql: "UPDATE question SET kind = ? WHERE id = ?", arguments: [question.kind.rawValue, questionRows[place]])
        }
        self.diagnostics = diagnostics
    }

    private func addSource(_ text: UnsafeRawBufferPointer, answer: AnswerBatch.Answer, respondent: Int64) throws {
        addSource.bind(1, respondent)
        addSource.bind(2, questionRows[Int(answer.question)])
        addSource.bind(3, Int64(answer.instance))
        addSource.bind(4, change.event)
        try addSource.run()
        addRevision.bind(1, db.lastInsertedRowID)
        addRevision.bind(2, text: text)
        addRevision.bind(3, text.scalarCount)
        try ContentHash(of: text).bytes.withUnsafeBytes {
            addRevision.bind(4, blob: $0)
            addRevision.bind(5, change.event)
            try addRevision.run()
        }
        try FullText.add(text, as: db.lastInsertedRowID, with: addFullText)
    }

    /// Each actor whom the respondent names becomes a tie from the respondent, with the answer as evidence.
    private mutating func addTies(of respondent: AnswerBatch.Respondent, row: Int64, in batch: borrowing AnswerBatch) throws {
        let answers = batch.answers[respondent.answers].filter { naming[Int($0.question)] != nil }
        guard !answers.isEmpty else { return }
        let selfAnswer = answers.first { Int($0.question) == selfQuestion }.map { batch.text(of: $0).normalizedName }
        let ownName = selfAnswer.flatMap { $0.isEmpty ? nil : $0 } ?? respondent.caseName
        let ownKind = selfQuestion.flatMap { naming[$0]?.actorKind }
        let own: (row: Int64, id: Actor.ID)
        if let known = register.find(ownName) {
            try register.complete(known.row, with: Actor(name: ownName, caseName: respondent.caseName), in: &change)
            own = known
        } else {
            own = try register.add(
                Actor(name: ownName.normalizedName, kind: ownKind, caseName: respondent.caseName), in: &change)
        }
        for answer in answers {
            guard let naming = naming[Int(answer.question)], !naming.isSelf else { continue }
            let name = batch.text(of: answer).normalizedName
            guard !name.isEmpty else { continue }
            let named = try register.actor(name, kind: naming.actorKind, in: &change)
            guard let kind = naming.tieKind, named.row != own.row else { continue }
            let evidence = ActorRegister.EvidenceRow.response(
                respondent: row, question: questionRows[Int(answer.question)], instance: Int64(answer.instance))
            _ = try register.add(.init(from: own, to: named, kind: kind), evidence: [evidence], in: &change)
        }
    }

    private func add(_ question: Question, place: Int, survey: String) throws -> Int64 {
        let name = question.name.normalizedName
        try db.execute(
            sql: """
                INSERT INTO question(uuid, survey, name, place, kind, groupName, isSelf, tieKind, actorKind)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                Identifier<Question>(of: "question", survey, name).data, surveyRow, name, place,
                question.kind.rawValue,
                question.group, question.naming?.isSelf, question.naming?.tieKind, question.naming?.actorKind,
            ])
        let row = db.lastInsertedRowID
        for (language, text) in question.wording.texts {
            try db.execute(
                sql: "INSERT INTO questionText(question, language, text) VALUES (?, ?, ?)", arguments: [row, language, text])
        }
        for (place, label) in question.labels.enumerated() {
            for (language, text) in label.label.texts {
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
