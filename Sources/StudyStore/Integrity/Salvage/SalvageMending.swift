import Foundation
import GRDB
import StudyModel

/// Brings the rows that could be read to what must hold of a study, by leaving out as little as it can.
///
/// References are not enforced and triggers are gone while it works.
struct SalvageMending {
    private let db: Database
    private(set) var salvage: Salvage
    /// Counted by table and reason, since what is left out takes other things with it.
    private var counts: [Count: Int] = [:]

    private struct Count: Hashable {
        let table: String
        let reason: String
        let kind: Flaw.Kind
        /// Rows that were changed, and not left out.
        var isChange = false
    }

    init(_ salvage: Salvage, in db: Database) {
        self.salvage = salvage
        self.db = db
    }

    /// - Parameter inflate: unpacks bytes (RFC 1951) to that size.
    mutating func run(inflate: ([UInt8], Int) throws -> [UInt8]) throws {
        try mendTexts()
        try mendOriginals(inflate)
        for (table, count) in try SalvageStandIns.add(to: db) {
            salvage.change(
                count, of: table,
                "are gone; others stand in for them with a name such as 'unknown \(table) 1', for what rests on them")
        }
        while try round() > 0 {}
        try mendIDs()
        try mendHeads()
        for (count, number) in counts.sorted(by: { ($0.key.table, $0.key.reason) < ($1.key.table, $1.key.reason) }) {
            if count.isChange {
                salvage.change(number, of: count.table, count.reason)
            } else {
                salvage.leaveOut(number, of: count.table, since: count.reason, kind: count.kind)
            }
        }
        try IndexCheck.rebuild(db)
    }

    /// Runs a statement and counts the rows that it took or changed.
    @discardableResult
    private mutating func run(
        _ sql: String, _ table: String, _ reason: String, kind: Flaw.Kind = .database, isChange: Bool = false
    ) throws -> Int {
        try db.execute(sql: sql)
        let number = db.changesCount
        if number > 0 { counts[Count(table: table, reason: reason, kind: kind, isChange: isChange), default: 0] += number }
        return number
    }

    /// One round of everything that may make something else break a rule.
    private mutating func round() throws -> Int {
        try markBrokenTurns()
        try nameLostTexts()
        var number = try placeAgain()
        for (table, column, target) in SalvageRule.optional {
            let column = column.quotedDatabaseIdentifier
            number += try run(
                """
                UPDATE \(table.quotedDatabaseIdentifier) SET \(column) = NULL
                WHERE \(column) IS NOT NULL AND \(column) NOT IN (SELECT id FROM \(target.quotedDatabaseIdentifier))
                """, table, "point to no \(target) any more, since that is gone", isChange: true)
        }
        number += try run(
            """
            UPDATE tie SET leadingEvidence = (SELECT min(number) FROM evidence WHERE tie = tie.id)
            WHERE NOT EXISTS (SELECT 1 FROM evidence e WHERE e.tie = tie.id AND e.number = leadingEvidence)
              AND EXISTS (SELECT 1 FROM evidence e WHERE e.tie = tie.id)
            """, "tie", "rest on other evidence first", isChange: true)
        for table in ChangeSession.tables + ["changeset"] { number += try deleteDangling(table) }
        for rule in SalvageRule.all {
            number += try run(rule.sql, rule.table, rule.reason, kind: rule.kind, isChange: rule.isChange)
        }
        return try number + numberRevisions()
    }

    /// The sources that are about to go, by their names.
    private mutating func nameLostTexts() throws {
        let names = try String.fetchAll(
            db,
            sql: """
                SELECT name FROM source s WHERE name IS NOT NULL AND NOT EXISTS (SELECT 1 FROM revision WHERE source = s.id)
                ORDER BY name
                """)
        for name in names {
            salvage.left.append(Flaw(.text, at: name, "the text is gone; left out", remedy: Salvage.advice))
        }
    }

    /// A passage whose revision is gone stands where it stood in the newest one that is left.
    private mutating func placeAgain() throws -> Int {
        let earlier = """
            SELECT e.revision, e.lower, e.upper FROM earlierPlace e JOIN revision r ON r.id = e.revision
            WHERE e.passage = passage.id ORDER BY r.number DESC LIMIT 1
            """
        let number = try run(
            """
            UPDATE OR IGNORE passage SET (revision, lower, upper) = (\(earlier)), state = 'placed'
            WHERE revision NOT IN (SELECT id FROM revision) AND EXISTS (\(earlier))
            """, "passage", "stand where they stood in an earlier revision, since the newest is gone", isChange: true)
        try db.execute(
            sql: "DELETE FROM earlierPlace WHERE revision = (SELECT revision FROM passage WHERE id = passage)")
        return number
    }

