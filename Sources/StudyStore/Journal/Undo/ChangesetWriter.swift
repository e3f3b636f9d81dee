import Foundation
import GRDB
import GRDBSQLite

/// Writes changesets in the form that `Changeset` reads and SQLite applies.
struct ChangesetWriter {
    private(set) var content = Data()
    private var table: Changeset.Table?

    mutating func add(_ change: Changeset.Change) {
        begin(change.table)
        content.append(change.operation.rawValue)
        content.append(0)
        for value in change.old + change.new { add(value) }
    }

    /// Adds the deletion of the row on which `statement` stands, with all columns of its table.
    mutating func addDeletion(from table: Changeset.Table, _ statement: BulkStatement) {
        begin(table)
        content.append(Changeset.Operation.delete.rawValue)
        content.append(0)
        for column in 0..<Int32(table.keyPlaces.count) {
            switch statement.type(column) {
            case SQLITE_INTEGER: add(1, UInt64(bitPattern: statement.integer(column)))
            case SQLITE_FLOAT: add(2, statement.real(column).bitPattern)
            case SQLITE_TEXT: add(3, statement.bytes(column))
            case SQLITE_BLOB: add(4, statement.bytes(column))
            default: content.append(5)
            }
        }
    }

    /// What was written; the next change begins a new changeset.
    mutating func take() -> Data {
        defer { self = ChangesetWriter() }
        return content
    }

    private mutating func begin(_ table: Changeset.Table) {
        guard table != self.table else { return }
        self.table = table
        content.append(UInt8(ascii: "T"))
        add(length: table.keyPlaces.count)
        content.append(contentsOf: table.keyPlaces)
        content.append(contentsOf: table.name.utf8)
        content.append(0)
    }

    private mutating func add(_ value: Changeset.Value) {
        switch value {
        case .untold: content.append(0)
        case .integer(let number): add(1, UInt64(bitPattern: number))
        case .real(let bits): add(2, bits)
        case .text(let text): text.withUnsafeBytes { add(3, $0) }
        case .blob(let blob): blob.withUnsafeBytes { add(4, $0) }
        case .null: content.append(5)
        }
    }

    private mutating func add(_ kind: UInt8, _ number: UInt64) {
        content.append(kind)
        withUnsafeBytes(of: number.bigEndian) { content.append(contentsOf: $0) }
    }

    private mutating func add(_ kind: UInt8, _ bytes: UnsafeRawBufferPointer) {
        content.append(kind)
        add(length: bytes.count)
        content.append(contentsOf: bytes)
    }

    private mutating func add(length: Int) {
        var groups = [UInt8(length & 0x7F)]
        var rest = length >> 7
        while rest > 0 {
            groups.append(UInt8(rest & 0x7F) | 0x80)
            rest >>= 7
        }
        content.append(contentsOf: groups.reversed())
    }
}
