import GRDB
import GRDBSQLite
package import StudyModel

/// A table of a study as it is exported: its columns, and where its rows come from.
package struct StudyTable: Sendable {
    /// Without rows.
    package let header: DataTable
    let sql: String
}

extension Study {
    /// The tables of an export, sorted by name; codings are handed over by `forEachCoding`.
    package static var tables: [StudyTable] { ExportTables.all }

    /// Hands over the rows of a table, sorted by what names them.
    package func forEachRow(of table: StudyTable, _ body: ([DataTable.Cell]) throws -> Void) throws {
        try read { db in
            let types = table.header.columns.map(\.type)
            let row = try BulkStatement(db, table.sql)
            while try row.step() { try body(zip(Int32(0)..., types).map { Self.cell(row, $0, type: $1) }) }
        }
    }

    /// The name and language of the study.
    package func title() throws -> (name: String, language: String) {
        try read { db in
            let row = try Row.fetchOne(db, sql: "SELECT name, language FROM study")
            return (row?["name"] ?? "", row?["language"] ?? "")
        }
    }

    private static func cell(_ row: BulkStatement, _ column: Int32, type: DataTable.ColumnType) -> DataTable.Cell {
        switch row.type(column) {
        case SQLITE_INTEGER where type == .boolean: .boolean(row.integer(column) != 0)
        // An answer may be a number in a column of texts; it stays one, so that `-5` is no formula.
        case SQLITE_INTEGER: .integer(Int(row.integer(column)))
        case SQLITE_FLOAT: .number(row.real(column))
        case SQLITE_TEXT: .text(row.text(column))
        case SQLITE_BLOB: .text(Identifier<Study>(bytes: row.bytes(column))?.description ?? "")
        default: .empty
        }
    }
}
