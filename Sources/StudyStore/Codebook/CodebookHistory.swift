import Foundation
import GRDB
package import StudyModel

/// A state of the study in the past, as somebody names it.
package enum JournalMoment: Hashable, Sendable {
    /// Behind the event with that number.
    case event(Int64)
    /// At the end of a month, day, minute or second in UTC, as far as the text says: `2026-01`, `2026-01-31`,
    /// `2026-01-31T12:00`, `2026-01-31T12:00:00Z`.
    case time(String)

    package init?(parsing text: String) {
        if let number = Int64(text), number > 0 {
            self = .event(number)
        } else if text.wholeMatch(of: /\d{4}-\d\d(-\d\d(T\d\d:\d\d(:\d\dZ?)?)?)?/) != nil {
            self = .time(text)
        } else {
            return nil
        }
    }
}

/// The codebook as it was.
package struct CodebookState: Hashable, Sendable {
    package var codebook: Codebook
    /// The last event that is in it.
    package var event: Int64
    /// When that was.
    package var time: String

    package init(codebook: Codebook, event: Int64, time: String) {
        self.codebook = codebook
        self.event = event
        self.time = time
    }
}

extension Study {
    /// The codebook as it was at a moment; the newest where none is named.
    ///
    /// It is worked out from the journal: what later events did to the codebook is taken back, the newest first, in a copy of
    /// its tables in memory.
    ///
    /// - Throws: `StudyError` where the study is younger than that, or what an event on the way did is no longer kept.
    package func codebookState(at moment: JournalMoment?) throws -> CodebookState {
        try read { db in
            let event = try Self.event(at: moment, in: db)
            let codebook = try CodebookCopy(of: db).codebook(behind: event, journal: db)
            let time = try String.fetchOne(db, sql: "SELECT time FROM event WHERE id = ?", arguments: [event]) ?? ""
            return CodebookState(codebook: codebook, event: event, time: time)
        }
    }

    private static func event(at moment: JournalMoment?, in db: Database) throws -> Int64 {
        let last = try Int64.fetchOne(db, sql: "SELECT max(id) FROM event") ?? 0
        switch moment {
        case nil: return last
        case .event(let number):
            guard number <= last else { throw StudyError.noEvent(number, newest: last) }
            return number
        case .time(let text):
            let event = try Int64.fetchOne(
                db, sql: "SELECT max(id) FROM event WHERE substr(time, 1, length(?1)) <= ?1", arguments: [text])
            guard let event else {
                throw StudyError.tooEarly(text, begun: try String.fetchOne(db, sql: "SELECT min(time) FROM event") ?? "")
            }
            return event
        }
    }
}

/// The tables of the codebook, and memos, in memory, where events can be taken back without the study being touched.
private struct CodebookCopy {
    private static let tables = [
        "codebook", "finding", "findingText", "code", "codeText", "codeFinding", "actorKind", "actorKindText", "tieKind",
        "tieKindText", "memo",
    ]
    /// Needed beside them; no event takes a coder away.
    private static let named = ["coder"]

    private let queue: DatabaseQueue

    init(of db: Database) throws {
        var configuration = Configuration()
        // What is taken back goes table by table, so that a row may point to nothing for a while.
        configuration.foreignKeysEnabled = false
        queue = try DatabaseQueue(configuration: configuration)
        try queue.writeWithoutTransaction { copy in
            for table in Self.tables + Self.named {
                let sql = try String.fetchOne(
                    db, sql: "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?", arguments: [table])
                try copy.execute(sql: sql ?? "")
                for row in try Row.fetchAll(db, sql: "SELECT * FROM \(table)") {
                    let marks = Array(repeating: "?", count: row.count).joined(separator: ", ")
                    try copy.execute(
                        sql: "INSERT INTO \(table) VALUES (\(marks))", arguments: StatementArguments(row.databaseValues))
                }
            }
        }
    }

    /// Takes back what all events behind `event` did to the codebook, the newest first.
    func codebook(behind event: Int64, journal db: Database) throws -> Codebook {
        try queue.writeWithoutTransaction { copy in
            let acts = try Acts(db)
            if let salvage = acts.salvage(behind: event + 1) { throw StudyError.salvaged(event, by: salvage) }
            for act in acts.acts.reversed() where act.id > event {
                do {
                    try takeBack(act, in: copy, journal: db)
                } catch is Changeset.Conflict {
                    throw StudyError.contradicted(act.id)
                }
            }
            return try Study.codebook(copy)
        }
    }

    private func takeBack(_ act: Acts.Act, in copy: Database, journal db: Database) throws {
        let tables = Set(Self.tables)
        // What a redo brought back stands with the undo.
        if act.isRedo, let undo = act.target {
            return try Changeset.apply(db.changeset(of: undo), to: copy, tables: tables)
        }
        if act.hasChangeset { try Changeset.apply(db.changeset(of: act.id), to: copy, inverted: true, tables: tables) }
        guard act.recording == .rows else { return }
        guard !act.isUndo else { throw StudyError.notKept(act.id) }
        for table in ["codeText", "codeFinding"] {
            try copy.execute(
                sql: "DELETE FROM \(table) WHERE code IN (SELECT id FROM code WHERE event = ?)", arguments: [act.id])
        }
        try copy.execute(sql: "DELETE FROM memo WHERE event = ?", arguments: [act.id])
        try copy.execute(sql: "DELETE FROM code WHERE event = ?", arguments: [act.id])
    }
}

extension StudyError {
    fileprivate static func tooEarly(_ text: String, begun: String) -> StudyError {
        StudyError("the study was begun at \(begun), after \(text)", remedy: "name a later time, or an event by its number")
    }
    fileprivate static func salvaged(_ event: Int64, by salvage: Acts.Act) -> StudyError {
        StudyError(
            "event \(event) is from before what could be read of the damaged study was written anew (event \(salvage.id))",
            remedy: "name a later time or event, or look into a backup")
    }
    fileprivate static func notKept(_ event: Int64) -> StudyError {
        StudyError(
            "event \(event) took back more rows than the journal keeps, so the codebook before it cannot be worked out",
            remedy: "name a later time or event")
    }
    fileprivate static func contradicted(_ event: Int64) -> StudyError {
        StudyError(
            "what the journal tells of event \(event) is not what the study holds",
            remedy: "restore the newest backup or copy of the file; this one was left untouched")
    }
}
