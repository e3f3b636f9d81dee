import Foundation
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
    /// What a link in them leads to, as a link names it.
    package var linkTarget: String?

    package init(
        subject: Memo.Subject? = nil, name: String? = nil, coder: String? = nil, words: WordPattern? = nil,
        linkTarget: String? = nil
    ) {
        self.subject = subject
        self.name = name?.normalizedName
        self.coder = coder?.normalizedName
        self.words = words
        self.linkTarget = linkTarget
    }
}

extension Study {
    /// The memos: by what they are on, its name, the time and the id.
    ///
    /// - Throws: `StudyError` or `Unplaced` where the coder, or what they are to link to, is not there.
    package func memos(_ filter: MemoFilter = .init()) throws -> [Memo] {
        try read { db in
            let coder = try filter.coder.map { try Self.coder(required: $0, in: db).name }
            let linking = try filter.linkTarget.map { try MemoLinks.memos(linkingTo: $0, in: db) }
            return try Memos.all(in: db).filter { found in
                if let linking, !linking.contains(found.row) { return false }
                if let subject = filter.subject, found.memo.subject != subject { return false }
                if let name = filter.name, found.name != name { return false }
                if let coder, found.memo.coder != coder { return false }
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

    /// How many memos are on a source or on passages and codings in it, and how many have a link that leads to one of these.
    package func memoCount(ofSource name: String) throws -> (on: Int, linking: Int) {
        try read { db in
            let count = try Memos.all(in: db).count {
                [.source, .passage, .coding].contains($0.memo.subject) && $0.name == name.normalizedName
            }
            let linking = try MemoLinks.memos(linkingTo: "source:\(name)", in: db)
            return (count, linking.count)
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
        guard let row = try row(ofID: text, in: db)?.row, let found = try all(in: db).first(where: { $0.row == row }) else {
            throw StudyError("no memo has the id '\(text)'", remedy: "list them with 'anker memo list'")
        }
        return found
    }

    /// The memo whose id begins so; nil where none does.
    ///
    /// - Throws: `StudyError` where several do.
    static func row(ofID text: String, in db: Database) throws -> (row: Int64, id: Memo.ID)? {
        let key = text.lowercased()
        guard key.count >= 4 else { return nil }
        let found = try Row.fetchAll(db, sql: "SELECT id, uuid FROM memo ORDER BY id").map {
            (row: $0["id"] as Int64, id: try Memo.ID(row: $0["uuid"]))
        }.filter { $0.id.description.hasPrefix(key) }
        guard found.count <= 1 else {
            throw StudyError("the ids of \(found.count) memos begin with '\(text)'", remedy: "type more of the id")
        }
        return found.first
    }

    /// The columns of rows that point to something as memos do, and the tables in which that is looked up; `m` is their table.
    private static let nameColumns = """
        coalesce(s.name, \(AnswerName.sql)) AS sourceName, p.lower, p.upper, p.revision, p.state,
        d.name AS codingCode, c.name AS codeName, e.name AS caseName, a.name AS actorName,
        f.name || ' – ' || g.name || ' (' || y.name || ')' AS tieName
        """
    private static let nameJoins = """
        LEFT JOIN coding k ON k.id = m.coding LEFT JOIN code d ON d.id = k.code
        LEFT JOIN passage p ON p.id = coalesce(m.passage, k.passage) LEFT JOIN revision r ON r.id = p.revision
        LEFT JOIN source s ON s.id = coalesce(m.source, r.source)
        LEFT JOIN respondent n ON n.id = s.respondent LEFT JOIN survey u ON u.id = n.survey
        LEFT JOIN question q ON q.id = s.question
        LEFT JOIN code c ON c.id = m.code LEFT JOIN "case" e ON e.id = m."case" LEFT JOIN actor a ON a.id = m.actor
        LEFT JOIN tie t ON t.id = m.tie LEFT JOIN actor f ON f.id = t.fromActor LEFT JOIN actor g ON g.id = t.toActor
        LEFT JOIN tieKind y ON y.id = t.kind
        """

    static func all(in db: Database) throws -> [Found] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT m.id, m.uuid, o.name AS coder, m.author, m.time, m.title, m.text, \(nameColumns),
                  mu.name || '/' || mn.name || '/' || mq.name || CASE WHEN m.instance > 1 THEN '[' || m.instance || ']' ELSE '' END
                    AS answerName
                FROM memo m JOIN coder o ON o.id = m.coder \(nameJoins)
                LEFT JOIN respondent mn ON mn.id = m.respondent LEFT JOIN survey mu ON mu.id = mn.survey
                LEFT JOIN question mq ON mq.id = m.question
                """)
        var cursor = try TextCursor(db)
        let ends = try linkEnds(in: db, &cursor)
        return try rows.map { try found($0, ends, &cursor) }.sorted { left, right in
            let (first, second) = (left.memo, right.memo)
            if first.subject != second.subject { return order(first.subject) < order(second.subject) }
            if left.name != right.name { return inNameOrder(left.name, right.name) }
            if first.on != second.on { return first.on < second.on }
            return (first.time, first.id) < (second.time, second.id)
        }
    }

    private static func order(_ subject: Memo.Subject) -> Int { Memo.Subject.allCases.firstIndex(of: subject) ?? 0 }

    private static func found(_ row: Row, _ ends: [Int64: [Int: Memo.End]], _ cursor: inout TextCursor) throws -> Found {
        let named = try named(row, &cursor)
        let id: Int64 = row["id"]
        var memo = Memo(
            id: try Memo.ID(row: row["uuid"]), coder: row["coder"], author: row["author"], time: row["time"],
            title: row["title"], text: row["text"], subject: named?.subject ?? .study, on: named?.on ?? "")
        memo.links = zip(1..., MemoLink.all(in: memo.text)).map { number, link in
            Memo.Link(target: link.target, label: link.label, end: ends[id]?[number] ?? .unknown)
        }
        return Found(row: id, memo: memo, name: named?.name ?? "")
    }

    /// What a row points to, its name, and the name or place in words; nil where it points to nothing.
    private static func named(
        _ row: Row, _ cursor: inout TextCursor
    ) throws -> (subject: Memo.Subject, name: String, on: String)? {
        if let range = (row["lower"] as Int?).flatMap({ TextRange($0, row["upper"]) }) {
            try cursor.move(to: row["revision"])
            let name: String = row["sourceName"]
            let turn = cursor.turn(at: range.lowerBound)
            let place = turn.map { "\(name):\($0) \(range)" } ?? "\(name) \(range)"
            guard let code = row["codingCode"] as String? else { return (.passage, name, place) }
            return (.coding, name, "\(place) \(code)")
        }
        let kinds: [(Memo.Subject, String)] = [
            (.source, "sourceName"), (.code, "codeName"), (.case, "caseName"), (.actor, "actorName"), (.tie, "tieName"),
            (.answer, "answerName"),
        ]
        for (kind, column) in kinds {
            if let name = row[column] as String? { return (kind, name, name) }
        }
        return nil
    }

    /// What the links of memos lead to, by the row of the memo and the number of the link.
    private static func linkEnds(in db: Database, _ cursor: inout TextCursor) throws -> [Int64: [Int: Memo.End]] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT m.memo, m.number, z.uuid AS linked, z.title AS linkedTitle, \(nameColumns)
                FROM memoLink m LEFT JOIN memo z ON z.id = m.linkedMemo \(nameJoins) ORDER BY p.revision
                """)
        var ends: [Int64: [Int: Memo.End]] = [:]
        for row in rows {
            var end = Memo.End.gone
            if let linked = row["linked"] as Data? {
                end = .there(.memo, name: row["linkedTitle"], memo: try Memo.ID(row: linked))
            } else if let named = try named(row, &cursor), let kind = Memo.LinkKind(rawValue: named.subject.rawValue) {
                end = .there(kind, name: named.on, state: (row["state"] as String?).flatMap { PassageState(rawValue: $0) })
            }
            ends[row["memo"], default: [:]][row["number"]] = end
        }
        return ends
    }
}
