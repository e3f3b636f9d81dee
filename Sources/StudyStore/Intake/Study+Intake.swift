import Foundation
import GRDB
package import StudyModel

extension Study {
    /// Takes in files as one change: everything that `body` hands over, or nothing.
    ///
    /// - Throws: `StudyError`, and whatever `body` throws; the study is then as it was.
    @discardableResult
    package func takeIn<T>(by coder: String, _ body: (inout Intake) throws -> T) throws -> T {
        try change("import", by: coder, recording: .rows) { change in
            var intake = try Intake(change)
            let result = try FullText.addingInBulk(change.db) { try body(&intake) }
            change = intake.change
            change.input = intake.input
            return result
        }
    }

    /// The source or survey that was taken in from a file with this content; nil where there is none.
    package func intake(of hash: ContentHash) throws -> String? {
        try read { try Intake.name(of: hash, in: $0) }
    }
}

/// Files on their way into a study, inside one change.
package struct Intake {
    fileprivate(set) var change: Change
    private let rows: BulkRows
    private var transcripts: TranscriptWriter
    /// The hashes of the files that brought something, in their order.
    private var files: [ContentHash] = []

    /// What the journal keeps of them.
    var input: ContentHash? { ContentHash(over: files) }

    init(_ change: Change) throws {
        self.change = change
        rows = try BulkRows(change.db)
        transcripts = try TranscriptWriter(change.db, rows)
    }

    /// Adds a transcript, unless the same bytes are there already.
    package mutating func add(_ transcript: TranscriptIntake) throws -> IntakeOutcome {
        let outcome = try transcripts.add(transcript, in: &change)
        if case .added = outcome { files.append(transcript.original.hash) }
        return outcome
    }

    /// Adds a survey, unless the same bytes are there already; `deliver` is then not called.
    ///
    /// - Parameters:
    ///   - size: how large the survey's file is, as far as that is known beforehand.
    ///   - original: waits for the file's hash. It is asked for it beforehand only where a file of that size is in the study;
    ///     else what is read and what is hashed can be one pass over the file.
    ///   - undoingFailure: takes back what the survey brought where `deliver` throws, so that the rest of the change can stand.
    ///   - deliver: hands the survey to the writer as it is read.
    package mutating func addSurvey(
        size: Int, original: () throws -> OriginalFile, undoingFailure: Bool = false,
        _ deliver: (inout SurveyWriter) throws -> Void
    ) throws -> SurveyOutcome {
        try undoingIfWanted(undoingFailure) { try $0.write(size, original, deliver) }
    }

    /// Adds a project part by part, as far as the study does not have it already.
    ///
    /// - Parameters:
    ///   - hash: of the project's file, asked for when all of it was read.
    ///   - undoingFailure: takes back what the project brought where `deliver` throws, so that the rest of the change can stand.
    package mutating func addProject(
        hash: () throws -> ContentHash, undoingFailure: Bool = false, _ deliver: (inout ProjectWriter) throws -> Void
    ) throws -> ProjectOutcome {
        try undoingIfWanted(undoingFailure) { intake in
            let before = intake.change.counts
            var writer = try ProjectWriter(intake.change, intake.transcripts, intake.rows)
            try deliver(&writer)
            intake.change = writer.change
            var outcome = writer.outcome
            outcome.added = intake.change.counts.merging(before) { $0 - $1 }.filter { $0.value > 0 }
            if !outcome.added.isEmpty { intake.files.append(try hash()) }
            return outcome
        }
    }

    private mutating func undoingIfWanted<T>(_ isWanted: Bool, _ body: (inout Self) throws -> T) throws -> T {
        guard isWanted else { return try body(&self) }
        var outcome: T?
        try change.db.inSavepoint {
            outcome = try body(&self)
            return .commit
        }
        guard let outcome else { throw StudyError.failed("the file was not added") }
        return outcome
    }

    /// Adds a survey whose file's hash is known.
    package mutating func addSurvey(
        _ original: OriginalFile, undoingFailure: Bool = false, _ deliver: (inout SurveyWriter) throws -> Void
    ) throws -> SurveyOutcome {
        try addSurvey(size: original.size, original: { original }, undoingFailure: undoingFailure, deliver)
    }

    private mutating func write(
        _ size: Int, _ original: () throws -> OriginalFile, _ deliver: (inout SurveyWriter) throws -> Void
    ) throws -> SurveyOutcome {
        let db = change.db
        let isSizeKnown = try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM original WHERE size = ?)", arguments: [size])
        if isSizeKnown == true, let name = try Self.name(of: original().hash, in: db) { return .known(name) }
        // References are checked at the end, so the row that the survey names may come behind it.
        let row = (try Int64.fetchOne(db, sql: RowNumber.greatest(in: "original")) ?? 0) + 1
        var writer = try SurveyWriter(change, original: row, rows)
        let before = change.counts
        try deliver(&writer)
        change = writer.finished
        let file = try original()
        try db.execute(
            sql: "INSERT INTO original(id, hash, name, size, deflated) VALUES (?, ?, ?, ?, ?)",
            arguments: [row, Data(file.hash.bytes), file.name, file.size, file.deflated.map { Data($0) }])
        files.append(file.hash)
        let added = change.counts.merging(before) { $0 - $1 }
        return .added(writer.name, counts: added, diagnostics: writer.diagnostics)
    }

    static func name(of hash: ContentHash, in db: Database) throws -> String? {
        try String.fetchOne(
            db,
            sql: """
                SELECT coalesce((SELECT name FROM survey WHERE original = o.id),
                  (SELECT s.name FROM revision r JOIN source s ON s.id = r.source
                    WHERE r.original = o.id AND s.name IS NOT NULL ORDER BY s.id LIMIT 1))
                FROM original o WHERE o.hash = ?
                """, arguments: [Data(hash.bytes)])
    }
}

/// What became of a survey that was handed over.
package enum SurveyOutcome: Hashable, Sendable {
    /// Its name, how many of each kind of thing it brought, and what its reader reported.
    case added(String, counts: [String: Int], diagnostics: [Diagnostic])
    /// The same bytes are in the study already, under this name.
    case known(String)
}
