import Foundation
import GRDB
import StudyModel

extension Study {
    /// Takes back one change, as one change of its own.
    ///
    /// - Parameters:
    ///   - id: the event; nil for the newest change in force.
    ///   - coder: whose newest change, where no event is named; nil for anybody's.
    ///   - keepingAtMost: how many bytes of deleted rows the journal takes for a redo; beyond that it keeps none of them.
    /// - Returns: the event that was taken back.
    /// - Throws: `LaterWork` where later changes rest on it, `StudyError` where it cannot be taken back for another reason; the
    ///   study is then as it was.
    package func undo(
        _ id: Int64? = nil, of coder: String? = nil, by: String, dryRun: Bool = false, keepingAtMost limit: Int = 256 << 20
    ) throws -> Event {
        do {
            return try takeBack(id, of: coder, by: by, dryRun: dryRun, keepingAtMost: limit)
        } catch let work as LaterWork {
            throw try withWhatRests(on: work, by: by)
        }
    }

    /// Adds the events that rest on the later work itself, so that the list is whole.
    private func withWhatRests(on work: LaterWork, by coder: String) throws -> LaterWork {
        var known = Dictionary(uniqueKeysWithValues: work.later.map { ($0.id, $0) })
        var open = work.later
        // Each is a trial; a list that is longer is none that a person works off at once.
        for _ in 0..<25 {
            guard let event = open.popLast() else { break }
            do {
                _ = try takeBack(event.id, of: nil, by: coder, dryRun: true, keepingAtMost: 0)
            } catch let more as LaterWork {
                for event in more.later where known.updateValue(event, forKey: event.id) == nil { open.append(event) }
            } catch is StudyError {}
        }
        return LaterWork(event: work.event, later: known.values.sorted { $0.id < $1.id })
    }

    private func takeBack(
        _ id: Int64?, of coder: String?, by: String, dryRun: Bool, keepingAtMost limit: Int
    ) throws -> Event {
        try restore(by: by, dryRun: dryRun) { change in
            let db = change.db
            let acts = try Acts(db)
            let maker = try coder.map { try Self.coder(called: $0, in: db)?.name ?? $0.normalizedName }
            let act = try acts.undoable(id, of: maker, version: Migrator.version(db))
            let event = try Event.only(act.id, in: db)
            let files = try Self.files(of: act.id, in: db)
            var undoing = Undoing(act, acts, in: db)
            var kept: Data? = Data()
            try undoing.run { piece in
                if let size = kept?.count, size + piece.count > limit { kept = nil } else { kept?.append(piece) }
            }
            change.target = act.id
            change.counts = event.counts
            // So that a redo can say which files are to be taken in again.
            if kept == nil { for file in files { change.concern(file.hash) } }
            try Journal.append(
                change, verb: Acts.Act.undo, recording: kept == nil ? .rows : .changeset, changeset: kept)
            return event
        }
    }

    /// Brings back what the newest undo took, unless something new was done since.
    ///
    /// - Returns: the event that is in force again.
    package func redo(by: String, dryRun: Bool = false) throws -> Event {
        try restore(by: by, dryRun: dryRun) { change in
            let db = change.db
            let acts = try Acts(db)
            guard let undo = acts.redoable, let target = undo.target else { throw StudyError.nothingToRedo }
            let event = try Event.only(target, in: db)
            guard undo.schemaVersion == (try Migrator.version(db)) else { throw StudyError.olderSchema(undo) }
            guard undo.hasChangeset else { throw StudyError.notKept(event, by: try Event.only(undo.id, in: db)) }
            let content = try db.changeset(of: undo.id)
            let sources = try FullText.sources(in: content, losing: .insert, db)
            do {
                try Changeset.apply(content, to: db, inverted: true)
                try CoderRenaming.apply(content, to: db)
            } catch is Changeset.Conflict {
                throw StudyError.unexplained(target)
            }
            try FullText.follow(sources.sorted(), in: db)
            change.target = undo.id
            change.counts = event.counts
            // What comes back stands with the undo; it need not be kept twice.
            try Journal.append(change, verb: Acts.Act.redo, recording: .rows, changeset: nil)
            return event
        }
    }

