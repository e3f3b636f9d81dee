import Foundation
import GRDB
import StudyModel

/// The sources that come along, by name, each with its newest revision.
struct ProjectSourceRows {
    struct Entry {
        var row: Int64
        var revision: Int64
        var id: Source.ID
        var name: String
        var language: String?
        var caseRow: Int64?
    }

    private(set) var all: [Entry] = []
    private var placesByRow: [Int64: Int] = [:]
    private var placesByRevision: [Int64: Int] = [:]

    init(_ db: Database, _ answers: ProjectAnswers) throws {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT s.id, s.uuid, coalesce(s.name, \(AnswerName.sql)) AS name, s.language, r.id AS revision,
                  coalesce(s."case", n."case") AS caseRow
                FROM source s JOIN revision r ON r.source = s.id
                LEFT JOIN respondent n ON n.id = s.respondent LEFT JOIN survey u ON u.id = n.survey
                LEFT JOIN question q ON q.id = s.question
                WHERE r.number = (SELECT max(number) FROM revision WHERE source = s.id) AND (s.kind <> 'answer' OR \(Self.chosen(answers)))
                ORDER BY 3
                """)
        for row in rows {
            let name: String = row["name"]
            let entry = Entry(
                row: row["id"], revision: row["revision"],
                id: try (row["uuid"] as Data?).map { try Source.ID(row: $0) } ?? Source.ID(ofAnswer: name), name: name,
                language: row["language"], caseRow: row["caseRow"])
            placesByRow[entry.row] = all.count
            placesByRevision[entry.revision] = all.count
            all.append(entry)
        }
    }

    /// Which open answers come along; `s` is the source. No passage stays on which nothing lies.
    static func chosen(_ answers: ProjectAnswers) -> String {
        switch answers {
        case .all: "1"
        case .none: "0"
        case .coded:
            """
            s.id IN (SELECT x.source FROM passage p JOIN revision x ON x.id = p.revision
              UNION SELECT source FROM memo WHERE source IS NOT NULL UNION SELECT source FROM memoLink WHERE source IS NOT NULL
              UNION SELECT x.id FROM memo m JOIN source x
                ON x.respondent = m.respondent AND x.question = m.question AND x.instance = m.instance)
            """
        }
    }

    func entry(ofRow row: Int64) -> Entry? { placesByRow[row].map { all[$0] } }
    /// Nil for a revision that is not the newest.
    func entry(ofRevision row: Int64) -> Entry? { placesByRevision[row].map { all[$0] } }
}

/// Reads the text of one source after the other, with the passages in it and what lies on them.
struct ProjectTextReader {
    private let text: BulkStatement
    private let passage: BulkStatement
    /// Nil where texts go out without their times.
    private let cue: BulkStatement?
    /// Nil where they go out without their documents.
    private let document: BulkStatement?
    private let coders: [Int64: Int]
    private let codes: [Int64: Int]
    private let memos: ProjectMemoPlaces

    init(
        _ db: Database, _ form: ProjectForm, coders: [Int64: Int], codes: [Int64: Int], _ memos: ProjectMemoPlaces
    ) throws {
        (self.coders, self.codes, self.memos) = (coders, codes, memos)
        text = try BulkStatement(db, "SELECT text FROM revision WHERE id = ?")
        passage = try BulkStatement(
            db,
            """
            SELECT p.id, p.lower, p.upper, k.id, k.uuid, k.code, k.coder, k.weight, k.time
            FROM passage p LEFT JOIN coding k ON k.passage = p.id
            WHERE p.revision = ? AND p.state IN ('placed', 'changed') ORDER BY p.lower, p.upper
            """)
        cue =
            form.timed == .text
            ? nil
            : try BulkStatement(
                db,
                "SELECT lower, upper, startMs, endMs FROM cue WHERE revision = ? ORDER BY number")
        document =
            !form.hasDocuments
            ? nil
            : try BulkStatement(
                db,
                """
                SELECT o.name, o.hash, o.size, o.deflated FROM revision r JOIN original o ON o.id = r.original
                WHERE r.id = ? AND o.deflated IS NOT NULL AND \(Self.isWord)
                """)
    }

    mutating func read(_ entry: ProjectSourceRows.Entry) throws -> ProjectSource {
        text.bind(1, entry.revision)
        let content = try text.step() ? text.text(0) : ""
        text.reset()
        var source = ProjectSource(
            key: entry.id.description, id: entry.id, name: entry.name,
            transcript: Transcript(format: "qdpx", text: content, language: entry.language))
        source.memoKeys = memos.keys(on: "source", entry.row)
        source.transcript.cues = try cues(of: entry)
        source.original = try document(of: entry)
        passage.bind(1, entry.revision)
        var last: Int64?
        while try passage.step() {
            let row = passage.integer(0)
            if row != last, let range = TextRange(Int(passage.integer(1)), Int(passage.integer(2))) {
                last = row
                var place = ProjectPassage(range: range)
                place.memoKeys = memos.keys(on: "passage", row)
                source.passages.append(place)
            }
            if let coding = coding() { source.passages[source.passages.count - 1].codings.append(coding) }
        }
        for place in source.passages.indices where source.passages[place].codings.count > 1 {
            source.passages[place].codings.sort { ($0.coder ?? 0, $0.code) < ($1.coder ?? 0, $1.code) }
        }
        source.passages.removeAll { $0.isBare && !memos.isLedTo(entry.id, $0.range) }
        return source
    }

    /// The cues with their times, without their speakers.
    private func cues(of entry: ProjectSourceRows.Entry) throws -> [Transcript.Cue] {
        guard let cue else { return [] }
        var cues: [Transcript.Cue] = []
        cue.bind(1, entry.revision)
        while try cue.step() {
            guard let range = TextRange(Int(cue.integer(0)), Int(cue.integer(1))) else { continue }
            func time(_ column: Int32) -> Int? { cue.isNull(column) ? nil : Int(cue.integer(column)) }
            cues.append(Transcript.Cue(range: range, startMs: time(2), endMs: time(3)))
        }
        return cues
    }

    private func document(of entry: ProjectSourceRows.Entry) throws -> OriginalFile? {
        guard let document else { return nil }
        document.bind(1, entry.revision)
        defer { document.reset() }
        guard try document.step(), let hash = ContentHash(bytes: Array(document.bytes(1))) else { return nil }
        return OriginalFile(
            name: document.text(0), hash: hash, size: Int(document.integer(2)), deflated: Array(document.bytes(3)))
    }

    /// Whether the original `o` is a document of Word, the one kind of rich text that REFI-QDA knows (section 9.1.3).
    static let isWord = "o.name LIKE '%.docx'"

    /// The coding in the row at which the statement stands; nil where there is none.
    private func coding() -> ProjectCoding? {
        guard !passage.isNull(3), let code = codes[passage.integer(5)] else { return nil }
        var coding = ProjectCoding(
            id: Coding.ID(bytes: passage.bytes(4)), code: code, coder: coders[passage.integer(6)], time: passage.text(8),
            weight: passage.isNull(7) ? nil : Int(passage.integer(7)))
        coding.memoKeys = memos.keys(on: "coding", passage.integer(3))
        return coding
    }
}
