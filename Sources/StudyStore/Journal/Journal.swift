import Foundation
import GRDB
import StudyModel

/// The append-only list of all changes: who did what to what and when, each row sealed with the hash of the one before.
///
/// It holds ids, counts and hashes, never a quote or a name.
enum Journal {
    static func append(_ change: Change, verb: String, recording: Recording, changeset: Data?) throws {
        let db = change.db
        let previous = try Data.fetchOne(db, sql: "SELECT hash FROM event ORDER BY id DESC LIMIT 1")
        let subjects = json(change.subjects)
        let counts = json(change.counts)
        let changesetHash = changeset.map { ContentHash(of: $0) }
        let version = try Migrator.version(db)
        let hash = seal(
            previous: previous,
            fields: [
                "\(change.event)", change.time, "\(change.coder)", verb, "\(version)", recording.rawValue, subjects, counts,
                change.input?.description ?? "", changesetHash?.description ?? "",
            ])
        try db.execute(
            sql: """
                INSERT INTO event(
                  id, time, coder, verb, schemaVersion, recording, subjects, counts, input, changesetHash, previous, hash)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                change.event, change.time, change.coder, verb, version, recording.rawValue, subjects, counts,
                change.input.map { Data($0.bytes) }, changesetHash.map { Data($0.bytes) }, previous, Data(hash.bytes),
            ])
        if let changeset {
            try db.execute(sql: "INSERT INTO changeset(event, content) VALUES (?, ?)", arguments: [change.event, changeset])
        }
    }

    /// The hash of a row: over the hash of the row before and the row's own fields, set apart by a zero byte each.
    static func seal(previous: Data?, fields: [String]) -> ContentHash {
        var bytes = [UInt8](previous ?? Data())
        for field in fields {
            bytes.append(contentsOf: field.utf8)
            bytes.append(0)
        }
        return ContentHash(of: bytes)
    }

    private static func json(_ value: some Encodable) -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        // Strings and whole numbers always encode.
        return (try? encoder.encode(value)).map { String(decoding: $0, as: UTF8.self) } ?? "[]"
    }
}
