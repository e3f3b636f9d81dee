import Foundation
import GRDB
import StudyModel

extension Study {
    /// Builds a study anew from this one's journal, event by event, and compares the two.
    ///
    /// A copy is walked back from the present to the beginning, which tells what each event did, acts in bulk too; that is then
    /// done again in a new file. So everything that the study holds is shown to come from the journal. On the way the seal of
    /// each event is checked.
    ///
    /// - Returns: how many events there were. The new study is then equal to this one, row for row.
    /// - Throws: `StudyError` where the journal does not lead from the one to the other; the new file is then not there.
    package func replay(to path: String) throws -> Int {
        guard !FileManager.default.fileExists(atPath: path) else { throw StudyError.exists }
        let copy = try Self.emptyFile(path + ".walk-\(getpid())")
        defer { Self.removeDraft(copy) }
        return try Self.translatingErrors(path: self.path) {
            try queue.writeWithoutTransaction { try $0.execute(sql: "VACUUM INTO ?", arguments: [copy]) }
            let past = try Past(copy)
            let wanted = try past.digests()
            try past.walkBack()
            try Self.make(path) { study in
                try past.walkForward(into: study)
                guard try study.queue.read({ try Past.digests($0) }) == wanted else { throw StudyError.replayDiffers }
            }
            return try past.count()
        }
    }
}

/// A copy of a study that is walked back to its beginning.
private struct Past {
    private let queue: DatabaseQueue

    init(_ path: String) throws {
        queue = try DatabaseQueue(path: path, configuration: Study.configuration())
        // The copy goes when the walk is over, so nothing in it need be safe.
        try queue.writeWithoutTransaction { db in
            for pragma in ["synchronous = OFF", "foreign_keys = OFF", "secure_delete = OFF"] {
                try db.execute(sql: "PRAGMA \(pragma)")
            }
        }
    }

