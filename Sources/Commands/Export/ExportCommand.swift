import ArgumentParser
import Exporters
import FileFormats
import StudyModel
import StudyStore

struct ExportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the study for other programs, or as text for git.",
        subcommands: [CSVExport.self, JSONLExport.self, QDPXExport.self, QDCExport.self])
}

struct CSVExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "csv", abstract: "Write all tables as CSV, with a datapackage.json that says what their columns mean.",
        discussion: """
            The files are UTF-8 by RFC 4180 and exact. With --excel they have a byte order mark, ';' and the decimal comma, and texts that \
            a spreadsheet would take for a formula begin with an apostrophe. --where chooses among the rows of codings.csv; the other \
            tables are whole.
            """)

    @Argument(help: ArgumentHelp("The folder to write to.", valueName: "folder"), completion: .directory)
    var folder: String

    @Flag(name: .long, help: "Write for Excel: byte order mark, ';', decimal comma, guarded formulas.")
    var excel = false

    @OptionGroup var chosen: WhereOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        let dialect: CSVWriter.Dialect = excel ? .excel : .standard
        try options.withStudy { study in
            let codings = try chosen.codings(in: study)
            try OutputFile.makeFolder(folder)
            let title = try study.title()
            var package = DataPackageWriter(name: PackageName.from(title.name), title: title.name, dialect: dialect)
            for table in Study.tables {
                try write(table.header, into: &package) { row in try study.forEachRow(of: table, row) }
            }
            try write(CodingTable.header, into: &package) { row in
                try study.forEachCoding(.init(rows: codings)) { try row(CodingTable.row($0)) }
            }
            try OutputFile.write("\(folder)/datapackage.json", bytes: try package.descriptor())
        }
        try options.sayWritten(folder, [("table", Study.tables.count + 1)])
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
            .init("state", .string, "placed, changed, ambiguous or lost"),
        ],
        primaryKey: ["id"],
        foreignKeys: [
            .init("source", table: "sources", column: "source"), .init("case", table: "cases", column: "case"),
            .init("code", table: "codes", column: "code"),
        ])

    static func row(_ coding: Coding) -> [DataTable.Cell] {
        [
            .text(coding.id.description), .text(coding.source), .optional(coding.caseName),
            coding.turn.map { .integer($0) } ?? .empty,
            .integer(coding.range.lowerBound), .integer(coding.range.upperBound), .text(coding.code), .text(coding.coder),
            coding.weight.map { .integer($0) } ?? .empty, .text(coding.time), .text(coding.quote),
            .text(coding.citation.description), .integer(coding.revision), .text(coding.state.rawValue),
        ]
    }
}

/// A name that a data package may have: lower-case letters, digits, `.`, `-` and `_`.
enum PackageName {
    static func from(_ name: String) -> String {
        let letters = name.foldedKey.map { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) ? $0 : "-" }
        return letters.isEmpty ? "study" : String(letters)
    }
}
