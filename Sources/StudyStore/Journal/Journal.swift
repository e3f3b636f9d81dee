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
            ] + targetField(change.target))
        try db.execute(
            sql: """
                INSERT INTO event(
                  id, time, coder, verb, schemaVersion, recording, subjects, counts, input, changesetHash, previous, hash, target)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [
                change.event, change.time, change.coder, verb, version, recording.rawValue, subjects, counts,
                change.input.map { Data($0.bytes) }, changesetHash.map { Data($0.bytes) }, previous, Data(hash.bytes),
                change.target,
            ])
        if let changeset {
            try db.execute(sql: "INSERT INTO changeset(event, content) VALUES (?, ?)", arguments: [change.event, changeset])
        }
    }

    /// Whether a row is what it was sealed as.
    ///
    /// - Parameters:
    ///   - row: all columns of `event`.
    ///   - previous: the hash of the row before; nil for the first.
    static func isSealed(_ row: Row, previous: Data?) -> Bool {
        let (id, coder, version): (Int64, Int64, Int) = (row["id"], row["coder"], row["schemaVersion"])
        let hashes = ["input", "changesetHash"].map { column in
            (row[column] as Data?).flatMap { ContentHash(bytes: [UInt8]($0)) }?.description ?? ""
        }
        let fields: [String] =
            ["\(id)", row["time"], "\(coder)", row["verb"], "\(version)", row["recording"], row["subjects"], row["counts"]]
            + hashes
        let hash = seal(previous: previous, fields: fields + targetField(row["target"]))
        return row["previous"] as Data? == previous && row["hash"] as Data == Data(hash.bytes)
    }

    /// A field more where an event has a target, so that the rows of others keep their hash.
    static func targetField(_ target: Int64?) -> [String] { target.map { ["\($0)"] } ?? [] }

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
