import StudyModel

/// Puts the text of answers into a batch as their question's kind wants them.
///
/// Where a map asks for the kind, an answer that does not fit is kept as text and warned of. Where the kind was guessed or
/// read from the file, it widens: an integer to a decimal, a date to a date with a time, and everything to text. What was
/// added before stays as it is. Codes that stand for no answer are no answers. Numbers are those of `ValueForm`.
struct AnswerTyping {
    private(set) var questions: [Question]
    /// The kinds that widened, and the row whose answer did not fit first.
    private(set) var widened: [Int: (kind: Question.Kind, row: Int)] = [:]
    private let declared: Set<Int>
    private let missing: [Set<String>]
    private let codes: [[String: String]]

    /// - Parameters:
    ///   - declared: The questions whose kind a map says.
    ///   - takesLabels: True where a file may hold a label in place of its code.
    init(_ questions: [Question], declared: Set<Int> = [], takesLabels: Bool = false) {
        self.questions = questions
        self.declared = declared
        missing = questions.map { Set($0.missing) }
        codes = questions.map { question in
            guard takesLabels, question.kind == .single else { return [:] }
            let labels = question.labels.flatMap { label in label.label.texts.values.map { ($0, label.code) } }
            let own = question.labels.map { ($0.code, $0.code) }
            return Dictionary(own + labels, uniquingKeysWith: { first, _ in first })
        }
    }

    /// Adds `bytes`, which are not empty, as an answer of the respondent begun last in `batch`.
    ///
    /// Returns the kind that a map asked for and the answer is not of; nil where all is well.
    mutating func add(
        _ bytes: ArraySlice<UInt8>, to question: Int, instance: Int = 1, row: Int, in batch: inout AnswerBatch
    ) -> Question.Kind? {
        if !missing[question].isEmpty, isMissing(bytes, question) { return nil }
        let kind = questions[question].kind
        if store(bytes, as: kind, to: question, instance, in: &batch) { return nil }
        if declared.contains(question) {
            bytes.withUnsafeBufferPointer { batch.answer(question, instance: instance, stored: $0) }
            return kind
        }
        if widened[question] == nil { widened[question] = (kind, row) }
        questions[question].kind = kind.widened(for: bytes)
        return add(bytes, to: question, instance: instance, row: row, in: &batch)
    }

    /// False, and nothing is stored, where the text stands for no value of the kind.
    private func store(
        _ bytes: ArraySlice<UInt8>, as kind: Question.Kind, to question: Int, _ instance: Int, in batch: inout AnswerBatch
    ) -> Bool {
        switch kind {
        case .single:
            if !codes[question].isEmpty, let code = codes[question][String(decoding: bytes, as: UTF8.self)] {
                batch.answer(question, instance: instance, text: code.utf8)
                return true
            }
        case .text, .open, .multiple, .actor, .duration: break
        case .integer:
            guard let number = ValueForm.integer(bytes) else { return false }
            batch.answer(question, instance: instance, integer: number)
            return true
        case .decimal:
            guard let number = ValueForm.decimal(bytes) ?? ValueForm.decimal(bytes, point: UInt8(ascii: ",")) else {
                return false
            }
            batch.answer(question, instance: instance, decimal: number)
            return true
        case .boolean:
            guard let truth = ValueForm.boolean(bytes) else { return false }
            batch.answer(question, instance: instance, integer: truth ? 1 : 0)
            return true
        case .date:
            guard let day = ValueForm.isDate(bytes) ? Array(bytes.prefix(10)) : ValueForm.germanDate(bytes) else {
                return false
            }
            batch.answer(question, instance: instance, text: day)
            return true
        case .dateTime: guard ValueForm.isDateTime(bytes) || ValueForm.isDate(bytes) else { return false }
        case .time: guard ValueForm.isTime(bytes) else { return false }
        }
        bytes.withUnsafeBufferPointer { batch.answer(question, instance: instance, stored: $0) }
        return true
    }

    private func isMissing(_ bytes: ArraySlice<UInt8>, _ question: Int) -> Bool {
        if missing[question].contains(String(decoding: bytes, as: UTF8.self)) { return true }
        // A database writes 99 as 99.0000000000.
        return ValueForm.decimal(bytes).map { missing[question].contains($0.shortest) } ?? false
    }
}

extension Question.Kind {
    fileprivate func widened(for bytes: ArraySlice<UInt8>) -> Self {
        switch self {
        case .integer where ValueForm.decimal(bytes) != nil: .decimal
        case .date where ValueForm.isDateTime(bytes): .dateTime
        default: .text
        }
    }
}
