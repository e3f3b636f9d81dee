import Foundation
import GRDB
import GRDBSQLite

/// The checksums of a study's pages, which stand in the study itself and are renewed by every change, in its transaction.
///
/// Nothing else would tell a name, a memo or an answer in which a bit has flipped from one that was meant. A change sums the
/// pages that it wrote, and no others; the pages of the sums themselves and those that hold nothing are left out.
enum PageSeal {
    /// Smaller pages could not hold a row of sums; only another program can have made such.
    static let smallestPage = 4096
    /// Renews the seal; the last thing that a change does before its commit, in WAL mode.
    ///
    /// - Parameter start: what the connection's last change that was committed got from this, up to where all is sealed.
    @discardableResult
    static func renew(_ db: Database, from start: WrittenPages.Position? = nil) throws -> WrittenPages.Position? {
        let pageSize = try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 0
        guard pageSize >= smallestPage, let name = sqlite3_db_filename(db.sqliteConnection, "main"),
            let markedPage = try Int.fetchOne(db, sql: "SELECT rootpage FROM sqlite_schema WHERE name = 'pageSeal'")
        else {
            try remove(db)
            return nil
        }
        let mark = (0..<16).map { _ in UInt8.random(in: 0...255) }
        try flush(db)
        // Written by itself, so that it stands behind all others.
        try db.execute(sql: "INSERT OR REPLACE INTO pageSeal(id, counter, mark) VALUES (1, 0, ?)", arguments: [Data(mark)])
        guard sqlite3_db_cacheflush(db.sqliteConnection) == SQLITE_OK,
            let written = WrittenPages(
                journal: String(cString: name) + "-wal", pageSize: pageSize, from: start, mark: mark, markedPage: markedPage)
        else {
            try remove(db)
            return nil
        }
        var rows = PageSumRows(db)
        let pages = try StudyPages(db)
        if try Int.fetchOne(db, sql: "SELECT count(*) FROM pageSum") == 0 {
            try pages.forEach { try rows.set(PageSum.sum($1, page: $0), page: $0) }
        }
        // The mark is not the same twice, and its page is not compared.
        for (page, sum) in written.sums where page != markedPage { try rows.set(sum, page: page) }
        try rows.store()
        // In WAL mode a connection writes the counter that it found, raised by one, and the way back to the plain mode raises
        // it once more.
        let counter = try written.counter ?? pages.page(1).map { $0.bigEndian(at: 24) + 1 } ?? 0
        try db.execute(sql: "UPDATE pageSeal SET counter = ?, mark = zeroblob(16)", arguments: [counter + 1])
        return written.end
    }

    /// Writes everything that is to be committed into the `-wal` file.
    private static func flush(_ db: Database) throws {
        // The full-text index writes out what it has gathered.
        try db.execute(sql: "SAVEPOINT sealing")
        try db.execute(sql: "RELEASE sealing")
        // A page that a statement stands on would not be written.
        var statement = sqlite3_next_stmt(db.sqliteConnection, nil)
        while let one = statement {
            if sqlite3_stmt_busy(one) != 0 { sqlite3_reset(one) }
            statement = sqlite3_next_stmt(db.sqliteConnection, one)
        }
        // The counter of changes stands in the first page; it is part of every change.
        try db.execute(sql: "PRAGMA user_version = \(try Migrator.version(db))")
        let code = sqlite3_db_cacheflush(db.sqliteConnection)
        guard code == SQLITE_OK else {
            throw DatabaseError(resultCode: ResultCode(rawValue: code), message: "the change cannot be sealed")
        }
    }

    /// A study without seal is as good as one with; only a flipped bit is not seen.
    private static func remove(_ db: Database) throws {
        try db.execute(sql: "DELETE FROM pageSum; DELETE FROM pageSeal")
    }

    /// Seals every page anew, whatever it holds.
    static func renewAll(_ db: Database) throws {
        // The seal itself stays: were it written before everything else is, the mark would not stand behind that.
        try db.execute(sql: "DELETE FROM pageSum")
        try renew(db)
    }
}
