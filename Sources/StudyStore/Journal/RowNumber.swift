import GRDB

/// The numbers of rows, of which none is given twice.
///
/// SQLite gives a new row the number behind the greatest that is there, and so that of the newest row once more when it was
/// deleted. The deletion could then not be taken back any more. So the table `rowNumber` keeps the greatest number of a table
/// whose row was deleted, and new rows go on from there. It is no part of what an undo takes back. (SQLite's own AUTOINCREMENT would
/// write a row of its own for each row that is added.)
enum RowNumber {
    /// The tables whose rows have a number of their own.
    static let tables = [
        "coder", "finding", "code", "case", "attribute", "original", "survey", "question", "respondent", "source", "revision",
        "speaker", "passage", "coding", "memo", "actorKind", "tieKind", "actor", "tie", "savedQuery",
    ]

    /// SQL for the number of a new row; it is NULL, for which SQLite takes the number behind the greatest, where that is right.
    static func new(in table: String) -> String {
        """
        (SELECT greatest + 1 FROM rowNumber WHERE tableName = '\(table)'
          AND greatest >= (SELECT coalesce(max(id), 0) FROM "\(table)"))
        """
    }

    /// A query for the greatest number that was given.
    static func greatest(in table: String) -> String {
        """
        SELECT max(coalesce((SELECT max(id) FROM "\(table)"), 0),
          coalesce((SELECT greatest FROM rowNumber WHERE tableName = '\(table)'), 0))
        """
    }

    /// The greatest numbers from before a change, of which those are kept that it deletes.
    struct Record {
        private let db: Database
        private let before: [String: Int64]

        init(_ db: Database) throws {
            self.db = db
            before = try Self.greatest(db)
        }

        func keep() throws {
            let after = try Self.greatest(db)
            for (table, number) in before.sorted(by: { $0.key < $1.key }) where after[table] ?? 0 < number {
                try db.execute(
                    sql: """
                        INSERT INTO rowNumber(tableName, greatest) VALUES (?, ?)
                        ON CONFLICT(tableName) DO UPDATE SET greatest = max(greatest, excluded.greatest)
                        """, arguments: [table, number])
            }
        }

        private static let query = tables.map { "SELECT '\($0)', max(id) FROM \"\($0)\"" }.joined(separator: " UNION ALL ")

        private static func greatest(_ db: Database) throws -> [String: Int64] {
            var found: [String: Int64] = [:]
            let rows = try Row.fetchCursor(db.cachedStatement(sql: query))
            while let row = try rows.next() { found[row[0]] = row[1] }
            return found
        }
    }
}
