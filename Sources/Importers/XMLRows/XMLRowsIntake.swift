import FileFormats
import StudyModel

/// Turns records of an XML table into respondents and answers and hands them on in batches.
struct XMLRowsIntake {
    private let file: InputFile
    private let map: SurveyMap?
    private let cases: CaseRule
    private let respondent: String?
    private(set) var survey: Survey
    private var typing: AnswerTyping
    /// The question of each node of the path tree; nil where it is none, or skipped.
    private var questionOfNode: [Int?]
    private let nodeOfName: [String: Int]
    private var register = RespondentIndex()
    private var batch = AnswerBatch()
    private var diagnostics: DiagnosticList

    /// - Throws: `Refusal` where the map needs a column for the respondent or the case that the file does not have.
    init(_ file: InputFile, plan: XMLRowsPlan, map: SurveyMap?) throws {
        self.file = file
        self.map = map
        diagnostics = DiagnosticList(file: file.name)
        respondent = map.map(\.respondent) ?? plan.respondent
        survey = Survey(name: map?.survey ?? file.stem, format: "xml")
        cases = CaseRule(map, survey: survey.name)
        questionOfNode = Array(repeating: nil, count: plan.tree.nodes.count)
        var nodes: [String: Int] = [:]
        var declared: Set<Int> = []
        for (column, question) in zip(plan.columns, plan.questions) {
            nodes[column.name] = column.node
            let isMapped = map?.columns.contains { $0.name == column.name } ?? false
            // What only says who answers is no question, unless the map makes it one.
            if column.name == respondent, !isMapped { continue }
            guard let question = map.map({ $0.applied(to: question) }) ?? question else { continue }
            if isMapped {
                declared.insert(survey.questions.count)
            } else if plan.addresses.contains(column.node) {
                diagnostics.add(.guessedAddresses(column.name, at: file.place()))
                continue
            } else if map?.columns.isEmpty == false {
                diagnostics.add(.notInMap(column.name, question.kind, at: file.place()))
            }
            questionOfNode[column.node] = survey.questions.count
            survey.questions.append(question)
        }
        if map == nil, let respondent {
            diagnostics.add(.guessedRespondent(respondent, at: file.place()))
        }
        nodeOfName = nodes
        typing = AnswerTyping(survey.questions, declared: declared, takesLabels: true)
        try map?.check(columns: plan.columns.map(\.name), in: file)
    }

    mutating func take(_ record: XMLRecord, into sink: inout some SurveySink) throws {
        let given = respondent.flatMap { value($0, record) }
        if given == nil, let respondent {
            return diagnostics.add(.noRespondent(record: record.number, column: respondent, in: file))
        }
        let id = given ?? String(record.number)
        if let first = register.insert(id, row: record.number) {
            return diagnostics.add(.repeatedRespondent(id, record: record.number, first: first, in: file))
        }
        batch.beginRespondent(
            name: id, caseName: caseName(record, respondent: id), row: record.number)
        for value in record.values {
            guard let question = questionOfNode[value.node] else { continue }
            let misfit = typing.add(
                record.bytes[value.range], to: question, instance: value.instance, row: record.number, in: &batch)
            if let misfit {
                diagnostics.add(.misfit(survey.questions[question].name, misfit, record: record.number, in: file))
            }
        }
        if batch.respondents.count >= 512 || batch.bytes.count >= 1 << 20 {
            try sink.append(batch)
            batch = AnswerBatch()
        }
    }

    mutating func finish(into sink: inout some SurveySink) throws {
        if !batch.respondents.isEmpty { try sink.append(batch) }
        survey.questions = typing.questions
        try sink.finish(survey, diagnostics: diagnostics.all)
    }

    private mutating func caseName(_ record: XMLRecord, respondent: String) -> String {
        let (name, isWhole) = cases.name(of: respondent) { value($0, record) }
        if !isWhole { diagnostics.add(.noCase(name, at: file.place(), record: record.number)) }
        return name
    }

    private func value(_ name: String, _ record: XMLRecord) -> String? {
        guard let node = nodeOfName[name], let value = record.values.first(where: { $0.node == node }) else { return nil }
        let text = String(decoding: record.bytes[value.range], as: UTF8.self).normalizedName
        return text.isEmpty ? nil : text
    }
}
