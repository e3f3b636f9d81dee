import ArgumentParser
import Exporters
import FileFormats
import StudyModel
import StudyStore

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the study for other programs, or as text for git.",
        subcommands: [CSVExport.self, JSONLExport.self, QDPXExport.self, QDCExport.self, CrateExport.self])
}

struct CSVExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "csv", abstract: "Write all tables as CSV, with a datapackage.json that says what their columns mean.",
        discussion: """
            The files are UTF-8 by RFC 4180 and exact. With --excel they have a byte order mark, ';' and the decimal comma, and texts that \
            a spreadsheet would take for a formula begin with an apostrophe. --where chooses among the rows of codings.csv; the other \
            tables are whole. cases_wide.csv has a column for each attribute, and a file survey_NAME.csv for each survey one for each \
            closed question.
            """)

    @Argument(help: ArgumentHelp("The folder to write to.", valueName: "folder"), completion: .directory)
    var folder: String

    @Flag(name: .long, help: "Write for Excel: byte order mark, ';', decimal comma, guarded formulas.")
    var excel = false

    @Option(
        name: [.customLong("language"), .customLong("lang")],
        help: "The language of the references in codings.csv; without it that of the study.")
    var language: Language?

    @OptionGroup var chosen: WhereOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        var tables = Study.tables.count + 1
        let dialect: CSVWriter.Dialect = excel ? .excel : .standard
        try options.withStudy { study in
            let codings = try chosen.codings(in: study)
            try OutputFile.makeFolder(folder)
            let title = try study.title()
            var package = DataPackageWriter(name: PackageName.from(title.name), title: title.name, dialect: dialect)
            for table in Study.tables {
                var header = table.header
                // Of codings that were left out a memo's column still tells the uuid.
                if codings != nil { header.foreignKeys.removeAll { $0.table == CodingTable.header.name } }
                try write(header, into: &package) { row in try study.forEachRow(of: table, row) }
            }
            let wide = try study.wideTables()
            tables += wide.count
            for table in wide { try write(table.header, into: &package) { row in try study.forEachRow(of: table, row) } }
            let language = language ?? Language(rawValue: title.language) ?? .english
            try write(CodingTable.header, into: &package) { row in
                try study.forEachCoding(.init(rows: codings)) { try row(CodingTable.row($0, in: language)) }
            }
            try OutputFile.write("\(folder)/datapackage.json", bytes: try package.descriptor())
        }
        try options.sayWritten(folder, [("table", tables)])
    }

    private func write(
        _ table: DataTable, into package: inout DataPackageWriter,
        rows: (_ row: ([DataTable.Cell]) throws -> Void) throws -> Void
    ) throws {
        try OutputFile.write("\(folder)/\(table.name).csv") { sink in
            try withoutActuallyEscaping(sink) { sink in
                try package.write(table, to: { block in try block.withUnsafeBytes { try sink($0) } }, rows: rows)
            }
        }
    }
}

/// Codings as a table: each with its quote, and the citation under which a paper names it.
enum CodingTable {
    static let header = DataTable(
        name: "codings", title: "Codings",
        columns: [
            .init("id", .string, "uuid of the coding"), .init("source", .string, "name of the source"),
            .init("case", .string, "its case"),
            .init("turn", .integer, "turn in which the passage begins, from 1"),
            .init("lower", .integer, "first character, from 0"),
            .init("upper", .integer, "character behind the last"), .init("code", .string, "name of the code"),
            .init("coder", .string, "who coded it"), .init("weight", .integer, "0 to 100"),
            .init("time", .datetime, "when, UTC"),
            .init("quote", .string, "the words"), .init("citation", .string, "source and turn"),
            .init("revision", .integer, "revision of the source in which the passage stands, from 1"),
            .init(
                "state", .string, "how the passage stands in the newest text",
                values: ["ambiguous", "changed", "lost", "placed"]),
            .init("start_ms", .integer, "when the words begin in the recording, in milliseconds"),
            .init(
                "reference", .string,
                "the place in words: source, row or turn, time, characters from 1 with the last in it, revision"),
        ],
        primaryKey: ["id"],
        foreignKeys: [
            .init(["source", "revision"], table: "revisions"), .init(["case"], table: "cases"), .init(["code"], table: "codes"),
            .init(["coder"], table: "coders"),
        ])

    static func row(_ coding: Coding, in language: Language) -> [DataTable.Cell] {
        [
            .text(coding.id.description), .text(coding.source), .optional(coding.caseName),
            coding.turn.map { .integer($0) } ?? .empty,
            .integer(coding.range.lowerBound), .integer(coding.range.upperBound), .text(coding.code), .text(coding.coder),
            coding.weight.map { .integer($0) } ?? .empty, .text(coding.time), .text(coding.quote),
            .text(coding.citation.description), .integer(coding.revision), .text(coding.state.rawValue),
            coding.startMs.map { .integer($0) } ?? .empty, .text(coding.reference(in: language)),
        ]
    }
}
