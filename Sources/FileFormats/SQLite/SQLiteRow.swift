import CSQLite

/// One row of a table, as long as it is handed over; a column that the table does not have is empty.
package struct SQLiteRow: ~Copyable {
    let statement: OpaquePointer
    let table: String
    let columns: [String]
    /// From 1, in the order of the file.
    package let number: Int

    /// The text in a column, numbers as they are written; nil where it is empty.
    ///
    /// - Throws: `FormatError` where it holds bytes that are no text.
    package func text(_ column: String) throws -> String? {
        guard let index = index(of: column) else { return nil }
        switch sqlite3_column_type(statement, index) {
        case SQLITE_NULL: return nil
        case SQLITE_BLOB: throw FormatError.bytesForText(table, column, number)
        default:
            guard let start = sqlite3_column_text(statement, index) else { return "" }
            let bytes = UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, index)))
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw FormatError.textNotUnicode(table, column, number)
            }
            return text
        }
    }

    /// The whole number in a column, also where it is written as `12.0` or as text; nil where it holds anything else.
    package func integer(_ column: String) -> Int? {
        guard let index = index(of: column) else { return nil }
        switch sqlite3_column_type(statement, index) {
        case SQLITE_INTEGER: return Int(exactly: sqlite3_column_int64(statement, index))
        case SQLITE_FLOAT: return Int(exactly: sqlite3_column_double(statement, index))
        case SQLITE_TEXT: return (try? text(column)).flatMap { $0.flatMap { Int($0) } }
        default: return nil
        }
    }

    /// True where a column holds anything.
    package func isFilled(_ column: String) -> Bool {
        index(of: column).map { sqlite3_column_type(statement, $0) != SQLITE_NULL } ?? false
    }

    /// Bytes of all that is in it.
    var byteCount: Int {
        (0..<Int32(columns.count)).reduce(0) { sum, index in
            switch sqlite3_column_type(statement, index) {
            case SQLITE_TEXT, SQLITE_BLOB: sum + Int(sqlite3_column_bytes(statement, index))
            default: sum
            }
        }
    }

    private func index(of column: String) -> Int32? {
        columns.firstIndex(of: column).map { Int32($0) }
    }
}
