import Foundation

/// A database with its write-ahead log, copied to a folder of its own, so that the log can be taken in without touching either.
///
/// Gone with the value.
final class SQLiteCopy {
    let path: String
    private let folder: String

    /// Nil where no log with anything in it lies beside the database.
    ///
    /// - Throws: `FormatError` where a change was begun and not finished: taking that back would have to be done at names that the
    ///   journal itself holds.
    init?(ofOpen database: String, limits: InputLimits) throws {
        let wal = database + "-wal"
        guard !Self.isUnfinished(database + "-journal") else { throw FormatError.unfinishedChange }
        guard Self.isFileWithContent(wal) else { return nil }
        var template = Array((NSTemporaryDirectory() + "/anker-XXXXXX").utf8CString)
        guard mkdtemp(&template) != nil else { throw FormatError.unreadable(errno) }
        folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        path = folder + "/data"
        for (from, to) in [(database, path), (wal, path + "-wal")] { try Self.copy(from, to, limits) }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    private static func isFileWithContent(_ path: String) -> Bool {
        var info = stat()
        return stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFREG && info.st_size > 0
    }

    /// True for a rollback journal that has not been closed: one that was holds zeros in place of its mark.
    private static func isUnfinished(_ path: String) -> Bool {
        guard isFileWithContent(path), let source = try? FileByteSource(path: path) else { return false }
        return (try? source.readHead(8)) == [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7]
    }

    private static func copy(_ from: String, _ to: String, _ limits: InputLimits) throws {
        let source = try FileByteSource(path: from, limits: limits)
        let descriptor = open(to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw FormatError.unreadable(errno) }
        defer { close(descriptor) }
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { block.deallocate() }
        while true {
            let count = try source.read(into: block)
            guard count > 0 else { return }
            var left = UnsafeRawBufferPointer(rebasing: block[..<count])
            while !left.isEmpty {
                let written = write(descriptor, left.baseAddress, left.count)
                guard written > 0 else { throw FormatError.unreadable(errno) }
                left = UnsafeRawBufferPointer(rebasing: left[written...])
            }
        }
    }
}
