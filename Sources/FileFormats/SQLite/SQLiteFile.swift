import CSQLite
import Foundation

/// A database of another program as a file: its tables, row by row. It is never written, and nothing is left beside it.
///
/// SQLite 3, read by SQLite itself. What the schema says is not run: views, triggers, virtual tables and generated columns are
/// not there. What a program had not yet written into the file itself (`-wal`) is read with it, from a copy.
package final class SQLiteFile {
    /// The columns of each table by the table's name, both in lower case, since SQLite minds no case.
    package let tables: [String: [String]]

    private let database: OpaquePointer
    private let copy: SQLiteCopy?
    private let limits: InputLimits
    /// No table of a sound file holds more bytes than that.
    private let bytes: Int

    /// True where a file begins as SQLite's do; `head` is its start.
    package static func recognizes(_ head: some Collection<UInt8>) -> Bool {
        head.starts(with: "SQLite format 3\0".utf8)
    }

    /// - Throws: `FormatError` where it is no sound database, or a program is in the middle of writing it.
    package init(path: String, limits: InputLimits = .init()) throws {
        let copy = try SQLiteCopy(ofOpen: path, limits: limits)
        let opened = try Self.open(copy?.path ?? path, isCopy: copy != nil)
        do {
            try Self.harden(opened, limits)
            tables = try Self.tables(of: opened)
        } catch {
            sqlite3_close_v2(opened)
            throw error
        }
        database = opened
        self.copy = copy
        self.limits = limits
        bytes = try Self.size(of: path) + Self.size(of: path + "-wal")
    }

    deinit { sqlite3_close_v2(database) }

    /// True where there is a table of that name with all of these columns.
    package func has(_ table: String, _ columns: [String] = []) -> Bool {
        guard let there = tables[table.lowercased()] else { return false }
        return columns.allSatisfy { there.contains($0.lowercased()) }
    }

    /// Hands over the rows of a table in the order of the file, with the columns of `columns` that it has; none where it has
    /// no such table.
    ///
    /// - Throws: `FormatError` where the file turns out to be damaged, and what `body` throws.
    package func rows(of table: String, _ columns: [String], _ body: (borrowing SQLiteRow) throws -> Void) throws {
        guard let there = tables[table.lowercased()] else { return }
        let columns = columns.filter { there.contains($0.lowercased()) }
        guard !columns.isEmpty else { return }
        let names = columns.map(Self.quoted).joined(separator: ", ")
        // By the table itself and no index, which a damaged file may have wrong; so in the order of its row ids.
        let statement = try Self.prepare(database, "SELECT \(names) FROM main.\(Self.quoted(table)) NOT INDEXED")
        defer { sqlite3_finalize(statement) }
        var left = bytes
        var number = 0
        while try step(statement, of: table) {
            number += 1
            let row = SQLiteRow(statement: statement, table: table, columns: columns, number: number)
            // A row takes four bytes at the least, and a text in UTF-16 may be longer in UTF-8.
            left -= max(row.byteCount / 2, 4)
            guard left >= 0 else { throw FormatError.circularPages(of: table) }
            try limits.monitor?.took(row.byteCount)
            try body(row)
        }
    }

    private func step(_ statement: OpaquePointer, of table: String) throws -> Bool {
        switch sqlite3_step(statement) {
        case SQLITE_ROW: return true
        case SQLITE_DONE: return false
        case SQLITE_INTERRUPT:
            try limits.monitor?.check()
            throw FormatError.endlessWork(on: table)
        case SQLITE_TOOBIG: throw FormatError.longValue(in: table, limits.transcriptBytes).raised(by: \.transcriptBytes)
        case let code: throw FormatError.unreadableDatabase(code)
        }
    }
}

extension SQLiteFile {
    private static func open(_ path: String, isCopy: Bool) throws -> OpaquePointer {
        // Immutable: no lock, no journal, no file beside it. A copy with a log beside it has to be opened for writing.
        let name = isCopy ? path : "file:\(path.percentEncoded)?mode=ro&immutable=1"
        let flags = isCopy ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
        var database: OpaquePointer?
        let code = sqlite3_open_v2(name, &database, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_PRIVATECACHE, nil)
        guard code == SQLITE_OK, let database else {
            sqlite3_close_v2(database)
            throw FormatError.unreadableDatabase(code)
        }
        return database
    }

