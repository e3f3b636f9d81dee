import GRDB

/// What SQLite is told for an act that adds many rows: to check references once at the end, and not to wipe pages that a
/// growing full-text index gives up, since their words stay in the study anyway.
///
/// Made before the transaction begins, for within one SQLite does not listen.
struct BulkMode {
    private let db: Database
    /// The last row of each table that is checked from there on, as it was before the act.
    private var lastRows: [String: Int64] = [:]

    init(_ db: Database) throws {
        self.db = db
        for table in Self.tables.flatMap(\.tables) {
            lastRows[table] = try Int64.fetchOne(db, sql: "SELECT max(id) FROM \(table)") ?? 0
        }
        try db.execute(sql: "PRAGMA foreign_keys = OFF")
        try db.execute(sql: "PRAGMA secure_delete = OFF")
    }

    /// Whether SQLite leaves it to the writer of many rows that what the table's CHECKs ask for holds.
    ///
    /// A CHECK that calls a function makes SQLite keep a journal of each statement that adds several rows, and write out the
    /// full-text index before it: a quarter of an import's time.
    static func leaveConstraintsToWriter(_ isLeft: Bool, _ db: Database) throws {
        try db.execute(sql: "PRAGMA ignore_check_constraints = \(isLeft ? "ON" : "OFF")")
    }

    func end() {
        // All are settings of this connection; they cannot fail outside of a transaction.
        try? Self.leaveConstraintsToWriter(false, db)
        try? db.execute(sql: "PRAGMA foreign_keys = ON")
        try? db.execute(sql: "PRAGMA secure_delete = ON")
    }

    /// The tables that a bulk act adds to, by what it counted, and nothing but adds.
    ///
    /// Answers and what stands beside them, turns and cues are not among them: what they refer to is numbered by the writer
    /// itself, in the same act, and there are millions.
    private static let tables: [(count: String, tables: [String])] = [
        ("sources", ["source", "revision", "speaker"]), ("surveys", ["survey", "question", "memo"]),
        ("codings", ["passage", "coding"]), ("memos", ["memo", "passage"]),
    ]

    /// Those whose rows an act may also complete; they are checked whole.
    private static let completed: [(count: String, tables: [String])] = [
        ("codes", ["code"]), ("actors", ["actor", "actorAlias", "actorAttributeValue"]), ("ties", ["tie", "evidence"]),
        ("evidence", ["evidence"]),
    ]

    /// - Throws: `StudyError` where a row that was added points to nothing; the change is then not made.
    func checkReferences(of change: Change) throws {
        for table in Set(Self.tables.filter { change.counts[$0.count] != nil }.flatMap(\.tables)).sorted() {
            try checkAdded(to: table)
        }
        for table in Set(Self.completed.filter { change.counts[$0.count] != nil }.flatMap(\.tables)).sorted() {
            guard try Row.fetchOne(db, sql: "PRAGMA foreign_key_check(\(table))") == nil else {
                throw StudyError.danglingReference(table)
            }
        }
    }

    /// SQLite itself would look at every row of the table, and so at the whole study for each small file.
    private func checkAdded(to table: String) throws {
        let isDangling = try db.foreignKeys(on: table).map { key in
            let isNamed = key.mapping.map { "c.\($0.origin.quotedDatabaseIdentifier) IS NOT NULL" }
            let isThere = key.mapping.map {
                "p.\($0.destination.quotedDatabaseIdentifier) = c.\($0.origin.quotedDatabaseIdentifier)"
            }
            return """
                \(isNamed.joined(separator: " AND ")) AND NOT EXISTS (SELECT 1 FROM \(key.destinationTable.quotedDatabaseIdentifier) p
                  WHERE \(isThere.joined(separator: " AND ")))
                """
        }
        // All in one pass over the rows.
        let dangling = try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM \(table) c WHERE c.id > ? AND (\(isDangling.joined(separator: " OR "))))",
            arguments: [lastRows[table] ?? 0])
        if dangling == true { throw StudyError.danglingReference(table) }
    }
}

extension StudyError {
    fileprivate static func danglingReference(_ table: String) -> StudyError {
        StudyError("a row of '\(table)' would point to nothing", remedy: "report this; nothing was changed")
    }
}
