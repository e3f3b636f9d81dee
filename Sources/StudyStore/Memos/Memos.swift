import GRDB
import StudyModel

/// Taking memos away, and bringing them elsewhere.
enum Memos {
    /// Deletes memos with their links, and the passages on which nothing lies any more.
    ///
    /// - Parameter condition: SQL over the columns of `memo`.
    /// - Returns: how many there were.
    static func delete(where condition: String, _ arguments: StatementArguments, in db: Database) throws -> Int {
        let rows = try Row.fetchAll(db, sql: "SELECT id, passage FROM memo WHERE \(condition)", arguments: arguments)
        var passages = Set(rows.compactMap { $0["passage"] as Int64? })
        for row in rows {
            let id: Int64 = row["id"]
            passages.formUnion(
                try Int64.fetchSet(
                    db.cachedStatement(sql: "SELECT passage FROM memoLink WHERE memo = ? AND passage IS NOT NULL"),
                    arguments: [id]))
            try db.cachedStatement(sql: "DELETE FROM memoLink WHERE memo = ?").execute(arguments: [id])
            try db.cachedStatement(sql: "DELETE FROM memo WHERE id = ?").execute(arguments: [id])
        }
        try Passages.deleteBare(passages, in: db)
        return rows.count
    }

    /// Brings the memos that are on a row, and the links that lead to it, to another one.
    ///
    /// - Parameter column: the column of `memo` and `memoLink` that points to rows of that sort.
    /// - Returns: how many memos there were.
    static func move(_ column: String, from row: Int64, to other: Int64, in db: Database) throws -> Int {
        let column = column.quotedDatabaseIdentifier
        try db.execute(sql: "UPDATE memoLink SET \(column) = ? WHERE \(column) = ?", arguments: [other, row])
        try db.execute(sql: "UPDATE memo SET \(column) = ? WHERE \(column) = ?", arguments: [other, row])
        return db.changesCount
    }
}
