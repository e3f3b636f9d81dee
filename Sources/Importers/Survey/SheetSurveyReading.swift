import FileFormats
import StudyModel

/// One reading of a sheet: the first rows are kept until the columns are settled, then rows go straight into batches.
struct SheetSurveyReading {
    static let sampleRows = 1000
    static let sampleBytes = 4 << 20

    private let file: InputFile
    private let options: ImportOptions
    private let wanted: String?
    /// The place in the file of the sheet that is read; nil until it came.
    private var sheet: Int?
    private var sample: [SheetRow] = []
    private var sampledBytes = 0
    private var answers: SheetAnswers?

    init(file: InputFile, options: ImportOptions) {
        self.file = file
        self.options = options
        wanted = options.map?.sheet ?? options.sheet
    }

    mutating func take(_ row: SheetRow, into sink: inout some SurveySink) throws {
        if sheet == nil, wanted.map({ $0 == row.sheetName }) ?? !row.isSheetHidden { sheet = row.sheet }
        guard row.sheet == sheet else { return }
        if answers == nil {
            sample.append(row)
            sampledBytes += row.bytes.count + row.cells.count * MemoryLayout<SheetCell>.stride
            guard sample.count >= Self.sampleRows || sampledBytes >= Self.sampleBytes else { return }
            return try begin(&sink)
        }
        try add(row, into: &sink)
    }

    mutating func finish(_ sheets: [SheetSummary], hasMimetype: Bool, into sink: inout some SurveySink) throws {
        let chosen = try check(sheets)
        if answers == nil { try begin(&sink) }
        guard var answers else { return }
        let batch = answers.takeBatch()
        if !batch.respondents.isEmpty { try sink.append(batch) }
        for note in notes(sheets, chosen, hasMimetype: hasMimetype) { answers.problems.add(note) }
        try sink.finish(survey(answers.layout, answers.questions), diagnostics: answers.problems.all)
        self.answers = nil
    }

    /// The map that the first rows suggest.
    func map(_ sheets: [SheetSummary]) throws -> SurveyMap {
        if !sheets.isEmpty { _ = try check(sheets) }
        return try SheetLayout(sample: sample, given: options.map, file: file).map
    }

    private mutating func begin(_ sink: inout some SurveySink) throws {
        let layout = try SheetLayout(sample: sample, given: options.map, file: file)
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

    private func survey(_ layout: SheetLayout, _ questions: [Question]) -> Survey {
        Survey(name: layout.survey, format: "ods", questions: questions)
    }

    /// The sheet that was read, nil where the whole file is empty.
    private func check(_ sheets: [SheetSummary]) throws -> SheetSummary? {
        if let sheet { return sheets.indices.contains(sheet) ? sheets[sheet] : nil }
        let place = Diagnostic.Place(file: file.name)
        if let wanted {
            let names = sheets.map(\.name)
            guard let found = sheets.first(where: { $0.name == wanted }) else {
                throw Refusal(at: place, .noSheet(wanted), remedy: wanted.suggestion(among: names, "its sheets are"))
            }
            return found
        }
        if sheets.contains(where: { $0.cells > 0 }) {
            throw Refusal(at: place, .allHidden, remedy: "name the sheet that is meant, in the map or as --sheet")
        }
        return sheets.first
    }

    private func notes(_ sheets: [SheetSummary], _ chosen: SheetSummary?, hasMimetype: Bool) -> [Diagnostic] {
        var result: [Diagnostic] = []
        if !hasMimetype {
            result.append(
                .warning(
                    at: Diagnostic.Place(file: file.name), .noMimetype,
                    remedy:
                        "nothing needs doing if the answers are right; saving the file again in a spreadsheet program adds it"))
        }
        let place = Diagnostic.Place(file: file.name, sheet: chosen?.name)
        if let chosen {
            if chosen.rows == 0 { result.append(.warning(at: place, .noAnswers, remedy: "check that it is the right sheet")) }
            if chosen.isHidden { result.append(.note(at: place, .hiddenSheet)) }
            if chosen.hiddenRows > 0 { result.append(.note(at: place, .hiddenRows(chosen.hiddenRows))) }
            if chosen.comments > 0 {
                result.append(
                    .note(at: place, .comments(chosen.comments), remedy: "copy what matters into a column of its own"))
            }
            if chosen.coveredCells > 0 {
                result.append(
                    .note(at: place, .covered(chosen.coveredCells), remedy: "split the merged cells to keep what is below"))
            }
        }
        for (index, other) in sheets.enumerated() where index != sheet && other.cells > 0 {
            result.append(
                .note(
                    at: Diagnostic.Place(file: file.name, sheet: other.name), .leftOut(rows: other.rows),
                    remedy: "name it in the map or as --sheet to read it"))
        }
        return result
    }
}

extension Diagnostic.Message {
    fileprivate static func noSheet(_ name: String) -> Self { "has no sheet '\(name)'" }
    fileprivate static var allHidden: Self { "every sheet with content is hidden" }
    fileprivate static var noMimetype: Self { "does not say what it is: it has no member 'mimetype'" }
    fileprivate static var noAnswers: Self { "the sheet holds no answers" }
    fileprivate static var hiddenSheet: Self { "the sheet is hidden; it was read all the same" }
    fileprivate static func hiddenRows(_ count: Int) -> Self {
        count == 1 ? "1 hidden row was read like the others" : "\(count) hidden rows were read like the others"
    }
    fileprivate static func comments(_ count: Int) -> Self {
        count == 1 ? "1 comment was left out" : "\(count) comments were left out"
    }
    fileprivate static func covered(_ count: Int) -> Self {
        count == 1 ? "1 cell below a merged one was left out" : "\(count) cells below merged ones were left out"
    }
    fileprivate static func leftOut(rows: Int) -> Self {
        rows == 1 ? "the sheet has 1 row and was left out" : "the sheet has \(rows) rows and was left out"
    }
}
