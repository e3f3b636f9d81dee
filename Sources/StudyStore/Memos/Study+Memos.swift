import GRDB
package import StudyModel

/// Which memos are meant; nil means all.
package struct MemoFilter: Hashable, Sendable {
    package var subject: Memo.Subject?
    /// The name of what they are on; of passages and codings that of their source.
    package var name: String?
    package var coder: String?
    /// Words that the title or the text holds.
    package var words: WordPattern?

    package init(subject: Memo.Subject? = nil, name: String? = nil, coder: String? = nil, words: WordPattern? = nil) {
        self.subject = subject
        self.name = name?.normalizedName
        self.coder = coder?.normalizedName
        self.words = words
    }
}

extension Study {
    /// The memos: by what they are on, its name, the time and the id.
    ///
    /// - Throws: `StudyError` where the coder is not there.
    package func memos(_ filter: MemoFilter = .init()) throws -> [Memo] {
        try read { db in
            if let coder = filter.coder {
                let coders = try String.fetchAll(db, sql: "SELECT name FROM coder")
                guard coders.contains(coder) else { throw StudyError.noCoder(coder, among: coders) }
            }
            return try Memos.all(in: db).filter { found in
                if let subject = filter.subject, found.memo.subject != subject { return false }
                if let name = filter.name, found.name != name { return false }
                if let coder = filter.coder, found.memo.coder != coder { return false }
                guard let words = filter.words else { return true }
                return Array("\(found.memo.title)\n\(found.memo.text)".utf8).withUnsafeBufferPointer {
                    words.firstMatch(in: $0[...]) != nil
                }
            }.map(\.memo)
        }
    }

    /// The memo whose id is `id` or begins so.
    ///
    /// - Throws: `StudyError` where there is none, or several.
    package func memo(_ id: String) throws -> Memo {
        try read { try Memos.required(id, in: $0).memo }
    }

    /// How many memos are on a source or on passages and codings in it.
    package func memoCount(ofSource name: String) throws -> Int {
        try read { db in
            try Memos.all(in: db).count {
                [.source, .passage, .coding].contains($0.memo.subject) && $0.name == name.normalizedName
            }
        }
    }
}

extension Memos {
    struct Found {
        var row: Int64
        var memo: Memo
        /// The name of what it is on, or of the source in which that stands.
        var name: String
    }

    static func required(_ text: String, in db: Database) throws -> Found {
        let key = text.lowercased()
        let found = key.count < 4 ? [] : try all(in: db).filter { $0.memo.id.description.hasPrefix(key) }
        guard let only = found.first else {
            throw StudyError("no memo has the id '\(text)'", remedy: "list them with 'anker memo list'")
        }
        guard found.count == 1 else {
            throw StudyError("the ids of \(found.count) memos begin with '\(text)'", remedy: "type more of the id")
        }
        return only
    }

    static func all(in db: Database) throws -> [Found] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT m.id, m.uuid, o.name AS coder, m.author, m.time, m.title, m.text,
                  m.source, m.passage, m.coding, m.code, m."case", m.actor, m.tie, m.respondent,
                  coalesce(s.name, \(AnswerName.sql)) AS sourceName, p.lower, p.upper, p.revision,
                  d.name AS codingCode, c.name AS codeName, e.name AS caseName, a.name AS actorName,
                  f.name || ' – ' || g.name || ' (' || y.name || ')' AS tieName,
                  mu.name || '/' || mn.name || '/' || mq.name || CASE WHEN m.instance > 1 THEN '[' || m.instance || ']' ELSE '' END
                    AS answerName
                FROM memo m JOIN coder o ON o.id = m.coder
                LEFT JOIN coding k ON k.id = m.coding LEFT JOIN code d ON d.id = k.code
                LEFT JOIN passage p ON p.id = coalesce(m.passage, k.passage) LEFT JOIN revision r ON r.id = p.revision
                LEFT JOIN source s ON s.id = coalesce(m.source, r.source)
                LEFT JOIN respondent n ON n.id = s.respondent LEFT JOIN survey u ON u.id = n.survey
                LEFT JOIN question q ON q.id = s.question
                LEFT JOIN code c ON c.id = m.code LEFT JOIN "case" e ON e.id = m."case" LEFT JOIN actor a ON a.id = m.actor
                LEFT JOIN tie t ON t.id = m.tie LEFT JOIN actor f ON f.id = t.fromActor LEFT JOIN actor g ON g.id = t.toActor
                LEFT JOIN tieKind y ON y.id = t.kind
                LEFT JOIN respondent mn ON mn.id = m.respondent LEFT JOIN survey mu ON mu.id = mn.survey
                LEFT JOIN question mq ON mq.id = m.question
                """)
        var cursor = try TextCursor(db)
        return try rows.map { try found($0, &cursor) }.sorted { left, right in
            let (first, second) = (left.memo, right.memo)
            if first.subject != second.subject { return order(first.subject) < order(second.subject) }
            if left.name != right.name { return inNameOrder(left.name, right.name) }
            if first.on != second.on { return first.on < second.on }
            return (first.time, first.id) < (second.time, second.id)
        }
    }

    private static func order(_ subject: Memo.Subject) -> Int { Memo.Subject.allCases.firstIndex(of: subject) ?? 0 }

    private static func found(_ row: Row, _ cursor: inout TextCursor) throws -> Found {
        var (subject, name, on) = (Memo.Subject.study, "", "")
        if let range = (row["lower"] as Int?).flatMap({ TextRange($0, row["upper"]) }) {
            try cursor.move(to: row["revision"])
            name = row["sourceName"]
            let turn = cursor.turn(at: range.lowerBound)
            on = turn.map { "\(name):\($0) \(range)" } ?? "\(name) \(range)"
            subject = .passage
            if let code = row["codingCode"] as String? {
                subject = .coding
                on += " \(code)"
            }
        } else {
            let kinds: [(Memo.Subject, String)] = [
                (.source, "sourceName"), (.code, "codeName"), (.case, "caseName"), (.actor, "actorName"), (.tie, "tieName"),
                (.answer, "answerName"),
            ]
            for (kind, column) in kinds {
                guard let found = row[column] as String? else { continue }
                (subject, name, on) = (kind, found, found)
                break
            }
        }
        return Found(
            row: row["id"],
            memo: Memo(
                id: try Memo.ID(row: row["uuid"]), coder: row["coder"], author: row["author"], time: row["time"],
                title: row["title"], text: row["text"], subject: subject, on: on), name: name)
    }
}
