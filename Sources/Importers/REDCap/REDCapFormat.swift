package import FileFormats
package import StudyModel

/// REDCap's data as CSV, raw or labelled, with the project's data dictionary beside it.
///
/// Source: REDCap's exports and the help on its data dictionary. Lost: what `REDCapDictionary` loses, the dates of surveys' identifiers.
package struct REDCapFormat: SurveyFormat {
    package init() {}

    package var name: String { "redcap" }

    package func recognizes(_ file: InputFile, head: [UInt8]) -> Bool {
        REDCapDictionary.head(head) || Self.isData(head)
    }

    /// True for the start of data: the columns that REDCap adds, or the names that it gives to boxes and to the status of forms.
    private static func isData(_ head: [UInt8]) -> Bool {
        TableHead(head).contains { fields in
            if fields.contains(where: { $0.hasPrefix("redcap_") && REDCapPlan.isOwn($0) }) { return true }
            let hasStatus = fields.contains { $0.hasSuffix("_complete") }
            let hasBoxes = fields.contains { $0.contains("___") }
            if hasStatus && hasBoxes || fields[0] == "record_id" && (hasStatus || hasBoxes) { return true }
            return fields.contains("Complete?")
                && fields.contains { $0.contains("(choice=") || $0 == "Event Name" || $0 == "Repeat Instrument" }
        }
    }

    /// A dictionary takes the data that have its fields.
    package func join(_ files: [InputFile], others: [InputFile], limits: InputLimits) throws -> [InputFile] {
        var options = ImportOptions()
        options.limits = limits
        var joined = files
        let tables = others.filter { ["csv", "tsv", "tab"].contains($0.pathExtension) }
        var dictionaries: [Int: REDCapDictionary] = [:]
        for (index, file) in files.enumerated() where Self.isDictionary(file) {
            dictionaries[index] = try? REDCapDictionary(file, options: options)
        }
        guard !dictionaries.isEmpty else { return files }
        for (index, file) in (files + tables).enumerated() where index >= files.count || dictionaries[index] == nil {
            guard let table = try? SampledTable(file, options: options, isSampled: false) else { continue }
            let owner = dictionaries.keys.sorted().first { index in
                joined[index].companions.isEmpty && (dictionaries[index].map { fits(table, $0) } ?? false)
            }
            if let owner { joined[owner].companions = [file] }
        }
        return joined
    }

    private static func isDictionary(_ file: InputFile) -> Bool {
        (try? FileByteSource(path: file.path)).map { REDCapDictionary.head($0.head(4096)) } ?? false
    }

    /// True where at least half of the columns are fields.
    private func fits(_ table: SampledTable, _ dictionary: REDCapDictionary) -> Bool {
        let columns = table.headings.filter { !REDCapPlan.isOwn($0) }
        let plan = REDCapPlan(dictionary, table, file: table.file, map: nil)
        let known = plan.uses.count {
            if case .question(let index) = $0 { index < plan.describedCount } else { false }
        }
        return columns.count > 1 && known * 2 >= columns.count - 1
    }

    package func read(_ file: InputFile, options: ImportOptions, into sink: inout some SurveySink) throws {
        try pour(try Parts(file, options), of: file, options, into: &sink)
    }

    package func guessedMap(_ file: InputFile, options: ImportOptions) throws -> SurveyMap {
        try SurveyInspection.guessedMap(by: self, file, options)
    }

    package func inspect(
        _ file: InputFile, options: ImportOptions, rows: Bool, line: (borrowing JSONWriter) throws -> Void
    ) throws {
        let parts = try Parts(file, options)
        try SurveyInspection.write(rows: rows, line: line) { sink in
            try pour(parts, of: file, options, into: &sink)
            try sink.summarize(format: name, labels: parts.plan.labelCount)
        }
    }

    /// The dictionary, the data, or both.
    private struct Parts {
        let table: SampledTable?
        let plan: REDCapPlan
        let answers: InputFile

        init(_ file: InputFile, _ options: ImportOptions) throws {
            let isDictionary = REDCapFormat.isDictionary(file)
            let dictionary = isDictionary ? try REDCapDictionary(file, options: options) : nil
            let data = isDictionary ? file.companions.first : file
            table = try data.map { try SampledTable($0, options: options) }
            answers = data ?? file
            plan = REDCapPlan(dictionary, table, file: answers, map: options.map)
        }
    }

    private func pour(
        _ parts: Parts, of file: InputFile, _ options: ImportOptions, into sink: inout some SurveySink
    ) throws {
        let survey = Survey(name: parts.answers.projectName, format: name, questions: parts.plan.questions)
        let notes = parts.table == nil ? [Diagnostic.noData(for: file, such: "\(file.projectName)_DATA.csv")] : []
        var intake = try REDCapIntake(parts.table, plan: parts.plan, survey: survey, of: parts.answers, map: options.map)
        try intake.pour(notes: notes, into: &sink)
    }
}

extension InputFile {
    /// REDCap names a file after the project, what is in it, and the time: `Dorfcafe_DATA_2025-03-01_1200.csv`.
    fileprivate var projectName: String {
        for mark in ["_DATA_", "_DATA", "_DataDictionary"] {
            if let range = stem.firstRange(of: mark), range.lowerBound > stem.startIndex {
                return String(stem[..<range.lowerBound])
            }
        }
        return stem
    }
}
