import Foundation
import GRDB

/// The copy of a study that is kept when it is brought to a newer version.
///
/// It lies beside the study as `dorf.anker.schema-1-2026-01-31`, numbered where that is taken, so that it takes the place of
/// no file and no command takes it for the study. It is there whole, looked through and on the disk, or not at all.
enum MigrationBackup {
    /// Returns the path of the copy.
    ///
    /// - Throws: `StudyError` where the copy cannot be made or does not hold what the study holds; the study is untouched.
    static func make(of queue: DatabaseQueue, version: Int) throws -> String {
        let name = "\(queue.path).schema-\(version)-\(CurrentTime.stamp.prefix(10))"
        let draft = "\(name).new-\(getpid())"
        let descriptor = open(draft, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StudyError.noBackup(String(cString: strerror(errno)).lowercased()) }
        defer {
            close(descriptor)
            unlink(draft)
        }
        try queue.writeWithoutTransaction { db in try db.execute(sql: "VACUUM INTO ?", arguments: [draft]) }
        try check(draft, version: version, holds: queue.read { try Migrator.rowCounts($0) })
        guard fsync(descriptor) == 0 else { throw StudyError.noBackup(String(cString: strerror(errno)).lowercased()) }
        return try move(draft, to: name)
    }

    private static func check(_ copy: String, version: Int, holds counts: [String: Int]) throws {
        var configuration = Configuration()
        configuration.readonly = true
        let queue = try DatabaseQueue(path: copy, configuration: configuration)
        defer { try? queue.close() }
        try queue.read { db in
            guard try Migrator.version(db) == version, try Migrator.rowCounts(db) == counts,
                try String.fetchOne(db, sql: "PRAGMA integrity_check(1)") == "ok",
                try Row.fetchOne(db, sql: "PRAGMA foreign_key_check") == nil
            else { throw StudyError.noBackup("it does not hold what the study holds") }
        }
    }

    /// Gives the copy the first free name of those that begin with `name`.
    private static func move(_ draft: String, to name: String) throws -> String {
        for number in 1..<1000 {
            let path = number == 1 ? name : "\(name)-\(number)"
            // A link never takes the place of a file; a volume that has none is given a move.
            if link(draft, path) == 0 { return path }
            let code = errno
            if code == EEXIST { continue }
            guard code == EPERM || code == EOPNOTSUPP else {
                throw StudyError.noBackup(String(cString: strerror(code)).lowercased())
            }
            if FileManager.default.fileExists(atPath: path) { continue }
            guard rename(draft, path) == 0 else { throw StudyError.noBackup(String(cString: strerror(errno)).lowercased()) }
            return path
        }
        throw StudyError.noBackup("there are too many of them")
    }
}

extension StudyError {
    fileprivate static func noBackup(_ problem: String) -> StudyError {
        StudyError(
            "is of an older version, and no copy of it can be made before it is changed: \(problem)",
            remedy: "check the folder, its permissions and the room on the disk; the study was left untouched")
    }
}
