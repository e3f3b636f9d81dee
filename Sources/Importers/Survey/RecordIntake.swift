import FileFormats
import StudyModel

/// Turns the records of a survey file into respondents and answers, and hands them on in batches.
///
/// A format says what is asked, begins a record and gives its answers; what a map says, who answered already, which case a
/// respondent is and what a value means are settled here, alike for every format.
struct RecordIntake {
    static let batchRecords = 512
    static let batchBytes = 1 << 20

    /// Where the record stands; each may have a file of its own.
    var file: InputFile
    private let map: SurveyMap?
    private let cases: CaseRule
    private(set) var survey: Survey
    /// The number of each question that was given, after the map: nil where the map skips it.
    private let places: [Int?]
    private var typing: AnswerTyping
    private var register = RespondentIndex()
    private var batch = AnswerBatch()
    private var record = 0
    private let checksLabels: Bool
    var diagnostics: DiagnosticList

    /// - Parameters:
    ///   - survey: What the file asks, by itself.
    ///   - columns: Further columns that a map may name, for the respondent and the case.
    ///   - isGuessed: True where the kinds of the questions were guessed from the first answers.
    ///   - takesLabels: True where the file may hold a label in place of its code.
    ///   - checksLabels: False where the format tells by itself which answers are no choice.
    ///   - decimal: The sign before the fraction of a number.
    /// - Throws: `Refusal` where the map names a column that the file does not have, or a question has no name of its own.
    init(
        _ survey: Survey, of file: InputFile, map: SurveyMap?, columns: [String] = [], isGuessed: Bool = false,
        takesLabels: Bool = false, checksLabels: Bool = true, decimal: UInt8 = UInt8(ascii: ".")
    ) throws {
        self.file = file
        self.checksLabels = checksLabels
        self.map = map
        diagnostics = DiagnosticList(file: file.name)
        let asked = survey.questions.map(\.name)
        let isAsked = Set(asked)
        try map?.check(columns: asked + columns.filter { !isAsked.contains($0) }, in: file)
        var mapped = survey
        mapped.name = map?.survey ?? survey.name
        mapped.questions = []
        var declared: Set<Int> = []
        var places: [Int?] = []
        let named = Set(map?.columns.map(\.name) ?? [])
        for (question, applied) in zip(survey.questions, map?.applied(to: survey.questions) ?? survey.questions) {
            guard let kept = applied else {
                places.append(nil)
                continue
            }
            if named.contains(question.name) { declared.insert(mapped.questions.count) }
            places.append(mapped.questions.count)
            mapped.questions.append(kept)
        }
        try mapped.checkNames(in: file)
        self.places = places
        self.survey = mapped
        cases = CaseRule(map, survey: mapped.name)
        typing = AnswerTyping(
            mapped.questions, declared: declared, isGuessed: isGuessed, takesLabels: takesLabels, decimal: decimal)
    }

    /// Begins a record; false where it is left out, which is said.
    ///
    /// - Parameters:
    ///   - name: Who answers, where no map says it by a column; nil for the record's number.
    ///   - number: Which record of the file it is, from 1.
    ///   - column: What the record has in a column, without white space at its ends; nil where there is nothing.
    mutating func begin(
        _ name: String?, record number: Int, isComplete: Bool = true, _ column: (String) -> String?
    ) -> Bool {
        record = number
        var respondent = name ?? String(number)
        if let key = map?.respondent {
            guard let given = column(key) else {
                diagnostics.add(.noRespondent(record: number, column: key, in: file))
                return false
            }
            respondent = given
        }
        if let first = register.insert(respondent, row: number) {
            diagnostics.add(.repeatedRespondent(respondent, record: number, first: first, in: file))
            return false
        }
        let (caseName, isWhole) = cases.name(of: respondent, column)
        if !isWhole { diagnostics.add(.noCase(caseName, at: file.place(), record: number)) }
        batch.beginRespondent(name: respondent, caseName: caseName, row: number, isComplete: isComplete)
        return true
    }

    /// True where a map says by which column respondents are named.
    var isNamedByMap: Bool { map?.respondent != nil }

    /// True for a question that the map does not skip.
    func isKept(_ question: Int) -> Bool { places[question] != nil }

    /// True for a code that stands for no answer to a question.
    func isMissing(_ code: String, _ question: Int) -> Bool {
        places[question].map { typing.isMissing(code, $0) } ?? false
    }

    /// Adds an answer to the record begun last. `question` counts those that the intake was made with.
    ///
    /// - Parameter occurrence: Which of several times it was asked, where the instance's number does not tell.
    mutating func answer(_ question: Int, instance: Int = 1, _ bytes: ArraySlice<UInt8>, occurrence: String? = nil) {
        guard let place = places[question], !bytes.isEmpty else { return }
        if let misfit = typing.add(bytes, to: place, instance: instance, row: record, in: &batch) {
            diagnostics.add(.misfit(survey.questions[place].name, misfit, record: record, in: file))
        }
        if let occurrence { batch.occurrence(place, instance: instance, label: occurrence.utf8) }
    }

    mutating func answer(_ question: Int, instance: Int = 1, _ text: String, occurrence: String? = nil) {
        answer(question, instance: instance, Array(text.utf8)[...], occurrence: occurrence)
    }

    /// Notes that the respondent was shown a question and left it empty, or chose a code that stands for no answer.
    mutating func noAnswer(_ question: Int, instance: Int = 1, code: ArraySlice<UInt8> = []) {
        guard let place = places[question] else { return }
        batch.noAnswer(place, instance: instance, code: code)
    }

    /// Ends a record; what is ready is handed on.
    mutating func end(into sink: inout some SurveySink) throws {
        guard batch.respondents.count >= Self.batchRecords || batch.bytes.count >= Self.batchBytes else { return }
        try sink.append(batch)
        batch = AnswerBatch()
    }

    /// Hands on what is left, the questions as the answers showed them, and what there was to say.
    mutating func finish(notes: [Diagnostic] = [], into sink: inout some SurveySink) throws {
        if !batch.respondents.isEmpty { try sink.append(batch) }
        batch = AnswerBatch()
        survey.questions = typing.questions
        let widened = typing.widened.sorted { $0.key < $1.key }.map { index, old in
            Diagnostic.widened(survey.questions[index], from: old.kind, record: old.row, in: file)
        }
        let unlabelled = checksLabels ? typing.unlabelledNotes(at: Diagnostic.Place(file: file.name)) : []
        try sink.finish(survey, diagnostics: notes + widened + unlabelled + diagnostics.all)
    }
}
