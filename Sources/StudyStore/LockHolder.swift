import Foundation

/// Who is writing to a study.
enum LockHolder {
    /// The byte of the `-shm` file that a writer in WAL mode locks. Source: SQLite, "WAL-mode File Format", section 2.3.
    private static let writeLock: off_t = 120

    /// `anker (process 4711)`; nil where nobody writes or the system does not tell.
    ///
    /// Called only after our own connection gave up: closing the file here drops locks of this process.
    static func describe(path: String) -> String? {
        let descriptor = open(path + "-shm", O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var lock = flock()
        lock.l_type = Int16(F_WRLCK)
        lock.l_whence = Int16(SEEK_SET)
        lock.l_start = writeLock
        lock.l_len = 1
        guard fcntl(descriptor, F_GETLK, &lock) == 0, lock.l_type != Int16(F_UNLCK), lock.l_pid > 0 else { return nil }
        let name = (try? String(contentsOfFile: "/proc/\(lock.l_pid)/comm", encoding: .utf8))?
            .trimmingCharacters(in: .whitespacesAndNewlines)
        return "\(name ?? "a program") (process \(lock.l_pid))"
    }
}
