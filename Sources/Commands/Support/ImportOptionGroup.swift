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

    @Option(name: .long, help: ArgumentHelp("What each column of a survey is (YAML); see Docs/Formats.md.", valueName: "file"))
    var map: String?

    @Option(name: .long, help: ArgumentHelp("The sheet of a spreadsheet.", valueName: "name"))
    var sheet: String?

    @Option(name: .long, help: ArgumentHelp("The character set of plain text, such as windows-1252.", valueName: "name"))
    var encoding: String?

    @Option(
        name: .customLong("speaker"),
        help: ArgumentHelp(
            "A speaker label of the transcripts, once for each, where guessing them is not wanted.", valueName: "label"))
    var speakers: [String] = []

    @Option(
        name: .customLong("tier"),
        help: ArgumentHelp(
            "A tier of the transcripts to be read as speech, once for each, where not all that hold speech are wanted.",
            valueName: "name"))
    var tiers: [String] = []

    mutating func validate() throws {
        guard let format, ImportFormats.named(format) == nil else { return }
        let near = format.nearest(among: ImportFormats.names)
        throw ValidationError(
            "no format '\(format)'\n"
                + (near.map { "did you mean '\($0)'?" } ?? "choose one of \(ImportFormats.names.joined(separator: ", "))"))
    }

    /// The format that all files are to be read as; nil where each is looked at.
    var match: ImportFormats.Match? { format.flatMap { ImportFormats.named($0) } }

    func options() throws -> ImportOptions {
        var options = ImportOptions()
        options.sheet = sheet
        options.encoding = encoding
        options.speakers = speakers
        options.tiers = tiers
        options.map = try map.map { try SurveyMapFile.read($0) }
        return options
    }
}
