import Foundation
import GRDB
import StudyModel

/// Rows in the place of some that are gone and on which much rests: a code without name is less of a loss than its codings.
enum SalvageStandIns {
    private struct Kind {
        let table: String
        /// Columns that point to rows of the table.
        let users: [(table: String, column: String)]
        /// What a row has besides its number; `?1` is the number, `?2` the name, `?3` the id of the name, `?4` its hash.
        let columns: String
        let values: String
        /// SQL for a name by which the row is known elsewhere.
        var knownName = "SELECT NULL"
    }

    private static let kinds: [Kind] = [
        Kind(
            table: "coder", users: ["coding", "memo", "mention", "tie", "event", "formerCoderName"].map { ($0, "coder") },
            columns: "uuid, name", values: "?3, ?2"),
        Kind(
            table: "code", users: [("coding", "code"), ("codeText", "code"), ("codeFinding", "code")],
            columns: "uuid, name, place, isCodable, event", values: "?3, ?2, ?1, 1, 0",
            knownName: "SELECT text FROM codeText WHERE code = ?1 AND field = 'label' ORDER BY language LIMIT 1"),
        Kind(table: "case", users: [("respondent", "case")], columns: "uuid, name, event", values: "?3, ?2, 0"),
        Kind(
            table: "actor", users: [("tie", "fromActor"), ("tie", "toActor"), ("mention", "actor")],
            columns: "uuid, name, event", values: "?3, ?2, 0",
            knownName: "SELECT alias FROM actorAlias WHERE actor = ?1 ORDER BY alias LIMIT 1"),
        Kind(
            table: "tieKind", users: [("tie", "kind")], columns: "name, isDirected, sign, place", values: "?2, 0, '+', ?1"),
        Kind(
            table: "original", users: [("survey", "original")], columns: "hash, name, size", values: "?4, ?2, 0"),
    ]

    /// - Returns: how many were made, by table.
    static func add(to db: Database) throws -> [(table: String, count: Int)] {
        try kinds.map { kind in
            let table = kind.table.quotedDatabaseIdentifier
            let used = kind.users.map { "SELECT \($0.column.quotedDatabaseIdentifier) FROM \($0.table)" }
            let missing = try Int64.fetchAll(
                db,
                sql: """
                    WITH used(id) AS (\(used.joined(separator: " UNION ")))
                    SELECT id FROM used WHERE id IS NOT NULL AND id NOT IN (SELECT id FROM \(table)) ORDER BY 1
                    """)
            for row in missing { try add(row, kind, to: db) }
            return (kind.table, missing.count)
        }
    }

    private static func add(_ row: Int64, _ kind: Kind, to db: Database) throws {
        let table = kind.table.quotedDatabaseIdentifier
        let known = try String.fetchOne(db, sql: kind.knownName, arguments: kind.knownName.contains("?1") ? [row] : [])
        let isTaken = try known.map {
            try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM \(table) WHERE name = ?)", arguments: [$0]) ?? true
        }
        let name = isTaken == false ? known ?? "" : "unknown \(kind.table) \(row)"
        let insert = try BulkStatement(
            db, "INSERT OR IGNORE INTO \(table)(id, \(kind.columns)) VALUES (?1, \(kind.values))")
        insert.bind(1, row)
        insert.bind(2, copying: name)
        insert.bind(3, copying: Identifier<Void>(of: kind.table, name).bytes)
        insert.bind(4, copying: ContentHash(of: name.utf8).bytes)
        try insert.run()
    }
}
