import GRDB
package import StudyModel

/// Which codings are meant; nil and empty mean all.
package struct CodingFilter: Hashable, Sendable {
    package var source: String?
    package var code: String?
    package var coder: String?
    package var caseName: String?

    package init(source: String? = nil, code: String? = nil, coder: String? = nil, caseName: String? = nil) {
        self.source = source?.normalizedName
        self.code = code?.normalizedName
        self.coder = coder?.normalizedName
        self.caseName = caseName?.normalizedName
    }
}

extension Study {
    /// Hands over the codings in reading order: by source name, range, code and coder.
    package func forEachCoding(_ filter: CodingFilter = .init(), _ body: (Coding) throws -> Void) throws {
        try read { db in
            var cursor = try TextCursor(db)
            let statement = try BulkStatement(
                db,
                """
                SELECT k.uuid, coalesce(s.name, \(AnswerName.sql)) AS sourceName, coalesce(c.name, pc.name), p.revision, p.lower, p.upper,
                  d.name, o.name, k.weight, k.time
                FROM coding k JOIN passage p ON p.id = k.passage JOIN code d ON d.id = k.code JOIN coder o ON o.id = k.coder
                JOIN revision r ON r.id = p.revision JOIN source s ON s.id = r.source
                LEFT JOIN "case" c ON c.id = s."case"
                LEFT JOIN respondent n ON n.id = s.respondent LEFT JOIN "case" pc ON pc.id = n."case"
                LEFT JOIN survey u ON u.id = n.survey LEFT JOIN question q ON q.id = s.question
                WHERE (?1 IS NULL OR sourceName = ?1) AND (?2 IS NULL OR d.name = ?2) AND (?3 IS NULL OR o.name = ?3)
                  AND (?4 IS NULL OR coalesce(c.name, pc.name) = ?4)
                ORDER BY sourceName, p.lower, p.upper, d.name, o.name
                """)
            for (position, value) in [filter.source, filter.code, filter.coder, filter.caseName].enumerated() {
                if let value {
                    statement.bind(Int32(position + 1), copying: value)
                } else {
                    statement.bindNull(Int32(position + 1))
                }
            }
            while try statement.step() {
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
                        time: statement.text(9)))
            }
        }
    }
}
