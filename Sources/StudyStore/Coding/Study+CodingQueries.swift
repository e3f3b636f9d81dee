import GRDB
package import StudyModel

/// Which codings are meant; nil and empty mean all.
package struct CodingFilter: Hashable, Sendable {
    /// As it was given; `forEachCoding` looks it up in either normal form.
    package var source: String?
    package var code: String?
    package var coder: String?
    package var caseName: String?
    /// The rows of the codings that are meant; nil where all are.
    package var rows: RowSet?

    package init(
        source: String? = nil, code: String? = nil, coder: String? = nil, caseName: String? = nil, rows: RowSet? = nil
    ) {
        self.source = source
        self.code = code?.normalizedName
        self.coder = coder?.normalizedName
        self.caseName = caseName?.normalizedName
        self.rows = rows
    }
}

extension Study {
    /// Hands over the codings in reading order: by source name, range, code and coder. Those without a place in the newest
    /// text of a source come behind the others of that source.
    package func forEachCoding(_ filter: CodingFilter = .init(), _ body: (Coding) throws -> Void) throws {
        try read { db in
            guard let conditions = try Self.conditions(filter, in: db) else { return }
            var cursor = try TextCursor(db)
            let statement = try BulkStatement(
                db,
                """
                SELECT k.uuid, coalesce(s.name, \(AnswerName.sql)) AS sourceName, coalesce(c.name, pc.name),
                  p.revision, p.lower, p.upper, d.name, o.name, k.weight, k.time, r.number, p.state, k.id, n.row
                FROM coding k JOIN passage p ON p.id = k.passage JOIN code d ON d.id = k.code JOIN coder o ON o.id = k.coder
                JOIN revision r ON r.id = p.revision JOIN source s ON s.id = r.source
                LEFT JOIN "case" c ON c.id = s."case"
                LEFT JOIN respondent n ON n.id = s.respondent LEFT JOIN "case" pc ON pc.id = n."case"
                LEFT JOIN survey u ON u.id = n.survey LEFT JOIN question q ON q.id = s.question
                WHERE \(conditions.sql)
                ORDER BY sourceName, p.state IN ('ambiguous', 'lost'), r.number, p.lower, p.upper, d.name, o.name
                """)
            for (position, row) in conditions.rows.enumerated() { statement.bind(Int32(position + 1), row) }
            while try statement.step() {
                if let rows = filter.rows, !rows.contains(statement.integer(12)) { continue }
                guard let range = TextRange(Int(statement.integer(4)), Int(statement.integer(5))),
                    let id = Coding.ID(bytes: statement.bytes(0))
                else { continue }
                try cursor.move(to: statement.integer(3))
                try body(
                    Coding(
                        id: id, source: statement.text(1), caseName: statement.isNull(2) ? nil : statement.text(2),
                        turn: cursor.turn(at: range.lowerBound), range: range, quote: cursor.quote(range),
                        code: statement.text(6),
                        coder: statement.text(7), weight: statement.isNull(8) ? nil : Int(statement.integer(8)),
                        time: statement.text(9), revision: Int(statement.integer(10)),
                        state: PassageState(rawValue: statement.text(11)) ?? .placed,
                        startMs: cursor.startMs(at: range.lowerBound),
                        row: statement.isNull(13) ? nil : Int(clamping: statement.integer(13))))
            }
        }
    }
    /// The filter as SQL over row numbers, so that indexes answer it; nil where it names what is not there.
    private static func conditions(_ filter: CodingFilter, in db: Database) throws -> (sql: String, rows: [Int64])? {
        var sql = ["1"]
        var rows: [Int64] = []
        if let name = filter.code {
            guard let row = try row(of: "code", named: name, in: db) else { return nil }
            sql.append("k.code = ?")
            rows.append(row)
        }
        if let name = filter.coder {
            guard let row = try coder(called: name, in: db)?.row else { return nil }
            sql.append("k.coder = ?")
            rows.append(row)
        }
        if let name = filter.caseName {
            guard let row = try row(of: "case", named: name, in: db) else { return nil }
            sql.append("coalesce(s.\"case\", n.\"case\") = ?")
            rows.append(row)
        }
        if let name = filter.source {
            let row = try row(of: "source", named: name.normalizedName, in: db) ?? AnswerName.find(name, in: db)?.source
            guard let row else { return nil }
            sql.append("s.id = ?")
            rows.append(row)
        }
        return (sql.joined(separator: " AND "), rows)
    }

    private static func row(of table: String, named name: String, in db: Database) throws -> Int64? {
        try Int64.fetchOne(db, sql: "SELECT id FROM \"\(table)\" WHERE name = ?", arguments: [name])
    }
}
