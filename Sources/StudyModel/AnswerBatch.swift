/// Some respondents of a survey and their answers, on their way from a file into a study.
///
/// A survey of a million answers goes through batches of a few hundred rows, so that memory does not grow with the file.
/// Texts stand one after another in `bytes`, as UTF-8; an answer holds where its own begins and ends.
package struct AnswerBatch: Sendable {
    package private(set) var respondents: [Respondent] = []
    package private(set) var answers: [Answer] = []
    package private(set) var bytes: [UInt8] = []
    /// Places that were shown and hold no answer that counts.
    package private(set) var noAnswers: [NoAnswer] = []
    /// What the instances of repeated questions are, where their number does not tell.
    package private(set) var occurrences: [Occurrence] = []
    /// What somebody who kept the file remarked on an answer, or on the place of one.
    package private(set) var memos: [AnswerMemo] = []

    package init() {}

    /// The place of an answer: who was asked what, and for which time.
    package struct Place: Hashable, Sendable {
        /// An index into `respondents`.
        package var respondent: Int
        /// An index into the survey's questions.
        package var question: Int32
        /// From 1.
        package var instance: Int32

        package init(respondent: Int, question: Int32, instance: Int32) {
            self.respondent = respondent
            self.question = question
            self.instance = instance
        }
    }

    /// A place that the respondent was shown and left empty, or at which a code was chosen that stands for no answer.
    package struct NoAnswer: Hashable, Sendable {
        package var place: Place
        /// The code, such as 99 for "don't know": a range in `bytes`; nil where the place was left empty.
        package var code: Range<Int>?
    }

    /// Which of several times it was that a repeated question was asked, in the words of the format: `g1[2]/g2[1]`.
    package struct Occurrence: Hashable, Sendable {
        package var place: Place
        /// A range in `bytes`.
        package var label: Range<Int>
    }

    package struct AnswerMemo: Hashable, Sendable {
        package var place: Place
        /// Ranges in `bytes`; empty where the file does not tell.
        package var author: Range<Int>
        /// ISO 8601, as the file has it.
        package var date: Range<Int>
        package var text: Range<Int>
    }

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

    /// Without the cost of a collection whose type is found at run time.
    package mutating func answer(_ question: Int, instance: Int = 1, text: UnsafeBufferPointer<UInt8>) {
        let start = bytes.count
        bytes.append(contentsOf: text)
        append(Answer(question: Int32(question), instance: Int32(instance), value: .text(start..<bytes.count)))
    }

    /// Notes that the respondent begun last was shown a place and gave no answer, or the code of one that does not count.
    package mutating func noAnswer(_ question: Int, instance: Int = 1, code: some Collection<UInt8>) {
        guard let place = place(question, instance) else { return }
        noAnswers.append(NoAnswer(place: place, code: code.isEmpty ? nil : add(code)))
    }

    package mutating func noAnswer(_ question: Int, instance: Int = 1) {
        noAnswer(question, instance: instance, code: EmptyCollection<UInt8>())
    }

    /// Says what an instance of a question is, for the respondent begun last.
    package mutating func occurrence(_ question: Int, instance: Int, label: some Collection<UInt8>) {
        guard let place = place(question, instance) else { return }
        occurrences.append(Occurrence(place: place, label: add(label)))
    }

    /// Adds what somebody remarked at a place of the respondent begun last.
    package mutating func memo(
        _ question: Int, instance: Int = 1, text: some Collection<UInt8>, author: String = "", date: String = ""
    ) {
        guard let place = place(question, instance) else { return }
        memos.append(AnswerMemo(place: place, author: add(author.utf8), date: add(date.utf8), text: add(text)))
    }

    private func place(_ question: Int, _ instance: Int) -> Place? {
        guard !respondents.isEmpty else { return nil }
        return Place(respondent: respondents.count - 1, question: Int32(question), instance: Int32(instance))
    }

    private mutating func add(_ text: some Collection<UInt8>) -> Range<Int> {
        let start = bytes.count
        bytes.append(contentsOf: text)
        return start..<bytes.count
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
