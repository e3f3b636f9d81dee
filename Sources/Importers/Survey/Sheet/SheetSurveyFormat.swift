package import FileFormats
package import StudyModel

/// Survey answers in a sheet, of a format that only has to be recognized and opened: a row a respondent, a column a question.
package protocol SheetSurveyFormat: SurveyFormat {
    /// - Throws: `FormatError` where the file is something else or is damaged.
    func open(_ file: InputFile, options: ImportOptions) throws -> OpenedSheets
}

/// A file of sheets that can be read, and what there is to say about it as a whole.
package struct OpenedSheets {
    package let file: any SheetFile
    package var notes: [Diagnostic] = []
}

extension SheetSurveyFormat {
    package func read(_ file: InputFile, options: ImportOptions, into sink: inout some SurveySink) throws {
        do {
            let opened = try open(file, options: options)
            var reading = SheetSurveyReading(file: file, options: options, format: name, opened)
            let sheets = try opened.file.read { try reading.take($0, into: &sink) }
            try reading.finish(sheets, into: &sink)
        } catch let error as FormatError {
            throw Refusal(error, in: file)
        }
    }

    package func guessedMap(_ file: InputFile, options: ImportOptions) throws -> SurveyMap {
        do {
            let opened = try open(file, options: options)
            var reading = SheetSurveyReading(file: file, options: options, format: name, opened)
            var sink = NoAnswers()
            let sheets: [SheetSummary]
            do {
                sheets = try opened.file.read { try reading.take($0, into: &sink) }
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
            try SheetInspection().run(open(file, options: options).file, rows: rows, line: line)
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
