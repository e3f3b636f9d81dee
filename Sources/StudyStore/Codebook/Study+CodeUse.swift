import GRDB
package import StudyModel

/// How a code is used, and what was noted on it.
package struct CodeUse: Hashable, Sendable {
    package var codings = 0
    package var coders = 0
    package var sources = 0
    /// In the order in which they were written.
    package var memos: [Memo] = []

    package struct Memo: Hashable, Sendable {
        package var coder: String
        package var time: String
        package var title: String
        package var text: String
    }
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
            let memos = try Row.fetchAll(
                db,
                sql: """
                    SELECT o.name AS coder, m.time, m.title, m.text FROM memo m JOIN coder o ON o.id = m.coder
                    WHERE m.code = ? ORDER BY m.time, m.id
                    """, arguments: [row]
            ).map { CodeUse.Memo(coder: $0["coder"], time: $0["time"], title: $0["title"], text: $0["text"]) }
            return CodeUse(
                codings: counts?["codings"] ?? 0, coders: counts?["coders"] ?? 0, sources: counts?["sources"] ?? 0, memos: memos
            )
        }
    }
}
