import Foundation
import GRDB
import StudyModel

/// What the memos of a study are on, of what comes along.
///
/// A memo on a passage without a place in the newest text is on the source, and one on an answer that does not come along is on the case.
struct ProjectMemoPlaces {
    /// The keys of memos by what they are on: a column of `memo`, and a row.
    private var keys: [String: [Int64: [String]]] = [:]
    /// The passages that a link leads to, so that they come along though nothing else lies on them.
    private var ends: Set<ProjectLink.End> = []

    private static let columns = ["source", "passage", "coding", "code", "case", "actor", "tie"]

    init(_ db: Database, _ sources: ProjectSourceRows) throws {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT m.*, p.revision AS placeRevision, p.state IN ('placed', 'changed') AS isPlaced, r.source AS placeSource,
                  x.id AS answer, n."case" AS answering
                FROM memo m LEFT JOIN coding k ON k.id = m.coding LEFT JOIN passage p ON p.id = coalesce(m.passage, k.passage)
                LEFT JOIN revision r ON r.id = p.revision LEFT JOIN respondent n ON n.id = m.respondent
                LEFT JOIN source x ON x.respondent = m.respondent AND x.question = m.question AND x.instance = m.instance
                ORDER BY m.time, m.uuid
                """)
        for row in rows {
            let key = try Memo.ID(row: row["uuid"]).description
            if let (column, target) = try Self.place(row, db, sources) {
                keys[column, default: [:]][target, default: []].append(key)
            }
        }
        ends = Set(try Self.leading(db, sources).compactMap(\.end))
    }

    /// What a memo is on; nil for the study.
    private static func place(_ row: Row, _ db: Database, _ sources: ProjectSourceRows) throws -> (String, Int64)? {
        if let revision = row["placeRevision"] as Int64? {
            if row["isPlaced"] == true, sources.entry(ofRevision: revision) != nil {
                return (row["passage"] as Int64?).map { ("passage", $0) } ?? (row["coding"] as Int64?).map { ("coding", $0) }
            }
            return try place(ofSource: row["placeSource"], db, sources)
        }
        if let source = (row["source"] as Int64?) ?? row["answer"] { return try place(ofSource: source, db, sources) }
        if let holder = row["answering"] as Int64? { return ("case", holder) }
        for column in columns {
            if let target = row[column] as Int64? { return (column, target) }
        }
        return nil
    }

    private static func place(ofSource row: Int64, _ db: Database, _ sources: ProjectSourceRows) throws -> (String, Int64)? {
        if sources.entry(ofRow: row) != nil { return ("source", row) }
        let holder = try Int64.fetchOne(
            db, sql: "SELECT n.\"case\" FROM source s JOIN respondent n ON n.id = s.respondent WHERE s.id = ?", arguments: [row]
        )
        return holder.map { ("case", $0) }
    }

    func keys(on column: String, _ row: Int64) -> [String] {
        // Most have none, and there are many codings.
        guard let rows = keys[column] else { return [] }
        return rows[row] ?? []
    }

    func isLedTo(_ source: Source.ID, _ range: TextRange) -> Bool {
        !ends.isEmpty && ends.contains(.passage(source, range))
    }

    /// All memos, by time.
    func memos(_ db: Database, coders: [Int64: Int]) throws -> [ProjectMemo] {
        try Row.fetchAll(db, sql: "SELECT uuid, coder, time, title, text FROM memo ORDER BY time, uuid").map { row in
            let id = try Memo.ID(row: row["uuid"])
            return ProjectMemo(
                key: id.description, id: id, title: row["title"], text: row["text"], coder: coders[row["coder"]],
                time: row["time"])
        }
    }

    /// The links in memos to what comes along, and how many lead elsewhere; what names nothing is text.
    func links(_ db: Database, _ sources: ProjectSourceRows) throws -> (links: [ProjectLink], leftOut: Int) {
        let all = try Self.leading(db, sources)
        let links = all.compactMap { link in
            link.end.map { ProjectLink(memo: link.memo, number: link.number, label: link.label, end: $0) }
        }
        return (links, all.count - links.count)
    }

    private typealias Leading = (memo: Memo.ID, number: Int, label: String, end: ProjectLink.End?)

    private static func leading(_ db: Database, _ sources: ProjectSourceRows) throws -> [Leading] {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT m.uuid AS memo, m.text, l.number, l.source, p.revision, p.lower, p.upper,
                  p.state IN ('placed', 'changed') AS isPlaced,
                  k.uuid AS coding, c.uuid AS code, e.uuid AS caseID, a.uuid AS actor, t.uuid AS tie, z.uuid AS linkedMemo
                FROM memoLink l JOIN memo m ON m.id = l.memo LEFT JOIN coding k ON k.id = l.coding
                LEFT JOIN passage p ON p.id = coalesce(l.passage, k.passage) LEFT JOIN code c ON c.id = l.code
                LEFT JOIN "case" e ON e.id = l."case" LEFT JOIN actor a ON a.id = l.actor LEFT JOIN tie t ON t.id = l.tie
                LEFT JOIN memo z ON z.id = l.linkedMemo ORDER BY m.time, m.uuid, l.number
                """)
        return try rows.map { row in
            let (number, links) = (row["number"] as Int, MemoLink.all(in: row["text"]))
            let link = links.indices.contains(number - 1) ? links[number - 1] : nil
            return (
                try Memo.ID(row: row["memo"]), number, link.map { $0.label ?? $0.target } ?? "", try end(of: row, sources)
            )
        }
    }

    private static func end(of row: Row, _ sources: ProjectSourceRows) throws -> ProjectLink.End? {
        if let revision = row["revision"] as Int64? {
            guard row["isPlaced"] == true, let entry = sources.entry(ofRevision: revision) else { return nil }
            if let coding = row["coding"] as Data? { return .coding(try Coding.ID(row: coding)) }
            return TextRange(row["lower"], row["upper"]).map { .passage(entry.id, $0) }
        }
        if let source = row["source"] as Int64? { return sources.entry(ofRow: source).map { .source($0.id) } }
        if let code = row["code"] as Data? { return .code(try Code.ID(row: code)) }
        if let holder = row["caseID"] as Data? { return .caseID(try Case.ID(row: holder)) }
        if let actor = row["actor"] as Data? { return .actor(try Actor.ID(row: actor)) }
        if let tie = row["tie"] as Data? { return .tie(try Tie.ID(row: tie)) }
        return try (row["linkedMemo"] as Data?).map { .memo(try Memo.ID(row: $0)) }
    }
}
