import FileFormats
import StudyModel

/// A form, or several versions of it, with the submissions to it, on their way into a sink.
struct XFormSurveyReading {
    let forms: [XForm]
    let submissions: XFormSubmissions
    let questions: XFormQuestions
    private let file: InputFile
    private let options: ImportOptions
    private var notes: [Diagnostic] = []

    /// Reads the forms, and all submissions a first time.
    ///
    /// - Throws: `Refusal` where a file cannot be read, or nothing but encrypted submissions is there.
    init(_ file: InputFile, options: ImportOptions) throws {
        self.file = file
        self.options = options
        let files = XFormFiles(file)
        let forms = try files.forms.map { try XForm($0, lists: files.lists, limits: options.limits) }
        let submissions = try XFormSubmissions(
            files.submissions, repeats: forms.flatMap(\.repeats), skipsDamaged: options.leftOut != nil, limits: options.limits)
        // With nothing else left, the survey itself is left out with the first.
        if forms.isEmpty, submissions.entries.isEmpty, submissions.encrypted.isEmpty, let first = submissions.damaged.first {
            submissions.damaged.dropFirst().forEach { options.leftOut?.add($0) }
            throw first
        }
        submissions.damaged.forEach { options.leftOut?.add($0) }
        if forms.isEmpty, submissions.entries.isEmpty, let first = submissions.encrypted.first {
            throw Refusal(at: first.place(), .onlyEncrypted(submissions.encrypted.count), remedy: Diagnostic.decrypt)
        }
        let name = try forms.first?.title ?? submissions.entries.first.map { try submissions.formName(of: $0) } ?? file.stem
        self.forms = forms
        self.submissions = submissions
        questions = XFormQuestions(
            forms, tree: submissions.reader.tree, guesses: submissions.guesses, file: file, map: options.map, name: name)
        describe(files)
    }

    private mutating func describe(_ files: XFormFiles) {
        if files.isGuess {
            notes.append(.note(at: file.place(), .guessedSubmission, remedy: "name another format with --as"))
        }
        if forms.isEmpty {
            notes.append(.note(at: file.place(), .noForm, remedy: "name the form's file, too"))
        } else if forms.count > 1, let version = forms.first?.version {
            notes.append(.note(at: file.place(), .versions(forms.count, version)))
        }
        for outside in forms.first?.outsideChoices ?? [] {
            let name = XFormChoiceFile.name(inSource: outside.source)
            notes.append(
                .note(
                    at: file.place(), .outsideChoices(outside.path, name ?? outside.source),
                    remedy: name.map { "lay '\($0)' beside the form" }))
        }
        if !file.attachments.isEmpty { notes.append(.note(at: file.place(), .attachments(file.attachments.count))) }
        notes += submissions.notes + questions.diagnostics
    }

    /// Reads the submissions again and hands everything on.
    ///
    /// - Parameter labelsEach: Says of every answer which of several it is, not only where its number does not tell.
    func pour(into sink: inout some SurveySink, labelsEach: Bool) throws {
        var records = try RecordIntake(
            questions.survey, of: file, map: options.map,
            columns: questions.survey.questions.contains { $0.name == "instanceID" } ? [] : ["instanceID"])
        try sink.begin(records.survey)
        let tree = submissions.reader.tree
        for (number, entry) in submissions.entries.enumerated() {
            let submission = try submissions.submission(of: entry)
            records.file = entry.file
            let hasBegun = records.begin(entry.respondent, record: number + 1, isComplete: entry.isComplete) { column in
                let node = tree.node(column)
                if let value = submission.values.first(where: { $0.node == node }) {
                    return submission.text(value).normalizedName
                }
                return column == "instanceID" ? submission.instanceID : nil
            }
            guard hasBegun else { continue }
            for value in submission.values {
                guard value.node < questions.ofNode.count, let question = questions.ofNode[value.node] else { continue }
                let isLabelled = labelsEach || submission.repeats(around: value, in: tree) > 1
                records.answer(
                    question, instance: submission.instance(of: value, in: tree), submission.bytes[value.range],
                    occurrence: isLabelled ? submission.occurrence(of: value, in: tree) : nil)
            }
            try records.end(into: &sink)
        }
        records.file = file
        notes.forEach { records.diagnostics.add($0) }
        try records.finish(into: &sink)
    }
}

extension XFormSubmissions {
    /// What submissions call their form.
    fileprivate func formName(of entry: Entry) throws -> String {
        let submission = try submission(of: entry)
        return XFormSight.key(id: submission.attributes["id"], namespace: submission.namespace, root: submission.name)
    }
}

extension Diagnostic.Message {
    fileprivate static func onlyEncrypted(_ count: Int) -> Self {
        count == 1 ? "is an encrypted submission" : "is an encrypted submission, like all \(count) that were named"
    }
    fileprivate static var guessedSubmission: Self { "is taken for a submission to a form, since its root has an id" }
    fileprivate static var noForm: Self {
        "no form is with its submissions; questions are named by their elements, and their kinds are guessed"
    }
    fileprivate static func versions(_ count: Int, _ newest: String) -> Self {
        "\(count) versions of the form are there; what '\(newest)' says goes before what the others say"
    }
    fileprivate static func outsideChoices(_ path: String, _ file: String) -> Self {
        "the choices of '\(path)' lie in '\(file)', which was not read; its codes have no labels"
    }
    fileprivate static func attachments(_ count: Int) -> Self {
        "\(count == 1 ? "1 file" : "\(count) files") beside submissions \(count == 1 ? "is" : "are") not read; answers keep the names"
    }
}
