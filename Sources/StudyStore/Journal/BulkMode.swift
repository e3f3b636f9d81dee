import GRDB

/// What SQLite is told for an act that adds many rows: to check references once at the end, and not to wipe pages that a
/// growing full-text index gives up, since their words stay in the study anyway.
///
/// Made before the transaction begins, for within one SQLite does not listen.
struct BulkMode {
    private let db: Database

    init(_ db: Database) throws {
        self.db = db
        try db.execute(sql: "PRAGMA foreign_keys = OFF")
        try db.execute(sql: "PRAGMA secure_delete = OFF")
    }

    func end() {
        // Both are settings of this connection; they cannot fail outside of a transaction.
        try? db.execute(sql: "PRAGMA foreign_keys = ON")
        try? db.execute(sql: "PRAGMA secure_delete = ON")
    }

    /// The tables that a bulk act writes to, by what it counted.
    private static let tables: [(count: String, tables: [String])] = [
        ("sources", ["source", "revision", "speaker", "speakerTurn", "cue"]),
        ("surveys", ["survey", "question", "respondent", "response", "noAnswer", "occurrence", "memo", "source", "revision"]),
        ("codings", ["passage", "coding"]),
        ("codes", ["code"]),
        ("actors", ["actor", "actorAlias"]),
        ("ties", ["tie", "evidence"]),
        ("evidence", ["evidence"]),
    ]

    /// - Throws: `StudyError` where a row that was added points to nothing; the change is then not made.
    func checkReferences(of change: Change) throws {
        let touched = Set(Self.tables.filter { change.counts[$0.count] != nil }.flatMap(\.tables))
        for table in touched.sorted() {
            guard try Row.fetchOne(db, sql: "PRAGMA foreign_key_check(\(table))") == nil else {
                throw StudyError.danglingReference(table)
            }
        }
    }
}

extension StudyError {
    fileprivate static func danglingReference(_ table: String) -> StudyError {
        StudyError("a row of '\(table)' would point to nothing", remedy: "report this; nothing was changed")
    }
}
