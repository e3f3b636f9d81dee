import FileFormats
import StudyModel

/// Joins records of an XML table to the columns that the first reading found.
struct XMLRowsIntake {
    private let respondent: String?
    var records: RecordIntake
    private let plan: XMLRowsPlan
    /// The question of each column; nil where it is none.
    private var questions: [Int?] = []
    private let columnOfName: [String: Int]

    /// - Throws: `Refusal` where the map needs a column for the respondent or the case that the file does not have.
    init(_ file: InputFile, plan: XMLRowsPlan, map: SurveyMap?) throws {
        respondent = map == nil ? plan.respondent : nil
        self.plan = plan
        var survey = Survey(name: file.stem, format: "xml")
        var notes = plan.notes
        for (column, question) in zip(plan.columns, plan.questions) {
            let isMapped = map?.columns.contains { $0.name == column.name } ?? false
            // What only says who answers is no question, unless the map makes it one.
            questions.append(nil)
            if column.name == map.map(\.respondent) ?? plan.respondent, !isMapped { continue }
            if !isMapped, plan.addresses.contains(column.name) {
                notes.append(.guessedAddresses(column.name, at: file.place()))
                continue
            }
            if !isMapped, map?.columns.isEmpty == false {
                notes.append(.notInMap(column.name, question.kind, at: file.place()))
            }
            questions[questions.count - 1] = survey.questions.count
            survey.questions.append(question)
        }
        let guessed = { name in !(map?.columns.contains { $0.name == name } ?? false) }
        notes += plan.keptZeros.filter(guessed).map { .keptZeros($0, at: file.place()) }
        let dropped = plan.droppedZeros.filter(guessed)
        if !dropped.isEmpty { notes.append(.droppedZeros(dropped, at: file.place())) }
        columnOfName = Dictionary(plan.columns.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
        records = try RecordIntake(
            survey, of: file, map: map, columns: plan.columns.map(\.name), isGuessed: true, takesLabels: true)
        if let respondent { notes.append(.guessedRespondent(respondent, at: file.place())) }
        notes.forEach { records.diagnostics.add($0) }
    }

    mutating func take(_ record: XMLRecord, into sink: inout some SurveySink) throws {
        let columnOfName = columnOfName
        let values = plan.values(of: record)
        func value(_ name: String) -> String? {
            guard let column = columnOfName[name], let value = values.first(where: { $0.column == column }) else { return nil }
            let text = String(decoding: record.bytes[value.range], as: UTF8.self).normalizedName
            return text.isEmpty ? nil : text
        }
        let given = respondent.flatMap(value)
        if given == nil, let respondent {
            return records.diagnostics.add(.noRespondent(record: record.number, column: respondent, in: records.file))
        }
        guard records.begin(given, record: record.number, value) else { return }
        for value in values {
            guard let question = questions[value.column] else { continue }
            records.answer(question, instance: value.instance, record.bytes[value.range])
        }
        try records.end(into: &sink)
    }
}
