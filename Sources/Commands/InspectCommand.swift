import ArgumentParser
import FileFormats
import Importers
import StudyModel

struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect", abstract: "Print what an import would see in a file, without a study.",
        discussion: "One JSON object a row, turn or answer, and at last {\"summary\": …} with the counts.")

    @Argument(help: ArgumentHelp("The file.", valueName: "file"))
    var file: String

    @Flag(name: .long, help: "Print the summary only.")
    var summary = false

    @Flag(name: .long, help: "Print JSON; this is always so.")
    var json = false

    @OptionGroup var reading: ImportOptionGroup

    func run() throws {
        let options = try reading.options()
        guard let item = try ImportList([file], as: reading.format).items.first else {
            throw Refusal(at: .init(file: file), "holds no file that can be read", remedy: "name a file")
        }
        // Everything is gathered first, so that a file that turns out broken prints its one message and nothing else.
        var output = HeldOutput()
        switch item.format {
        case .survey(let format):
            try format.inspect(item.file, options: options, rows: !summary) { try output.line($0) }
        case .transcript(let format):
            let transcript = try format.read(item.file, options: options)
            transcript.diagnostics.forEach(Output.report)
            try TranscriptInspection().inspect(transcript, turns: !summary) { try output.line($0) }
        }
        try output.release()
    }
}
