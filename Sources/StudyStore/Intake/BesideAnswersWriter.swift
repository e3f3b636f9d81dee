import GRDB
import StudyModel

/// Writes what stands beside answers: why there is none, which time of several it was, and what was remarked.
struct BesideAnswersWriter {
    private let addNoAnswers: BulkRows.Insert
    private let addOccurrences: BulkRows.Insert
    private let addMemo: BulkStatement

    init(_ db: Database, _ rows: BulkRows) throws {
        addNoAnswers = try rows.insert(into: "noAnswer(respondent, question, instance, code)", columns: 4)
        addOccurrences = try rows.insert(into: "occurrence(respondent, question, instance, label)", columns: 4)
        addMemo = try BulkStatement(
            db,
            """
            INSERT INTO memo(id, uuid, coder, time, title, text, respondent, question, instance, author, event)
            VALUES (\(RowNumber.new(in: "memo")), ?, ?, ?, '', ?, ?, ?, ?, ?, ?)
            """)
    }

    /// - Parameters:
    ///   - first: the row of the batch's first respondent; the others follow.
    ///   - questions: the rows of the survey's questions.
    ///   - survey: whose questions they are.
    func add(
        _ batch: borrowing AnswerBatch, respondent first: Int64, questions: [Int64], of survey: Survey,
        in change: inout Change
    ) throws {
        guard !batch.noAnswers.isEmpty || !batch.occurrences.isEmpty || !batch.memos.isEmpty else { return }
        func set(_ place: AnswerBatch.Place, _ column: Int, _ cell: BulkRows.Cell) {
            switch column {
            case 0: cell.set(first + Int64(place.respondent))
            case 1: cell.set(questions[Int(place.question)])
            default: cell.set(Int64(place.instance))
            }
        }
        let (noAnswers, occurrences) = (batch.noAnswers, batch.occurrences)
        try batch.bytes.withUnsafeBytes { bytes in
            try addNoAnswers.add(noAnswers.count) { row, column, cell in
                guard column == 3 else { return set(noAnswers[row].place, column, cell) }
                if let code = noAnswers[row].code { cell.set(text: bytes[code]) }
            }
            try addOccurrences.add(occurrences.count) { row, column, cell in
                guard column == 3 else { return set(occurrences[row].place, column, cell) }
                cell.set(text: bytes[occurrences[row].label])
            }
        }
        for memo in batch.memos {
            let text = String(decoding: batch.bytes[memo.text], as: UTF8.self)
            let author = String(decoding: batch.bytes[memo.author], as: UTF8.self)
            let date = String(decoding: batch.bytes[memo.date], as: UTF8.self)
            let respondent = batch.respondents[memo.place.respondent].name
            let id = Identifier<AnswerMemo>(
                of: "memo", survey.name.normalizedName, survey.questions[Int(memo.place.question)].name, respondent,
                String(memo.place.instance), author, date,
                text)
            addMemo.bind(1, copying: id.bytes)
            addMemo.bind(2, change.coder)
            addMemo.bind(3, copying: date.isEmpty ? change.time : date)
            addMemo.bind(4, copying: text)
            addMemo.bind(5, first + Int64(memo.place.respondent))
            addMemo.bind(6, questions[Int(memo.place.question)])
            addMemo.bind(7, Int64(memo.place.instance))
            if author.isEmpty { addMemo.bindNull(8) } else { addMemo.bind(8, copying: author) }
            addMemo.bind(9, change.event)
            try addMemo.run()
        }
        change.count("memos", batch.memos.count)
    }

    /// Tells the ids of memos from those of other things.
    private enum AnswerMemo {}
}
