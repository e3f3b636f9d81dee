import Foundation

/// Who is writing to a study.
enum LockHolder {
    /// The byte of the `-shm` file that a writer in WAL mode locks. Source: SQLite, "WAL-mode File Format", section 2.3.
    private static let writeLock = 120

    /// `anker (process 4711)`; nil where nobody writes or the system does not tell.
    ///
    /// Read from the system's list of locks: asking the `-shm` file itself would mean to open and close it, and closing it
    /// drops the locks that this process holds on it.
    static func describe(path: String) -> String? {
        var file = stat()
        guard stat(path + "-shm", &file) == 0, let locks = try? String(contentsOfFile: "/proc/locks", encoding: .utf8) else {
            return nil
        }
        guard let process = locks.split(separator: "\n").lazy.compactMap({ holder($0, inode: "\(file.st_ino)") }).first else {
            return nil
        }
        let name = (try? String(contentsOfFile: "/proc/\(process)/comm", encoding: .utf8))?
            .trimmingCharacters(in: .whitespacesAndNewlines)
        return "\(name ?? "a program") (process \(process))"
    }

    /// The process in a line such as `7: POSIX  ADVISORY  WRITE 4711 fe:00:131073 120 120`, where that is a lock of our byte.
    private static func holder(_ line: Substring, inode: String) -> Int? {
        let words = line.split(separator: " ")
        guard words.count == 8, words[1] == "POSIX", words[3] == "WRITE", words[5].split(separator: ":").last == inode[...],
            let process = Int(words[4]), process > 0, let first = Int(words[6]), first <= writeLock,
            words[7] == "EOF" || Int(words[7]) ?? 0 >= writeLock
        else { return nil }
        return process
    }
}
