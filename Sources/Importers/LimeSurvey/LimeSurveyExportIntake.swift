import FileFormats
import StudyModel

/// Turns the rows of an export into respondents and answers, wordings into codes.
struct LimeSurveyExportIntake {
    private let export: LimeSurveyExport
    private let plan: LimeSurveyExportPlan
    private var records: RecordIntake
    /// What answers were read as, by question; they come again and again.
    private var known: [[String: LimeSurveyWordings.Reading]]
    private static let knownLimit = 1000
    /// The last row in which each column held something.
    private var filled: [Int]
    private var unknown: [Int: Int] = [:]
    private var ambiguous: [Int: Int] = [:]
    private var restored = 0

    init(_ export: LimeSurveyExport, plan: LimeSurveyExportPlan, map: SurveyMap?) throws {
        self.export = export
        self.plan = plan
        records = try RecordIntake(
            plan.survey, of: export.file, map: map, columns: LimeSurveyFixedColumn.names.sorted(), decimal: export.decimal)
        known = [[String: LimeSurveyWordings.Reading]](repeating: [:], count: plan.survey.questions.count)
        filled = [Int](repeating: 0, count: plan.uses.count)
    }

    mutating func pour(notes: [Diagnostic], into sink: inout some SurveySink) throws {
        try sink.begin(records.survey)
        let more = try export.read { try take($0, into: &sink) }
        try records.finish(notes: more + notes + plan.notes + closingNotes, into: &sink)
    }

    private mutating func take(_ row: SheetRow, into sink: inout some SurveySink) throws {
        let plan = plan
        var isComplete = true
        if let submitted = plan.named[LimeSurveyFixedColumn.submitdate.rawValue] {
            isComplete = row.answer(inColumn: submitted) != nil
        }
        func value(_ name: String) -> String? {
            guard let column = plan.named[name], let cell = row.answer(inColumn: column) else { return nil }
            return row.text(cell.text).normalizedName.nonEmpty
        }
        let hasBegun = records.begin(
            value(LimeSurveyFixedColumn.id.rawValue), record: row.number - export.header, isComplete: isComplete, value)
        guard hasBegun else { return }
        for cell in row.cells where cell.column < plan.uses.count {
            filled[cell.column] = row.number
            guard case .question(let question) = plan.uses[cell.column] else { continue }
            add(row.bytes[cell.text].unmasked, to: question)
        }
        for other in plan.others where filled[other.otherColumn] == row.number && filled[other.column] != row.number {
            records.answer(other.question, LimeSurveyWordings.other)
            restored += 1
        }
        try records.end(into: &sink)
    }

    private mutating func add(_ bytes: ArraySlice<UInt8>, to question: Int) {
        guard let wordings = plan.wordings[question], records.isKept(question) else {
            return records.answer(question, bytes)
        }
        let answer = String(decoding: bytes, as: UTF8.self)
        let reading: LimeSurveyWordings.Reading
        if let old = known[question][answer] {
            reading = old
        } else {
            reading = wordings.read(answer, form: plan.form, language: plan.language)
            if known[question].count < Self.knownLimit { known[question][answer] = reading }
        }
        switch reading {
        case .code(let code): records.answer(question, code)
        case .notTicked: records.noAnswer(question)
        case .nothing: break
        case .unknown:
            // A code of the map for no answer need not be among the choices.
            if !records.isMissing(answer, question) { unknown[question, default: 0] += 1 }
            records.answer(question, bytes)
        case .ambiguous:
            ambiguous[question, default: 0] += 1
            records.answer(question, bytes)
        }
    }

    private var closingNotes: [Diagnostic] {
        let place = export.file.place()
        var notes: [Diagnostic] = []
        if restored > 0 { notes.append(.note(at: place, .restored(restored))) }
        for (question, count) in unknown.sorted(by: { $0.key < $1.key }) {
            let name = plan.survey.questions[question].name
            notes.append(
                .warning(at: place, .unknown(name, count), remedy: "check that the .lss file is of this survey as it was then"))
        }
        for (index, count) in ambiguous.sorted(by: { $0.key < $1.key }) {
            let question = plan.survey.questions[index]
            let codes = plan.wordings[index]?.sameWordings(in: plan.language, of: question) ?? []
            notes.append(
                .warning(
                    at: place, .ambiguous(question.name, codes, count), remedy: "export the responses with answer codes"))
        }
        return notes
    }
}

extension ArraySlice<UInt8> {
    /// Without the `'` that an export may put before a `=`, so that no spreadsheet takes it for a formula.
    fileprivate var unmasked: ArraySlice<UInt8> { starts(with: "'=".utf8) ? dropFirst() : self }
}

extension Diagnostic.Message {
    fileprivate static func restored(_ count: Int) -> Self {
        "\(count == 1 ? "1 answer names" : "\(count) answers name") something that is not on the list and no choice; '-oth-' is taken as the choice"
    }
    fileprivate static func unknown(_ question: String, _ count: Int) -> Self {
        "\(count == 1 ? "1 answer" : "\(count) answers") to '\(question)' \(count == 1 ? "is" : "are") neither code nor wording of a choice; kept as text"
    }
    fileprivate static func ambiguous(_ question: String, _ codes: [String], _ count: Int) -> Self {
        let names = codes.prefix(4).map { "'\($0)'" }.joined(separator: ", ")
        return
            "several choices of '\(question)' have the same wording (\(names)); \(count == 1 ? "1 answer is" : "\(count) answers are") kept as text"
    }
}
