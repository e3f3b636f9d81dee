import ArgumentParser
import FileFormats
import Importers

/// A file that holds a table whose first row heads its columns.
struct TableFileOptions: ParsableArguments {
    @Argument(
        help: ArgumentHelp("The table: CSV or TSV, or a sheet of an OpenDocument or Excel file.", valueName: "file"),
        completion: .file(extensions: ["csv", "tsv", "txt", "ods", "fods", "xlsx"]))
    var file: String

    @Option(name: .long, help: ArgumentHelp("The sheet of a spreadsheet, by its name or its number from 1.", valueName: "name"))
    var sheet: String?

    @Option(name: .long, help: ArgumentHelp("The character set of a CSV file, such as windows-1252.", valueName: "name"))
    var encoding: String?

    @OptionGroup(title: "How a CSV file is built") var csv: CSVOptionGroup

    var input: InputFile { InputFile(path: file) }

    var options: CSVOptions {
        var options = csv.options
        options.encoding = encoding
        return options
    }
}
