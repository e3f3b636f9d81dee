import ArgumentParser
import Importers
import StudyModel
import StudyStore

struct MomentArgument: ExpressibleByArgument {
    let moment: JournalMoment

    init?(argument: String) {
        guard let moment = JournalMoment(parsing: argument) else { return nil }
        self.moment = moment
    }
}

struct CodebookAt: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "at", abstract: "Show the codebook as it was.",
        discussion: """
            A moment is the number of an event, as 'anker log' lists them, or a time in UTC: 2026-01, 2026-01-31, 2026-01-31T12:00. A \
            month or day means its end. The codebook is worked out from the journal, which keeps every event.

            Without --output the codes are listed as with 'list'.
            """)

    @Argument(help: ArgumentHelp("A time, or the number of an event.", valueName: "moment"))
    var moment: MomentArgument

    @Option(
        name: .long, help: ArgumentHelp("Write the codebook to this file; '-' is standard output.", valueName: "file"),
        completion: .file())
    var output: String?

    @Option(name: .long, help: "The format of the file; else its name tells it, or else it is yaml.")
    var format: CodebookFileFormat?

    @OptionGroup var document: CodebookDocumentOptions

    @OptionGroup var options: StudyOptions

    func validate() throws {
        guard format == nil || output != nil else { throw ValidationError("--format goes with --output") }
        guard !document.isGiven || output.map({ CodebookFileFormat.chosen(format, for: $0).isDocument }) == true else {
            throw ValidationError("--language and --one-language go with --output as html, markdown or latex")
        }
    }

    func run() throws {
        let (state, document) = try options.withStudy { study -> (CodebookState, CodebookDocument) in
            let state = try study.codebookState(at: moment.moment)
            return (state, try self.document.document(of: state, in: study))
        }
        options.report(.note(at: .init(file: "codebook"), .state(state)))
        guard let output else { return try state.codebook.printCodes(json: options.json) }
        switch CodebookFileFormat.chosen(format, for: output).kind {
        case .data(let format): try state.codebook.write(to: output, as: format, options)
        case .document(let format): try document.write(to: output, as: format, options)
        }
    }
}

extension Diagnostic.Message {
    fileprivate static func state(_ state: CodebookState) -> Self {
        "as it was behind event \(state.event), of \(state.time)"
    }
}
