import FileFormats
import StudyModel

/// Reads the answers of an export that may have the wordings of choices in place of their codes.
struct WordedAnswers {
    private static let knownLimit = 1000

    /// By question; nil where answers stand as they are.
    private let wordings: [ChoiceWordings?]
    /// Found out from the first rows.
    private let form: ChoiceWordings.Form
    /// That of the wordings.
    private let language: String
    /// What answers were read as, by question; they come again and again.
    private var known: [[String: ChoiceWordings.Reading]]
    private var unknown: [Int: Int] = [:]
    private var ambiguous: [Int: Int] = [:]

    /// - Parameters:
    ///   - base: the language that is meant where several have the same wordings.
    ///   - question: which question a column answers; nil for none.
    init(_ wordings: [ChoiceWordings?], in table: SampledTable, preferring base: String, question: (Int) -> Int?) {
        self.wordings = wordings
        known = [[String: ChoiceWordings.Reading]](repeating: [:], count: wordings.count)
        var (codes, texts) = (0, 0)
        var languages: [String: Int] = [:]
        for row in table.sample {
            for cell in row.cells {
                guard let wording = question(cell.column).flatMap({ wordings[$0] }) else { continue }
                let answer = row.text(cell.text)
                switch wording.form(of: answer) {
                case .codes: codes += 1
                case .wordings:
                    texts += 1
                    for language in wording.languages(of: answer) { languages[language, default: 0] += 1 }
                case nil: break
                }
            }
        }
        form = texts > codes ? .wordings : .codes
        let most = languages.values.max() ?? 0
        let spoken = languages.filter { $0.value == most }.keys
        language = spoken.contains(base) ? base : spoken.min() ?? base
    }

    mutating func read(_ bytes: ArraySlice<UInt8>, to question: Int) -> ChoiceWordings.Reading? {
        guard let wordings = wordings[question] else { return nil }
        let answer = String(decoding: bytes, as: UTF8.self)
        if let reading = known[question][answer] { return reading }
        let reading = wordings.read(answer, form: form, language: language)
        if known[question].count < Self.knownLimit { known[question][answer] = reading }
        return reading
    }

    /// Adds an answer to the record in hand, wordings as codes. `question` counts those that `records` was made with.
    mutating func add(
        _ bytes: ArraySlice<UInt8>, to question: Int, instance: Int = 1, occurrence: String? = nil,
        in records: inout RecordIntake
    ) {
        guard records.isKept(question) else { return }
        switch read(bytes, to: question) {
        case .code(let code):
            return records.answer(question, instance: instance, code, occurrence: occurrence)
        case .notTicked: return records.noAnswer(question, instance: instance)
        case .nothing: return
        case .unknown where !records.isMissing(String(decoding: bytes, as: UTF8.self), question):
            unknown[question, default: 0] += 1
        case .ambiguous: ambiguous[question, default: 0] += 1
        case .unknown, nil: break
        }
        records.answer(question, instance: instance, bytes, occurrence: occurrence)
    }

    /// What there is to say when all rows were read.
    ///
    /// - Parameter structure: what the codes and wordings are from, such as `.lss file`.
    func notes(of questions: [Question], structure: String, at place: Diagnostic.Place) -> [Diagnostic] {
        var notes: [Diagnostic] = []
        if form == .wordings {
            notes.append(.note(at: place, .worded, remedy: "a map says with 'labels' which code another wording stands for"))
        }
        for (question, count) in unknown.sorted(by: { $0.key < $1.key }) {
            notes.append(
                .warning(
                    at: place, .unknown(questions[question].name, count),
                    remedy: "check that the \(structure) is of this survey as it was then"))
        }
        for (index, count) in ambiguous.sorted(by: { $0.key < $1.key }) {
            let codes = wordings[index]?.sameWordings(in: language, of: questions[index]) ?? []
            notes.append(
                .warning(
                    at: place, .ambiguous(questions[index].name, codes, count),
                    remedy: "export the answers as codes"))
        }
        return notes
    }
}

extension Diagnostic.Message {
    fileprivate static var worded: Self { "its answers are full wordings, which are turned back into codes" }
    fileprivate static func unknown(_ question: String, _ count: Int) -> Self {
        "\(count == 1 ? "1 answer" : "\(count) answers") to '\(question)' \(count == 1 ? "is" : "are") neither code nor wording of a choice; kept as text"
    }
    fileprivate static func ambiguous(_ question: String, _ codes: [String], _ count: Int) -> Self {
        let names = codes.prefix(4).map { "'\($0)'" }.joined(separator: ", ")
        return
            "several choices of '\(question)' have the same wording (\(names)); \(count == 1 ? "1 answer is" : "\(count) answers are") kept as text"
    }
}
