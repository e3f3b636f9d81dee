import GRDB
package import StudyModel

/// What became of a memo that was written or changed.
package struct MemoOutcome: Hashable, Sendable {
    /// As it is now.
    package var memo: Memo
    /// Whether it is another than before.
    package var isChanged = true
    /// What was found otherwise than asked.
    package var note: Diagnostic.Message?
    /// Links in it that name nothing.
    package var deadLinks: [DeadLink] = []
}

extension Study {
    /// Writes a memo.
    ///
    /// - Throws: `StudyError` or `Unplaced` where what it is to be on is not there.
    package func addMemo(
        _ text: String, title: String = "", on target: MemoTarget, dryRun: Bool = false, by coder: String
    ) throws -> MemoOutcome {
        var outcome: MemoOutcome?
        try changeUnlessDry("memo.add", dryRun: dryRun, by: coder) { change in
            let db = change.db
            var places = MemoPlaces(db)
            let place = try places.find(target)
            let pointer = try place.pointer(in: db)
            let words = title.isEmpty ? [text] : [title, text]
            let id = try Memo.ID.free(of: "memo", [place.id, change.coderName, change.time] + words, in: db)
            let column = pointer.map { ", \($0.column.quotedDatabaseIdentifier)" } ?? ""
            var arguments: StatementArguments = [id.data, change.coder, change.time, title, text, change.event]
            if let pointer { arguments += [pointer.row] }
            try db.execute(
                sql: """
                    INSERT INTO memo(id, uuid, coder, time, title, text, event\(column))
                    VALUES (\(RowNumber.new(in: "memo")), ?, ?, ?, ?, ?, ?\(pointer == nil ? "" : ", ?"))
                    """, arguments: arguments)
            let dead = try MemoLinks.update(of: db.lastInsertedRowID, from: "", to: text, in: change).dead
            change.concern(id)
            change.count("memos")
            outcome = MemoOutcome(
                memo: try Memos.required(id.description, in: db).memo, note: place.note, deadLinks: dead)
        }
        guard let outcome else { throw StudyError.failed("the memo was not written") }
        return outcome
    }

    /// Gives a memo another title or text; nil leaves it. Links that named nothing are tried again.
    package func editMemo(
        _ id: String, title: String?, text: String?, dryRun: Bool = false, by coder: String
    ) throws -> MemoOutcome {
        var outcome: MemoOutcome?
        try changeUnlessDry("memo.edit", dryRun: dryRun, by: coder) { change in
            let db = change.db
            let found = try Memos.required(id, in: db)
            let (newTitle, newText) = (title ?? found.memo.title, text ?? found.memo.text)
            let isRewritten = newTitle != found.memo.title || newText != found.memo.text
            if isRewritten {
                try db.execute(
                    sql: "UPDATE memo SET title = ?, text = ? WHERE id = ?", arguments: [newTitle, newText, found.row])
            }
            let links = try MemoLinks.update(of: found.row, from: found.memo.text, to: newText, in: change)
            let memo = try Memos.required(found.memo.id.description, in: db).memo
            outcome = MemoOutcome(memo: memo, isChanged: isRewritten || links.isChanged, deadLinks: links.dead)
            guard isRewritten || links.isChanged else { return }
            change.concern(memo.id)
            change.count("memos")
        }
        guard let outcome else { throw StudyError.failed("the memo was not changed") }
        return outcome
    }

    /// Takes memos away, and passages on which nothing else lies.
    package func removeMemos(_ ids: [String], dryRun: Bool = false, by coder: String) throws -> [Memo] {
        var removed: [Memo] = []
        try changeUnlessDry("memo.remove", dryRun: dryRun, by: coder) { change in
            let found = try ids.map { try Memos.required($0, in: change.db) }
            for memo in found where !removed.contains(where: { $0.id == memo.memo.id }) {
                _ = try Memos.delete(where: "id = ?", [memo.row], in: change.db)
                change.concern(memo.memo.id)
                change.count("memos")
                removed.append(memo.memo)
            }
        }
        return removed
    }
}
