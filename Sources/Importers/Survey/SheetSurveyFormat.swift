package import FileFormats
package import StudyModel

/// Survey answers in an OpenDocument sheet, zipped (`.ods`) or flat (`.fods`): a row a respondent, a column a question.
package struct SheetSurveyFormat: SurveyFormat {
    package init() {}

    package var name: String { "ods" }

    package func recognizes(_ file: InputFile, head: [UInt8]) -> Bool {
        if ["ods", "ots", "fods"].contains(file.pathExtension) { return true }
        let text = String(decoding: head, as: UTF8.self)
        if head.starts(with: [0x50, 0x4B]) { return text.contains("mimetypeapplication/vnd.oasis.opendocument.spreadsheet") }
        return text.contains("application/vnd.oasis.opendocument.spreadsheet") && text.contains("<")
    }

    package func read(_ file: InputFile, options: ImportOptions, into sink: inout some SurveySink) throws {
        var reading = SheetSurveyReading(file: file, options: options)
        do {
            let reader = try ODSReader(path: file.path, limits: options.limits)
            let sheets = try reader.read { try reading.take($0, into: &sink) }
            try reading.finish(sheets, hasMimetype: reader.hasMimetype, into: &sink)
        } catch let error as FormatError {
            throw Refusal(error, in: file)
        }
    }

    package func guessedMap(_ file: InputFile, options: ImportOptions) throws -> SurveyMap {
        var reading = SheetSurveyReading(file: file, options: options)
        do {
            var sink = NoAnswers()
            let sheets: [SheetSummary]
            do {
                sheets = try ODSReader(path: file.path, limits: options.limits).read { try reading.take($0, into: &sink) }
            } catch is NoAnswers.Enough {
                sheets = []
            }
            return try reading.map(sheets)
        } catch let error as FormatError {
            throw Refusal(error, in: file)
        }
    }

    package func inspect(
        _ file: InputFile, options: ImportOptions, rows: Bool, line: (borrowing JSONWriter) throws -> Void
    ) throws {
        do {
            let reader = try ODSReader(path: file.path, limits: options.limits)
            try SheetInspection(format: reader.storage.rawValue).run(reader, rows: rows, line: line)
        } catch let error as FormatError {
            throw Refusal(error, in: file)
        }
    }
}

/// A sink that ends the reading as soon as the columns are settled.
private struct NoAnswers: SurveySink {
    struct Enough: Error {}
    mutating func begin(_ survey: Survey) throws { throw Enough() }
    mutating func append(_ batch: consuming AnswerBatch) throws {}
    mutating func finish(_ survey: Survey, diagnostics: [Diagnostic]) throws {}
}
