import ArgumentParser
import FileFormats
import Importers
import StudyModel

struct InspectCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "inspect", abstract: "Print what an import would see in a file, without a study.",
        discussion:
            "One JSON object a row, turn, entry of a tier, answer, code or coding, and at last {\"summary\": …} with the counts."
    )

    @Argument(
        help: ArgumentHelp(
            "The file to look into; where a survey comes in several, such as a form and its answers, all of them.",
            valueName: "file"), completion: .file())
    var files: [String]

    @Flag(name: .long, help: "Print the summary only.")
    var summary = false

    @Flag(name: .long, help: "Print JSON, one object a line; it is never printed otherwise.")
    var json = false

    @Flag(name: .long, help: "Tell no notes; other problems are still printed.")
    var quiet = false

    @OptionGroup var reading: ImportOptionGroup

    func run() throws {
        var options = try reading.options()
        let items = try ImportList(files, as: reading.match, limits: options.limits).items
        guard let item = items.first, items.count == 1 else {
            let place = InputFile(path: files.last ?? "").place()
            throw Refusal(
                at: place, files.count == 1 ? "is a directory" : "does not belong to the file before it",
                remedy: files.count == 1 ? "name one file in it" : "look into one file at a time")
        }
        let monitor = ReadingMonitor()
        options.limits.monitor = monitor
        guard ProgressBar.isWanted, !quiet else { return try inspect(item, options) }
        let bar = ProgressBar(monitor, total: item.bytesToRead)
        bar.begin(item.file.name, bytes: item.bytesToRead)
        try bar.running { try inspect(item, options) }
    }

    private func inspect(_ item: ImportList.Item, _ options: ImportOptions) throws {
        // Everything is gathered first, so that a file that turns out broken prints its one message and nothing else.
        var output = HeldOutput()
        switch item.format {
        case .survey(let format):
            try format.inspect(item.file, options: options, rows: !summary) { try output.line($0) }
        case .transcript(let format):
            let transcript = try format.read(item.file, options: options)
            for diagnostic in transcript.diagnostics where !quiet || diagnostic.severity != .note { Output.report(diagnostic) }
            try TranscriptInspection().inspect(transcript, turns: !summary) { try output.line($0) }
        case .project(let format):
            var inspection = ProjectInspection(lists: !summary)
            var diagnostics: [Diagnostic] = []
            try format.read(item.file, options: options) { part in
                if case .tail(let tail) = part { diagnostics = tail.diagnostics }
                try inspection.inspect(part) { try output.line($0) }
            }
            for diagnostic in diagnostics where !quiet || diagnostic.severity != .note { Output.report(diagnostic) }
        }
        try output.release()
    }
}