    func count() throws -> Int { try queue.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM event") ?? 0 } }

    func digests() throws -> [String: ContentHash] { try queue.read { try Self.digests($0) } }

    /// The rows of all tables, and of the full-text index how many words each text has there.
    static func digests(_ db: Database) throws -> [String: ContentHash] {
        var digests = try TableDigest.all(in: db)
        var hasher = ContentHasher()
        let rows = try BulkStatement(db, "SELECT id, sz FROM fulltext_docsize ORDER BY id")
        while try rows.step() {
            withUnsafeBytes(of: rows.integer(0).bigEndian) { hasher.update($0) }
            hasher.update(rows.bytes(1))
        }
        digests["fulltext"] = hasher.finalize()
        return digests
    }

    /// Takes back everything, the newest first, and keeps what acts in bulk did.
    func walkBack() throws {
        try queue.writeWithoutTransaction { db in
            try db.inTransaction {
                try db.execute(
                    sql: "CREATE TEMP TABLE step(event INTEGER, number INTEGER, content BLOB, PRIMARY KEY (event, number))")
                let version = try Migrator.version(db)
                let acts = try Acts(db)
                if let salvage = acts.salvage(behind: 0) { throw StudyError.isSalvaged(1, by: salvage) }
                for act in acts.acts.reversed() {
                    guard act.schemaVersion == version else { throw StudyError.replayOfOlderSchema(act) }
                    do {
                        try walkBack(act, db)
                    } catch is Changeset.Conflict {
                        throw StudyError.replayStops(act.id)
                    }
                }
                for table in ChangeSession.tables where table != "coder" {
                    guard try Row.fetchOne(db, sql: "SELECT 1 FROM \(table.quotedDatabaseIdentifier) LIMIT 1") == nil else {
                        throw StudyError.replayLeaves(table)
                    }
                }
                return .commit
            }
        }
    }

    private func walkBack(_ act: Acts.Act, _ db: Database) throws {
        if act.isRedo, let undo = act.target {
            return try Changeset.apply(db.changeset(of: undo), to: db)
        }
        let content = try act.hasChangeset ? db.changeset(of: act.id) : Data()
        guard act.recording == .rows else { return try Changeset.apply(content, to: db, inverted: true) }
        guard !act.isUndo else { throw StudyError.replayOfUnkept(act) }
        var number = 0
        var removal = BulkRemoval(
            of: act.id, in: db, undone: try Acts(db, until: act.id).undone.keys.sorted(),
            touched: try TouchedRows(by: [], in: db)
        ) { piece in
            number += 1
            try db.execute(sql: "INSERT INTO step VALUES (?, ?, ?)", arguments: [act.id, number, piece])
        }
        _ = try removal.run(carried: content)
    }

    /// Does everything again in an empty study, the journal included.
    func walkForward(into study: Study) throws {
        try queue.read { past in
            try study.queue.writeWithoutTransaction { db in
                try Study.beginWriting(db)
                try db.execute(sql: "PRAGMA foreign_keys = OFF")
                defer { try? db.execute(sql: "PRAGMA foreign_keys = ON") }
                try study.sealing(db) {
                    try copyRows(of: "coder", from: past, to: db)
                    try copyRows(of: "rowNumber", from: past, to: db)
                    var previous: Data?
                    let events = try Row.fetchCursor(past, sql: "SELECT * FROM event ORDER BY id")
                    while let event = try events.next() {
                        let id: Int64 = event["id"]
                        guard Journal.isSealed(event, previous: previous) else { throw StudyError.brokenSeal(id) }
                        previous = event["hash"]
                        do {
                            try walkForward(event, from: past, to: db)
                        } catch is Changeset.Conflict {
                            throw StudyError.replayStops(id)
                        }
                        try copyRows(of: "event", where: "id = \(id)", from: past, to: db)
                        try copyRows(of: "changeset", where: "event = \(id)", from: past, to: db)
                    }
                    try FullText.follow(Int64.fetchAll(db, sql: "SELECT id FROM source ORDER BY id"), in: db)
                    guard try Row.fetchOne(db, sql: "PRAGMA foreign_key_check") == nil else { throw StudyError.replayDiffers }
                    return .commit
                }
            }
        }
    }

    private func walkForward(_ event: Row, from past: Database, to db: Database) throws {
        let (id, verb): (Int64, String) = (event["id"], event["verb"])
        if verb == Acts.Act.redo, let undo = event["target"] as Int64? {
            return try Changeset.apply(past.changeset(of: undo), to: db, inverted: true)
        }
        if event["recording"] as String == Recording.rows.rawValue {
            // What was taken away in this order comes back in it; the pieces share no row.
            let pieces = try Data.fetchCursor(
                past, sql: "SELECT content FROM step WHERE event = ? ORDER BY number", arguments: [id])
            while let piece = try pieces.next() { try Changeset.apply(piece, to: db, inverted: true) }
        } else {
            try Changeset.apply(past.changeset(of: id), to: db)
        }
    }

    private func copyRows(of table: String, where condition: String = "1", from past: Database, to db: Database) throws {
        let rows = try Row.fetchCursor(past, sql: "SELECT * FROM \(table) WHERE \(condition)")
        while let row = try rows.next() {
            let columns = row.columnNames.joined(separator: ", ")
            let places = row.columnNames.map { _ in "?" }.joined(separator: ", ")
            try db.execute(
                sql: "INSERT INTO \(table)(\(columns)) VALUES (\(places))", arguments: StatementArguments(row.databaseValues))
        }
    }
}

extension StudyError {
    private static let advice = "restore the newest backup or copy of the file; this one was left untouched"
    fileprivate static let replayDiffers = StudyError(
        "what the journal tells is not what the study holds", remedy: advice)
    fileprivate static func replayStops(_ event: Int64) -> StudyError {
        StudyError("what the journal tells of event \(event) is not what the study holds", remedy: advice)
    }
    fileprivate static func replayLeaves(_ table: String) -> StudyError {
        StudyError("the study holds rows of '\(table)' that no event made", remedy: advice)
    }
    fileprivate static func brokenSeal(_ event: Int64) -> StudyError {
        StudyError("event \(event) of the journal is not what it was sealed as", remedy: advice)
    }
    fileprivate static func replayOfOlderSchema(_ act: Acts.Act) -> StudyError {
        StudyError(
            "event \(act.id) is from before the study was brought to a newer version (schema \(act.schemaVersion) then), and cannot be told again",
            remedy: "the copy that was kept then can be, by the program of that time")
    }
    fileprivate static func replayOfUnkept(_ act: Acts.Act) -> StudyError {
        StudyError(
            "event \(act.id) took back more rows than the journal keeps, so what came before it cannot be told again",
            remedy: "import that file again into a new study")
    }
}
