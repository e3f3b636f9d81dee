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

struct FrequenciesTable: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "frequencies", abstract: "How often each code was used, by itself and with the codes under it.")

    @OptionGroup var chosen: WhereOptions
    @OptionGroup var table: TableOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        let (data, codebook) = try options.withStudy {
            (try $0.codingData(only: chosen.codings(in: $0)), try $0.codebook())
        }
        let codes = CodeIndex(codebook, rows: data.codeRows)
        let frequencies = Frequencies(data.points, codes: codes, cases: data.casesBySource)
        try table.write(frequencies.table(codes), options)
    }
}

extension Cooccurrence.Unit: ExpressibleByArgument {}

struct CooccurrenceTable: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cooccurrence", abstract: "Which codes occur together, and how often.",
        discussion: """
            With --unit overlap two codes occur together where their passages have at least one character in common; with source and \
            case, where one source or case holds both. The count is in every unit the same whichever code is named first.
            """)

    @Option(name: .long, help: "Where two codes must meet.")
    var unit = Cooccurrence.Unit.overlap

    @Option(name: .long, help: ArgumentHelp("Leave out pairs with a smaller count.", valueName: "count"))
    var min = 1

    @OptionGroup var chosen: WhereOptions
    @OptionGroup var table: TableOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        let (data, codebook) = try options.withStudy {
            (try $0.codingData(only: chosen.codings(in: $0)), try $0.codebook())
        }
        let codes = CodeIndex(codebook, rows: data.codeRows)
        let cooccurrence = Cooccurrence(data.points, codes: codes, cases: data.casesBySource, unit: unit, placesPerPair: 0)
        try table.write(cooccurrence.table(codes, minimumCount: min), options)
    }
}
