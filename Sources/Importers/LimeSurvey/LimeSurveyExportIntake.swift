import FileFormats
import StudyModel

/// Turns the rows of an export into respondents and answers, wordings into codes.
struct LimeSurveyExportIntake {
    private let export: SampledTable
    private let plan: LimeSurveyExportPlan
    private var records: RecordIntake
    private var worded: WordedAnswers
    /// The last row in which each column held something.
    private var filled: [Int]
    private var restored = 0

    init(_ export: SampledTable, plan: LimeSurveyExportPlan, map: SurveyMap?) throws {
        self.export = export
        self.plan = plan
        records = try RecordIntake(
            plan.survey, of: export.file, map: map, columns: LimeSurveyFixedColumn.names.sorted(), checksLabels: false,
            decimal: export.decimal)
        worded = WordedAnswers(plan.wordings, in: export, preferring: plan.baseLanguage) { column in
            guard column < plan.uses.count, case .question(let question) = plan.uses[column] else { return nil }
            return question
        }
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
            worded.add(row.bytes[cell.text].unmasked, to: question, in: &records)
        }
        for other in plan.others where filled[other.otherColumn] == row.number && filled[other.column] != row.number {
            records.answer(other.question, ChoiceWordings.other)
            restored += 1
        }
        try records.end(into: &sink)
    }

    private var closingNotes: [Diagnostic] {
        let place = export.file.place()
        return (restored > 0 ? [.note(at: place, .restored(restored))] : [])
            + worded.notes(of: plan.survey.questions, structure: ".lss file", at: place)
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
}
