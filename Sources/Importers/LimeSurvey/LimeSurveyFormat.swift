package import FileFormats
package import StudyModel

/// LimeSurvey's own files: `.lss` (the questionnaire), `.lsr` (the responses) and `.lsa`, a zip archive of both; and its export
/// of responses as CSV.
///
/// A cell of the responses that is missing was never shown to the respondent, an empty one was shown and left empty;
/// neither is an answer. Participants (`.lst`) are never read. Source: LimeSurvey 2.05 to 6, `export_helper.php`.
package struct LimeSurveyFormat: SurveyFormat {
    package init() {}

    package var name: String { "limesurvey" }

    package func recognizes(_ file: InputFile, head: [UInt8]) -> Bool {
        if head.starts(with: LimeSurveyFiles.zipMark) {
            return file.pathExtension == "lsa" || LimeSurveyFiles.beginsWithSurveyMember(head)
        }
        return head.holds("<LimeSurveyDocType>") || LimeSurveyFixedColumn.head(head)
    }

    package func join(_ files: [InputFile], others: [InputFile], limits: InputLimits) throws -> [InputFile] {
        LimeSurveyFiles.joined(files, others: others, limits: limits)
    }

    package func read(_ file: InputFile, options: ImportOptions, into sink: inout some SurveySink) throws {
        let files = try LimeSurveyFiles(file, options: options)
        try pour(files, try files.readStructure(of: file, options), file, options, into: &sink)
    }

    package func guessedMap(_ file: InputFile, options: ImportOptions) throws -> SurveyMap {
        try SurveyInspection.guessedMap(by: self, file, options)
    }

    /// Questions that hold no answer of their own, texts to be read and the heads of grids, come first and have no kind.
    package func inspect(
        _ file: InputFile, options: ImportOptions, rows: Bool, line: (borrowing JSONWriter) throws -> Void
    ) throws {
        let files = try LimeSurveyFiles(file, options: options)
        let structure = try files.readStructure(of: file, options)
        try SurveyInspection.write(rows: rows, line: line) { sink in
            for heading in structure?.headings ?? [] { try sink.heading(heading.name, heading.wording) }
            try pour(files, structure, file, options, into: &sink)
            var json = JSONWriter()
            json.beginObject()
            json.key("summary")
            json.beginObject()
            json.member("format", LimeSurveyFiles.kind(of: file.companions.first ?? file))
            json.member("questions", sink.questions)
            json.member("mainQuestions", structure?.questions.count)
            json.member("respondents", sink.respondents)
            json.member("responses", sink.responses)
            json.member("languages", sink.survey.languages)
            json.member("labels", structure?.choices.count ?? 0)
            json.endObject()
            json.endObject()
            try line(json)
        }
    }

    private func pour(
        _ files: LimeSurveyFiles, _ structure: LimeSurveyStructure?, _ file: InputFile, _ options: ImportOptions,
        into sink: inout some SurveySink
    ) throws {
        if let export = files.export {
            let places = structure?.places ?? []
            let plan =
                structure.flatMap { structure in
                    export.placed(among: places, of: structure).map { headings in
                        LimeSurveyExportPlan(
                            export, structure: structure, places: places, headings: headings, map: options.map)
                    }
                } ?? LimeSurveyExportPlan(byHeadings: export, map: options.map)
            var intake = try LimeSurveyExportIntake(export, plan: plan, map: options.map)
            return try intake.pour(notes: files.notes, into: &sink)
        }
        var intake = LimeSurveyIntake(file: file, structure: structure, map: options.map)
        let reader = LimeSurveyReader(limits: options.limits)
        try files.responses?.reading(in: file) { source in
            try reader.read(source) { table, row in
                if table.name == "responses" { try intake.take(row, of: table, into: &sink) }
            }
            guard ["Responses", ""].contains(reader.documentType) else {
                throw FormatError.noStructure(reader.documentType)
            }
        }
        try intake.finish(reader.table("responses"), notes: files.notes, into: &sink)
    }
}
