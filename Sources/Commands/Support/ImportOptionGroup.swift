import ArgumentParser
import FileFormats
import Foundation
import Importers
import StudyModel

/// How files are to be read, for `import` and `inspect`.
struct ImportOptionGroup: ParsableArguments {
    @Option(
        name: .customLong("as"),
        help: ArgumentHelp("Read all files as one of \(ImportFormats.names.joined(separator: ", ")).", valueName: "format"))
    var format: String?

    @Option(
        name: .long, help: ArgumentHelp("What each column of a survey is (YAML); see Docs/Formats.md.", valueName: "file"),
        completion: .file())
    var map: String?

    @Option(name: .long, help: ArgumentHelp("The sheet of a spreadsheet, by its name or its number from 1.", valueName: "name"))
    var sheet: String?

    @Option(name: .long, help: ArgumentHelp("How many rows of a sheet stand above the answers.", valueName: "rows"))
    var header: Int?

    @OptionGroup var csv: CSVOptionGroup

    @Option(name: .long, help: ArgumentHelp("The character set of plain text, such as windows-1252.", valueName: "name"))
    var encoding: String?

    @Option(
        name: .customLong("speakers"),
        help: ArgumentHelp(
            "The speaker labels of the transcripts, with commas between them, where guessing them is not wanted.",
            valueName: "labels"))
    var speakerLists: [String] = []

    @Option(
        name: .customLong("speaker"),
        help: ArgumentHelp(
            "One speaker label as it stands, also with a comma in it; once for each, beside --speakers.", valueName: "label"))
    var speakers: [String] = []

    @Option(
        name: .customLong("tier"),
        help: ArgumentHelp(
            "A tier of the transcripts to be read as speech, once for each, where not all that hold speech are wanted.",
            valueName: "name"))
    var tiers: [String] = []

    @Option(
        name: .customLong("repeated-lines"),
        help: ArgumentHelp(
            "Whether lines of subtitles that repeat the line above are kept or dropped, where finding out is not wanted.",
            valueName: "what"))
    var repeatedLines: RepeatedLines?

    @Option(
        name: .customLong("limit"),
        help: ArgumentHelp(
            "Raise a limit for large files that can be trusted: \(InputLimits.named.map(\.name).joined(separator: ", ")); K, M and G stand for 1,024 and its powers.",
            valueName: "name=number"))
    var limits: [LimitArgument] = []

    mutating func validate() throws {
        guard speakerLists.isEmpty && speakers.isEmpty || !labels.isEmpty else {
            throw ValidationError("no speaker is named\nwrite them like --speakers 'I,B1,Frau Müller'")
        }
        if let header, !(0...100).contains(header) {
            throw ValidationError("--header is \(header), no number from 0 to 100\nwrite how many rows stand above the answers")
        }
        guard let format, ImportFormats.named(format) == nil else { return }
        let near = format.nearest(among: ImportFormats.names)
        throw ValidationError(
            "no format '\(format)'\n"
                + (near.map { "did you mean '\($0)'?" } ?? "choose one of \(ImportFormats.names.joined(separator: ", "))"))
    }

    /// The format that all files are to be read as; nil where each is looked at.
    var match: ImportFormats.Match? { format.flatMap { ImportFormats.named($0) } }

    /// The labels of both options, each once.
    private var labels: [String] {
        let listed = speakerLists.flatMap { $0.split(separator: ",") }.map { $0.trimmingCharacters(in: .whitespaces) }
        var seen: Set<String> = []
        return (listed + speakers).filter { !$0.isEmpty && seen.insert($0).inserted }
    }

    func options() throws -> ImportOptions {
        var options = ImportOptions()
        for limit in limits { options.limits[keyPath: limit.limit] = limit.number }
        options.sheet = sheet
        options.header = header
        options.csv = csv.options
        options.encoding = encoding
        options.speakers = labels
        options.repeatedLines = repeatedLines
        options.tiers = tiers
        options.map = try map.map { try SurveyMapFile.read($0) }
        return options
    }
}

extension RepeatedLines: ExpressibleByArgument {}
