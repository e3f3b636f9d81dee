import GRDB
import GRDBSQLite
package import StudyModel

extension Study {
    /// The attribute or question of that name, with what each case or respondent has for it.
    ///
    /// A question of several boxes is named by its group, or by what stands before the bracket of its parts.
    ///
    /// - Parameter survey: which survey is meant; nil where only one has such a question.
    /// - Throws: `StudyError` where there is none, where several surveys have one, or where its answers cannot be counted.
    package func closedQuestion(named name: String, survey: String? = nil) throws -> ClosedQuestion {
        try read { db in
            let language = try String.fetchOne(db, sql: "SELECT language FROM study") ?? ""
            let reader = ClosedQuestionReader(db: db, language: language)
            let name = name.normalizedName
            if let survey,
                try Int.fetchOne(db, sql: "SELECT id FROM survey WHERE name = ?", arguments: [survey.normalizedName]) == nil
            {
                let names = try String.fetchAll(db, sql: "SELECT name FROM survey ORDER BY name")
                throw StudyError(
                    "no survey '\(survey)'",
                    remedy: names.isEmpty ? "take one in with 'anker import'" : survey.suggestion(among: names, "there are"))
            }
            if survey == nil, let attribute = try reader.attribute(name) { return attribute }
            let found = try reader.candidates(name, survey: survey?.normalizedName)
            guard let first = found.first else { throw try reader.nothingNamed(name, survey: survey) }
            let surveys = Set(found.map(\.survey)).sorted(by: inNameOrder)
            guard surveys.count == 1 else {
                throw StudyError(
                    "question '\(name)' is in \(surveys.count) surveys",
                    remedy: "name one with --survey: \(surveys.map { "'\($0)'" }.joined(separator: ", "))")
            }
            if found.count == 1, first.kind == .open || first.kind == .actor {
                throw StudyError(
                    "the answers to '\(name)' are \(first.kind == .open ? "running text" : "names of actors")",
                    remedy: first.kind == .open ? "code them, and count the codes" : "choose a question with a list of answers")
            }
            return try found.count == 1 && first.kind != .multiple
                ? reader.single(first) : reader.boxes(found, name: name)
        }
    }
}

/// Reads what stands in answers and beside them.
private struct ClosedQuestionReader {
    struct Candidate {
        var row: Int64
        var name: String
        var kind: Question.Kind
        var survey: String
        var surveyRow: Int64
    }

    let db: Database
    let language: String

    func candidates(_ name: String, survey: String?) throws -> [Candidate] {
        let select = """
            SELECT q.id, q.name, q.kind, u.name, u.id FROM question q JOIN survey u ON u.id = q.survey
            WHERE (?2 IS NULL OR u.name = ?2) AND
            """
        func fetch(_ condition: String) throws -> [Candidate] {
            try Row.fetchAll(db, sql: "\(select) \(condition) ORDER BY u.name, q.place", arguments: [name, survey]).map { row in
                Candidate(
                    row: row[0], name: row[1], kind: Question.Kind(rawValue: row[2]) ?? .text, survey: row[3], surveyRow: row[4]
                )
            }
        }
        let exact = try fetch("q.name = ?1")
        if !exact.isEmpty { return exact }
        // The boxes of a question, and the field for others beside them.
        let parts = try fetch(
            "(q.groupName = ?1 OR q.name LIKE replace(?1, '%', '') || '[%]' OR q.name LIKE ?1 || '\\_\\_\\_%' ESCAPE '\\')"
        )
        .filter { $0.name.hasPrefix(name) || $0.kind == .multiple || $0.kind == .text }
        return parts.contains { $0.kind == .multiple } ? parts.filter { $0.kind == .multiple || $0.kind == .text } : []
    }

    func nothingNamed(_ name: String, survey: String?) throws -> StudyError {
        let names = try String.fetchAll(
            db,
            sql: """
                SELECT name FROM attribute WHERE subject = 'case' AND ?1 IS NULL
                UNION SELECT q.name FROM question q JOIN survey u ON u.id = q.survey
                WHERE q.kind NOT IN ('open', 'actor') AND (?1 IS NULL OR u.name = ?1)
                """, arguments: [survey?.normalizedName])
        let boxes = names.compactMap { name in name.firstIndex(of: "[").map { String(name[..<$0]) } }
        let all = Set(names + boxes).sorted(by: inNameOrder)
        return StudyError(
            "no attribute or question '\(name)'",
            remedy: all.isEmpty ? "take in a survey with 'anker import'" : name.suggestion(among: all, "there are"))
    }

    func attribute(_ name: String) throws -> ClosedQuestion? {
        guard
            let row = try Row.fetchOne(
                db, sql: "SELECT id, type FROM attribute WHERE subject = 'case' AND name = ?", arguments: [name])
        else { return nil }
        var answers = AnswerTally(kind: Question.Kind(rawValue: row["type"]) ?? .text, labels: [])
        let statement = try BulkStatement(
            db,
            """
            SELECT c.name, v.value FROM "case" c LEFT JOIN attributeValue v ON v."case" = c.id AND v.attribute = ?
            ORDER BY c.name, v.instance
            """)
        statement.bind(1, row["id"] as Int64)
        while try statement.step() {
            answers.open(respondent: nil, caseName: statement.text(0))
            if !statement.isNull(1) { answers.answer(statement.writtenValue(1)) }
        }
        return answers.question(name: name, survey: nil, withoutAnswer: "(no value)")
    }

