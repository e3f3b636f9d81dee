import GRDB

/// Whether the full-text index holds the newest text of every source and nothing else.
enum IndexCheck {
    static let newest = """
        SELECT r.id, r.text FROM revision r
        WHERE r.number = (SELECT max(number) FROM revision WHERE source = r.source) ORDER BY r.id
        """

    static func flaws(_ db: Database) throws -> [Flaw] {
        guard try holdsTheNewestTexts(db), try isSoundInItself(db), try holdsTheirWords(db) else {
            return [.mendable(.index, at: "full-text index", "it does not hold the words of the newest texts")]
        }
        return []
    }

    private static func holdsTheNewestTexts(_ db: Database) throws -> Bool {
        let indexed = "SELECT id FROM fulltext_docsize"
        let texts = "SELECT id FROM (\(newest))"
        return try Bool.fetchOne(
            db, sql: "SELECT NOT EXISTS (\(indexed) EXCEPT \(texts)) AND NOT EXISTS (\(texts) EXCEPT \(indexed))") ?? false
    }

    /// What FTS5 itself can see.
    private static func isSoundInItself(_ db: Database) throws -> Bool {
        do {
            try db.execute(sql: "INSERT INTO fulltext(fulltext) VALUES ('integrity-check')")
            return true
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            return false
        } catch let error as DatabaseError where [.SQLITE_READONLY, .SQLITE_BUSY].contains(error.resultCode) {
            // It is no change, but SQLite takes it for one; the words are compared all the same.
            return true
        }
    }

    /// Builds the index anew in memory and compares its words, in how many texts each is and how often.
    private static func holdsTheirWords(_ db: Database) throws -> Bool {
        try db.execute(
            sql: """
                CREATE VIRTUAL TABLE temp.anew USING fts5(text, content='', tokenize='unicode61 remove_diacritics 2');
                CREATE VIRTUAL TABLE temp.anewWords USING fts5vocab('temp', 'anew', 'row');
                CREATE VIRTUAL TABLE temp.words USING fts5vocab('main', 'fulltext', 'row');
                """)
        defer { try? db.execute(sql: "DROP TABLE temp.words; DROP TABLE temp.anewWords; DROP TABLE temp.anew") }
        try fill("temp.anew", db)
        do {
            return try Bool.fetchOne(
                db,
                sql: """
                    SELECT NOT EXISTS (SELECT * FROM temp.words EXCEPT SELECT * FROM temp.anewWords)
                    AND NOT EXISTS (SELECT * FROM temp.anewWords EXCEPT SELECT * FROM temp.words)
                    """) ?? false
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CORRUPT {
            return false
        }
    }

    /// Adds the newest text of every source to an empty index.
    private static func fill(_ index: String, _ db: Database) throws {
        let texts = try BulkStatement(db, newest)
        let add = try BulkStatement(db, "INSERT INTO \(index)(rowid, text) VALUES (?, ?)")
        while try texts.step() { try FullText.add(texts.bytes(1), as: texts.integer(0), with: add) }
    }

    /// Makes the index of the study anew.
    static func rebuild(_ db: Database) throws {
        try db.execute(sql: "INSERT INTO fulltext(fulltext) VALUES ('delete-all')")
        try fill("main.fulltext", db)
    }
}
