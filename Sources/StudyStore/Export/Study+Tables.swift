import GRDB
import GRDBSQLite
package import StudyModel

/// A table of a study as it is exported: its columns, and where its rows come from.
package struct StudyTable: Sendable {
    /// Without rows.
    package let header: DataTable
    let sql: String
    /// Cells, by their place, that are read as the row of a revision and say what stands there between the cells `lower` and `upper`.
    var derived: [Int: Derived] = [:]

    enum Derived {
        /// The turn in which it begins.
        case turn
        case quote
    }
}

extension Study {
    /// The tables of an export, sorted by name; codings are handed over by `forEachCoding`.
    package static var tables: [StudyTable] { ExportTables.all }

    /// Hands over the rows of a table, sorted by what names them.
    package func forEachRow(of table: StudyTable, _ body: ([DataTable.Cell]) throws -> Void) throws {
        try read { db in
            let types = table.header.columns.map(\.type)
            let row = try BulkStatement(db, table.sql)
            guard !table.derived.isEmpty else {
                while try row.step() { try body(zip(Int32(0)..., types).map { Self.cell(row, $0, type: $1) }) }
                return
            }
            var words = try DerivedCells(table, db)
            while try row.step() {
                var cells = zip(Int32(0)..., types).map { Self.cell(row, $0, type: $1) }
                try words.complete(&cells)
                try body(cells)
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

    static func cell(_ row: BulkStatement, _ column: Int32, type: DataTable.ColumnType) -> DataTable.Cell {
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

/// Puts into rows what stands at their range of a text.
private struct DerivedCells {
    private let derived: [(place: Int, way: StudyTable.Derived)]
    private let bounds: (lower: Int, upper: Int)
    private var text: TextCursor

    init(_ table: StudyTable, _ db: Database) throws {
        func place(_ name: String) -> Int { table.header.columns.firstIndex { $0.name == name } ?? 0 }
        derived = table.derived.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
        bounds = (place("lower"), place("upper"))
        text = try TextCursor(db)
    }

    mutating func complete(_ cells: inout [DataTable.Cell]) throws {
        for (place, way) in derived {
            guard case .integer(let revision) = cells[place], case .integer(let lower) = cells[bounds.lower],
                case .integer(let upper) = cells[bounds.upper], let range = TextRange(lower, upper)
            else { continue }
            try text.move(to: Int64(revision))
            switch way {
            case .turn: cells[place] = text.turn(at: lower).map { .integer($0) } ?? .empty
            case .quote: cells[place] = .text(text.quote(range))
            }
        }
    }
}
