import GRDB
import GRDBSQLite

/// Rows out of memory that a statement can read, so that one statement writes many: `INSERT INTO … SELECT … FROM bulkRows`.
///
/// A statement of its own for each row costs as much again as the row, and finds its place in the table anew. What stands
/// behind `bulkRows` is a virtual table that only this connection knows; the file holds nothing of it. Source: SQLite, "The
/// Virtual Table Mechanism Of SQLite".
struct BulkRows {
    /// One cell of a row that SQLite asks for; what is not set is NULL.
    struct Cell {
        fileprivate let context: OpaquePointer

        func set(_ value: Int64) { sqlite3_result_int64(context, value) }
        func set(_ value: Int) { sqlite3_result_int64(context, Int64(value)) }
        func set(_ value: Double) { sqlite3_result_double(context, value) }

        /// UTF-8 that stays where it is until the statement has run.
        func set(text: Slice<UnsafeRawBufferPointer>) {
            let text = UnsafeRawBufferPointer(rebasing: text)
            // A null pointer would stand for NULL instead of an empty text.
            guard let base = text.baseAddress else { return sqlite3_result_text(context, "", 0, nil) }
            sqlite3_result_text(context, base.assumingMemoryBound(to: CChar.self), Int32(clamping: text.count), nil)
        }

        /// Bytes that stay where they are until the statement has run.
        func set(blob: Slice<UnsafeRawBufferPointer>) {
            let blob = UnsafeRawBufferPointer(rebasing: blob)
            sqlite3_result_blob(context, blob.baseAddress, Int32(clamping: blob.count), nil)
        }
    }

    /// What the running statement reads.
    fileprivate struct Supply {
        var count = 0
        var cells: Unmanaged<Cells>?
    }

    /// Gives the cells. An object, since what it holds can be called without counting a reference, twice for each cell.
    fileprivate final class Cells {
        let set: (_ row: Int, _ column: Int, Cell) -> Void

        init(_ set: @escaping (_ row: Int, _ column: Int, Cell) -> Void) { self.set = set }
    }

    static let columns = 8
    private let db: Database
    private let supply: UnsafeMutablePointer<Supply>

    /// Makes `bulkRows` known to the connection, in the place of an earlier one.
    init(_ db: Database) throws {
        self.db = db
        let supply = UnsafeMutablePointer<Supply>.allocate(capacity: 1)
        supply.initialize(to: Supply())
        self.supply = supply
        // SQLite gives the memory back where the module is replaced, the connection closed or the call fails.
        let code = sqlite3_create_module_v2(db.sqliteConnection, "bulkRows", module.pointer, supply) { supply in
            supply?.assumingMemoryBound(to: Supply.self).deinitialize(count: 1)
            supply?.deallocate()
        }
        guard code == SQLITE_OK else { throw StudyError.failed("rows cannot be added in bulk") }
    }

    /// What becomes of a row that breaks a rule. SQLite needs keep no journal of the statement by itself for either; it would
    /// for others, and would write out the full-text index at the end of each.
    enum Conflict: String {
        /// It ends the statement and leaves the rows before it, for the change that it is part of to take back.
        case fail = "FAIL"
        /// It is left out.
        case ignore = "IGNORE"
    }

    /// A statement that adds rows of `columns` cells; `target` is the table and its columns.
    func insert(into target: String, columns: Int, onConflict conflict: Conflict = .fail) throws -> Insert {
        let cells = (0..<min(columns, Self.columns)).map { "c\($0)" }.joined(separator: ", ")
        return Insert(
            statement: try BulkStatement(
                db, "INSERT OR \(conflict.rawValue) INTO \(target) SELECT \(cells) FROM bulkRows"),
            supply: supply)
    }

    struct Insert {
        fileprivate let statement: BulkStatement
        fileprivate let supply: UnsafeMutablePointer<Supply>

