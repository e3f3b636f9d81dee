package import FileFormats
package import StudyModel

/// A DDI codebook with its data beside it, in columns of a fixed width or as separated values with a header.
///
/// Source: DDI Codebook 1.2 to 2.5. Lost: what is said of the study, statistics, universes, concepts, instructions, and words
/// before and behind a question. DDI-Lifecycle (3) is refused.
package struct DDIFormat: SurveyFormat {
    package init() {}

    package var name: String { "ddi" }

    package func recognizes(_ file: InputFile, head: [UInt8]) -> Bool {
        guard let root = XMLOpening.root(of: head) else { return false }
        if ["codeBook", "DDIInstance", "FragmentInstance"].contains(root) { return true }
        // Inside of a record that was harvested.
        let text = String(decoding: head, as: UTF8.self)
        return text.contains("<codeBook") || text.contains(":codeBook")
    }

    package func join(_ files: [InputFile], others: [InputFile], limits: InputLimits) throws -> [InputFile] {
        DataFileClaims.join(files, others: others) { file in
            let described = try? DDICodebookReader.readFiles(FileByteSource(path: file.path, limits: limits), limits: limits)
            return (described ?? []).map(\.name).filter { !$0.isEmpty }
        }
    }

    package func read(_ file: InputFile, options: ImportOptions, into sink: inout some SurveySink) throws {
        try pour(try codebook(of: file, options), of: file, options, into: &sink)
    }

    package func guessedMap(_ file: InputFile, options: ImportOptions) throws -> SurveyMap {
        try SurveyInspection.guessedMap(by: self, file, options)
    }

    package func inspect(
        _ file: InputFile, options: ImportOptions, rows: Bool, line: (borrowing JSONWriter) throws -> Void
    ) throws {
        let codebook = try codebook(of: file, options)
        try SurveyInspection.write(rows: rows, line: line) { sink in
            try pour(codebook, of: file, options, into: &sink)
            try sink.summarize(format: name, labels: codebook.labelCount)
        }
    }

    private func codebook(of file: InputFile, _ options: ImportOptions) throws -> DDICodebook {
        try file.naming {
            try DDICodebookReader.read(FileByteSource(path: file.path, limits: options.limits), limits: options.limits)
        }
    }

    private func pour(
        _ codebook: DDICodebook, of file: InputFile, _ options: ImportOptions, into sink: inout some SurveySink
    ) throws {
        var survey = codebook.survey(named: file.stem)
        var notes: [Diagnostic] = []
        if codebook.uncodedVariables > 0 {
            notes.append(.note(at: file.place(), .noCodes(codebook.uncodedVariables), remedy: Self.giveCodes))
        }
        guard let companion = file.companions.first else {
            notes.append(.noData(for: file, such: codebook.files.first?.name.nonEmpty ?? "\(file.stem).dat"))
            var records = try RecordIntake(survey, of: file, map: options.map)
            try sink.begin(records.survey)
            return try records.finish(notes: notes, into: &sink)
        }
        let described =
            codebook.files.first { [companion.name, companion.unpackedName].contains($0.name) } ?? codebook.files.first
        guard described?.isHierarchical != true else {
            throw Refusal(at: companion.place(), .hierarchical, remedy: Self.askForRectangle)
        }
        let declared = described?.charset.flatMap { TextEncoding(name: $0) }.flatMap { $0 == .utf8 ? nil : $0.rawValue }
        let data = DataFile(companion, declared: declared, options: options)
        let isDelimited =
            ["csv", "tsv", "tab"].contains(companion.dataExtension) || !codebook.variables.contains { $0.columns != nil }
        let columns: [ClosedRange<Int>?]
        if isDelimited {
            columns = try fields(of: codebook, in: data)
        } else {
            let isOneOfSeveral = codebook.files.count > 1
            columns = codebook.variables.map { variable in
                let isElsewhere = isOneOfSeveral && !variable.files.isEmpty && !variable.files.contains(described?.id ?? "")
                return isElsewhere ? nil : variable.columns
            }
        }
        let trial = try DDIIntake(
            codebook, survey: survey, columns: columns, isDelimited: isDelimited, of: companion, map: nil)
        try survey.guessOpenAnswers(trial.text(of:in:)) { try self.records(data, isDelimited, $0) }
        var intake = try DDIIntake(
            codebook, survey: survey, columns: columns, isDelimited: isDelimited, of: companion, map: options.map)
        try sink.begin(intake.records.survey)
        notes += try self.records(data, isDelimited) { try intake.take($0, into: &sink) }
        try intake.finish(notes: notes, into: &sink)
    }

    private func records(
        _ data: DataFile, _ isDelimited: Bool, _ body: (DataRecord) throws -> Void
    ) throws -> [Diagnostic] {
        guard isDelimited else { return try data.readLines(body) }
        var isHeader = true
        return try data.readRows(header: 1) { record in
            if !isHeader { try body(record) }
            isHeader = false
        }
    }

    /// Where the header has each variable.
    private func fields(of codebook: DDICodebook, in data: DataFile) throws -> [ClosedRange<Int>?] {
        struct Enough: Error {}
        var places: [String: Int] = [:]
        do {
            _ = try data.readRows(header: 1) { record in
                if case .row(let row) = record {
                    for cell in row.cells where places[row.text(cell.text).normalizedName.lowercased()] == nil {
                        places[row.text(cell.text).normalizedName.lowercased()] = cell.column + 1
                    }
                }
                throw Enough()
            }
        } catch is Enough {}
        let columns = codebook.variables.map { variable in places[variable.name.lowercased()].map { $0...$0 } }
        guard columns.contains(where: { $0 != nil }) else {
            throw Refusal(at: data.file.place(), .noHeader, remedy: Self.giveHeader)
        }
        return columns
    }
}

extension DDIFormat {
    fileprivate static let giveCodes = "where the data have codes, say in a map what they stand for"
    fileprivate static let askForRectangle = "ask the archive for a rectangular extract, or for CSV"
    fileprivate static let giveHeader = "write the names of the variables into its first row"
}

extension Diagnostic.Message {
    fileprivate static func noCodes(_ count: Int) -> Self {
        "the categories of \(count) \(count == 1 ? "variable" : "variables") have no codes; they are numbered '#1', '#2' and so on"
    }
    fileprivate static var hierarchical: Self { "is said to hold lines of several kinds, which are not read" }
    fileprivate static var noHeader: Self { "none of the codebook's variables is named in its first row" }
}
