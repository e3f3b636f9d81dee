import ArgumentParser
import FileFormats
import Foundation
import Importers
import StudyModel

/// How files are to be read, for `import` and `inspect`.
struct ImportOptionGroup: ParsableArguments {
    @Option(name: .customLong("as"), help: ArgumentHelp("Read all files as this format.", valueName: "format"))
    var format: String?

    @Option(name: .long, help: ArgumentHelp("What each column of a survey is (YAML); see Docs/Formats.md.", valueName: "file"))
    var map: String?

    @Option(name: .long, help: "The sheet of a spreadsheet.")
    var sheet: String?

    @Option(name: .long, help: ArgumentHelp("The character set of plain text, such as windows-1252.", valueName: "name"))
    var encoding: String?

    @Option(
        name: .long, parsing: .upToNextOption,
        help: ArgumentHelp("The speaker labels of transcripts, where guessing them is not wanted.", valueName: "label"))
    var speakers: [String] = []

    func options() throws -> ImportOptions {
        var options = ImportOptions()
        options.sheet = sheet
        options.encoding = encoding
        options.speakers = speakers
        options.map = try map.map { try SurveyMapFile.read($0) }
        return options
    }
}
