package import FileFormats
package import StudyModel

/// Triple-S: a definition (`.sss`, `.xml`) with its data beside it, in columns of a fixed width (`.asc`, `.dat`) or as CSV.
///
/// Source: The Triple-S XML Standard, versions 1.1, 1.2, 2.0 and 3.0. Lost: scores, sizes, ranges, further records, texts for
/// analysis where there is one for the interview; the structure of a hierarchy, of which one survey at a time is read.
package struct TripleSFormat: SurveyFormat {
    package init() {}

    package var name: String { "triple-s" }

    package func recognizes(_ file: InputFile, head: [UInt8]) -> Bool {
        if file.pathExtension == "sss" { return true }
        return XMLOpening.root(of: head) == "sss"
    }

    package func join(_ files: [InputFile], others: [InputFile], limits: InputLimits) throws -> [InputFile] {
        DataFileClaims.join(files, others: others) { file in
            let start = try? TripleSDefinitionReader.readStart(
                FileByteSource(path: file.path, limits: limits), limits: limits)
            guard let href = start?.href else { return [] }
            return href.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map { [String($0)] } ?? []
        }
    }

    package func read(_ file: InputFile, options: ImportOptions, into sink: inout some SurveySink) throws {
        try pour(try definition(of: file, options), of: file, options, into: &sink)
    }

    package func guessedMap(_ file: InputFile, options: ImportOptions) throws -> SurveyMap {
        try SurveyInspection.guessedMap(by: self, file, options)
    }

    package func inspect(
        _ file: InputFile, options: ImportOptions, rows: Bool, line: (borrowing JSONWriter) throws -> Void
    ) throws {
        let definition = try definition(of: file, options)
        try SurveyInspection.write(rows: rows, line: line) { sink in
            try pour(definition, of: file, options, into: &sink)
            try sink.summarize(format: name, labels: definition.valueCount)
        }
    }

    private func definition(of file: InputFile, _ options: ImportOptions) throws -> TripleSDefinition {
        try file.naming {
            var definition = try TripleSDefinitionReader.read(
                FileByteSource(path: file.path, limits: options.limits), limits: options.limits)
            let head = try FileByteSource(path: file.path).readHead(256)
            definition.dataEncoding = definition.dataEncoding ?? XMLOpening.declaredEncoding(of: head)
            return definition
        }
    }

    private func pour(
        _ definition: TripleSDefinition, of file: InputFile, _ options: ImportOptions, into sink: inout some SurveySink
    ) throws {
        var survey = definition.survey(named: file.stem)
        var notes: [Diagnostic] = []
        if definition.isHierarchy { notes.append(.warning(at: file.place(), .hierarchy, remedy: Self.importEach)) }
        if definition.furtherRecords > 0 {
            notes.append(.warning(at: file.place(), .furtherRecords(definition.furtherRecords), remedy: Self.oneRecordAFile))
        }
        guard let companion = file.companions.first else {
            survey.tellsShown = false
            notes.append(
                .noData(
                    for: file, such: definition.href ?? "\(file.stem).\(definition.isDelimited ? "csv" : "asc")"))
            var intake = try TripleSIntake(definition, survey: survey, of: file, map: options.map)
            try sink.begin(intake.records.survey)
            return try intake.finish(notes: notes, into: &sink)
        }
        // What XML says of itself when it is UTF-8 says nothing of the file beside it.
        let declared = definition.dataEncoding.flatMap { TextEncoding(name: $0) == .utf8 ? nil : $0 }
        let data = DataFile(companion, declared: declared, options: options)
        let texts = definition.variables.map { TripleSField($0, isDelimited: definition.isDelimited) }
        try survey.guessOpenAnswers { question, record in
            if case .value(let bytes) = texts[question].answer(in: record) { bytes } else { nil }
        } _: {
            try read(data, definition, $0)
        }
        var intake = try TripleSIntake(definition, survey: survey, of: companion, map: options.map)
        try sink.begin(intake.records.survey)
        notes += try read(data, definition) { try intake.take($0, into: &sink) }
        try intake.finish(notes: notes, into: &sink)
    }

    private func read(
        _ data: DataFile, _ definition: TripleSDefinition, _ body: (DataRecord) throws -> Void
    ) throws -> [Diagnostic] {
        guard definition.isDelimited else { return try data.readLines(skipping: definition.skippedLines, body) }
        return try data.readRows(header: definition.skippedLines) { record in
            if case .row(let row) = record, row.number <= definition.skippedLines { return }
            try body(record)
        }
    }
}

extension TripleSFormat {
    fileprivate static let importEach = "import the definition of each level by itself"
    fileprivate static let oneRecordAFile = "give each record a definition of its own"
}

extension Diagnostic.Message {
    fileprivate static var hierarchy: Self {
        "describes surveys that hang together; which answer belongs to which of another level is not kept"
    }
    fileprivate static func furtherRecords(_ count: Int) -> Self {
        count == 1 ? "describes a second record, which is left out" : "describes \(count) further records, which are left out"
    }
}