    private mutating func deleteDangling(_ table: String) throws -> Int {
        var number = 0
        // Which event made a row is told anew for all rows.
        for key in try db.foreignKeys(on: table) where key.destinationTable != "event" || table == "changeset" {
            // What can be without it stays, and is told so in the next round.
            if key.mapping.count == 1, SalvageRule.isOptional(key.mapping[0].origin, in: table) { continue }
            let isNamed = key.mapping.map { "c.\($0.origin.quotedDatabaseIdentifier) IS NOT NULL" }
            let isThere = key.mapping.map {
                "p.\($0.destination.quotedDatabaseIdentifier) = c.\($0.origin.quotedDatabaseIdentifier)"
            }
            number += try run(
                """
                DELETE FROM \(table.quotedDatabaseIdentifier) AS c WHERE \(isNamed.joined(separator: " AND "))
                AND NOT EXISTS (SELECT 1 FROM \(key.destinationTable.quotedDatabaseIdentifier) p
                  WHERE \(isThere.joined(separator: " AND ")))
                """, table, "the row of \(key.destinationTable) that they refer to is gone")
        }
        return number
    }

    /// Sources whose earlier revisions are gone count from 1 again.
    private mutating func numberRevisions() throws -> Int {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT id, place FROM (SELECT id, number, source,
                  row_number() OVER (PARTITION BY source ORDER BY number) AS place FROM revision)
                WHERE number <> place ORDER BY source, number
                """)
        for row in rows {
            try db.execute(
                sql: "UPDATE revision SET number = ? WHERE id = ?", arguments: [row["place"] as Int, row["id"] as Int64])
        }
        if !rows.isEmpty {
            counts[
                Count(
                    table: "revision", reason: "have another number, since earlier ones are gone", kind: .revision,
                    isChange: true), default: 0] += rows.count
        }
        return rows.count
    }

    /// Turns and parts of a transcript go together, so what is broken is noted before any of them goes.
    private func markBrokenTurns() throws {
        try db.execute(
            sql: """
                CREATE TEMP TABLE IF NOT EXISTS brokenTurns(revision);
                DELETE FROM temp.brokenTurns;
                INSERT INTO temp.brokenTurns SELECT * FROM \(SalvageRule.brokenTurns)
                """)
    }
}

extension SalvageMending {
    /// A text that is not the one that was read takes its passages with it: they would stand on wrong words.
    private mutating func mendTexts() throws {
        for text in try ContentCheck.brokenTexts(db) {
            try db.execute(sql: "DELETE FROM revision WHERE id = ?", arguments: [text.row])
            salvage.left.append(Flaw(.text, at: text.place, "\(text.problem); left out", remedy: Salvage.advice))
        }
    }

    private mutating func mendOriginals(_ inflate: ([UInt8], Int) throws -> [UInt8]) throws {
        for (row, name) in try ContentCheck.damagedOriginals(db, inflate: inflate) {
            try db.execute(sql: "UPDATE original SET deflated = NULL WHERE id = ?", arguments: [row])
            salvage.left.append(
                Flaw(.original, at: "file \(name)", "the copy that was kept of it is damaged; left out", remedy: Salvage.advice)
            )
        }
    }

    /// Ids that come from a name that stays are made anew from that name.
    private mutating func mendIDs() throws {
        for id in try ContentCheck.wrongIDs(db) {
            try db.execute(
                sql: "UPDATE OR IGNORE \(id.table.quotedDatabaseIdentifier) SET uuid = ? WHERE id = ?",
                arguments: [id.right, id.row])
            salvage.left.append(
                Flaw(.id, at: id.place, "the id is not the one of this name; made anew", remedy: Salvage.advice))
        }
    }

    /// The one row of the study and of its codebook.
    private mutating func mendHeads() throws {
        if try Row.fetchOne(db, sql: "SELECT 1 FROM study") == nil {
            try db.execute(
                sql: "INSERT INTO study(id, name, language, created) VALUES (1, 'salvaged', 'und', ?)",
                arguments: [CurrentTime.stamp])
            salvage.left.append(
                Flaw(.database, at: "the study", "its name is gone; called 'salvaged'", remedy: Salvage.advice))
        }
        if try Row.fetchOne(db, sql: "SELECT 1 FROM codebook") == nil {
            try db.execute(sql: "INSERT INTO codebook(id, name, languages) VALUES (1, '', '[]')")
            salvage.left.append(
                Flaw(.codebook, at: "the codebook", "its name and languages are gone", remedy: Salvage.advice))
        }
    }
}
