import Foundation

/// A database with its write-ahead log, copied to a folder of its own, so that the log can be taken in without touching either.
///
/// Gone with the value.
final class SQLiteCopy {
    let path: String
    private let folder: TemporaryFolder

    /// Nil where no log with anything in it lies beside the database.
    ///
    /// - Throws: `FormatError` where a change was begun and not finished: taking that back would have to be done at names that the
    ///   journal itself holds.
    init?(ofOpen database: String, limits: InputLimits) throws {
        let wal = database + "-wal"
        guard !Self.isUnfinished(database + "-journal") else { throw FormatError.unfinishedChange }
        guard Self.isFileWithContent(wal) else { return nil }
        folder = try TemporaryFolder()
        path = try folder.write(FileByteSource(path: database, limits: limits), as: "data")
        _ = try folder.write(FileByteSource(path: wal, limits: limits), as: "data-wal")
    }

    private static func isFileWithContent(_ path: String) -> Bool {
        var info = stat()
        return stat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFREG && info.st_size > 0
    }

    /// True for a rollback journal that has not been closed: one that was holds zeros in place of its mark.
    private static func isUnfinished(_ path: String) -> Bool {
        guard isFileWithContent(path), let source = try? FileByteSource(path: path) else { return false }
        return (try? source.readHead(8)) == [0xD9, 0xD5, 0x05, 0xF9, 0x20, 0xA1, 0x63, 0xD7]
    }
}
