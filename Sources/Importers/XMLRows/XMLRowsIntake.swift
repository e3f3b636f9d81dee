import FileFormats
import StudyModel

/// Joins records of an XML table to the columns that the first reading found.
struct XMLRowsIntake {
    private let respondent: String?
    var records: RecordIntake
    /// The question of each node of the path tree; nil where it is none.
    private var questionOfNode: [Int?]
    private let nodeOfName: [String: Int]

    /// - Throws: `Refusal` where the map needs a column for the respondent or the case that the file does not have.
    init(_ file: InputFile, plan: XMLRowsPlan, map: SurveyMap?) throws {
        respondent = map == nil ? plan.respondent : nil
        questionOfNode = Array(repeating: nil, count: plan.tree.nodes.count)
        var survey = Survey(name: file.stem, format: "xml")
        var notes: [Diagnostic] = []
        for (column, question) in zip(plan.columns, plan.questions) {
            let isMapped = map?.columns.contains { $0.name == column.name } ?? false
            // What only says who answers is no question, unless the map makes it one.
            if column.name == map.map(\.respondent) ?? plan.respondent, !isMapped { continue }
            if !isMapped, plan.addresses.contains(column.node) {
                notes.append(.guessedAddresses(column.name, at: file.place()))
                continue
            }
            if !isMapped, map?.columns.isEmpty == false {
                notes.append(.notInMap(column.name, question.kind, at: file.place()))
            }
            questionOfNode[column.node] = survey.questions.count
            survey.questions.append(question)
        }
        let guessed = { name in !(map?.columns.contains { $0.name == name } ?? false) }
        notes += plan.keptZeros.filter(guessed).map { .keptZeros($0, at: file.place()) }
        let dropped = plan.droppedZeros.filter(guessed)
        if !dropped.isEmpty { notes.append(.droppedZeros(dropped, at: file.place())) }
        nodeOfName = Dictionary(plan.columns.map { ($0.name, $0.node) }, uniquingKeysWith: { first, _ in first })
        records = try RecordIntake(
            survey, of: file, map: map, columns: plan.columns.map(\.name), isGuessed: true, takesLabels: true)
        if let respondent { notes.append(.guessedRespondent(respondent, at: file.place())) }
        notes.forEach { records.diagnostics.add($0) }
    }

    mutating func take(_ record: XMLRecord, into sink: inout some SurveySink) throws {
        let nodeOfName = nodeOfName
        func value(_ name: String) -> String? {
            guard let node = nodeOfName[name], let value = record.values.first(where: { $0.node == node }) else { return nil }
            let text = String(decoding: record.bytes[value.range], as: UTF8.self).normalizedName
            return text.isEmpty ? nil : text
        }
        let given = respondent.flatMap(value)
        if given == nil, let respondent {
            return records.diagnostics.add(.noRespondent(record: record.number, column: respondent, in: records.file))
        }
        guard records.begin(given, record: record.number, value) else { return }
        for value in record.values {
            guard let question = questionOfNode[value.node] else { continue }
            records.answer(question, instance: value.instance, record.bytes[value.range])
        }
        try records.end(into: &sink)
    }
}
