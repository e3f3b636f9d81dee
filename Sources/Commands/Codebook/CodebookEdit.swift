import ArgumentParser
import FileFormats
import StudyModel
import StudyStore

struct CodebookEdit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Change what a code says of itself.",
        discussion: """
            What is not named stays. An empty text, as in --example '', takes the text away. Texts are in one language; those of another \
            are changed by another command with --language.

            With --json there is one line: "code", "id", "path" and "changed".
            """)

    @Argument(help: ArgumentHelp("The code.", valueName: "code"), completion: .names(of: .code))
    var code: String

    @OptionGroup var texts: CodeEditOptions

    @Option(
        name: .long, parsing: .upToNextOption,
        help: ArgumentHelp("A finding that it bears on no more; several may follow.", valueName: "finding"),
        completion: .names(of: .finding))
    var dropFinding: [String] = []

    @OptionGroup var coder: CoderOptions
    @OptionGroup var options: StudyOptions

    private var edit: CodeEdit {
        var edit = texts.edit
        for finding in dropFinding { edit.findings[finding.normalizedName] = CodeEdit.FindingEdit.none }
        return edit
    }

    func validate() throws {
        guard !edit.isEmpty else { throw ValidationError("nothing is to be changed\nsay what, with --definition and the like") }
        let kept = Set((texts.supports + texts.contradicts).map(\.normalizedName))
        if let both = kept.intersection(dropFinding.map(\.normalizedName)).min() {
            throw ValidationError("finding '\(both)' cannot be both named and dropped")
        }
    }

    func run() throws {
        let outcome = try options.withStudy { try $0.editCode(code, edit, by: coder.name) }
        try options.say(outcome, "changed code \(outcome.code.name)", otherwise: "code \(outcome.code.name) is so already")
        try options.sayNewLanguage(outcome)
    }
}

extension StudyOptions {
    /// What a command says that changed one code.
    func say(_ outcome: CodeOutcome, _ done: String, otherwise: String) throws {
        if json {
            var line = JSONWriter()
            line.beginObject()
            line.member("code", outcome.code.name)
            line.member("id", outcome.code.id.description)
            line.member("path", outcome.path)
            line.key("changed")
            line.boolean(outcome.isChanged)
            line.endObject()
            try Output.line(line)
        } else if !quiet {
            try Output.line((outcome.isChanged ? done : otherwise).visible)
        }
    }

    func sayNewLanguage(_ outcome: CodeOutcome) throws {
        guard let language = outcome.newLanguage else { return }
        report(.note(at: .init(file: "codebook"), .newLanguage(language)))
    }
}

extension Diagnostic.Message {
    fileprivate static func newLanguage(_ language: String) -> Self {
        "language '\(language)' is new in it"
    }
}
