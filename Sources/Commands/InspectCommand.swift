import ArgumentParser
import FileFormats
import Importers
import StudyModel

struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect", abstract: "Print what an import would see in a file, without a study.",
        discussion: "One JSON object a row, turn or answer, and at last {\"summary\": …} with the counts.")

    @Argument(help: ArgumentHelp("The file to look into.", valueName: "file"))
    var file: String

    @Flag(name: .long, help: "Print the summary only.")
    var summary = false

    @Flag(name: .long, help: "Print JSON, one object a line; it is never printed otherwise.")
    var json = false

    @Flag(name: .long, help: "Tell no notes; other problems are still printed.")
    var quiet = false

    @OptionGroup var reading: ImportOptionGroup

    func run() throws {
        let options = try reading.options()
        let items = try ImportList([file], as: reading.match).items
        guard let item = items.first, items.count == 1 else {
            throw Refusal(at: InputFile(path: file).place(), "is a directory", remedy: "name one file in it")
        }
        // Everything is gathered first, so that a file that turns out broken prints its one message and nothing else.
        var output = HeldOutput()
        switch item.format {
        case .survey(let format):
            try format.inspect(item.file, options: options, rows: !summary) { try output.line($0) }
        case .transcript(let format):
            let transcript = try format.read(item.file, options: options)
            for diagnostic in transcript.diagnostics where !quiet || diagnostic.severity != .note { Output.report(diagnostic) }
            try TranscriptInspection().inspect(transcript, turns: !summary) { try output.line($0) }
        }
        try output.release()
    }
}
