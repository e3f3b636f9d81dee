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
        for table in Set(Self.tables.flatMap(\.tables).map(\.numbering)).sorted() {
            lastRows[table] = try Int64.fetchOne(db, sql: "SELECT max(id) FROM \(table.quotedDatabaseIdentifier)") ?? 0
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

    /// A table, and which of its rows a bulk act may have added.
    private struct Added {
        let table: String
        /// The column that tells them.
        let column: String
        /// The table whose rows that column numbers.
        let numbering: String

        /// The rows of a table that numbers its own.
        static func rows(of table: String) -> Added { Added(table: table, column: "id", numbering: table) }

        /// The rows of a table that belong to new rows of another, and are numbered with them.
        static func rows(of table: String, ofEach owner: String) -> Added {
            Added(table: table, column: owner, numbering: owner)
        }
    }

    /// The tables that a bulk act adds to, by what it counted, and nothing but adds. Answers are not among them: the rows that
    /// they refer to are numbered by `AnswerRows` in the same act, and there are millions.
    private static let tables: [(count: String, tables: [Added])] = [
        (
            "sources",
            [
                .rows(of: "source"), .rows(of: "revision"), .rows(of: "speaker"), .rows(of: "speakerTurn", ofEach: "revision"),
                .rows(of: "cue", ofEach: "revision"),
            ]
        ),
        (
            "surveys",
            [
                .rows(of: "survey"), .rows(of: "question"), .rows(of: "memo"), .rows(of: "noAnswer", ofEach: "respondent"),
                .rows(of: "occurrence", ofEach: "respondent"),
            ]
        ),
        ("codings", [.rows(of: "passage"), .rows(of: "coding")]),
    ]

    /// Those whose rows an act may also complete; they are checked whole.
    private static let completed: [(count: String, tables: [String])] = [
        ("codes", ["code"]), ("actors", ["actor", "actorAlias"]), ("ties", ["tie", "evidence"]), ("evidence", ["evidence"]),
    ]

    /// - Throws: `StudyError` where a row that was added points to nothing; the change is then not made.
    func checkReferences(of change: Change) throws {
        for added in Self.tables.filter({ change.counts[$0.count] != nil }).flatMap(\.tables) {
            try check(added)
        }
        for table in Set(Self.completed.filter { change.counts[$0.count] != nil }.flatMap(\.tables)).sorted() {
            guard try Row.fetchOne(db, sql: "PRAGMA foreign_key_check(\(table))") == nil else {
                throw StudyError.danglingReference(table)
            }
        }
    }

    /// SQLite itself would look at every row of the table, and so at the whole study for each small file.
    private func check(_ added: Added) throws {
        for key in try db.foreignKeys(on: added.table) {
            let isNamed = key.mapping.map { "c.\($0.origin.quotedDatabaseIdentifier) IS NOT NULL" }
            let isThere = key.mapping.map {
                "p.\($0.destination.quotedDatabaseIdentifier) = c.\($0.origin.quotedDatabaseIdentifier)"
            }
            let dangling = try Bool.fetchOne(
                db,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM \(added.table) c
                      WHERE c.\(added.column) > ? AND \(isNamed.joined(separator: " AND "))
                      AND NOT EXISTS (SELECT 1 FROM \(key.destinationTable.quotedDatabaseIdentifier) p
                        WHERE \(isThere.joined(separator: " AND "))))
                    """, arguments: [lastRows[added.numbering] ?? 0])
            if dangling == true { throw StudyError.danglingReference(added.table) }
        }
    }
}

extension StudyError {
    fileprivate static func danglingReference(_ table: String) -> StudyError {
        StudyError("a row of '\(table)' would point to nothing", remedy: "report this; nothing was changed")
    }
}
