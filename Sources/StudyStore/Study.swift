import CSQLite
import Foundation
import GRDB
import Synchronization

/// A study: one SQLite file with its sources, codebook, codings, cases, actors and ties.
///
/// Every change is one transaction. While a command runs, what it wrote stands in a `-wal` file beside the study; `close`
/// brings it home, so that at rest there is the one file.
package final class Study: Sendable {
    package let path: String
    /// What became of a file of an older version when it was opened; nil where it was of the newest.
    package let upgrade: Upgrade?
    let queue: DatabaseQueue
    private let written = Atomic(false)
    /// Whether anything was written through this.
    package var hasWritten: Bool { written.load(ordering: .relaxed) }

    /// A study that was brought from one version to another, with the copy of how it was.
    package struct Upgrade: Hashable, Sendable {
        package let from: Int
        package let to: Int
        /// The path of the copy.
        package let backup: String
    }

    private init(path: String, queue: DatabaseQueue, upgrade: Upgrade? = nil) {
        self.path = path
        self.upgrade = upgrade
        self.queue = queue
    }

    /// Opens a study, and brings one of an older version to the newest, of which a copy is kept as it was.
    ///
    /// - Parameter bearingDamage: opens it even where its schema is damaged, for a check.
    /// - Throws: `StudyError` where the file is no study, is damaged, or is newer than this program; it is then untouched.
    package static func open(_ path: String, bearingDamage: Bool = false) throws -> Study {
        try StudyHeader.check(path: path, newest: Migration.all.count)
        return try translatingErrors(path: path) {
            let queue = try DatabaseQueue(path: path, configuration: configuration(bearingDamage: bearingDamage))
            let version = try queue.read { try Migrator.version($0) }
            guard version < Migration.all.count else { return Study(path: path, queue: queue) }
            // A bit that has flipped can make a file look older than it is.
            guard try queue.read({ try Migrator.isOf(version, $0) }) else {
                throw StudyError.damaged("it says that it is of schema \(version), and holds what newer ones hold")
            }
            let backup = try MigrationBackup.make(of: queue, version: version)
            try bringToNewest(queue)
            return Study(
                path: path, queue: queue, upgrade: Upgrade(from: version, to: Migration.all.count, backup: backup))
        }
    }

    static func bringToNewest(_ queue: DatabaseQueue) throws {
        try queue.writeWithoutTransaction { try beginWriting($0) }
        try Migrator(migrations: Migration.all).migrate(queue)
        try queue.writeWithoutTransaction { db in
            try db.inTransaction(.immediate) {
                try PageSeal.renewAll(db)
                return .commit
            }
        }
    }

    /// Up to where the pages that stand in the `-wal` file are sealed.
    private let sealed = Mutex<WrittenPages.Position?>(nil)

    /// Runs a transaction that writes, and renews the seal of the file's pages before its commit.
    func sealing(_ db: Database, _ body: () throws -> Database.TransactionCompletion) throws {
        var position = sealed.withLock { $0 }
        var isCommitted = false
        try db.inTransaction(.immediate) {
            guard case .commit = try body() else { return .rollback }
            position = try PageSeal.renew(db, from: position)
            isCommitted = true
            return .commit
        }
        guard isCommitted else { return }
        written.store(true, ordering: .relaxed)
        sealed.withLock { $0 = position }
    }

    /// Goes over to WAL mode, in which a killed change leaves the file itself as it was.
    ///
    /// At rest and for readers a study is in SQLite's plain mode: it is then one file that any program can read, from a
    /// folder that cannot be written to and without leaving anything beside it.
    static func beginWriting(_ db: Database) throws {
        // A reader walks along an index once and needs few pages; a writer comes back to many.
        try db.execute(sql: "PRAGMA cache_size = -24000")
        guard try String.fetchOne(db, sql: "PRAGMA journal_mode") != "wal" else { return }
        try lookThrough(db)
        // SQLite itself waits for a writer in WAL mode, but not for one that is just going over to it or back.
        let mode = try waitingForOthers { try String.fetchOne(db, sql: "PRAGMA journal_mode = WAL") }
        guard mode == "wal" else { throw StudyError.readOnly }
    }

    /// How long a command waits for another one that writes, in seconds.
    private static let patience = 5.0

    /// Tries again where another command holds the file, until patience is at an end.
    private static func waitingForOthers<T>(_ body: () throws -> T) throws -> T {
        let clock = ContinuousClock()
        let end = clock.now + .seconds(patience)
        while true {
            do {
                return try body()
            } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY && clock.now < end {
                usleep(5_000)
            }
        }
    }

    /// A study that takes no time to look through is looked through before it is written to, so that one that is damaged is
    /// left as it is.
    private static func lookThrough(_ db: Database) throws {
        let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
        guard pages <= 2_000 else { return }
        guard try String.fetchOne(db, sql: "PRAGMA quick_check(1)") == "ok" else {
            throw StudyError.damaged("its pages contradict one another")
        }
    }

    /// Makes a new study, which only its owner can read, and which is there whole or not at all.
    ///
    /// - Throws: `StudyError` where a file of that name exists.
    package static func create(
        _ path: String, name: String, language: String, by coder: String = CurrentTime.owner
    ) throws -> Study {
        try make(path) { study in
            try study.change("init", by: coder) { change in
                try change.db.execute(
                    sql: "INSERT INTO study(id, name, language, created) VALUES (1, ?, ?, ?)",
                    arguments: [name, language, change.time])
                try change.db.execute(sql: "INSERT INTO codebook(id, name, languages) VALUES (1, '', '[]')")
            }
        }
        return try open(path)
    }

    /// Makes a study file that holds what `body` puts into it; where that throws, there is none.
    ///
    /// - Throws: `StudyError` where a file of that name exists, and whatever `body` throws.
    static func make(_ path: String, _ body: (Study) throws -> Void) throws {
        guard !FileManager.default.fileExists(atPath: path) else { throw StudyError.exists }
        // Built under another name and moved, so that a killed command leaves no half-made study under this one.
        let draft = try emptyFile(path + ".new-\(getpid())")
        defer { removeDraft(draft) }
        try translatingErrors(path: path) {
            let queue = try DatabaseQueue(path: draft, configuration: configuration())
            try queue.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA application_id = \(StudyHeader.applicationID)")
            }
            try Migrator(migrations: Migration.all).migrate(queue)
            let study = Study(path: draft, queue: queue)
            try body(study)
            try study.close()
        }
        // A link never takes the place of a file; a volume that has none is given a move.
        if link(draft, path) != 0 {
            guard errno == EPERM || errno == EOPNOTSUPP, !FileManager.default.fileExists(atPath: path) else {
                throw errno == EEXIST ? StudyError.exists : StudyError.cannotBeMade(errno)
            }
            guard rename(draft, path) == 0 else { throw StudyError.cannotBeMade(errno) }
        }
    }

    /// Makes an empty file that only its owner can read, and returns its path.
    static func emptyFile(_ path: String) throws -> String {
        let descriptor = Foundation.open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StudyError.cannotBeMade(errno) }
        Foundation.close(descriptor)
        return path
    }

    static func removeDraft(_ path: String) {
        for suffix in ["", "-wal", "-shm", "-journal"] { unlink(path + suffix) }
    }

    /// Moves what was written into the one file and closes it.
    package func close() throws {
        try Self.translatingErrors(path: path) {
            try queue.writeWithoutTransaction { db in
                guard try String.fetchOne(db, sql: "PRAGMA journal_mode") == "wal" else { return removeSpentJournal(db) }
                // Another command that has the study open can hold both up; the last one to close then does them.
                _ = try Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
                try db.execute(sql: "PRAGMA busy_timeout = 0")
                _ = try? String.fetchOne(db, sql: "PRAGMA journal_mode = DELETE")
            }
            try queue.close()
        }
    }

    /// Closes it, also where what was written cannot be moved into the one file: it is as safe beside it, in the `-wal` file, and the
    /// next command that has room moves it.
    ///
    /// - Returns: what held it up, such as `the disk is full`; nil where one file is left.
    /// - Throws: `StudyError` where the file itself cannot be used.
    package func closeWhereThereIsRoom() throws -> String? {
        do {
            try close()
        } catch let error as StudyError where error == .full {
            return "the disk is full"
        } catch let error as StudyError where error == .unwritable {
            return "the file cannot be written to"
        }
        return nil
    }

    /// Takes away what a command that was killed while it went over to WAL mode left behind.
    ///
    /// A journal that still matters was played back by the first read; under an exclusive lock nobody makes a new one.
    private func removeSpentJournal(_ db: Database) {
        let journal = queue.path + "-journal"
        guard FileManager.default.fileExists(atPath: journal) else { return }
        // Where others are at work, one of them or the next command does it.
        guard (try? db.execute(sql: "PRAGMA busy_timeout = 0; BEGIN EXCLUSIVE")) != nil else { return }
        unlink(journal)
        try? db.execute(sql: "COMMIT")
    }

    /// Done once, before SQLite is first used.
    private static let prepareSQLite: Void = { _ = anker_sqlite_without_memory_statistics() }()

    static func configuration(bearingDamage: Bool = false) -> Configuration {
        _ = prepareSQLite
        var configuration = Configuration()
        configuration.busyMode = .timeout(patience)
        configuration.foreignKeysEnabled = true
        configuration.prepareDatabase { db in
            // Else SQLite reads nothing at all where one word of the schema is damaged.
            if bearingDamage { try db.execute(sql: "PRAGMA writable_schema = ON") }
            // The size of pages counts for a new file only. Larger ones than SQLite's own halve
            // the calls and the depth of an import of a million answers.
            for pragma in [
                "page_size = 8192", "synchronous = FULL", "wal_autocheckpoint = 0", "secure_delete = ON",
                "trusted_schema = OFF",
                "cell_size_check = ON", "mmap_size = 0", "cache_size = -4000", "temp_store = MEMORY",
            ] {
                try db.execute(sql: "PRAGMA \(pragma)")
            }
        }
        return configuration
    }

    func read<T>(_ body: (Database) throws -> T) throws -> T {
        try Self.translatingErrors(path: path) { try queue.read(body) }
    }

    /// SQLite's errors in the words of the person at the keyboard.
    static func translatingErrors<T>(path: String, _ body: () throws -> T) throws -> T {
        do {
            return try body()
        } catch let error as DatabaseError {
            switch error.resultCode {
            case .SQLITE_BUSY, .SQLITE_LOCKED: throw StudyError.busy(LockHolder.describe(path: path))
            case .SQLITE_CORRUPT: throw StudyError.damaged("SQLite cannot read it")
            case .SQLITE_NOTADB: throw StudyError.damaged("its pages are not those of a database")
            case .SQLITE_READONLY, .SQLITE_CANTOPEN, .SQLITE_PERM: throw StudyError.readOnly
            case .SQLITE_FULL: throw StudyError.full
            case .SQLITE_IOERR: throw StudyError.unwritable
            default: throw StudyError.failed(error.message ?? error.description)
            }
        }
    }
}
