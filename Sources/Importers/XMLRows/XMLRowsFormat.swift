package import FileFormats
package import StudyModel

/// XML in which one element repeats, once for each respondent: `<rows><row id="1"><q1>…</q1></row>…</rows>`.
///
/// The leaves and attributes of such a record are columns, named by their path; a leaf that repeats answers the same
/// question again, as instance 2, 3 and so on. The file is read twice, first for its columns. For any XML that no other
/// format recognizes.
package struct XMLRowsFormat: SurveyFormat {
    package init() {}

    package var name: String { "xml" }
    package var passes: Int { 2 }

    /// By the name, by a declaration, or by a root element in a file that is not named as a transcript: Markdown may begin
    /// with a comment or an element too.
    package func recognizes(_ file: InputFile, head: [UInt8]) -> Bool {
        if file.pathExtension == "qdc" || head.holds("urn:QDA-XML:codebook:") { return false }
        if file.pathExtension == "xml" { return true }
        guard FileSignature.name(of: head) == nil else { return false }
        switch XMLOpening(head) {
        case .declaration: return true
        case .element:
            return !ImportFormats.all.contains {
                if case .transcript(let format) = $0 { format.recognizes(file, head: []) } else { false }
            }
        case .other: return false
        }
    }

    package func read(_ file: InputFile, options: ImportOptions, into sink: inout some SurveySink) throws {
        let plan = try XMLRowsPlan(file, map: options.map, limits: options.limits)
        var intake = try XMLRowsIntake(file, plan: plan, map: options.map)
        try sink.begin(intake.records.survey)
        try file.naming {
            let source = try FileByteSource(path: file.path, limits: options.limits)
            try XMLRecordReader.read(source, tree: plan.tree, recordNode: plan.recordNode, limits: options.limits) { record in
                try intake.take(record, into: &sink)
            }
        }
        try intake.records.finish(into: &sink)
    }

    package func guessedMap(_ file: InputFile, options: ImportOptions) throws -> SurveyMap {
        let plan = try XMLRowsPlan(file, map: options.map, limits: options.limits)
        let intake = try XMLRowsIntake(file, plan: plan, map: nil)
        var map = SurveyMap(of: intake.records.survey, respondent: plan.respondent)
        map.record = plan.tree.shownName(of: plan.recordNode)
        return map
    }

    package func inspect(
        _ file: InputFile, options: ImportOptions, rows: Bool, line: (borrowing JSONWriter) throws -> Void
    ) throws {
        try SurveyInspection.write(rows: rows, line: line) { sink in
            try read(file, options: options, into: &sink)
            try sink.summarize(format: name, labels: sink.survey.questions.reduce(0) { $0 + $1.labels.count })
        }
    }
}
