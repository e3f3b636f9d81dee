import GRDB
import StudyModel

/// Writes the rows of prepared answers: a statement a table and batch, which finds its place once and goes on from there.
///
/// Row numbers are given out here, so that a row can name one that is written with the same batch.
struct AnswerRows {
    private let db: Database
    private let addCases: BulkRows.Insert
    private let addRespondents: BulkRows.Insert
    private let addResponses: BulkRows.Insert
    private let addSources: BulkRows.Insert
    private let addRevisions: BulkRows.Insert
    private let addFullText: BulkStatement
    private let findCase: BulkStatement
    private let lastCase: BulkStatement
    private let lastRespondent: BulkStatement
    private let lastSource: BulkStatement
    private let lastRevision: BulkStatement

    init(_ db: Database, _ rows: BulkRows) throws {
        self.db = db
        addCases = try rows.insert(into: "\"case\"(id, uuid, name, event)", columns: 4, onConflict: .ignore)
        addRespondents = try rows.insert(into: "respondent(id, survey, name, \"case\", row, isComplete, event)", columns: 7)
        addResponses = try rows.insert(into: "response(respondent, question, instance, value)", columns: 4)
        addSources = try rows.insert(into: "source(id, kind, respondent, question, instance, event)", columns: 6)
        addRevisions = try rows.insert(into: "revision(id, source, number, text, length, hash, event)", columns: 7)
        // A row a statement: at the end of one that adds several, the index would write out what it has gathered.
        addFullText = try BulkStatement(db, FullText.insert)
        findCase = try BulkStatement(db, "SELECT id FROM \"case\" WHERE name = ?")
        lastCase = try BulkStatement(db, RowNumber.greatest(in: "case"))
        lastRespondent = try BulkStatement(db, RowNumber.greatest(in: "respondent"))
        lastSource = try BulkStatement(db, RowNumber.greatest(in: "source"))
        lastRevision = try BulkStatement(db, RowNumber.greatest(in: "revision"))
    }

    /// Adds the respondents with their cases and answers; returns the row of the first respondent, whom the others follow.
    ///
    /// - Parameter questions: the rows of the survey's questions.
    func add(_ answers: PreparedAnswers, survey: Int64, questions: [Int64], in change: inout Change) throws -> Int64 {
        let event = change.event
        return try answers.names.withUnsafeBytes { names in
            let cases = try addCases(of: answers, names: names, in: &change)
            let first = try (lastRespondent.firstInteger() ?? 0) + 1
            let respondents = answers.batch.respondents
            try addRespondents.add(respondents.count) { row, column, cell in
                switch column {
                case 0: cell.set(first + Int64(row))
                case 1: cell.set(survey)
                case 2: cell.set(text: names[answers.respondentNames[row]])
                case 3: cell.set(cases[row])
                case 4: cell.set(respondents[row].row)
                case 5: cell.set(respondents[row].isComplete ? 1 : 0)
                default: cell.set(event)
                }
            }
            try answers.batch.answers.withUnsafeBufferPointer { given in
                try answers.batch.bytes.withUnsafeBytes { bytes in
                    try addResponses(answers.closed, given, bytes, respondent: first, questions)
                    try addTexts(answers, given, bytes, respondent: first, questions, event: event)
                }
            }
            return first
        }
    }

    /// The rows of the respondents' cases, made where there are none.
    private func addCases(
        of answers: PreparedAnswers, names: UnsafeRawBufferPointer, in change: inout Change
    ) throws -> [Int64] {
        let (event, count) = (change.event, answers.caseNames.count)
        let first = try (lastCase.firstInteger() ?? 0) + 1
        try answers.caseIDs.withUnsafeBytes { ids in
            try addCases.add(count) { row, column, cell in
                switch column {
                case 0: cell.set(first + Int64(row))
                case 1: cell.set(blob: ids[row * 16..<row * 16 + 16])
                case 2: cell.set(text: names[answers.caseNames[row]])
                default: cell.set(event)
                }
            }
        }
        let added = count > 0 ? db.changesCount : 0
        change.count("cases", added)
        // Most cases of a survey are new; else each is looked up.
        if added == count { return (0..<count).map { first + Int64($0) } }
        return try answers.caseNames.map { name in
            findCase.bind(1, text: UnsafeRawBufferPointer(rebasing: names[name]))
            if let row = try findCase.firstInteger() { return row }
            // Its id is that of a case which was called so once.
            return try change.caseRow(String(decoding: names[name], as: UTF8.self))
        }
    }

    private func addResponses(
        _ places: [PreparedAnswers.Place], _ given: UnsafeBufferPointer<AnswerBatch.Answer>, _ bytes: UnsafeRawBufferPointer,
        respondent first: Int64, _ questions: [Int64]
    ) throws {
        try places.withUnsafeBufferPointer { places in
            try addResponses.add(places.count) { row, column, cell in
                let place = places[row]
                switch column {
                case 0: cell.set(first + Int64(place.respondent))
                case 1: cell.set(questions[Int(given[Int(place.answer)].question)])
                case 2: cell.set(Int64(given[Int(place.answer)].instance))
                default:
                    switch given[Int(place.answer)].value {
                    case .integer(let number): cell.set(number)
                    case .decimal(let number): cell.set(number)
                    case .text(let range): cell.set(text: bytes[range])
                    }
                }
            }
        }
    }

    private func addTexts(
        _ answers: PreparedAnswers, _ given: UnsafeBufferPointer<AnswerBatch.Answer>, _ bytes: UnsafeRawBufferPointer,
        respondent first: Int64, _ questions: [Int64], event: Int64
    ) throws {
        guard !answers.open.isEmpty else { return }
        let source = try (lastSource.firstInteger() ?? 0) + 1
        let revision = try (lastRevision.firstInteger() ?? 0) + 1
        let kind: StaticString = "answer"
        let kindText = UnsafeRawBufferPointer(start: kind.utf8Start, count: kind.utf8CodeUnitCount)
        try answers.open.withUnsafeBufferPointer { open in
            try addSources.add(open.count) { row, column, cell in
                let place = open[row].place
                switch column {
                case 0: cell.set(source + Int64(row))
                case 1: cell.set(text: kindText[...])
                case 2: cell.set(first + Int64(place.respondent))
                case 3: cell.set(questions[Int(given[Int(place.answer)].question)])
                case 4: cell.set(Int64(given[Int(place.answer)].instance))
                default: cell.set(event)
                }
            }
            try answers.hashes.withUnsafeBytes { hashes in
                try addRevisions.add(open.count) { row, column, cell in
                    switch column {
                    case 0: cell.set(revision + Int64(row))
                    case 1: cell.set(source + Int64(row))
                    case 2: cell.set(1)
                    case 3: cell.set(text: bytes[open[row].range])
                    case 4: cell.set(open[row].length)
                    case 5: cell.set(blob: hashes[row * 32..<row * 32 + 32])
                    default: cell.set(event)
                    }
                }
            }
            try answers.folded.withUnsafeBytes { folded in
                for (row, text) in zip(revision..., open) {
                    let form = text.folded.map { folded[$0] } ?? bytes[text.range]
                    addFullText.bind(1, row)
                    addFullText.bind(2, text: UnsafeRawBufferPointer(rebasing: form))
                    try addFullText.run()
                }
            }
        }
    }
}
