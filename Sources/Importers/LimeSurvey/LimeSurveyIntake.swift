import FileFormats
import StudyModel

/// Joins rows of responses to the places of the questionnaire and hands them on in batches.
struct LimeSurveyIntake {
    /// What a column of the responses is for.
    private enum Use {
        case nothing
        case question(Int)
        case submitDate
    }

    private let file: InputFile
    private let map: SurveyMap?
    private let cases: CaseRule
    private var survey: Survey
    private var typing = AnswerTyping([])
    private var hasBegun = false
    /// The questions' names, and their numbers where the map does not skip them, by the column's element.
    private var columns: [String: (name: String, index: Int?)] = [:]
    private var uses: [Use] = []
    /// Which column of the responses holds what the respondent or the case is named after.
    private var named: [String: Int] = [:]
    /// The questions' names in their order, and those of the fixed columns.
    private var names: [String] = []
    private var register = RespondentIndex()
    private var batch = AnswerBatch()
    private var diagnostics: DiagnosticList
    private var leftEmpty = 0
    private var undeclared: Set<String> = []

    /// Columns that describe a response and answer nothing.
    private static let fixed: Set<String> = [
        "id", "token", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp", "ipaddr", "refurl",
    ]

    init(file: InputFile, structure: LimeSurveyStructure?, map: SurveyMap?) {
        self.file = file
        self.map = map
        diagnostics = DiagnosticList(file: file.name)
        let title = structure?.title.preferring([structure?.baseLanguage ?? ""])
        survey = Survey(
            name: map?.survey ?? title ?? file.stem, format: "limesurvey", languages: structure?.languages.sorted() ?? [])
        cases = CaseRule(map, survey: survey.name)
        for place in structure?.places ?? [] { add(place.question, column: place.column) }
    }

    /// Takes in one row of the table `responses`.
    mutating func take(_ row: LimeSurveyRow, of table: LimeSurveyTable, into sink: inout some SurveySink) throws {
        if !hasBegun { try begin(table, &sink) }
        while uses.count < table.columns.count { learn(table.columns[uses.count]) }
        let given = value(map?.respondent ?? "id", row)
        if given == nil, let column = map?.respondent {
            return diagnostics.add(.noRespondent(record: row.number, column: column, in: file))
        }
        let id = given ?? String(row.number)
        if let first = register.insert(id, row: row.number) {
            return diagnostics.add(.repeatedRespondent(id, record: row.number, first: first, in: file))
        }
        var isComplete = false
        for cell in row.cells where !cell.range.isEmpty {
            if case .submitDate = uses[cell.column] { isComplete = true }
        }
        batch.beginRespondent(
            name: id, caseName: caseName(row, respondent: id), row: row.number,
            isComplete: isComplete)
        for cell in row.cells {
            guard case .question(let index) = uses[cell.column] else { continue }
            if cell.range.isEmpty {
                leftEmpty += 1
            } else {
                let misfit = typing.add(row.bytes[cell.range], to: index, row: row.number, in: &batch)
                if let misfit {
                    diagnostics.add(.misfit(survey.questions[index].name, misfit, record: row.number, in: file))
                }
            }
        }
        if batch.respondents.count >= 512 || batch.bytes.count >= 1 << 20 {
            try sink.append(batch)
            batch = AnswerBatch()
        }
    }

    /// Hands on what is left; `table` is that of the responses, if the file has one.
    mutating func finish(_ table: LimeSurveyTable?, notes: [Diagnostic], into sink: inout some SurveySink) throws {
        if !hasBegun { try begin(table, &sink) }
        if !batch.respondents.isEmpty { try sink.append(batch) }
        survey.questions = typing.questions
        var all = notes
        for (index, old) in typing.widened.sorted(by: { $0.key < $1.key }) {
            all.append(.widened(survey.questions[index], from: old.kind, record: old.row, in: file))
        }
        all += diagnostics.all
        for column in undeclared.sorted() { all.append(.warning(at: file.place(), .undeclared(column))) }
        if leftEmpty > 0 { all.append(.note(at: file.place(), .leftEmpty(leftEmpty))) }
        try sink.finish(survey, diagnostics: all)
    }

    private mutating func add(_ question: Question, column: String) {
        names.append(question.name)
        let element = "_" + column.replacing("#", with: "-")
        guard let mapped = map.map({ $0.applied(to: question) }) ?? question else {
            columns[element] = (question.name, nil)
            return
        }
        columns[element] = (question.name, survey.questions.count)
        survey.questions.append(mapped)
    }

    /// Columns that the questionnaire does not know become questions named after them.
    private mutating func begin(_ table: LimeSurveyTable?, _ sink: inout some SurveySink) throws {
        hasBegun = true
        for field in table?.fields ?? [] where !Self.fixed.contains(field) && !field.hasSuffix("_filecount") {
            let element = "_" + field.replacing("#", with: "-")
            if columns[element] == nil { add(Question(name: field, kind: .text), column: field) }
        }
        try map?.check(columns: names + Self.fixed.sorted(), in: file)
        let mapped = Set(map?.columns.map(\.name) ?? [])
        typing = AnswerTyping(
            survey.questions, declared: Set(survey.questions.indices.filter { mapped.contains(survey.questions[$0].name) }))
        try sink.begin(survey)
    }

    /// Finds out what the next column of the rows is for.
    private mutating func learn(_ element: String) {
        var name = element
        var use = Use.nothing
        if element == "submitdate" {
            use = .submitDate
        } else if let known = columns[element] ?? columns["_" + element] {
            name = known.name
            use = known.index.map { .question($0) } ?? .nothing
        } else if !Self.fixed.contains(element), !element.hasSuffix("_filecount") {
            undeclared.insert(element)
        }
        named[name] = uses.count
        uses.append(use)
    }

    private mutating func caseName(_ row: LimeSurveyRow, respondent: String) -> String {
        let (name, isWhole) = cases.name(of: respondent) { value($0, row) }
        if !isWhole { diagnostics.add(.noCase(name, at: file.place(), record: row.number)) }
        return name
    }

    /// What stands in a column, without white space at its ends; nil where there is nothing.
    private func value(_ name: String, _ row: LimeSurveyRow) -> String? {
        guard let column = named[name] else { return nil }
        for cell in row.cells where cell.column == column {
            let text = row.text(cell).normalizedName
            return text.isEmpty ? nil : text
        }
        return nil
    }
}

extension Diagnostic.Message {
    fileprivate static func undeclared(_ column: String) -> Self {
        "column '\(column)' is not among the columns that the file lists, and was left out"
    }
    fileprivate static func leftEmpty(_ count: Int) -> Self {
        "places that were shown and left empty: \(count); they are stored like places that were not shown"
    }
}
