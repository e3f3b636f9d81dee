package import FileFormats
package import StudyModel

/// XForms of ODK, KoboToolbox, Enketo and their kin: forms, submissions to them, or both.
///
/// The submissions to one form make one survey, with their form where it is there. All are looked through for what
/// answers look like and which submissions replace others before the first is handed on. Source: ODK XForms specification, OpenRosa metadata schema.
package struct XFormFormat: SurveyFormat {
    package init() {}

    package var name: String { "xform" }

    package func recognizes(_ file: InputFile, head: [UInt8]) -> Bool {
        switch XFormSight(head) {
        case .form, .submission(_, isCertain: true): true
        case .submission: !ImportFormats.others(than: [name, "csv", "xml", "txt"], recognize: file, head: head)
        case nil: false
        }
    }

    package func mark(of file: InputFile, head: [UInt8]) -> String? { XFormSight(head)?.mark }

    package func join(_ files: [InputFile], others: [InputFile], limits: InputLimits) throws -> [InputFile] {
        XFormFiles.joined(files, others: others, limits: limits)
    }

    package func read(_ file: InputFile, options: ImportOptions, into sink: inout some SurveySink) throws {
        try XFormSurveyReading(file, options: options).pour(into: &sink, labelsEach: false)
    }

    package func guessedMap(_ file: InputFile, options: ImportOptions) throws -> SurveyMap {
        var options = options
        options.map = nil
        return SurveyMap(of: try XFormSurveyReading(file, options: options).questions.survey, respondent: nil)
    }

    /// What a form shows and does not ask comes first and has no kind.
    package func inspect(
        _ file: InputFile, options: ImportOptions, rows: Bool, line: (borrowing JSONWriter) throws -> Void
    ) throws {
        let reading = try XFormSurveyReading(file, options: options)
        try SurveyInspection.write(rows: rows, line: line) { sink in
            for note in reading.questions.notes { try sink.heading(note.path, note.wording) }
            try reading.pour(into: &sink, labelsEach: true)
            let form = reading.forms.first
            try sink.summarize(
                format: name, questions: reading.questions.asked,
                counts: [
                    "unasked": reading.questions.survey.questions.count - reading.questions.asked,
                    "controls": form?.controlCount, "readonly": form?.noteCount,
                ], labels: form?.labelCount ?? 0)
        }
    }
}