    private static func harden(_ database: OpaquePointer, _ limits: InputLimits) throws {
        let code = anker_sqlite_distrust(database)
        guard code == SQLITE_OK else { throw FormatError.unreadableDatabase(code) }
        sqlite3_limit(database, SQLITE_LIMIT_LENGTH, Int32(clamping: limits.transcriptBytes))
        sqlite3_limit(database, SQLITE_LIMIT_ATTACHED, 0)
        sqlite3_limit(database, SQLITE_LIMIT_COLUMN, 500)
        sqlite3_limit(database, SQLITE_LIMIT_EXPR_DEPTH, 50)
        // Mapped memory of a file that somebody cuts short would end the program.
        for pragma in ["mmap_size = 0", "cell_size_check = ON", "query_only = ON"] {
            let code = sqlite3_exec(database, "PRAGMA \(pragma)", nil, nil, nil)
            guard code == SQLITE_OK else { throw FormatError.unreadableDatabase(code) }
        }
        guard let monitor = limits.monitor else { return }
        // The monitor outlives the database, since its reader holds the limits.
        sqlite3_progress_handler(
            database, 100_000, { monitor in monitor.map(SQLiteFile.isStopped) ?? 0 },
            Unmanaged.passUnretained(monitor).toOpaque())
    }

    private static func isStopped(_ monitor: UnsafeMutableRawPointer) -> Int32 {
        do {
            try Unmanaged<ReadingMonitor>.fromOpaque(monitor).takeUnretainedValue().check()
            return 0
        } catch {
            return 1
        }
    }

    /// The tables that lie in the file themselves: one of an extension has no page of its own.
    private static func tables(of database: OpaquePointer) throws -> [String: [String]] {
        var names: [String] = []
        try each(of: database, "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND rootpage > 0") { names.append($0) }
        guard names.count <= 1_000 else { throw FormatError.manyTables }
        var tables: [String: [String]] = [:]
        for name in names {
            var columns: [String] = []
            // Without those that are generated by the schema.
            try each(of: database, "SELECT name FROM pragma_table_info(\(literal(name)))") { columns.append($0.lowercased()) }
            tables[name.lowercased()] = columns
        }
        return tables
    }

    private static func each(of database: OpaquePointer, _ query: String, _ body: (String) -> Void) throws {
        let statement = try prepare(database, query)
        defer { sqlite3_finalize(statement) }
        while true {
            let code = sqlite3_step(statement)
            guard code == SQLITE_ROW else {
                guard code == SQLITE_DONE else { throw FormatError.unreadableDatabase(code) }
                return
            }
            let row = SQLiteRow(statement: statement, table: "sqlite_schema", columns: ["name"], number: 1)
            if let name = try row.text("name") { body(name) }
        }
    }

    private static func prepare(_ database: OpaquePointer, _ query: String) throws -> OpaquePointer {
        var statement: OpaquePointer?
        let code = sqlite3_prepare_v2(database, query, -1, &statement, nil)
        guard code == SQLITE_OK, let statement else { throw FormatError.unreadableDatabase(code) }
        return statement
    }

    /// A name as SQL has it.
    private static func quoted(_ name: String) -> String { "\"\(name.replacing("\"", with: "\"\""))\"" }
    private static func literal(_ text: String) -> String { "'\(text.replacing("'", with: "''"))'" }

    fileprivate static func size(of path: String) throws -> Int {
        var info = stat()
        guard stat(path, &info) == 0 else { return 0 }
        return Int(info.st_size)
    }
}

extension String {
    /// As the path of a URI has it: what is no letter, digit or one of `-._/` as percent signs.
    fileprivate var percentEncoded: String {
        utf8.map { byte in
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D...0x2F, 0x5F: String(UnicodeScalar(byte))
            default: "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16)
            }
        }.joined()
    }
}
