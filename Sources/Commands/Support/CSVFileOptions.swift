import ArgumentParser
import FileFormats

/// A file of CSV that is written.
struct CSVFileOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("The file to write; '-' is standard output.", valueName: "file"), completion: .file())
    var file = "-"

    @Flag(name: .long, help: "Write for Excel: byte order mark, ';', decimal comma, guarded formulas.")
    var excel = false

    var writer: CSVWriter { CSVWriter(excel ? .excel : .standard) }
}
