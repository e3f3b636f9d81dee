import ArgumentParser
import FileFormats
import Importers
import StudyModel
import StudyStore

extension CodebookFormat: ExpressibleByArgument {}

struct CodebookImport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take a codebook in.",
        discussion: """
            Codes are matched by name; what is the same stays untouched, and codes that the file does not name stay as they are. YAML says \
            all of a code, so what it leaves out of a code goes; memos are only added. CSV and REFI-QDA's QDC cannot say all, so what they leave out stays.

            With --json there is one line: "added", "known" and, of these, "changed" by number.
            """)

    @Argument(help: ArgumentHelp("The codebook (YAML, CSV or QDC).", valueName: "file"), completion: .file())
    var file: String

    @Option(name: .customLong("as"), help: "The format; else the file's name tells it.")
    var format: CodebookFormat?

    @OptionGroup var change: ChangeOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        let reading = try CodebookFile.read(file, as: format, quiet: options.quiet)
        let outcome = try options.withStudy {
            try $0.importCodebook(
                reading.codebook, scope: reading.scope, input: reading.hash, dryRun: change.dryRun, by: change.coder)
        }
        for twin in outcome.twins {
            Output.report(
                .warning(
                    at: .init(file: InputFile(path: file).name), .twin(twin),
                    remedy:
                        "if '\(twin.added)' was renamed to it, merge it: anker codebook merge \"\(twin.added)\" --into \"\(twin.other)\""
                ))
        }
        let known = outcome.known > 0 ? ", \(outcome.known) known already" : ""
        let changed = outcome.changed > 0 ? ", \(outcome.changed) of them changed" : ""
        try options.say(
            "\(change.dryRun ? "would add" : "added") \(outcome.added.counted("code"))" + known + changed, change
        ) { line in
            line.member("added", outcome.added)
            line.member("known", outcome.known)
            line.member("changed", outcome.changed)
        }
    }
}

extension Diagnostic.Message {
    fileprivate static func twin(_ twin: CodebookOutcome.Twin) -> Self {
        "code '\(twin.added)' is new by its name, but has the id of code '\(twin.other)'"
    }
}
