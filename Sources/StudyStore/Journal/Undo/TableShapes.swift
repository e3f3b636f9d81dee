import GRDB

/// The columns of tables, as changesets count them.
struct TableShapes {
    private let db: Database
    private var known: [String: Shape] = [:]

    struct Shape {
        let table: Changeset.Table
        let columns: [String]

        func column(_ name: String) -> Int? { columns.firstIndex(of: name) }

        /// `"id" = ? AND …` for the columns of the key, in the order of `RowKey.values`.
        var keyCondition: String {
            zip(columns, table.keyPlaces).filter { $1 > 0 }.map { "\($0.0.quotedDatabaseIdentifier) = ?" }
                .joined(separator: " AND ")
        }
    }

    init(_ db: Database) { self.db = db }

    mutating func shape(of table: String) throws -> Shape {
        if known.isEmpty { known = try Self.all(db) }
        guard let shape = known[table] else { throw Changeset.damaged }
        return shape
    }

    private static func all(_ db: Database) throws -> [String: Shape] {
        let rows = try Row.fetchCursor(
            db.cachedStatement(
                sql: """
                    SELECT t.name, c.name, c.pk FROM sqlite_schema t JOIN pragma_table_info(t.name) c
                    WHERE t.type = 'table' AND t.name NOT LIKE 'fulltext%' ORDER BY t.name, c.cid
                    """))
        var columns: [String: [(name: String, place: UInt8)]] = [:]
        while let row = try rows.next() { columns[row[0], default: []].append((row[1], UInt8(clamping: row[2] as Int))) }
        return Dictionary(
            uniqueKeysWithValues: columns.map { table, columns in
                (table, Shape(table: .init(name: table, keyPlaces: columns.map(\.place)), columns: columns.map(\.name)))
            })
    }
}
