import Foundation
import GRDB
import StudyModel

/// Keeps the journal of a damaged study as far as its chain holds.
struct SalvageJournal {
    private let db: Database
    /// The last event that is kept; 0 where none is.
    private(set) var last: Int64 = 0

    init(_ db: Database) { self.db = db }

    /// Leaves out the events from the first on that is missing or not as it was written.
    ///
    /// What rows say of the event that made them is left to `end`.
    mutating func begin(_ salvage: inout Salvage) throws {
        var previous: Data?
        let events = try Row.fetchCursor(db, sql: "SELECT * FROM event ORDER BY id")
        while let event = try events.next() {
            guard event["id"] == last + 1, Journal.isSealed(event, previous: previous) else { break }
            last += 1
            previous = event["hash"]
        }
        try db.execute(sql: "DELETE FROM event WHERE id > ?", arguments: [last])
        if db.changesCount > 0 {
            salvage.left.append(
                Flaw(
                    .journal, at: "event \(last + 1)",
                    "it is missing or not as it was written; left out with \(db.changesCount) in all", remedy: Salvage.advice))
        }
        try db.execute(sql: "DELETE FROM changeset WHERE event > ?", arguments: [last])
        let damaged = try Row.fetchAll(
            db, sql: "SELECT c.event, c.content, e.changesetHash FROM changeset c JOIN event e ON e.id = c.event"
        ).filter { Data(ContentHash(of: $0["content"] as Data).bytes) != $0["changesetHash"] as Data? }
        for row in damaged {
            let event: Int64 = row["event"]
            try db.execute(sql: "DELETE FROM changeset WHERE event = ?", arguments: [event])
        }
        let missing =
            try Int.fetchOne(
                db,
                sql: """
                    SELECT count(*) FROM event WHERE changesetHash IS NOT NULL AND id NOT IN (SELECT event FROM changeset)
                    """) ?? 0
        salvage.leaveOut(missing, of: "changeset", since: "they are gone or not as they were written", kind: .journal)
    }

    /// Whether rows bear an event that is not kept.
    func isMissed() throws -> Bool {
        for table in try tables() {
            let isMissed = try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM \(table.quotedDatabaseIdentifier) WHERE event NOT BETWEEN 1 AND ?)",
                arguments: [last])
            if isMissed == true { return true }
        }
        return false
    }

    /// Journals the salvage, which bears from now on what was made by events that are not kept.
    func end(by coderName: String, rows: Int) throws {
        let event = last + 1
        for table in try tables() {
            try db.execute(
                sql: "UPDATE \(table.quotedDatabaseIdentifier) SET event = ? WHERE event NOT BETWEEN 1 AND ?",
                arguments: [event, last])
        }
        let coder = try Study.coderRow(db, coderName)
        var change = Change(
            db: db, event: event, coder: coder, coderName: coderName.normalizedName, time: CurrentTime.stamp, session: nil)
        change.count("rows", rows)
        try Journal.append(change, verb: Acts.Act.salvage, recording: .rows, changeset: nil)
    }

    /// Those whose rows bear the event that made them.
    private func tables() throws -> [String] {
        try ChangeSession.tables.filter { try db.columns(in: $0).contains { $0.name == "event" } }
    }
}
