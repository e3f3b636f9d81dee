package import FileFormats
package import StudyModel

/// CDISC ODM 1.2 and 1.3, and REDCap's project XML: metadata and data in one file or in several.
///
/// Source: CDISC Operational Data Model 1.3.2. Lost: audit records, signatures, annotations, units, range checks, conditions,
/// the names of events and forms, texts that are only read, and the content of files.
package struct ODMFormat: SurveyFormat {
    package init() {}

    package var name: String { "odm" }

    package func recognizes(_ file: InputFile, head: [UInt8]) -> Bool {
        XMLOpening.root(of: head) == "ODM"
    }

    /// Metadata take the data of the same study that have none of their own.
    package func join(_ files: [InputFile], others: [InputFile], limits: InputLimits) throws -> [InputFile] {
        guard files.count > 1 else { return files }
        let parts = files.map { Part(of: $0, limits: limits) }
        let definitions = files.indices.filter { parts[$0].isDefinition }
        let data = files.indices.filter { parts[$0].isData }
        var joined = files
        for index in data {
            let study = parts[index].dataStudyOID
            let same = definitions.first { parts[$0].studyOID == study }
            guard let owner = same ?? (definitions.count == 1 && data.count == 1 ? definitions[0] : nil) else { continue }
            joined[owner].companions.append(files[index])
        }
        return joined
    }

    package func read(_ file: InputFile, options: ImportOptions, into sink: inout some SurveySink) throws {
        try pour(try ODMPlan(file, limits: options.limits), of: file, options, into: &sink)
    }

    package func guessedMap(_ file: InputFile, options: ImportOptions) throws -> SurveyMap {
        SurveyMap(of: survey(try ODMPlan(file, limits: options.limits), of: file), respondent: nil)
    }

    package func inspect(
        _ file: InputFile, options: ImportOptions, rows: Bool, line: (borrowing JSONWriter) throws -> Void
    ) throws {
        let plan = try ODMPlan(file, limits: options.limits)
        try SurveyInspection.write(rows: rows, line: line) { sink in
            try pour(plan, of: file, options, into: &sink)
            try sink.summarize(format: name, labels: plan.definition.labelCount)
        }
    }

    private func survey(_ plan: ODMPlan, of file: InputFile) -> Survey {
        Survey(
            name: plan.definition.studyName.nonEmpty ?? file.stem, format: name,
            languages: plan.definition.languages.sorted(), questions: plan.questions)
    }

    private func pour(
        _ plan: ODMPlan, of file: InputFile, _ options: ImportOptions, into sink: inout some SurveySink
    ) throws {
        var notes: [Diagnostic] = []
        if !plan.hasData { notes.append(.noData(for: file, such: "\(file.stem)-data.xml")) }
        if plan.undefinedItems > 0 {
            notes.append(.note(at: file.place(), .undefined(plan.undefinedItems), remedy: Self.nameMetadata))
        }
        if plan.fileAnswers > 0 { notes.append(.note(at: file.place(), .filesLeftOut(plan.fileAnswers))) }
        var intake = try ODMIntake(plan, survey: survey(plan, of: file), of: file, map: options.map)
        try sink.begin(intake.records.survey)
        try intake.readAll(into: &sink)
        try intake.finish(notes: notes, into: &sink)
    }
}

/// What a file holds, as far as joining needs it.
private struct Part {
    var isDefinition = false
    var isData = false
    var studyOID: String?
    var dataStudyOID: String?

    private struct Enough: Error {}

    /// A file that cannot be read is told so when it is its turn.
    init(of file: InputFile, limits: InputLimits) {
        let reader = ODMReader(limits: limits, items: ODMItemTable()) { _ in throw Enough() }
        do { try reader.read(FileByteSource(path: file.path, limits: limits)) } catch {}
        let hasItems = !reader.definition.items.isEmpty
        isDefinition = hasItems && !reader.hasData
        isData = reader.hasData && !hasItems
        studyOID = reader.definition.studyOID
        dataStudyOID = reader.dataStudyOID
    }
}

extension ODMFormat {
    fileprivate static let nameMetadata = "name the file with the metadata too, or say in a map what they are"
}

extension Diagnostic.Message {
    fileprivate static func undefined(_ count: Int) -> Self {
        count == 1
            ? "one item has no definition; what it is was guessed"
            : "\(count) items have no definition; what they are was guessed"
    }
    fileprivate static func filesLeftOut(_ count: Int) -> Self {
        count == 1
            ? "one answer is a file, of which only the name is kept"
            : "\(count) answers are files, of which only the names are kept"
    }
}
