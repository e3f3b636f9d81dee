import Analysis
import ArgumentParser
import Exporters
import StudyModel
import StudyStore

struct TableCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "table", abstract: "Count codes.", subcommands: [FrequenciesTable.self, CooccurrenceTable.self])
}

/// How a table is printed.
enum TableFormat: String, ExpressibleByArgument, CaseIterable {
    case text, markdown, csv, json
}

struct TableOptions: ParsableArguments {
    @Option(name: .long, help: "How the table is printed; without it text, or JSON with --json.")
    var format: TableFormat?

    @Option(name: .long, help: ArgumentHelp("The file to write; else standard output.", valueName: "file"))
    var output = "-"

    func write(_ table: DataTable, _ options: StudyOptions) throws {
        let bytes: [UInt8] =
            switch format ?? (options.json ? .json : .text) {
            case .text: Array(table.terminalText().utf8)
            case .markdown: Array(table.markdown().utf8)
            case .csv: table.csv()
            case .json: table.jsonLines()
            }
        try OutputFile.write(output, bytes: bytes)
        try options.sayWritten(output, [("row", table.rows.count)])
    }
}

extension RowChoice.Order: ExpressibleByArgument {}

/// Which rows of a table are shown.
struct RowOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("Leave out rows with less.", valueName: "count"))
    var min: Double?

    @Option(name: .long, help: ArgumentHelp("Only so many rows, those with most.", valueName: "count"))
    var top: Int?

    @Option(name: .long, help: "The order of the rows; without it tree, and count with --top.")
    var sort: RowChoice.Order?

    func validate() throws {
        if let top, top < 1 { throw ValidationError("--top wants a number from 1") }
    }

    func choice(minimum: Double? = nil) -> RowChoice { RowChoice(minimum: min ?? minimum, top: top, order: sort) }
}
