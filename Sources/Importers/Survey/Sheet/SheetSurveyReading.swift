import FileFormats
import StudyModel

/// One reading of a sheet: the first rows are kept until the columns are settled, then rows go straight into batches.
struct SheetSurveyReading {
    static let sampleRows = 1000
    static let sampleBytes = 4 << 20

    private let file: InputFile
    private let options: ImportOptions
    private let wanted: String?
    private let format: String
    private let opened: OpenedSheets
    /// The place in the file of the sheet that is read; nil until it came.
    private var sheet: Int?
    private var sample: [SheetRow] = []
    private var sampledBytes = 0
    private var answers: SheetAnswers?

    init(file: InputFile, options: ImportOptions, format: String, _ opened: OpenedSheets) {
        self.file = file
        self.options = options
        self.format = format
        self.opened = opened
        wanted = options.map?.sheet ?? options.sheet
    }

    mutating func take(_ row: SheetRow, into sink: inout some SurveySink) throws {
        if sheet == nil, isWanted(row) { sheet = row.sheet }
        guard row.sheet == sheet else { return }
        if answers == nil {
            sample.append(row)
            sampledBytes += row.bytes.count + row.cells.count * MemoryLayout<SheetCell>.stride
            guard sample.count >= Self.sampleRows || sampledBytes >= Self.sampleBytes else { return }
            return try begin(&sink)
        }
        try add(row, into: &sink)
    }

    /// The sheet of that name, or of that number from 1; without either the first that can be seen.
    private func isWanted(_ row: SheetRow) -> Bool {
        guard let wanted, !row.sheetName.isEmpty else { return !row.isSheetHidden }
        return wanted == row.sheetName || wanted == String(row.sheet + 1)
    }

    mutating func finish(_ sheets: [SheetSummary], into sink: inout some SurveySink) throws {
        let chosen = try check(sheets)
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
        if !sheets.isEmpty { _ = try check(sheets) }
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

    /// The sheet that was read, nil where the whole file is empty.
    private func check(_ sheets: [SheetSummary]) throws -> SheetSummary? {
        let place = Diagnostic.Place(file: file.name)
        if let sheet {
            guard sheets.indices.contains(sheet) else { return nil }
            // Sheets come one after the other, so that a number is taken for one before all names are known.
            if let wanted, sheets.contains(where: { $0.name == wanted }), !sheets[sheet].name.isEmpty,
                sheets[sheet].name != wanted
            {
                throw Refusal(at: place, .twoMeanings(wanted), remedy: "name the sheet by its number, or give it another name")
            }
            return sheets[sheet]
        }
        if let wanted {
            let names = sheets.map(\.name)
            let number = Int(wanted).map { $0 - 1 } ?? -1
            guard
                let found = sheets.first(where: { $0.name == wanted })
                    ?? (sheets.indices.contains(number) ? sheets[number] : nil)
            else {
                throw Refusal(at: place, .noSheet(wanted), remedy: wanted.suggestion(among: names, "its sheets are"))
            }
            return found
        }
        if sheets.contains(where: { $0.cells > 0 }) {
            throw Refusal(at: place, .allHidden, remedy: "name the sheet that is meant, in the map or as --sheet")
        }
        return sheets.first
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
    fileprivate static func twoMeanings(_ name: String) -> Self {
        "'\(name)' is the name of one sheet and the number of another"
    }
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
    fileprivate static func leftOut(rows: Int) -> Self {
        rows == 1 ? "the sheet has 1 row and was left out" : "the sheet has \(rows) rows and was left out"
    }
}
