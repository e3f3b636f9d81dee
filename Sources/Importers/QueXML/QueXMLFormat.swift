package import FileFormats
package import StudyModel

/// queXML, in which paper and telephone questionnaires are laid out: questions, never answers.
///
/// Source: `quexml.xsd` of ACSPRI's queXML. A place for an answer is each `subQuestion` of a question, else each of its
/// `response`s, and every `contingentQuestion`, each named by its `varName`. What interviewers are told, skips and layout
/// are left out.
package struct QueXMLFormat: SurveyFormat {
    package init() {}

    package var name: String { "quexml" }

    package func recognizes(_ file: InputFile, head: [UInt8]) -> Bool {
        XMLOpening.root(of: head) == "questionnaire"
            && (head.holds("<section") || head.holds("quexml") || head.holds("<questionnaireInfo")
                || head.holds("<investigator"))
    }

    package func read(_ file: InputFile, options: ImportOptions, into sink: inout some SurveySink) throws {
        try pour(QueXMLQuestionnaire(file, limits: options.limits), file, options, into: &sink)
    }

    package func guessedMap(_ file: InputFile, options: ImportOptions) throws -> SurveyMap {
        SurveyMap(of: try QueXMLQuestionnaire(file, limits: options.limits).survey, respondent: nil)
    }

    package func inspect(
        _ file: InputFile, options: ImportOptions, rows: Bool, line: (borrowing JSONWriter) throws -> Void
    ) throws {
        let questionnaire = try QueXMLQuestionnaire(file, limits: options.limits)
        try SurveyInspection.write(rows: rows, line: line) { sink in
            try pour(questionnaire, file, options, into: &sink)
            try sink.summarize(
                format: name, counts: ["mainQuestions": questionnaire.mainQuestions],
                labels: questionnaire.labels)
        }
    }

    private func pour(
        _ questionnaire: QueXMLQuestionnaire, _ file: InputFile, _ options: ImportOptions, into sink: inout some SurveySink
    ) throws {
        var records = try RecordIntake(questionnaire.survey, of: file, map: options.map)
        try sink.begin(records.survey)
        try records.finish(into: &sink)
    }
}
