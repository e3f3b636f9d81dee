import StudyModel

/// Puts answers into a batch as their question's kind wants them.
///
/// Where a map asks for the kind, an answer that does not fit is kept as text and warned of. Where the kind was guessed or
/// read from the file, it widens: an integer to a decimal, a date to a date with a time, and everything to text; decimals
/// that were only guessed, also where zeros at their ends may tell them apart. What was added before stays as it is. Codes
/// that stand for no answer are no answers. What fits is settled by `TypedValue`.
struct AnswerTyping {
    private(set) var questions: [Question]
    /// The kinds that widened, and the row whose answer did not fit first.
    private(set) var widened: [Int: (kind: Question.Kind, row: Int)] = [:]
    private let declared: [Bool]
    private let missing: [Set<String>]
    private let decimal: UInt8
    private let codes: [[String: String]]
    /// The codes that are labelled, of questions with choices.
    private let known: [Set<String>]
    /// Of decimals that were guessed.
    private var fractions: [FractionForms?]
    /// How many answers are no code that is labelled, by question.
    private var unlabelled: [Int: Int] = [:]

    /// - Parameters:
    ///   - declared: The questions whose kind a map says.
    ///   - isGuessed: True where the kinds of the others were guessed from the first answers.
    ///   - takesLabels: True where a file may hold a label in place of its code.
    ///   - decimal: the sign before the fraction of a number.
    init(
        _ questions: [Question], declared: Set<Int> = [], isGuessed: Bool = false, takesLabels: Bool = false,
        decimal: UInt8 = UInt8(ascii: ".")
    ) {
        self.decimal = decimal
        self.questions = questions
        self.declared = questions.indices.map(declared.contains)
        missing = questions.map { Set($0.missing) }
        known = questions.map { $0.kind == .single || $0.kind == .choices ? Set($0.labels.map(\.code)) : [] }
        fractions = questions.indices.map { isGuessed && !declared.contains($0) ? FractionForms() : nil }
        codes = questions.map { question in
            guard takesLabels, question.kind == .single else { return [:] }
            let labels = question.labels.flatMap { label in label.label.texts.values.map { ($0, label.code) } }
            let own = question.labels.map { ($0.code, $0.code) }
            return Dictionary(own + labels, uniquingKeysWith: { first, _ in first })
        }
    }

    /// What is said of answers that are no code with a label, a line a question.
    func unlabelledNotes(at place: Diagnostic.Place) -> [Diagnostic] {
        unlabelled.sorted { $0.key < $1.key }.map { question, count in
            .note(
                at: place, .unlabelled(questions[question].name, count),
                remedy: "label them in a map, or name as 'missing' what is no answer")
        }
    }

    /// True where a map says the question's kind.
    func isDeclared(_ question: Int) -> Bool { declared[question] }

    /// True where a text stands for no answer; white space at its ends does not count.
    func isMissing(_ text: @autoclosure () -> String, _ question: Int) -> Bool {
        guard !missing[question].isEmpty else { return false }
        let text = text()
        return missing[question].contains(text) || missing[question].contains(text.trimmingBlanks)
    }

    /// Adds `bytes`, which are not empty, as an answer of the respondent begun last in `batch`.
    ///
    /// Returns the kind that a map asked for and the answer is not of; nil where all is well.
    mutating func add(
        _ bytes: ArraySlice<UInt8>, to question: Int, instance: Int = 1, row: Int, in batch: inout AnswerBatch
    ) -> Question.Kind? {
        if !missing[question].isEmpty, isMissing(bytes, question) {
            batch.noAnswer(question, instance: instance, code: bytes)
            return nil
        }
        let kind = questions[question].kind
        if let value = value(of: bytes, as: kind, question), !isWriting(bytes, as: kind, question) {
            switch value {
            case .integer(let number): batch.answer(question, instance: instance, integer: number)
            case .decimal(let number): batch.answer(question, instance: instance, decimal: number)
            case .text(let text): text.withUnsafeBufferPointer { batch.answer(question, instance: instance, stored: $0) }
            }
            return nil
        }
        if declared[question] {
            bytes.withUnsafeBufferPointer { batch.answer(question, instance: instance, stored: $0) }
            return kind
        }
        let isWriting = fractions[question]?.areWritings ?? false
        widen(question, to: isWriting ? .text : kind.widened(for: bytes, decimal: decimal), row: row)
        return add(bytes, to: question, instance: instance, row: row, in: &batch)
    }

    /// Gives a question a wider kind, since the answer in `row` does not fit.
    mutating func widen(_ question: Int, to kind: Question.Kind, row: Int) {
        if widened[question] == nil { widened[question] = (questions[question].kind, row) }
        questions[question].kind = kind
    }

    /// True for a decimal that was guessed to be one, where this answer shows that the writing matters.
    private mutating func isWriting(_ bytes: ArraySlice<UInt8>, as kind: Question.Kind, _ question: Int) -> Bool {
        guard kind == .decimal, fractions[question] != nil else { return false }
        fractions[question]?.look(at: bytes, point: decimal)
        return fractions[question]?.areWritings ?? false
    }

    private mutating func value(of bytes: ArraySlice<UInt8>, as kind: Question.Kind, _ question: Int) -> TypedValue? {
        if !known[question].isEmpty {
            let text = String(decoding: bytes, as: UTF8.self)
            if kind == .single, let code = codes[question][text] ?? knownCode(text, question) {
                return .text(Array(code.utf8)[...])
            }
            let chosen = kind == .choices ? text.split(separator: " ").map(String.init) : [text]
            if !chosen.allSatisfy({ known[question].contains($0) || $0 == ChoiceWordings.other }) {
                unlabelled[question, default: 0] += 1
            }
        }
        return TypedValue(bytes, as: kind, isAsked: declared[question], decimal: decimal)
    }

    /// The code that is meant by a text with white space at its ends, and by `1.0` where a column with gaps was written as decimals.
    private func knownCode(_ text: String, _ question: Int) -> String? {
        let known = known[question]
        guard !known.isEmpty, !known.contains(text) else { return nil }
        let trimmed = text.trimmingBlanks
        if known.contains(trimmed) { return trimmed }
        return ValueForm.decimal(Array(trimmed.utf8)[...], point: decimal).map(\.shortest).flatMap {
            known.contains($0) ? $0 : nil
        }
    }

    private func isMissing(_ bytes: ArraySlice<UInt8>, _ question: Int) -> Bool {
        if isMissing(String(decoding: bytes, as: UTF8.self), question) { return true }
        // A database writes 99 as 99.0000000000.
        return ValueForm.decimal(bytes, point: decimal).map { isMissing($0.shortest, question) } ?? false
    }
}

extension Diagnostic.Message {
    fileprivate static func unlabelled(_ question: String, _ count: Int) -> Self {
        count == 1
            ? "1 answer to '\(question)' is a code without a label"
            : "\(count) answers to '\(question)' are codes without labels"
    }
}

extension Question.Kind {
    fileprivate func widened(for bytes: ArraySlice<UInt8>, decimal: UInt8) -> Self {
        switch self {
        case .integer where ValueForm.decimal(bytes, point: decimal) != nil: .decimal
        case .date where ValueForm.isDateTime(bytes): .dateTime
        default: .text
        }
    }
}