    /// Makes a change that puts rows back, as one transaction in which references are looked at at the end.
    private func restore(by coderName: String, dryRun: Bool, _ body: (inout Change) throws -> Event) throws -> Event {
        try Self.translatingErrors(path: path) {
            try queue.writeWithoutTransaction { db in
                try Self.beginWriting(db)
                // Within a transaction SQLite does not listen to this.
                try db.execute(sql: "PRAGMA foreign_keys = OFF")
                defer { try? db.execute(sql: "PRAGMA foreign_keys = ON") }
                var result: Event?
                try sealing(db) {
                    let event = (try Int64.fetchOne(db, sql: "SELECT max(id) FROM event") ?? 0) + 1
                    let coder = try Self.coderRow(db, coderName)
                    var change = Change(
                        db: db, event: event, coder: coder, coderName: try Self.coderName(coder, in: db),
                        time: CurrentTime.stamp,
                        session: nil)
                    let numbers = try RowNumber.Record(db)
                    result = try body(&change)
                    try numbers.keep()
                    return dryRun ? .rollback : .commit
                }
                guard let result else { throw StudyError.failed("the change was not made") }
                return result
            }
        }
    }
}

extension Acts {
    /// The act that an undo means.
    fileprivate func undoable(_ id: Int64?, of coder: String?, version: Int) throws -> Act {
        let found: Act?
        if let id {
            guard let act = act(id) else { throw StudyError.noEvent(id, newest: acts.last?.id ?? 0) }
            found = act
        } else {
            found = newest(of: coder)
        }
        guard let act = found else { throw StudyError.nothingToUndo(of: coder) }
        if act.verb == Act.initial { throw StudyError.isInitial(act) }
        if let salvage = salvage(behind: act.id) { throw StudyError.isSalvaged(act.id, by: salvage) }
        guard act.isChange else { throw StudyError.isNoChange(act) }
        if let undo = undone[act.id] { throw StudyError.isUndone(act, by: undo) }
        guard act.schemaVersion == version else { throw StudyError.olderSchema(act) }
        return act
    }
}

extension Event {
    static func only(_ id: Int64, in db: Database) throws -> Event {
        guard let event = try fetch([id], in: db).first else { throw StudyError.noEvent(id, newest: 0) }
        return event
    }
}

extension StudyError {
    fileprivate static func nothingToUndo(of coder: String?) -> StudyError {
        StudyError(
            "there is no change" + (coder.map { " by '\($0)'" } ?? "") + " to take back",
            remedy: "see what was done with 'anker log'")
    }
    fileprivate static let nothingToRedo = StudyError(
        "there is nothing to bring back",
        remedy: "only what was taken back last can be, and only until something new is done; see 'anker log'")
    static func noEvent(_ id: Int64, newest: Int64) -> StudyError {
        StudyError("there is no event \(id); the newest is \(newest)", remedy: "see them with 'anker log'")
    }
    fileprivate static func isInitial(_ act: Acts.Act) -> StudyError {
        StudyError(
            "event \(act.id) made the study, and cannot be taken back", remedy: "remove the file, if nothing in it is needed")
    }
    fileprivate static func isNoChange(_ act: Acts.Act) -> StudyError {
        let what = act.isUndo ? "an undo" : "a redo"
        let remedy =
            act.isUndo
            ? "bring back what it took with 'anker redo'"
            : "take back what it brought with 'anker undo' and the number of the first event"
        return StudyError("event \(act.id) is \(what), and no change of its own", remedy: remedy)
    }
    fileprivate static func isUndone(_ act: Acts.Act, by undo: Int64) -> StudyError {
        StudyError("event \(act.id) is taken back already, by event \(undo)", remedy: "see what is in force with 'anker log'")
    }
    fileprivate static func olderSchema(_ act: Acts.Act) -> StudyError {
        StudyError(
            "event \(act.id) is from before the study was brought to a newer version (schema \(act.schemaVersion) then)",
            remedy: "undo and redo end there; the copy that was kept then holds the study as it was")
    }
    fileprivate static func notKept(_ event: Event, by undo: Event) -> StudyError {
        let files = undo.subjects.count > 1 ? undo.subjects : event.input.map { [$0.description] } ?? []
        let command = event.verb == "code.bulk" ? "anker code --from" : "anker import"
        let remedy: String =
            switch files.count {
            case 0: "do it again"
            case 1: "take its file in again with '\(command)', the one with the SHA-256 \(files[0])"
            default: "take its files in again with '\(command)', those with the SHA-256 \(files.joined(separator: ", "))"
            }
        return StudyError(
            "event \(event.id) brought more rows than the journal keeps when it is taken back", remedy: remedy)
    }
    static func isSalvaged(_ event: Int64, by salvage: Acts.Act) -> StudyError {
        StudyError(
            event == salvage.id
                ? "event \(event) wrote what could be read of a damaged study, and cannot be taken back"
                : "event \(event) is from before what could be read of the damaged study was written anew (event \(salvage.id))",
            remedy: "undo and redo end there; the damaged file holds what is left of the study before")
    }
    static func unexplained(_ event: Int64) -> StudyError {
        StudyError(
            "event \(event) does not fit the rows of the study any more, and the journal does not tell why",
            remedy: "report this; nothing was changed")
    }
}
