import Foundation
import GRDB

/// A copy of a study beside it or elsewhere, which takes the place of no file.
///
/// It is there whole, looked through and on the disk, or not at all; it is copied page by page, so that it bears the seal of
/// the study, and others may write to the study meanwhile.
enum StudyCopy {
    /// What must be true of the copy, apart from holding what the study holds.
    enum Examination {
        /// That it is sound, as far as SQLite can see.
        case sound
        /// Nothing: it is the copy of a study that is damaged, and is to be as it is.
        case damagedToo
    }

    /// Returns the path of the copy: `path`, or the first free of `path-2`, `path-3`, … where `isNumbered`.
    ///
    /// - Throws: `StudyError` where the copy cannot be made or does not hold what the study holds.
    static func make(
        of queue: DatabaseQueue, at path: String, isNumbered: Bool, _ examination: Examination = .sound
    ) throws -> String {
        let draft = "\(path).new-\(getpid())"
        let descriptor = open(draft, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StudyError.noCopy(String(cString: strerror(errno)).lowercased()) }
        defer {
            close(descriptor)
            for suffix in ["", "-journal", "-wal", "-shm"] { unlink(draft + suffix) }
        }
        let copied = try copy(queue, to: draft)
        try check(draft, holds: copied, examination)
        guard fsync(descriptor) == 0 else { throw StudyError.noCopy(String(cString: strerror(errno)).lowercased()) }
        return try move(draft, to: path, isNumbered: isNumbered)
    }

    /// What the study held when it was copied.
    private struct Content: Equatable {
        let version: Int
        let rows: [String: Int]
        let events: Int

        init(_ db: Database) throws {
            version = try Migrator.version(db)
            rows = try Migrator.rowCounts(db)
            events = try Int.fetchOne(db, sql: "SELECT count(*) FROM event") ?? 0
        }
    }

    private static func copy(_ queue: DatabaseQueue, to draft: String) throws -> Content? {
        let copy = try DatabaseQueue(path: draft)
        defer { try? copy.close() }
        return try queue.writeWithoutTransaction { db in
            var content: Content?
            // In one transaction, so that what is counted is what is copied.
            try db.inTransaction(.deferred) {
                content = try? Content(db)
                try copy.writeWithoutTransaction { target in
                    try db.backup(to: target)
                    // One that is damaged is copied as it is.
                    try? target.execute(sql: "PRAGMA journal_mode = DELETE")
                }
                return .rollback
            }
            return content
        }
    }

    private static func check(_ copy: String, holds content: Content?, _ examination: Examination) throws {
        guard examination == .sound else { return }
        var configuration = Configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(path: copy, configuration: configuration)
        defer { try? queue.close() }
        try queue.read { db in
            guard let content, try String.fetchOne(db, sql: "PRAGMA integrity_check(1)") == "ok",
                try Row.fetchOne(db, sql: "PRAGMA foreign_key_check") == nil
            else { throw StudyError.copyOfDamage }
            guard try Content(db) == content else { throw StudyError.noCopy("it does not hold what the study holds") }
            guard try db.tableExists("pageSum") else { return }
            let seal = try SealCheck(db)
            guard seal.changed.isEmpty, !seal.areSumsDamaged else { throw StudyError.copyOfDamage }
        }
    }

    private static func move(_ draft: String, to name: String, isNumbered: Bool) throws -> String {
        for number in 1..<(isNumbered ? 1000 : 2) {
            let path = number == 1 ? name : "\(name)-\(number)"
            // A link never takes the place of a file; a volume that has none is given a move.
            if link(draft, path) == 0 { return path }
            let code = errno
            if code == EEXIST { continue }
            guard code == EPERM || code == EOPNOTSUPP else {
                throw StudyError.noCopy(String(cString: strerror(code)).lowercased())
            }
            if FileManager.default.fileExists(atPath: path) { continue }
            guard rename(draft, path) == 0 else { throw StudyError.noCopy(String(cString: strerror(errno)).lowercased()) }
            return path
        }
        throw isNumbered ? StudyError.noCopy("there are too many of them") : StudyError.exists
    }
}

extension StudyError {
    fileprivate static let copyOfDamage = StudyError(
        "no copy of it is made, since it is damaged",
        remedy: "see what is with 'anker check', or restore the newest backup; the study was left untouched")
    fileprivate static func noCopy(_ problem: String) -> StudyError {
        StudyError(
            "no copy of it can be made: \(problem)",
            remedy: "check the folder, its permissions and the room on the disk; the study was left untouched")
    }
}