    func single(_ candidate: Candidate) throws -> ClosedQuestion {
        var answers = AnswerTally(kind: candidate.kind, labels: try labels(candidate.row))
        let shown = try tellsShown(candidate)
        let statement = try BulkStatement(
            db,
            """
            SELECT n.id, c.name, r.value, a.question IS NOT NULL, a.code FROM respondent n JOIN "case" c ON c.id = n."case"
            LEFT JOIN response r ON r.respondent = n.id AND r.question = ?1
            LEFT JOIN noAnswer a ON a.respondent = n.id AND a.question = ?1
            WHERE n.survey = ?2 ORDER BY n.id, r.instance, a.instance
            """)
        statement.bind(1, candidate.row)
        statement.bind(2, candidate.surveyRow)
        while try statement.step() {
            answers.open(respondent: statement.integer(0), caseName: statement.text(1))
            if !statement.isNull(2) {
                answers.answer(statement.writtenValue(2))
            } else if !statement.isNull(4) {
                answers.leave(statement.text(4))
            } else if statement.integer(3) == 0, shown {
                answers.leave("(not shown)")
            }
        }
        return answers.question(name: candidate.name, survey: candidate.survey, withoutAnswer: "(no answer)")
    }

    /// A box counts as ticked where it holds anything but a no, and a field for others where it holds words.
    func boxes(_ parts: [Candidate], name: String) throws -> ClosedQuestion {
        let shown = try tellsShown(parts[0])
        var result = ClosedQuestion(name: name, survey: parts[0].survey, takesSeveral: true, categories: [], holders: [])
        for part in parts {
            let wording = try label(
                "SELECT language, text FROM questionText WHERE question = ? ORDER BY language", part.row)
            result.categories.append(.init(value: part.name, label: wording))
        }
        let none = result.categories.count
        result.categories += [
            .init(value: "(none ticked)", isMissing: true), .init(value: "(not shown)", isMissing: true),
        ]
        var places: [Int64: Int] = [:]
        let respondent = try BulkStatement(
            db,
            "SELECT n.id, c.name FROM respondent n JOIN \"case\" c ON c.id = n.\"case\" WHERE n.survey = ? ORDER BY n.id")
        respondent.bind(1, parts[0].surveyRow)
        while try respondent.step() {
            places[respondent.integer(0)] = result.holders.count
            result.holders.append(.init(respondent: respondent.integer(0), caseName: respondent.text(1), categories: []))
        }
        var wasShown: Set<Int64> = []
        let tick = try BulkStatement(
            db,
            """
            SELECT respondent, value FROM response WHERE question = ?1
            UNION ALL SELECT respondent, NULL FROM noAnswer WHERE question = ?1
            """)
        for (category, part) in parts.enumerated() {
            tick.bind(1, part.row)
            while try tick.step() {
                wasShown.insert(tick.integer(0))
                guard !tick.isNull(1), !notTicked.contains(tick.writtenValue(1)), let place = places[tick.integer(0)] else {
                    continue
                }
                if result.holders[place].categories.last != category { result.holders[place].categories.append(category) }
            }
        }
        for place in result.holders.indices where result.holders[place].categories.isEmpty {
            let isShown = result.holders[place].respondent.map(wasShown.contains) ?? true
            result.holders[place].categories = [isShown || !shown ? none : none + 1]
        }
        return result
    }

    private func tellsShown(_ candidate: Candidate) throws -> Bool {
        try Bool.fetchOne(db, sql: "SELECT tellsShown FROM survey WHERE id = ?", arguments: [candidate.surveyRow]) ?? false
    }

    /// Codes with their words, in the order of the questionnaire.
    private func labels(_ question: Int64) throws -> [(code: String, label: String?)] {
        let codes = try String.fetchAll(
            db, sql: "SELECT code FROM valueLabel WHERE question = ? GROUP BY code ORDER BY min(scale), min(place), code",
            arguments: [question])
        return try codes.map { code in
            let texts = try Row.fetchAll(
                db,
                sql: "SELECT language, text FROM valueLabel WHERE question = ? AND code = ? ORDER BY scale DESC, language",
                arguments: [question, code])
            return (code, preferred(texts))
        }
    }

    private func label(_ sql: String, _ row: Int64) throws -> String? {
        preferred(try Row.fetchAll(db, sql: sql, arguments: [row]))
    }

    private func preferred(_ rows: [Row]) -> String? {
        var text = LocalizedText()
        for row in rows { text[row["language"]] = row["text"] }
        return text.preferring([language])
    }
}

/// What a box holds that was not ticked, in files that say so.
private let notTicked: Set<String> = ["0", "N", "n", "No", "no", "false", "Unchecked", ""]

extension BulkStatement {
    /// A value as it is written: whole numbers without a point.
    fileprivate func writtenValue(_ column: Int32) -> String {
        switch type(column) {
        case SQLITE_INTEGER: String(integer(column))
        case SQLITE_FLOAT: real(column).shortest
        default: text(column)
        }
    }
}
