import FileFormats
import StudyModel

/// One reading of a sheet: the first rows are kept until the columns are settled, then rows go straight into batches.
struct SheetSurveyReading {
    static let sampleRows = 1000
    static let sampleBytes = 4 << 20

    private let file: InputFile
    private let options: ImportOptions
    private let format: String
    private let opened: OpenedSheets
    private var choice: SheetChoice
    private var sample: [SheetRow] = []
    private var sampledBytes = 0
    private var answers: SheetAnswers?

    init(file: InputFile, options: ImportOptions, format: String, _ opened: OpenedSheets) {
        self.file = file
        self.options = options
        self.format = format
        self.opened = opened
        choice = SheetChoice(options.map?.sheet ?? options.sheet)
    }

    mutating func take(_ row: SheetRow, into sink: inout some SurveySink) throws {
        guard choice.takes(row) else { return }
        if answers == nil {
            sample.append(row)
            sampledBytes += row.bytes.count + row.cells.count * MemoryLayout<SheetCell>.stride
            guard sample.count >= Self.sampleRows || sampledBytes >= Self.sampleBytes else { return }
            return try begin(&sink)
        }
        try add(row, into: &sink)
    }

    mutating func finish(_ sheets: [SheetSummary], into sink: inout some SurveySink) throws {
        let chosen = try choice.check(sheets, in: file)
        if answers == nil { try begin(&sink) }
        guard var answers else { return }
        let batch = answers.takeBatch()
        if !batch.respondents.isEmpty { try sink.append(batch) }
        let more = notes(sheets, chosen, header: answers.layout.map.header, keptComments: answers.keptComments)
        for note in opened.notes + answers.closingNotes + more { answers.problems.add(note) }
        try sink.finish(survey(answers.layout, answers.questions), diagnostics: answers.problems.all)
        self.answers = nil
    }

    /// The map that the first rows suggest.
    func map(_ sheets: [SheetSummary]) throws -> SurveyMap {
        if !sheets.isEmpty { _ = try choice.check(sheets, in: file) }
        return try layout().map
    }

    private mutating func begin(_ sink: inout some SurveySink) throws {
        let layout = try layout()
        answers = SheetAnswers(layout: layout, file: file)
        try sink.begin(survey(layout, layout.questions))
        for index in sample.indices {
            // Each row is given up as soon as it is taken in.
            let row = sample[index]
            sample[index] = SheetRow()
            try add(row, into: &sink)
        }
        sample = []
    }

    private mutating func add(_ row: SheetRow, into sink: inout some SurveySink) throws {
        guard let header = answers?.layout.map.header, row.number + row.repeats > header + 1 else { return }
        guard row.cells.contains(where: \.isAnswer) else { return }
        for copy in max(0, header + 1 - row.number)..<row.repeats {
            // Further copies of a row that was left out would be left out for the same reason.
            guard answers?.add(row, copy: copy) ?? false else { return }
            if answers?.isBatchFull ?? false, let batch = answers?.takeBatch() { try sink.append(batch) }
        }
    }

    private func layout() throws -> SheetLayout {
        try SheetLayout(
            sample: sample, given: options.map, header: options.header, decimal: opened.file.decimalSignOfTexts, file: file,
            limits: options.limits)
    }

    private func survey(_ layout: SheetLayout, _ questions: [Question]) -> Survey {
        Survey(name: layout.survey, format: format, questions: questions)
    }

    private func notes(_ sheets: [SheetSummary], _ chosen: SheetSummary?, header: Int, keptComments: Int) -> [Diagnostic] {
        var result: [Diagnostic] = []
        let name = chosen.flatMap { $0.name.isEmpty ? nil : $0.name }
        let place = Diagnostic.Place(file: file.name, sheet: name)
        if let chosen {
            if chosen.rows <= header {
                result.append(.warning(at: place, .noAnswers, remedy: "check that it is the right sheet"))
            }
            if chosen.shortRows + chosen.longRows > 0 {
                result.append(
                    .warning(
                        at: place, .ragged(short: chosen.shortRows, long: chosen.longRows),
                        remedy: "check that no separator or quotation mark is missing in them"))
            }
            if chosen.formulasWithoutResult > 0 {
                result.append(
                    .warning(
                        at: Diagnostic.Place(file: file.name, sheet: name, cell: chosen.firstFormulaWithoutResult),
                        .formulas(chosen.formulasWithoutResult),
                        remedy: "open the file in Excel or LibreOffice and save it, so that the results are stored"))
            }
            if chosen.isHidden { result.append(.note(at: place, .hiddenSheet)) }
            if chosen.hiddenRows > 0 { result.append(.note(at: place, .hiddenRows(chosen.hiddenRows))) }
            if chosen.hiddenColumns > 0 { result.append(.note(at: place, .hiddenColumns(chosen.hiddenColumns))) }
            if keptComments > 0 { result.append(.note(at: place, .keptComments(keptComments))) }
            if chosen.comments > keptComments {
                result.append(
                    .note(
                        at: place, .comments(chosen.comments - keptComments),
                        remedy: "copy what matters into a column of its own"))
            }
            if chosen.links > 0 { result.append(.note(at: place, .links(chosen.links))) }
            if chosen.coveredCells > 0 {
                result.append(
                    .note(at: place, .covered(chosen.coveredCells), remedy: "split the merged cells to keep what is below"))
            }
        }
        result += choice.leftOut(sheets, in: file, remedy: "name it in the map or as --sheet to read it")
        return result
    }
}

extension Diagnostic.Message {
    fileprivate static func ragged(short: Int, long: Int) -> Self {
        switch (short, long) {
        case (0, 1): "1 row with more fields than the header was taken as it is"
        case (1, 0): "1 row with fewer fields than the header was taken as it is"
        case (0, _): "\(long) rows with more fields than the header were taken as they are"
        case (_, 0): "\(short) rows with fewer fields than the header were taken as they are"
        default: "\(short + long) rows with fewer or more fields than the header were taken as they are"
        }
    }
    fileprivate static var noAnswers: Self { "the sheet holds no answers" }
    fileprivate static func formulas(_ count: Int) -> Self {
        count == 1
            ? "1 formula without a stored result was taken as no answer"
            : "\(count) formulas without a stored result, the first of them here, were taken as no answers"
    }
    fileprivate static var hiddenSheet: Self { "the sheet is hidden; it was read all the same" }
    fileprivate static func hiddenRows(_ count: Int) -> Self {
        count == 1 ? "1 hidden row was read like the others" : "\(count) hidden rows were read like the others"
    }
    fileprivate static func hiddenColumns(_ count: Int) -> Self {
        count == 1 ? "1 hidden column was read like the others" : "\(count) hidden columns were read like the others"
    }
    fileprivate static func keptComments(_ count: Int) -> Self {
        count == 1 ? "1 comment was kept as a memo on its answer" : "\(count) comments were kept as memos on their answers"
    }
    fileprivate static func links(_ count: Int) -> Self {
        count == 1
            ? "the text of 1 link was kept, its target was not"
            : "the texts of \(count) links were kept, their targets were not"
    }
    fileprivate static func comments(_ count: Int) -> Self {
        count == 1 ? "1 comment was left out" : "\(count) comments were left out"
    }
    fileprivate static func covered(_ count: Int) -> Self {
        count == 1 ? "1 cell below a merged one was left out" : "\(count) cells below merged ones were left out"
    }
}
