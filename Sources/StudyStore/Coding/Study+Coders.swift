import GRDB
import StudyModel

/// A coder, and what is theirs in the study.
package struct CoderSummary: Hashable, Sendable {
    package var name: String
    package var formerNames: [String] = []
    package var codings = 0
    package var sources = 0
    package var codes = 0
    package var memos = 0
    package var mentions = 0
    package var ties = 0
    /// Changes in the journal, and when the last was made.
    package var events = 0
    package var last: String?
}

extension Study {
    /// The names of coders by their rows; without those that somebody had before.
    package func coderNames() throws -> [Int32: String] {
        try read { db in
            try Row.fetchAll(db, sql: "SELECT id, name FROM coder").reduce(into: [:]) { $0[$1["id"]] = $1["name"] }
        }
    }

    /// The coders, sorted by name.
    package func coders() throws -> [CoderSummary] {
        try read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT o.id, o.name,
                      (SELECT count(*) FROM memo WHERE coder = o.id) AS memos, (SELECT count(*) FROM tie WHERE coder = o.id) AS ties,
                      (SELECT count(*) FROM mention WHERE coder = o.id AND isRejected = 0) AS mentions,
                      (SELECT count(*) FROM event WHERE coder = o.id) AS events, (SELECT max(time) FROM event WHERE coder = o.id) AS last
                    FROM coder o
                    """)
            return try rows.map { row in
                let id: Int64 = row["id"]
                let codings = try Row.fetchOne(
                    db,
                    sql: """
                        SELECT count(*) AS codings, count(DISTINCT k.code) AS codes, count(DISTINCT r.source) AS sources
                        FROM coding k JOIN passage p ON p.id = k.passage JOIN revision r ON r.id = p.revision WHERE k.coder = ?
                        """, arguments: [id])
                return CoderSummary(
                    name: row["name"],
                    formerNames: try String.fetchAll(
                        db, sql: "SELECT name FROM formerCoderName WHERE coder = ? ORDER BY name", arguments: [id]),
                    codings: codings?["codings"] ?? 0, sources: codings?["sources"] ?? 0, codes: codings?["codes"] ?? 0,
                    memos: row["memos"], mentions: row["mentions"], ties: row["ties"], events: row["events"], last: row["last"])
            }.sorted { inNameOrder($0.name, $1.name) }
        }
    }

    /// The coder who is called so, or was before; nil where nobody is.
    static func coder(called name: String, in db: Database) throws -> (row: Int64, name: String)? {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT id, name FROM coder WHERE name = ?1
                UNION SELECT o.id, o.name FROM formerCoderName f JOIN coder o ON o.id = f.coder WHERE f.name = ?1
                """, arguments: [name.normalizedName])
        return row.map { ($0["id"], $0["name"]) }
    }

    /// - Throws: `StudyError` with what may be meant where nobody is or was called so.
    static func coder(required name: String, in db: Database) throws -> (row: Int64, name: String) {
        if let found = try coder(called: name, in: db) { return found }
        let names = try String.fetchAll(db, sql: "SELECT name FROM coder UNION SELECT name FROM formerCoderName")
        throw StudyError.noCoder(name.normalizedName, among: names)
    }

    /// Gives a coder another name; the one from before goes on meaning the same coder.
    ///
    /// - Throws: `StudyError` where there is no such coder, or the name is or was somebody else's.
    package func renameCoder(_ name: String, to newName: String, dryRun: Bool = false, by coder: String) throws {
        let (name, newName) = (name.normalizedName, newName.normalizedName)
        try changeUnlessDry("coders.rename", dryRun: dryRun, by: coder) { change in
            let db = change.db
            let found = try Row.fetchOne(db, sql: "SELECT id, uuid FROM coder WHERE name = ?", arguments: [name])
            guard let found else {
                throw StudyError.noCoder(name, among: try String.fetchAll(db, sql: "SELECT name FROM coder"))
            }
            let row: Int64 = found["id"]
            guard name != newName else { return }
            let holder = try String.fetchOne(
                db,
                sql: """
                    SELECT name FROM coder WHERE name = ?1 AND id <> ?2
                    UNION SELECT o.name FROM formerCoderName f JOIN coder o ON o.id = f.coder WHERE f.name = ?1 AND o.id <> ?2
                    """, arguments: [newName, row])
            if let holder { throw StudyError.isNamed(newName, holder) }
            try db.execute(sql: "DELETE FROM formerCoderName WHERE name = ?", arguments: [newName])
            try db.execute(sql: "UPDATE coder SET name = ? WHERE id = ?", arguments: [newName, row])
            try db.execute(sql: "INSERT INTO formerCoderName(name, coder) VALUES (?, ?)", arguments: [name, row])
            change.concern(try Identifier<Coder>(row: found["uuid"]))
            change.count("coders")
        }
    }
}

extension StudyError {
    fileprivate static func isNamed(_ name: String, _ holder: String) -> StudyError {
        StudyError(
            name == holder ? "there is a coder '\(name)' already" : "coder '\(holder)' was called '\(name)' before",
            remedy: "choose another name")
    }
}
