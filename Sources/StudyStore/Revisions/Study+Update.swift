import GRDB
package import StudyModel

extension Study {
    /// Takes in edited files of sources that are there: each a new revision, into which the passages go along, as one change.
    ///
    /// A passage that has no place in the new text stays with the revision in which it stood.
    ///
    /// - Parameters:
    ///   - next: hands over the next file, under the name of its source; nil after the last.
    ///   - anchor: finds ranges of the old text in the new one; called on several threads.
    /// - Throws: `StudyError` where there is no such source, and whatever `next` throws; the study is then as it was.
    package func update(
        by coder: String, dryRun: Bool = false, anchor: @escaping Anchor, _ next: () throws -> TranscriptIntake?
    ) throws -> [SourceUpdate] {
        var updates: [SourceUpdate] = []
        do {
            try change("sources.update", by: coder) { change in
                var files: [ContentHash] = []
                updates = try FullText.addingInBulk(change.db) {
                    var writer = try RevisionWriter(change, anchor: anchor)
                    while let intake = try next() {
                        files.append(intake.original.hash)
                        try writer.add(intake)
                    }
                    try writer.finish()
                    change = writer.change
                    return writer.updates
                }
                change.input = ContentHash(over: zip(files, updates).filter { !$1.isKnown }.map(\.0))
                if dryRun { throw NothingChanged() }
            }
        } catch is NothingChanged {}
        return updates
    }

    /// The passages without a place in the newest text of their source, or of all sources, in reading order.
    ///
    /// - Throws: `StudyError` with a near name where there is no such source.
    package func unplaced(in source: String? = nil, anchor: Anchor) throws -> [NotedPassage] {
        let name = try source.map { try text(of: $0).name }
        return try read { db in
            let noter = try PassageNoter(db)
            return try Self.revisionsWithUnplaced(of: name, db).flatMap { revision in
                try Self.unplaced(in: revision, noter, anchor: anchor, db)
            }
        }
    }

    private struct OldRevision {
        var id: Int64
        var source: Int64
        var name: String
        var number: Int
    }

    private static func revisionsWithUnplaced(of name: String?, _ db: Database) throws -> [OldRevision] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT r.id, r.source, r.number, s.name FROM revision r JOIN source s ON s.id = r.source
                WHERE r.id IN (SELECT revision FROM passage WHERE state IN ('ambiguous', 'lost')) AND coalesce(s.name = ?, 1)
                """, arguments: [name]
        ).map { OldRevision(id: $0["id"], source: $0["source"], name: $0["name"], number: $0["number"]) }
            .sorted { $0.name == $1.name ? $0.number < $1.number : inNameOrder($0.name, $1.name) }
    }

    private static func unplaced(
        in revision: OldRevision, _ noter: PassageNoter, anchor: Anchor, _ db: Database
    ) throws -> [NotedPassage] {
        let old = try String.fetchOne(db, sql: "SELECT text FROM revision WHERE id = ?", arguments: [revision.id]) ?? ""
        let new = try String.fetchOne(
            db, sql: "SELECT text FROM revision WHERE source = ? ORDER BY number DESC LIMIT 1", arguments: [revision.source])
        let passages = try Row.fetchAll(
            db,
            sql: """
                SELECT id, lower, upper, state FROM passage WHERE revision = ? AND state IN ('ambiguous', 'lost')
                ORDER BY lower, upper
                """, arguments: [revision.id]
        ).compactMap { row -> StoredPassage? in
            TextRange(row["lower"], row["upper"]).map {
                StoredPassage(
                    id: row["id"], revision: revision.id, range: $0, state: PassageState(rawValue: row["state"]) ?? .lost)
            }
        }
        var notes = Notes(
            name: revision.name, number: revision.number, old: old, new: IndexedText(Array((new ?? "").utf8)))
        let outcomes = anchor(passages.map(\.range), old, new ?? "")
        return try zip(passages, outcomes).map { passage, outcome in
            try noter.note(
                passage, passage.state, notes.place(passage), notes.candidates(for: passage, outcome), nil, notes)
        }
    }
}
