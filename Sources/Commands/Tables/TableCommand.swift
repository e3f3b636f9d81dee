import Analysis
import ArgumentParser
import Exporters
import StudyModel
import StudyStore

struct TableCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "table", abstract: "Count codes and answers.",
        subcommands: [
            FrequenciesTable.self, CoverageTable.self, CooccurrenceTable.self, CodeByCaseTable.self, CodeByAttributeTable.self,
            CodeBySourceTable.self, CodeBySpeakerTable.self, CodeByCoderTable.self, CodeByFindingTable.self,
            QuestionByQuestionTable.self, QuestionByCodeTable.self,
        ])
}

/// How a table is printed.
enum TableFormat: String, ExpressibleByArgument, CaseIterable {
    case text, markdown, csv, json, latex, svg
}

extension Language: ExpressibleByArgument {}

struct TableOptions: ParsableArguments {
    @Option(name: .long, help: "How the table is printed, or drawn; without it text, or JSON with --json.")
    var format: TableFormat?

    @Option(name: .long, help: ArgumentHelp("The file to write; else standard output.", valueName: "file"))
    var output = "-"

    @Option(name: .long, help: "The language of headings and captions in markdown, latex and svg.")
    var language: Language?

    func validate() throws {
        guard language != nil, format != .markdown, format != .latex, format != .svg else { return }
        throw ValidationError(
            "--language is about tables and charts for a text\nadd --format markdown, latex or svg, or leave it out")
    }

    func isJSON(_ options: StudyOptions) -> Bool { (format ?? (options.json ? .json : .text)) == .json }

    /// - Parameter chart: what is drawn; nil where there is nothing to be drawn of it.
    func write(_ table: DataTable, chart: Chart? = nil, _ options: StudyOptions) throws {
        let bytes: [UInt8]
        switch format ?? (options.json ? .json : .text) {
        case .text: bytes = Array(table.terminalText().utf8)
        case .markdown: bytes = Array(table.markdown(in: language ?? .english).utf8)
        case .csv: bytes = table.csv()
        case .json: bytes = table.jsonLines()
        case .latex: bytes = Array(table.latex(in: language ?? .english).utf8)
        case .svg:
            guard let chart else {
                throw Refusal(at: .init(file: table.name), "cannot be drawn", remedy: "choose another --format than svg")
            }
            guard chart.canBeDrawn else {
                throw Refusal(
                    at: .init(file: table.name), chart.rows.isEmpty ? "has nothing to be drawn" : "is too large to be drawn",
                    remedy: chart.rows.isEmpty ? "ask for other rows" : "ask for fewer rows, as with --top 30")
            }
            bytes = chart.svg(in: language ?? .english)
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
