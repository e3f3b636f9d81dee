import Foundation
import GRDB
import StudyModel

extension ProjectWriter {
    mutating func add(_ source: ProjectSource) throws {
        let hash = ContentHash(of: source.transcript.text.utf8)
        let name = source.name.normalizedName.isEmpty ? "unnamed" : source.name.normalizedName
        let contentID = Source.ID(of: "source", hash.description, name)
        let known =
            try text(of: source.id, hash) ?? answer(named: name, source.id, hash) ?? text(of: contentID, hash)
            ?? text(named: name, hash)
        let text = try known ?? make(source, named: name, contentID, hash)
        if let known, side?.isNew(known.source, in: "source") != true { know("sources") }
        if known != nil, let original = source.original { try side?.add(original) }
        if !source.values.isEmpty, let held = try caseHeld(by: text, named: name) { try set(source.values, of: held) }
        try note(source.memos, source.memoKeys, on: MemoSpot(column: "source", row: text.source, id: text.id.description))
        try add(source.passages, to: text)
        outcome.diagnostics += source.transcript.diagnostics
    }

    /// A text in the study.
    struct Text {
        var id: Source.ID
        var source: Int64
        var revision: Int64
        var isNew: Bool
        /// False where the source was edited since.
        var isNewest: Bool
    }

    private func text(of id: Source.ID?, _ hash: ContentHash) throws -> Text? {
        guard let id else { return nil }
        return try text(where: "uuid", is: id.data, hash)
    }

    /// An open answer of the study, which a project has under its name.
    private func answer(named name: String, _ id: Source.ID?, _ hash: ContentHash) throws -> Text? {
        guard let id, id == Source.ID(ofAnswer: name), let answer = try AnswerName.find(name, in: change.db) else { return nil }
        let stored = try Data.fetchOne(change.db, sql: "SELECT hash FROM revision WHERE id = ?", arguments: [answer.revision])
        guard stored == Data(hash.bytes) else { return nil }
        return Text(id: id, source: answer.source, revision: answer.revision, isNew: false, isNewest: true)
    }

    private func text(named name: String, _ hash: ContentHash) throws -> Text? { try text(where: "name", is: name, hash) }

    private func text(where column: String, is value: any DatabaseValueConvertible, _ hash: ContentHash) throws -> Text? {
        let find = try change.db.cachedStatement(
            sql: """
                SELECT s.id, s.uuid, r.id AS revision, r.number = (SELECT max(number) FROM revision WHERE source = s.id) AS isNewest
                FROM source s JOIN revision r ON r.source = s.id WHERE s.\(column) = ? AND r.hash = ? ORDER BY r.number DESC LIMIT 1
                """)
        return try Row.fetchOne(find, arguments: [value, Data(hash.bytes)]).map {
            Text(
                id: try Source.ID(row: $0["uuid"]), source: $0["id"], revision: $0["revision"], isNew: false,
                isNewest: $0["isNewest"])
        }
    }

    /// Under the id of the file, or where another text has it, under that which follows from name and words.
    private mutating func make(
        _ source: ProjectSource, named name: String, _ contentID: Source.ID, _ hash: ContentHash
    ) throws -> Text {
        let free = try freeSourceName(name)
        if free != name { outcome.notes.append(.renamedSource(name, free)) }
        var id = contentID
        if let given = source.id, try row(of: given, in: "source") == nil {
            id = given
        } else {
            var number = 1
            while try row(of: id, in: "source") != nil {
                number += 1
                id = Source.ID(of: "source", contentID.description, "\(number)")
            }
        }
        let rows = try transcripts.add(
            source.transcript, source.original, named: free, as: id, of: cases[source.key]?.row, hash: hash,
            in: &change)
        return Text(id: id, source: rows.source, revision: rows.revision, isNew: true, isNewest: true)
    }

    /// The name, numbered where another source has it.
    mutating func freeSourceName(_ name: String) throws -> String {
        let find = try change.db.cachedStatement(sql: "SELECT 1 FROM source WHERE name = ?")
        var free = name
        while try Int.fetchOne(find, arguments: [free]) != nil {
            sourceNumbers[name, default: 1] += 1
            free = "\(name) (\(sourceNumbers[name] ?? 0))"
        }
        return free
    }

    /// The case of a text of which something is known: its own, or for a new one without a case one of its name.
    private mutating func caseHeld(by text: Text, named name: String) throws -> Held<Case>? {
        let db = change.db
        let find = try db.cachedStatement(
            sql: "SELECT c.id, c.uuid FROM source s JOIN \"case\" c ON c.id = s.\"case\" WHERE s.id = ?")
        if let row = try Row.fetchOne(find, arguments: [text.source]) {
            return Held(row: row["id"], id: try Case.ID(row: row["uuid"]))
        }
        guard text.isNew else {
            leaveOut("attribute of a text that is without a case here")
            return nil
        }
        let held = try holdCase(named: name, as: nil)
        try db.execute(sql: "UPDATE source SET \"case\" = ? WHERE id = ?", arguments: [held.row, text.source])
        return held
    }
}

extension Diagnostic.Message {
    static func renamedSource(_ name: String, _ new: String) -> Self {
        "the study has another text '\(name)'; this one is called '\(new)'"
    }
}
