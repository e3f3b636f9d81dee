import FileFormats
import StudyModel

/// Joins rows of responses to the places of the questionnaire.
struct LimeSurveyIntake {
    /// What a column of the responses is for.
    private enum Use {
        case nothing
        case question(Int)
        case submitDate
    }

    private let file: InputFile
    private let map: SurveyMap?
    private var survey: Survey
    /// Nil until the columns of the responses are known.
    private var records: RecordIntake?
    /// The questions' numbers by the column's element.
    private var questionOfElement: [String: Int] = [:]
    private var uses: [Use] = []
    /// Which column of the responses holds what the respondent or the case is named after.
    private var named: [String: Int] = [:]
    private var undeclared: Set<String> = []

    /// Columns that describe a response and answer nothing.
    private static let fixed: Set<String> = [
        "id", "token", "submitdate", "lastpage", "startlanguage", "seed", "startdate", "datestamp", "ipaddr", "refurl",
    ]

    init(file: InputFile, structure: LimeSurveyStructure?, map: SurveyMap?) {
        self.file = file
        self.map = map
        let title = structure?.title.preferring([structure?.baseLanguage ?? ""])
        survey = Survey(
            name: title ?? file.stem, format: "limesurvey", languages: structure?.languages.sorted() ?? [],
            tellsShown: structure != nil)
        for place in structure?.places ?? [] { add(place.question, column: place.column) }
    }

    /// Takes in one row of the table `responses`. A cell that is missing was not shown, an empty one was left so.
    mutating func take(_ row: LimeSurveyRow, of table: LimeSurveyTable, into sink: inout some SurveySink) throws {
        try begin(table, &sink)
        while uses.count < table.columns.count { learn(table.columns[uses.count]) }
        let isComplete = row.cells.contains { cell in
            if case .submitDate = uses[cell.column] { !cell.range.isEmpty } else { false }
        }
        let (id, named) = (Self.value("id", row, named), named)
        let hasBegun = records?.begin(id, record: row.number, isComplete: isComplete) { Self.value($0, row, named) }
        guard hasBegun ?? false else { return }
        for cell in row.cells {
            guard case .question(let index) = uses[cell.column] else { continue }
            if cell.range.isEmpty {
                records?.noAnswer(index)
            } else {
                records?.answer(index, row.bytes[cell.range])
            }
        }
        try records?.end(into: &sink)
    }

    /// Hands on what is left; `table` is that of the responses, if the file has one.
    mutating func finish(_ table: LimeSurveyTable?, notes: [Diagnostic], into sink: inout some SurveySink) throws {
        try begin(table, &sink)
        for column in undeclared.sorted() { records?.diagnostics.add(.warning(at: file.place(), .undeclared(column))) }
        try records?.finish(notes: notes, into: &sink)
    }

    private mutating func add(_ question: Question, column: String) {
        questionOfElement["_" + column.replacing("#", with: "-")] = survey.questions.count
        survey.questions.append(question)
    }

    /// Columns that the questionnaire does not know become questions named after them.
    private mutating func begin(_ table: LimeSurveyTable?, _ sink: inout some SurveySink) throws {
        guard records == nil else { return }
        for field in table?.fields ?? [] where !Self.fixed.contains(field) && !field.hasSuffix("_filecount") {
            let element = "_" + field.replacing("#", with: "-")
            if questionOfElement[element] == nil { add(Question(name: field, kind: .text), column: field) }
        }
        let intake = try RecordIntake(survey, of: file, map: map, columns: Self.fixed.sorted())
        try sink.begin(intake.survey)
        records = intake
    }

    /// Finds out what the next column of the rows is for.
    private mutating func learn(_ element: String) {
        var name = element
        var use = Use.nothing
        if element == "submitdate" {
            use = .submitDate
        } else if let known = questionOfElement[element] ?? questionOfElement["_" + element] {
            name = survey.questions[known].name
            use = records?.isKept(known) ?? false ? .question(known) : .nothing
        } else if !Self.fixed.contains(element), !element.hasSuffix("_filecount") {
            undeclared.insert(element)
        }
        named[name] = uses.count
        uses.append(use)
    }

    /// What stands in a column, without white space at its ends; nil where there is nothing.
    private static func value(_ name: String, _ row: LimeSurveyRow, _ named: [String: Int]) -> String? {
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
}
