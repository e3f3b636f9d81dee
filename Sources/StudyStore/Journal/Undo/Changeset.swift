import Foundation

/// The changes to rows that SQLite's session extension records, read from the bytes that the journal keeps.
///
/// Source: the comment "Changeset format" in SQLite's `sqlite3session.c`. For each table there is `T`, the number of columns,
/// the place of each in the primary key and the table's name; then its changes: what was done, whether by a trigger, the row
/// before and the row after.
enum Changeset {
    enum Operation: UInt8, Hashable {
        case delete = 9
        case insert = 18
        case update = 23
    }

    enum Value: Hashable {
        /// Not told: a column that an update left as it was.
        case untold
        case integer(Int64)
        /// The bits of a double.
        case real(UInt64)
        case text(Data)
        case blob(Data)
        case null

        var integer: Int64? { if case .integer(let number) = self { number } else { nil } }
    }

    struct Table: Hashable {
        var name: String
        /// For each column its place in the primary key, from 1; 0 where it is not part of it.
        var keyPlaces: [UInt8]
    }

    /// One row that was added, deleted or updated.
    struct Change {
        var table: Table
        var operation: Operation
        /// The row before; empty where it was added. An update tells the key and what it changed.
        var old: [Value] = []
        /// The row after; empty where it was deleted. An update tells what it changed.
        var new: [Value] = []

        /// The change that takes this one back.
        var inverted: Change {
            switch operation {
            case .insert: return Change(table: table, operation: .delete, old: new)
            case .delete: return Change(table: table, operation: .insert, new: old)
            case .update:
                var inverse = Change(table: table, operation: .update, old: old, new: old)
                for (column, place) in table.keyPlaces.enumerated() {
                    if place == 0 { inverse.old[column] = new[column] } else { inverse.new[column] = .untold }
                }
                return inverse
            }
        }

        var key: RowKey {
            let row = operation == .insert ? new : old
            return RowKey(table: table.name, values: zip(row, table.keyPlaces).filter { $1 > 0 }.map(\.0))
        }
    }

    /// Which row of which table.
    struct RowKey: Hashable {
        var table: String
        /// Those of the columns that make the key, in the order of the columns.
        var values: [Value]
    }

    /// Hands over the changes in their order.
    ///
    /// - Parameter tables: only those of these; nil for all.
    static func forEach(in content: Data, tables: Set<String>? = nil, _ body: (Change) throws -> Void) throws {
        try content.withUnsafeBytes { bytes in
            var reader = Reader(bytes: bytes)
            var table: Table?
            var isWanted = false
            while let kind = reader.next() {
                if kind == UInt8(ascii: "T") {
                    let next = try reader.table()
                    isWanted = tables?.contains(next.name) ?? true
                    table = next
                    continue
                }
                guard let table, let operation = Operation(rawValue: kind), reader.next() != nil else { throw damaged }
                let columns = table.keyPlaces.count
                guard isWanted else {
                    try reader.skip(operation == .update ? 2 * columns : columns)
                    continue
                }
                var change = Change(table: table, operation: operation)
                if operation != .insert { change.old = try reader.row(columns) }
                if operation != .delete { change.new = try reader.row(columns) }
                try body(change)
            }
        }
    }

    static let damaged = StudyError.damaged("what the journal keeps of a change cannot be read")

    private struct Reader {
        let bytes: UnsafeRawBufferPointer
        var position = 0

        mutating func next() -> UInt8? {
            guard position < bytes.count else { return nil }
            defer { position += 1 }
            return bytes[position]
        }

        mutating func table() throws -> Table {
            let count = try length()
            guard count > 0, bytes.count - position > count else { throw damaged }
            let places = [UInt8](bytes[position..<position + count])
            position += count
            guard let end = bytes[position...].firstIndex(of: 0) else { throw damaged }
            defer { position = end + 1 }
            return Table(name: String(decoding: bytes[position..<end], as: UTF8.self), keyPlaces: places)
        }

        mutating func row(_ columns: Int) throws -> [Value] {
            try (0..<columns).map { _ in try value() }
        }

        mutating func skip(_ values: Int) throws {
            for _ in 0..<values {
                switch next() {
                case 0, 5: break
                case 1, 2: _ = try piece(8)
                case 3, 4: _ = try piece(length())
                default: throw damaged
                }
            }
        }

        private mutating func value() throws -> Value {
            switch next() {
            case 0: return .untold
            case 1: return .integer(Int64(bitPattern: try number()))
            case 2: return .real(try number())
            case 3: return .text(Data(try piece(length())))
            case 4: return .blob(Data(try piece(length())))
            case 5: return .null
            default: throw damaged
            }
        }

        private mutating func number() throws -> UInt64 { try piece(8).reduce(0) { $0 << 8 | UInt64($1) } }

        private mutating func piece(_ count: Int) throws -> Slice<UnsafeRawBufferPointer> {
            guard count >= 0, count <= bytes.count - position else { throw damaged }
            defer { position += count }
            return bytes[position..<position + count]
        }

        /// SQLite's numbers of variable length, of which lengths use no more than five bytes.
        private mutating func length() throws -> Int {
            var number = 0
            for _ in 0..<5 {
                guard let byte = next() else { throw damaged }
                number = number << 7 | Int(byte & 0x7F)
                if byte < 0x80 { return number }
            }
            throw damaged
        }
    }
}
