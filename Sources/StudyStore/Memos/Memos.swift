import GRDB

/// Taking memos away.
enum Memos {
    /// Deletes memos, and the passages on which nothing lies any more.
    ///
    /// - Parameter condition: SQL over the columns of `memo`.
    /// - Returns: how many there were.
    static func delete(where condition: String, _ arguments: StatementArguments, in db: Database) throws -> Int {
        let passages = try Int64.fetchSet(
            db, sql: "SELECT passage FROM memo WHERE (\(condition)) AND passage IS NOT NULL", arguments: arguments)
        try db.execute(sql: "DELETE FROM memo WHERE \(condition)", arguments: arguments)
        let count = db.changesCount
        try Passages.deleteBare(passages, in: db)
        return count
    }
}
