import GRDB
package import StudyModel

/// How a code is used.
package struct CodeUse: Hashable, Sendable {
    package var codings = 0
    package var coders = 0
    package var sources = 0
}

extension Study {
    /// How many codings each code has; a code that has none is not in it.
    package func codingCounts() throws -> [Code.ID: Int] {
        try read { db in
            var counts: [Code.ID: Int] = [:]
            let sql = "SELECT c.uuid, count(*) AS number FROM coding k JOIN code c ON c.id = k.code GROUP BY k.code"
            for row in try Row.fetchAll(db, sql: sql) { counts[try Code.ID(row: row["uuid"])] = row["number"] }
            return counts
        }
    }

    package func use(of code: Code.ID) throws -> CodeUse {
        try read { db in
            guard let row = try Self.row(of: code, in: db) else { return CodeUse() }
            let counts = try Row.fetchOne(
                db,
                sql: """
                    SELECT count(*) AS codings, count(DISTINCT k.coder) AS coders, count(DISTINCT r.source) AS sources
                    FROM coding k JOIN passage p ON p.id = k.passage JOIN revision r ON r.id = p.revision WHERE k.code = ?
                    """, arguments: [row])
            return CodeUse(
                codings: counts?["codings"] ?? 0, coders: counts?["coders"] ?? 0, sources: counts?["sources"] ?? 0)
        }
    }
}
