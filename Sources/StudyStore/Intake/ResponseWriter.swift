import GRDB
import StudyModel

/// Writes closed answers.
struct ResponseWriter {
    private let statement: BulkStatement

    init(_ db: Database) throws {
        statement = try BulkStatement(db, "INSERT INTO response(respondent, question, instance, value) VALUES (?, ?, ?, ?)")
    }

    /// - Parameter bytes: the texts of the batch.
    func add(_ answer: AnswerBatch.Answer, of respondent: Int64, to question: Int64, bytes: UnsafeRawBufferPointer) throws {
        statement.bind(1, respondent)
        statement.bind(2, question)
        statement.bind(3, Int64(answer.instance))
        switch answer.value {
        case .integer(let number): statement.bind(4, number)
        case .decimal(let number): statement.bind(4, number)
        case .text(let range): statement.bind(4, text: UnsafeRawBufferPointer(rebasing: bytes[range]))
        }
        try statement.run()
    }
}
