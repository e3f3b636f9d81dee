import Foundation
import GRDB

/// Looks after an undo whether rows point to what is gone.
struct References {
    private let db: Database
    private var shapes: TableShapes
    private let keys: [Key]

    /// A reference from the rows of one table to those of another.
    private struct Key {
        let table: String
        let target: String
        let columns: [(origin: String, destination: String)]
    }

    /// A row that points to nothing.
    struct Dangling {
        let key: Changeset.RowKey
        /// The event that it bears, where its table has one.
        let event: Int64?
        /// What it points to.
        var target: Changeset.RowKey?
    }

    init(_ db: Database) throws {
        self.db = db
        shapes = TableShapes(db)
        keys = try ChangeSession.tables.flatMap { table in
            try db.foreignKeys(on: table).map { Key(table: table, target: $0.destinationTable, columns: $0.mapping) }
        }
    }

    /// - Parameters:
    ///   - deleted: tables that lost rows.
    ///   - added: tables that gained or changed rows.
    mutating func dangling(deletedFrom deleted: Set<String>, addedTo added: Set<String>) throws -> [Dangling] {
        var found: [Dangling] = []
        for key in keys where deleted.contains(key.target) || added.contains(key.table) {
            found += try dangling(key)
        }
        return found
    }

    private static let limit = 1000
    /// What bears no event, and has the number of a passage first in its key.
    private static let withoutEvent: Set<String> = ["passage", "earlierPlace"]

    private mutating func dangling(_ key: Key) throws -> [Dangling] {
        let shape = try shapes.shape(of: key.table)
        let keyColumns = zip(shape.columns, shape.table.keyPlaces).filter { $1 > 0 }.map {
            "c.\($0.0.quotedDatabaseIdentifier)"
        }
        let isNamed = key.columns.map { "c.\($0.origin.quotedDatabaseIdentifier) IS NOT NULL" }
        let isThere = key.columns.map {
            "p.\($0.destination.quotedDatabaseIdentifier) = c.\($0.origin.quotedDatabaseIdentifier)"
        }
        let pointer = key.columns.map { "c.\($0.origin.quotedDatabaseIdentifier)" }
        let event = shape.column("event") == nil ? "NULL" : "c.event"
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT \(event), \((keyColumns + pointer).joined(separator: ", ")) FROM \(key.table.quotedDatabaseIdentifier) c
                WHERE \(isNamed.joined(separator: " AND "))
                AND NOT EXISTS (SELECT 1 FROM \(key.target.quotedDatabaseIdentifier) p WHERE \(isThere.joined(separator: " AND ")))
                LIMIT \(Self.limit)
                """)
        return try rows.flatMap { row in
            let cells = row.databaseValues.dropFirst().map(Changeset.Value.init)
            let values = Array(cells.prefix(keyColumns.count))
            let found = Dangling(
                key: .init(table: key.table, values: values), event: row[0],
                target: .init(table: key.target, values: Array(cells.dropFirst(keyColumns.count))))
            // A passage bears no event; what lies on it does.
            guard Self.withoutEvent.contains(key.table), let passage = values.first?.integer else { return [found] }
            return try [found] + onPassage(passage)
        }
    }

    private func onPassage(_ passage: Int64) throws -> [Dangling] {
        try Passages.users.flatMap { table in
            try Int64.fetchAll(db, sql: "SELECT event FROM \(table) WHERE passage = ?", arguments: [passage]).map {
                Dangling(key: .init(table: table, values: []), event: $0)
            }
        }
    }
}

extension Changeset.Value {
    init(_ value: DatabaseValue) {
        switch value.storage {
        case .null: self = .null
        case .int64(let number): self = .integer(number)
        case .double(let number): self = .real(number.bitPattern)
        case .string(let text): self = .text(Data(text.utf8))
        case .blob(let data): self = .blob(data)
        }
    }
}
