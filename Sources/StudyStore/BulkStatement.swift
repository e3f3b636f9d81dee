import Foundation
import GRDB
import GRDBSQLite

/// A prepared statement that runs many times, without the cost of general arguments.
///
/// Values are bound by position from 1. Texts and blobs are bound in place: they must stay where they are until `run`
/// returns.
final class BulkStatement {
    private let statement: OpaquePointer
    private let connection: OpaquePointer

    init(_ db: Database, _ sql: String) throws {
        guard let connection = db.sqliteConnection else { throw StudyError.failed("the study is closed") }
        var pointer: OpaquePointer?
        let code = sqlite3_prepare_v2(connection, sql, -1, &pointer, nil)
        guard code == SQLITE_OK, let pointer else {
            throw DatabaseError(
                resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(connection)), sql: sql)
        }
        self.connection = connection
        statement = pointer
    }

    deinit { sqlite3_finalize(statement) }

    /// The names of its places, with the character that they begin with, in the order of their positions.
    var parameters: [String] {
        (0..<sqlite3_bind_parameter_count(statement)).map {
            sqlite3_bind_parameter_name(statement, $0 + 1).map { String(cString: $0) } ?? ""
        }
    }

    func bind(_ position: Int32, _ value: Int64) { sqlite3_bind_int64(statement, position, value) }
    func bind(_ position: Int32, _ value: Int) { sqlite3_bind_int64(statement, position, Int64(value)) }
    func bind(_ position: Int32, _ value: Double) { sqlite3_bind_double(statement, position, value) }
    func bindNull(_ position: Int32) { sqlite3_bind_null(statement, position) }

    func bind(_ position: Int32, _ value: Int?) {
        if let value { bind(position, value) } else { bindNull(position) }
    }

    func bind(_ position: Int32, _ value: Int64?) {
        if let value { bind(position, value) } else { bindNull(position) }
    }

    func bind(_ position: Int32, _ value: Changeset.Value) {
        switch value {
        case .integer(let number): bind(position, number)
        case .real(let bits): bind(position, Double(bitPattern: bits))
        case .text(let text): bind(position, copying: String(decoding: text, as: UTF8.self))
        case .blob(let blob): bind(position, copying: [UInt8](blob))
        case .null, .untold: bindNull(position)
        }
    }

    /// UTF-8 without a terminating zero.
    func bind(_ position: Int32, text: UnsafeRawBufferPointer) {
        // A null pointer would bind NULL instead of an empty text.
        guard let base = text.baseAddress else { return bind(position, copying: "") }
        sqlite3_bind_text(statement, position, base.assumingMemoryBound(to: CChar.self), Int32(clamping: text.count), nil)
    }

    func bind(_ position: Int32, blob: UnsafeRawBufferPointer) {
        sqlite3_bind_blob(statement, position, blob.baseAddress, Int32(clamping: blob.count), nil)
    }

    /// The text is copied, and may go.
    func bind(_ position: Int32, copying text: String) {
        // With its length, since a name can hold a zero byte, at which SQLite would end it.
        sqlite3_bind_text(
            statement, position, text, Int32(clamping: text.utf8.count), unsafeBitCast(-1, to: sqlite3_destructor_type.self))
    }

    func bind(_ position: Int32, copying bytes: [UInt8]) {
        bytes.withUnsafeBytes {
            _ = sqlite3_bind_blob(
                statement, position, $0.baseAddress, Int32(clamping: $0.count),
                unsafeBitCast(-1, to: sqlite3_destructor_type.self))
        }
    }

    /// Runs the statement to its end and makes it ready for the next values.
    func run() throws {
        let code = sqlite3_step(statement)
        guard code == SQLITE_DONE || code == SQLITE_ROW else { throw failure(code) }
        sqlite3_reset(statement)
    }

    /// Steps to the next row; false after the last, when the statement is ready for the next values.
    func step() throws -> Bool {
        let code = sqlite3_step(statement)
        if code == SQLITE_ROW { return true }
        guard code == SQLITE_DONE else { throw failure(code) }
        sqlite3_reset(statement)
        return false
    }

    func reset() { sqlite3_reset(statement) }

    /// Columns count from 0.
    func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }
    func real(_ column: Int32) -> Double { sqlite3_column_double(statement, column) }
    /// One of SQLite's five types.
    func type(_ column: Int32) -> Int32 { sqlite3_column_type(statement, column) }
    func value(_ column: Int32) -> Changeset.Value {
        switch type(column) {
        case SQLITE_INTEGER: .integer(integer(column))
        case SQLITE_FLOAT: .real(real(column).bitPattern)
        case SQLITE_TEXT: .text(Data(bytes(column)))
        case SQLITE_BLOB: .blob(Data(bytes(column)))
        default: .null
        }
    }

    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }

    /// The bytes of a text or blob; they end with the next step.
    func bytes(_ column: Int32) -> UnsafeRawBufferPointer {
        let start = sqlite3_column_blob(statement, column)
        return UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column)))
    }

    func text(_ column: Int32) -> String { String(decoding: bytes(column), as: UTF8.self) }

    /// The first column of the first row as a whole number; nil without a row.
    func firstInteger() throws -> Int64? {
        defer { reset() }
        return try step() ? integer(0) : nil
    }

    private func failure(_ code: Int32) -> DatabaseError {
        let error = DatabaseError(resultCode: ResultCode(rawValue: code), message: String(cString: sqlite3_errmsg(connection)))
        sqlite3_reset(statement)
        return error
    }
}
