import GRDB
import StudyModel

/// Writes what stands beside answers: why there is none, which time of several it was, and what was remarked.
struct BesideAnswersWriter {
    private let addNoAnswer: BulkStatement
    private let addOccurrence: BulkStatement
    private let addMemo: BulkStatement

    init(_ change: Change) throws {
        let db = change.db
        addNoAnswer = try BulkStatement(db, "INSERT INTO noAnswer(respondent, question, instance, code) VALUES (?, ?, ?, ?)")
        addOccurrence = try BulkStatement(
            db, "INSERT INTO occurrence(respondent, question, instance, label) VALUES (?, ?, ?, ?)")
        addMemo = try BulkStatement(
            db,
            """
            INSERT INTO memo(uuid, coder, time, title, text, respondent, question, instance, author, event)
            VALUES (?, ?, ?, '', ?, ?, ?, ?, ?, ?)
            """)
    }

    /// - Parameters:
    ///   - respondents: the rows of the batch's respondents.
    ///   - questions: the rows of the survey's questions.
    ///   - survey: whose questions they are.
    func add(
        _ batch: borrowing AnswerBatch, respondents: [Int64], questions: [Int64], of survey: Survey, in change: inout Change
    ) throws {
        guard !batch.noAnswers.isEmpty || !batch.occurrences.isEmpty || !batch.memos.isEmpty else { return }
        func bind(_ place: AnswerBatch.Place, to statement: BulkStatement, from position: Int32) {
            statement.bind(position, respondents[place.respondent])
            statement.bind(position + 1, questions[Int(place.question)])
            statement.bind(position + 2, Int64(place.instance))
        }
        try batch.bytes.withUnsafeBytes { bytes in
            for blank in batch.noAnswers {
                bind(blank.place, to: addNoAnswer, from: 1)
                if let code = blank.code {
                    addNoAnswer.bind(4, text: UnsafeRawBufferPointer(rebasing: bytes[code]))
                } else {
                    addNoAnswer.bindNull(4)
                }
                try addNoAnswer.run()
            }
            for occurrence in batch.occurrences {
                bind(occurrence.place, to: addOccurrence, from: 1)
                addOccurrence.bind(4, text: UnsafeRawBufferPointer(rebasing: bytes[occurrence.label]))
                try addOccurrence.run()
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
            bind(memo.place, to: addMemo, from: 5)
            if author.isEmpty { addMemo.bindNull(8) } else { addMemo.bind(8, copying: author) }
            addMemo.bind(9, change.event)
            try addMemo.run()
        }
        change.count("memos", batch.memos.count)
    }

    /// Tells the ids of memos from those of other things.
    private enum AnswerMemo {}
}
