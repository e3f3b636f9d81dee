import FileFormats
import StudyModel

/// Turns the rows of REDCap's data into respondents: the rows of one record, which stand together, are one.
struct REDCapIntake {
    private let table: SampledTable?
    private let plan: REDCapPlan
    private let place: Diagnostic.Place
    private var records: RecordIntake
    private var worded: WordedAnswers?
    private var record: String?
    private var isTaken = false
    /// How many times the record in hand has each form.
    private var counts: [Int]
    /// Which row has something of a form last, so that it was filled in there.
    private var filled: [Int]
    private let status: [Bool]
    private let boxLabels: [String?]

    init(_ table: SampledTable?, plan: REDCapPlan, survey: Survey, of file: InputFile, map: SurveyMap?) throws {
        self.table = table
        self.plan = plan
        place = file.place()
        let columns = ["redcap_event_name", "redcap_repeat_instrument", "redcap_repeat_instance"].filter {
            plan.named[$0] != nil
        }
        let own = plan.questions.contains { $0.name == plan.recordName } ? [] : [plan.recordName]
        records = try RecordIntake(
            survey, of: file, map: map, columns: own + columns, checksLabels: false,
            decimal: table?.decimal ?? UInt8(ascii: "."))
        counts = [Int](repeating: 0, count: plan.forms.count)
        filled = counts
        status = plan.questions.map { $0.name.hasSuffix("_complete") }
        boxLabels = plan.questions.map { $0.kind == .multiple ? $0.labels.first?.label.preferring([]) : nil }
        worded = table.map { table in
            let wordings = (map?.applied(to: plan.questions) ?? plan.questions).map { $0.flatMap { ChoiceWordings($0) } }
            return WordedAnswers(wordings, in: table, preferring: "") { column in
                guard column < plan.uses.count, case .question(let question) = plan.uses[column] else { return nil }
                return question
            }
        }
    }

    mutating func pour(notes: [Diagnostic], into sink: inout some SurveySink) throws {
        try sink.begin(records.survey)
        let more = try table?.read { try take($0, into: &sink) } ?? []
        let closing = worded?.notes(of: plan.questions, structure: "data dictionary", at: place) ?? []
        try records.finish(notes: more + notes + plan.notes + closing, into: &sink)
    }

    private mutating func take(_ row: SheetRow, into sink: inout some SurveySink) throws {
        let plan = plan
        func value(_ name: String) -> String? {
            guard let column = plan.named[name], let cell = row.answer(inColumn: column) else { return nil }
            return row.text(cell.text).normalizedName.nonEmpty
        }
        let number = row.number - (table?.header ?? 1)
        guard let id = plan.isNamed ? value(plan.recordName) : String(number) else {
            return records.diagnostics.add(.noRespondent(record: number, column: plan.recordName, in: records.file))
        }
        if id != record {
            if isTaken { try records.end(into: &sink) }
            record = id
            isTaken = records.begin(id, record: number, value)
            counts = [Int](repeating: 0, count: plan.forms.count)
        }
        guard isTaken else { return }
        add(row, plan)
    }

    private mutating func add(_ row: SheetRow, _ plan: REDCapPlan) {
        var own: [String?] = [nil, nil, nil]
        for cell in row.cells where cell.column < plan.uses.count {
            let text = { row.text(cell.text).normalizedName.nonEmpty }
            switch plan.uses[cell.column] {
            case .event: own[0] = text()
            case .instrument: own[1] = text()
            case .instance: own[2] = text()
            case .question(let question):
                let form = plan.formOfQuestion[question]
                guard filled[form] != row.number, isFilled(row.bytes[cell.text], question) else { continue }
                filled[form] = row.number
            case .nothing, .record: break
            }
        }
        let only = own[1].flatMap { plan.form(called: $0) }
        var labels: [Int: (instance: Int, label: String?)] = [:]
        for cell in row.cells where cell.column < plan.uses.count {
            guard case .question(let question) = plan.uses[cell.column] else { continue }
            let form = plan.formOfQuestion[question]
            // What stands in the columns of forms that this row is not of is padding.
            guard !plan.hasRepeats || filled[form] == row.number && (only ?? form) == form else { continue }
            if labels[form] == nil {
                counts[form] += 1
                labels[form] = (counts[form], label(plan.forms[form], event: own[0], instrument: own[1], instance: own[2]))
            }
            let bytes = box(row.bytes[cell.text], question)
            worded?.add(
                bytes, to: question, instance: labels[form]?.instance ?? 1, occurrence: labels[form]?.label, in: &records)
        }
    }

    /// False for a box that is not ticked, and for a form that is not complete: both stand there where nobody was asked, too.
    private func isFilled(_ bytes: ArraySlice<UInt8>, _ question: Int) -> Bool {
        if plan.questions[question].kind == .multiple {
            return !bytes.elementsEqual("0".utf8) && !bytes.elementsEqual("Unchecked".utf8)
        }
        guard status[question] else { return true }
        return !bytes.elementsEqual("0".utf8) && !bytes.elementsEqual("Incomplete".utf8)
    }

    /// What an export of labels has for a box, as the code.
    private func box(_ bytes: ArraySlice<UInt8>, _ question: Int) -> ArraySlice<UInt8> {
        guard plan.questions[question].kind == .multiple, bytes.count > 1 else { return bytes }
        if bytes.elementsEqual("Unchecked".utf8) { return Array("0".utf8)[...] }
        let isTicked = bytes.elementsEqual("Checked".utf8) || boxLabels[question]?.utf8.elementsEqual(bytes) ?? false
        return isTicked ? Array("1".utf8)[...] : bytes
    }

    /// As the items of REDCap's project XML are labelled: `visit_1_arm_1/laboratory[3]`.
    private func label(_ form: String, event: String?, instrument: String?, instance: String?) -> String? {
        var place = ODMBlock.Place()
        place.event = event
        place.form = form
        if instrument != nil { place.formRepeat = instance ?? "1" } else { place.eventRepeat = instance ?? "1" }
        return place.label
    }
}
