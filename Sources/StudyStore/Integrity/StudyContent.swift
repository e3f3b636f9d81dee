import GRDB
import GRDBSQLite
package import StudyModel

extension Study {
    /// The SHA-256 of every row of the study, table by table in the order of their names and each in the order of its key.
    ///
    /// Left out is what is made of the rest and can differ from machine to machine: the full-text index, the sums of the pages, and how kept files
    /// are packed. Two studies with the same one cannot be told apart by anything that reads them.
    package func contentHash() throws -> ContentHash {
        try read { db in
            var rows = RowHasher()
            let names = try String.fetchAll(db, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
            for name in names where !["sqlite_", "fulltext", "page"].contains(where: name.hasPrefix) {
                let columns = try db.columns(in: name).map(\.name).filter { (name, $0) != ("original", "deflated") }
                let key = try db.primaryKey(name).columns
                func listed(_ names: [String]) -> String { names.map { "\"\($0)\"" }.joined(separator: ", ") }
                try rows.add(
                    db, table: name, sql: "SELECT \(listed(columns)) FROM \"\(name)\" ORDER BY \(listed(key))")
            }
            return rows.finalize()
        }
    }
}

/// Hashes rows so that no other rows give the same bytes: each value with its type and length.
private struct RowHasher {
    private var hasher = ContentHasher()
    private var buffer: [UInt8] = []

    mutating func add(_ db: Database, table: String, sql: String) throws {
        append(5, count: table.utf8.count)
        buffer += table.utf8
        let statement = try db.makeStatement(sql: sql)
        // GRDB's object owns SQLite's.
        try withExtendedLifetime(statement) { try add(statement.sqliteStatement) }
    }

    private mutating func add(_ statement: OpaquePointer) throws {
        let columns = sqlite3_column_count(statement)
        var code = sqlite3_step(statement)
        while code == SQLITE_ROW {
            for column in 0..<columns { append(statement, column) }
            if buffer.count > 1 << 16 { flush() }
            code = sqlite3_step(statement)
        }
        guard code == SQLITE_DONE else {
            throw DatabaseError(resultCode: ResultCode(rawValue: code), message: "a table cannot be read")
        }
    }

    mutating func finalize() -> ContentHash {
        flush()
        return hasher.finalize()
    }

    private mutating func append(_ statement: OpaquePointer, _ column: Int32) {
        switch sqlite3_column_type(statement, column) {
        case SQLITE_INTEGER:
            buffer.append(1)
            withUnsafeBytes(of: sqlite3_column_int64(statement, column).littleEndian) { buffer += $0 }
        case SQLITE_FLOAT:
            buffer.append(2)
            withUnsafeBytes(of: sqlite3_column_double(statement, column).bitPattern.littleEndian) { buffer += $0 }
        case SQLITE_NULL:
            buffer.append(0)
        case let type:
            let count = Int(sqlite3_column_bytes(statement, column))
            append(type == SQLITE_TEXT ? 3 : 4, count: count)
            if let bytes = sqlite3_column_blob(statement, column) {
                buffer += UnsafeRawBufferPointer(start: bytes, count: count)
            }
        }
    }

    private mutating func append(_ type: UInt8, count: Int) {
        buffer.append(type)
        withUnsafeBytes(of: UInt64(count).littleEndian) { buffer += $0 }
    }

    private mutating func flush() {
        buffer.withUnsafeBytes { hasher.update($0) }
        buffer.removeAll(keepingCapacity: true)
    }
}
