import Foundation
import GRDB
import StudyModel

extension Event {
    static let columns = """
        e.id, e.time, o.name AS coder, e.verb, e.target, e.subjects, e.counts, e.input, e.schemaVersion, e.hash
        """

    init(row: Row) throws {
        let decoder = JSONDecoder()
        let (subjects, counts): (String, String) = (row["subjects"], row["counts"])
        guard let hash = ContentHash(bytes: [UInt8](row["hash"] as Data)),
            let subjects = try? decoder.decode([String].self, from: Data(subjects.utf8)),
            let counts = try? decoder.decode([String: Int].self, from: Data(counts.utf8))
        else { throw StudyError.damaged("event \(row["id"] as Int64) of the journal cannot be read") }
        self.init(
            id: row["id"], time: row["time"], coder: row["coder"], verb: row["verb"], target: row["target"], change: nil,
            undoneBy: nil,
            subjects: subjects, counts: counts, input: (row["input"] as Data?).flatMap { ContentHash(bytes: [UInt8]($0)) },
            schemaVersion: row["schemaVersion"], hash: hash)
    }

    /// The events of these numbers, in their order.
    static func fetch(_ ids: some Sequence<Int64>, in db: Database) throws -> [Event] {
        try ids.sorted().compactMap { id in
            try Row.fetchOne(
                db, sql: "SELECT \(columns) FROM event e JOIN coder o ON o.id = e.coder WHERE e.id = ?", arguments: [id]
            ).map { try Event(row: $0) }
        }
    }
}
