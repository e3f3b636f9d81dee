import Foundation
import GRDB
import StudyModel

/// An edited file with what stands in the study of its source.
struct PendingUpdate: Sendable {
    /// The passages of one revision, with its text.
    struct Group: Sendable {
        var revision: Int64
        var number: Int
        var text: String
        var passages: [StoredPassage]
    }

    let intake: TranscriptIntake
    let name: String
    let source: Int64
    let id: Source.ID
    /// The newest revision as it was.
    let revision: Int64
    let number: Int
    /// Whether the file holds what the newest revision holds.
    let isKnown: Bool
    /// By revision, the newest first; only those with passages.
    let groups: [Group]

    init(_ intake: TranscriptIntake, name: String, in db: Database) throws {
        let found = try Row.fetchOne(
            db,
            sql: """
                SELECT s.id AS source, s.uuid, r.id, r.number, r.hash FROM source s JOIN revision r ON r.source = s.id
                WHERE s.name = ? ORDER BY r.number DESC LIMIT 1
                """, arguments: [name])
        guard let found else { throw try Self.refusal(name, db) }
        self.intake = intake
        self.name = name
        source = found["source"]
        id = try Source.ID(row: found["uuid"])
        revision = found["id"]
        number = found["number"]
        let hash: Data = found["hash"]
        isKnown =
            try ContentHash(of: intake.transcript.text.utf8).bytes.elementsEqual(hash)
            && Self.cues(of: found["id"], in: db) == intake.transcript.storedCues
        groups = isKnown ? [] : try Self.groups(of: found["source"], in: db)
    }

    private static func refusal(_ name: String, _ db: Database) throws -> StudyError {
        if try AnswerName.find(name, in: db) != nil {
            return StudyError(
                "'\(name)' is an answer of a survey, and no file of its own", remedy: "correct the survey's file, and import it"
            )
        }
        let names = try String.fetchAll(db, sql: "SELECT name FROM source WHERE name IS NOT NULL")
        return .noSource(name, near: name.nearest(among: names))
    }

    private static func groups(of source: Int64, in db: Database) throws -> [Group] {
        let revisions = try Row.fetchAll(
            db,
            sql: """
                SELECT id, number FROM revision WHERE source = ? AND EXISTS (SELECT 1 FROM passage WHERE revision = revision.id)
                ORDER BY number DESC
                """, arguments: [source])
        return try revisions.map { row in
            let revision: Int64 = row["id"]
            let text = try String.fetchOne(db, sql: "SELECT text FROM revision WHERE id = ?", arguments: [revision])
            return Group(
                revision: revision, number: row["number"], text: text ?? "", passages: try passages(of: revision, in: db))
        }
    }

    private static func passages(of revision: Int64, in db: Database) throws -> [StoredPassage] {
        let statement = try BulkStatement(
            db, "SELECT id, lower, upper, state FROM passage WHERE revision = ? ORDER BY lower, upper")
        statement.bind(1, revision)
        var passages: [StoredPassage] = []
        while try statement.step() {
            guard let range = TextRange(Int(statement.integer(1)), Int(statement.integer(2))) else { continue }
            passages.append(
                StoredPassage(
                    id: statement.integer(0), revision: revision, range: range,
                    state: PassageState(rawValue: statement.text(3)) ?? .placed))
        }
        return passages
    }

    private static func cues(of revision: Int64, in db: Database) throws -> [Transcript.StoredCue] {
        try Row.fetchAll(
            db,
            sql: """
                SELECT q.lower, q.upper, q.startMs, q.endMs, p.name FROM cue q
                JOIN speakerTurn t ON t.revision = q.revision AND t.number = q.turn
                LEFT JOIN speaker p ON p.id = t.speaker WHERE q.revision = ? ORDER BY q.number
                """, arguments: [revision]
        ).map { Transcript.StoredCue(lower: $0[0], upper: $0[1], startMs: $0[2], endMs: $0[3], speaker: $0[4]) }
    }
}

extension Transcript {
    /// What the study keeps of a cue.
    fileprivate struct StoredCue: Equatable {
        var lower: Int
        var upper: Int
        var startMs: Int?
        var endMs: Int?
        var speaker: String?
    }

    fileprivate var storedCues: [StoredCue] {
        cues.map { cue in
            StoredCue(
                lower: cue.range.lowerBound, upper: cue.range.upperBound, startMs: cue.startMs, endMs: cue.endMs,
                speaker: cue.speaker.flatMap { speakers.indices.contains($0) ? speakers[$0].name : nil })
        }
    }
}
