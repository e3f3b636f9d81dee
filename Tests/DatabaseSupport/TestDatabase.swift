import CSQLite
import Foundation

/// A database that a test writes as another program would; gone with the value.
package final class TestDatabase {
    package let folder: String
    package let path: String
    private var database: OpaquePointer?

    /// - Parameter name: the file's, in a folder of its own.
    package init(_ statements: String, name: String = "test.db") {
        folder = NSTemporaryDirectory() + "anker-database-\(UUID().uuidString)"
        path = folder + "/" + name
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        run(statements)
        close()
    }

    deinit {
        close()
        try? FileManager.default.removeItem(atPath: folder)
    }

    /// Runs statements, and leaves the database open as a program does that works on it.
    package func run(_ statements: String) {
        if database == nil { precondition(sqlite3_open(path, &database) == SQLITE_OK) }
        precondition(sqlite3_exec(database, statements, nil, nil, nil) == SQLITE_OK, String(cString: sqlite3_errmsg(database)))
    }

    package func close() {
        sqlite3_close_v2(database)
        database = nil
    }

    package var bytes: [UInt8] {
        get { FileManager.default.contents(atPath: path).map { Array($0) } ?? [] }
        set { FileManager.default.createFile(atPath: path, contents: Data(newValue)) }
    }
}
