import Foundation
import GRDB
package import StudyModel

/// A transcript on its way into a study, with the file it was read from.
package struct TranscriptIntake: Sendable {
    package var name: String
    package var caseName: String?
    package var transcript: Transcript
    package var original: OriginalFile

    package init(name: String, caseName: String?, transcript: Transcript, original: OriginalFile) {
        self.name = name
        self.caseName = caseName
        self.transcript = transcript
        self.original = original
    }
}

/// Writes transcripts with statements that are prepared once.
struct TranscriptWriter {
    private let db: Database
    private let findOriginal: BulkStatement
    private let findName: BulkStatement
    private let addOriginal: BulkStatement
    private let addSource: BulkStatement
    private let addRevision: BulkStatement
    private let addSpeaker: BulkStatement
    private let addTurns: BulkRows.Insert
    private let addCues: BulkRows.Insert
    private let addFullText: BulkStatement

    init(_ db: Database, _ rows: BulkRows) throws {
        self.db = db
        findOriginal = try BulkStatement(
            db,
            """
            SELECT s.name FROM original o JOIN revision r ON r.original = o.id JOIN source s ON s.id = r.source
            WHERE o.hash = ? AND s.name IS NOT NULL ORDER BY s.id LIMIT 1
            """)
        findName = try BulkStatement(db, "SELECT id FROM source WHERE name = ?")
        addOriginal = try BulkStatement(
            db,
            """
            INSERT INTO original(id, hash, name, size, deflated) VALUES (\(RowNumber.new(in: "original")), ?, ?, ?, ?)
            ON CONFLICT(hash) DO UPDATE SET hash = hash RETURNING id
            """)
        addSource = try BulkStatement(
            db,
            """
            INSERT INTO source(id, uuid, name, kind, language, "case", event)
            VALUES (\(RowNumber.new(in: "source")), ?, ?, 'transcript', ?, ?, ?)
            """)
        addRevision = try BulkStatement(
            db,
            """
            INSERT INTO revision(id, source, number, text, length, hash, original, format, durationMs, event)
            VALUES (\(RowNumber.new(in: "revision")), ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """)
        addSpeaker = try BulkStatement(
            db,
            """
            INSERT INTO speaker(id, source, name, role) VALUES (\(RowNumber.new(in: "speaker")), ?, ?, ?)
            ON CONFLICT(source, name) DO UPDATE SET name = name RETURNING id
            """)
        addTurns = try rows.insert(into: "speakerTurn(revision, number, speaker)", columns: 3)
        addCues = try rows.insert(into: "cue(revision, number, turn, lower, upper, startMs, endMs)", columns: 7)
        addFullText = try BulkStatement(db, FullText.insert)
    }

    func add(_ intake: TranscriptIntake, in change: inout Change) throws -> IntakeOutcome {
        findOriginal.bind(1, copying: intake.original.hash.bytes)
        if try findOriginal.step() {
            let name = findOriginal.text(0)
            findOriginal.reset()
            return .known(source: name)
        }
        let name = try freeName(intake)
        let hash = ContentHash(of: intake.transcript.text.utf8)
        let id = Source.ID(of: "source", hash.description, name)
        let caseRow = try intake.caseName.map { try change.caseRow($0) }
        try add(intake.transcript, intake.original, named: name, as: id, of: caseRow, hash: hash, in: &change)
        return .added(source: name)
    }

    /// Adds a source whose name and id are free, and returns the rows of it and of its revision.
    ///
    /// - Parameter hash: of its text, where that is known.
    @discardableResult
    func add(
        _ transcript: Transcript, _ original: OriginalFile?, named name: String, as id: Source.ID, of caseRow: Int64?,
        hash: ContentHash? = nil, in change: inout Change
    ) throws -> (source: Int64, revision: Int64) {
        addSource.bind(1, copying: id.bytes)
        addSource.bind(2, copying: name)
        if let language = transcript.language { addSource.bind(3, copying: language) } else { addSource.bindNull(3) }
        addSource.bind(4, caseRow)
        addSource.bind(5, change.event)
        try addSource.run()
        let source = db.lastInsertedRowID
        let revision = try addRevision(
            transcript, original, hash: hash, source: source, number: 1, event: change.event)
        change.concern(id)
        change.count("sources")
        change.count("turns", transcript.turns.count)
        return (source, revision)
    }

