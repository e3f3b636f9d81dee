import GRDB
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
            let cursor = try Row.fetchCursor(db, sql: table.sql)
            while let row = try cursor.next() {
                try body(types.enumerated().map { Self.cell(row[$0] as DatabaseValue, type: $1) })
            }
        }
    }

    /// The name and language of the study.
    package func title() throws -> (name: String, language: String) {
        try read { db in
            let row = try Row.fetchOne(db, sql: "SELECT name, language FROM study")
            return (row?["name"] ?? "", row?["language"] ?? "")
        }
    }

    private static func cell(_ value: DatabaseValue, type: DataTable.ColumnType) -> DataTable.Cell {
        switch value.storage {
        case .null: .empty
        case .int64(let number) where type == .boolean: .boolean(number != 0)
        // An answer may be a number in a column of texts; it stays one, so that `-5` is no formula.
        case .int64(let number): .integer(Int(number))
        case .double(let number): .number(number)
        case .string(let text): .text(text)
        case .blob(let data): .text(Identifier<Study>(bytes: data)?.description ?? "")
        }
    }
}
