import GRDB
import StudyModel

extension Study {
    /// Adds a memo to a code; one that says the same is there already.
    ///
    /// Where the memo does not say who wrote it and when, that is who makes the change, and now. Whoever it names must be in
    /// the study.
    static func note(_ memo: Code.Memo, on code: Code.ID, _ row: Int64, in change: inout Change) throws {
        let coder = memo.coder.isEmpty ? change.coderName : memo.coder.normalizedName
        let time = memo.time.isEmpty ? change.time : memo.time
        let isKnown = try Bool.fetchOne(
            change.db,
            sql: """
                SELECT EXISTS (SELECT 1 FROM memo m JOIN coder o ON o.id = m.coder WHERE m.code = ?1 AND m.title = ?2 AND m.text = ?3
                  AND (?4 = '' OR o.name = ?5) AND (?6 = '' OR m.time = ?6))
                """, arguments: [row, memo.title, memo.text, memo.coder, coder, memo.time])
        guard isKnown != true else { return }
        let words = memo.title.isEmpty ? [memo.text] : [memo.title, memo.text]
        let id = Identifier<Code.Memo>(of: "memo", parts: ["code", code.description, coder, time] + words)
        try change.db.execute(
            sql: """
                INSERT INTO memo(id, uuid, coder, time, title, text, code, event)
                VALUES (\(RowNumber.new(in: "memo")), ?, (SELECT id FROM coder WHERE name = ?), ?, ?, ?, ?, ?) ON CONFLICT(uuid) DO NOTHING
                """, arguments: [id.data, coder, time, memo.title, memo.text, row, change.event])
        guard change.db.changesCount > 0 else { return }
        _ = try MemoLinks.update(of: change.db.lastInsertedRowID, from: "", to: memo.text, in: change)
        change.count("memos")
    }

    static func codeID(_ row: Int64, in db: Database) throws -> Code.ID {
        guard let found = try Row.fetchOne(db, sql: "SELECT uuid FROM code WHERE id = ?", arguments: [row]) else {
            throw StudyError.failed("a code is gone while it is being changed")
        }
        return try Code.ID(row: found["uuid"])
    }
}