    /// Adds a revision with its turns, its original and its words in the full-text index.
    func addRevision(
        _ transcript: Transcript, _ original: OriginalFile?, hash: ContentHash? = nil, source: Int64, number: Int, event: Int64
    ) throws -> Int64 {
        let original = try original.map { try add($0) }
        let text = Array(transcript.text.utf8)
        let hash = hash ?? ContentHash(of: text)
        let revision = try text.withUnsafeBytes { text in
            addRevision.bind(1, source)
            addRevision.bind(2, number)
            addRevision.bind(3, text: text)
            addRevision.bind(4, text.scalarCount)
            addRevision.bind(5, copying: hash.bytes)
            addRevision.bind(6, original)
            addRevision.bind(7, copying: transcript.format)
            addRevision.bind(8, transcript.durationMs)
            addRevision.bind(9, event)
            try addRevision.run()
            let revision = db.lastInsertedRowID
            try FullText.add(text, as: revision, with: addFullText)
            return revision
        }
        try add(transcript.turns, of: transcript, source: source, revision: revision)
        return revision
    }

    /// The file's name without its extension, with it where that is taken, and numbered where that is taken too.
    private func freeName(_ intake: TranscriptIntake) throws -> String {
        var candidates = [intake.name, intake.original.name].map(\.normalizedName)
        var number = 2
        while true {
            for name in candidates where !name.isEmpty {
                findName.bind(1, copying: name)
                if try findName.firstInteger() == nil { return name }
            }
            candidates = ["\(intake.original.name) (\(number))".normalizedName]
            number += 1
        }
    }

    private func add(_ original: OriginalFile) throws -> Int64 {
        addOriginal.bind(1, copying: original.hash.bytes)
        addOriginal.bind(2, copying: original.name)
        addOriginal.bind(3, original.size)
        if let deflated = original.deflated { addOriginal.bind(4, copying: deflated) } else { addOriginal.bindNull(4) }
        return try addOriginal.firstInteger() ?? db.lastInsertedRowID
    }

    private func add(_ turns: [SpeakerTurn], of transcript: Transcript, source: Int64, revision: Int64) throws {
        var speakers: [Int64] = []
        for speaker in transcript.speakers {
            addSpeaker.bind(1, source)
            addSpeaker.bind(2, copying: speaker.name)
            addSpeaker.bind(3, copying: speaker.role.rawValue)
            speakers.append(try addSpeaker.firstInteger() ?? 0)
        }
        try addTurns.add(turns.count) { row, column, cell in
            switch column {
            case 0: cell.set(revision)
            case 1: cell.set(turns[row].number)
            default:
                if let speaker = turns[row].speaker, speakers.indices.contains(speaker) { cell.set(speakers[speaker]) }
            }
        }
        let cues = transcript.cues
        // Turns follow one another as their cues do.
        var turn = 0
        try addCues.add(cues.count) { row, column, cell in
            while turn + 1 < turns.count, row >= turns[turn].cues.upperBound { turn += 1 }
            switch column {
            case 0: cell.set(revision)
            case 1: cell.set(row + 1)
            case 2: cell.set(turns[turn].number)
            case 3: cell.set(cues[row].range.lowerBound)
            case 4: cell.set(cues[row].range.upperBound)
            case 5: if let start = cues[row].startMs { cell.set(start) }
            default: if let end = cues[row].endMs { cell.set(end) }
            }
        }
    }
}
