/// Some respondents of a survey and their answers, on their way from a file into a study.
///
/// A survey of a million answers goes through batches of a few hundred rows, so that memory does not grow with the file.
/// Texts stand one after another in `bytes`, as UTF-8; an answer holds where its own begins and ends.
package struct AnswerBatch: Sendable {
    package private(set) var respondents: [Respondent] = []
    package private(set) var answers: [Answer] = []
    package private(set) var bytes: [UInt8] = []

    package init() {}

    /// One filled-in questionnaire.
    package struct Respondent: Sendable {
        /// As the file numbers or names it; unique in the survey.
        package var name: String
        /// The case that it belongs to.
        package var caseName: String
        /// Where it stands in the file: the row of a sheet, or the number of the record, from 1.
        package var row: Int
        /// False where the respondent broke off.
        package var isComplete: Bool
        /// Indices into `answers`.
        package fileprivate(set) var answers: Range<Int>
    }

    package struct Answer: Sendable {
        /// An index into the survey's questions.
        package var question: Int32
        /// From 1; more than 1 only where a question repeats.
        package var instance: Int32
        package var value: Value
    }

    package enum Value: Hashable, Sendable {
        case integer(Int64)
        case decimal(Double)
        /// A range in `bytes`.
        case text(Range<Int>)
    }

    package mutating func beginRespondent(name: String, caseName: String, row: Int, isComplete: Bool = true) {
        respondents.append(
            Respondent(name: name, caseName: caseName, row: row, isComplete: isComplete, answers: answers.count..<answers.count)
        )
    }

    /// Adds an answer of the respondent begun last.
    package mutating func answer(_ question: Int, instance: Int = 1, integer: Int64) {
        append(Answer(question: Int32(question), instance: Int32(instance), value: .integer(integer)))
    }

    package mutating func answer(_ question: Int, instance: Int = 1, decimal: Double) {
        append(Answer(question: Int32(question), instance: Int32(instance), value: .decimal(decimal)))
    }

    package mutating func answer(_ question: Int, instance: Int = 1, text: some Collection<UInt8>) {
        let start = bytes.count
        bytes.append(contentsOf: text)
        append(Answer(question: Int32(question), instance: Int32(instance), value: .text(start..<bytes.count)))
    }

    private mutating func append(_ answer: Answer) {
        guard !respondents.isEmpty else { return }
        answers.append(answer)
        respondents[respondents.count - 1].answers = respondents[respondents.count - 1].answers.lowerBound..<answers.count
    }

    /// The text of an answer; numbers as they are written in an export.
    package func text(of answer: Answer) -> String {
        switch answer.value {
        case .integer(let number): String(number)
        case .decimal(let number): number.shortest
        case .text(let range): String(decoding: bytes[range], as: UTF8.self)
        }
    }
}

/// Takes in a survey as it is read: its structure, then its answers, then its structure as the whole file showed it.
package protocol SurveySink {
    mutating func begin(_ survey: Survey) throws
    mutating func append(_ batch: consuming AnswerBatch) throws
    /// Questions keep their number and order; their kind may have become wider than at the beginning.
    mutating func finish(_ survey: Survey, diagnostics: [Diagnostic]) throws
}