        /// Adds `count` rows; `cell` is asked for each cell, row by row from 0.
        func add(_ count: Int, _ cell: (_ row: Int, _ column: Int, Cell) -> Void) throws {
            guard count > 0 else { return }
            try withoutActuallyEscaping(cell) { cell in
                let cells = Cells(cell)
                supply.pointee = Supply(count: count, cells: .passUnretained(cells))
                defer { supply.pointee = Supply() }
                try withExtendedLifetime(cells) { try statement.run() }
            }
        }
    }
}

/// SQLite's view of the table: what it knows of begins with the structure that SQLite asks for.
private struct Table {
    var base = sqlite3_vtab()
    let supply: UnsafeMutablePointer<BulkRows.Supply>
}

private struct Cursor {
    var base = sqlite3_vtab_cursor()
    let supply: UnsafeMutablePointer<BulkRows.Supply>
    var row = 0
}

extension UnsafeMutablePointer<sqlite3_vtab_cursor> {
    fileprivate var cursor: UnsafeMutablePointer<Cursor> { UnsafeMutableRawPointer(self).assumingMemoryBound(to: Cursor.self) }
}

/// The functions of the table. They never change, and SQLite keeps their address.
private struct Module: @unchecked Sendable {
    let pointer: UnsafeMutablePointer<sqlite3_module>

    init() {
        pointer = .allocate(capacity: 1)
        var module = sqlite3_module()
        // Without `xCreate` the table is there by itself, and only to be read.
        module.xConnect = { db, supply, _, _, table, _ in
            guard let supply, let table else { return SQLITE_INTERNAL }
            let columns = (0..<BulkRows.columns).map { "c\($0)" }.joined(separator: ", ")
            let code = sqlite3_declare_vtab(db, "CREATE TABLE rows(\(columns))")
            guard code == SQLITE_OK else { return code }
            let made = UnsafeMutablePointer<Table>.allocate(capacity: 1)
            made.initialize(to: Table(supply: supply.assumingMemoryBound(to: BulkRows.Supply.self)))
            table.pointee = UnsafeMutableRawPointer(made).assumingMemoryBound(to: sqlite3_vtab.self)
            return SQLITE_OK
        }
        module.xDisconnect = { table in
            UnsafeMutableRawPointer(table)?.deallocate()
            return SQLITE_OK
        }
        module.xBestIndex = { _, info in
            info?.pointee.estimatedCost = 1e6
            return SQLITE_OK
        }
        module.xOpen = { table, cursor in
            guard let table, let cursor else { return SQLITE_INTERNAL }
            let supply = UnsafeMutableRawPointer(table).assumingMemoryBound(to: Table.self).pointee.supply
            let made = UnsafeMutablePointer<Cursor>.allocate(capacity: 1)
            made.initialize(to: Cursor(supply: supply))
            cursor.pointee = UnsafeMutableRawPointer(made).assumingMemoryBound(to: sqlite3_vtab_cursor.self)
            return SQLITE_OK
        }
        module.xClose = { cursor in
            UnsafeMutableRawPointer(cursor)?.deallocate()
            return SQLITE_OK
        }
        module.xFilter = { cursor, _, _, _, _ in
            cursor?.cursor.pointee.row = 0
            return SQLITE_OK
        }
        module.xNext = { cursor in
            cursor?.cursor.pointee.row += 1
            return SQLITE_OK
        }
        module.xEof = { cursor in
            guard let cursor = cursor?.cursor else { return 1 }
            return cursor.pointee.row < cursor.pointee.supply.pointee.count ? 0 : 1
        }
        module.xColumn = { cursor, context, column in
            guard let cursor = cursor?.cursor, let context else { return SQLITE_INTERNAL }
            let row = cursor.pointee.row
            cursor.pointee.supply.pointee.cells?._withUnsafeGuaranteedRef {
                $0.set(row, Int(column), BulkRows.Cell(context: context))
            }
            return SQLITE_OK
        }
        module.xRowid = { cursor, row in
            row?.pointee = Int64(cursor?.cursor.pointee.row ?? 0)
            return SQLITE_OK
        }
        pointer.initialize(to: module)
    }
}

private let module = Module()
