import GRDB
import StudyModel

/// Passages, which several things may lie on: each stays as long as anything does, whoever made it.
enum Passages {
    /// The tables whose rows lie on passages.
    static let users = ["coding", "mention", "evidence", "memo", "memoLink"]

    /// The row of the passage at a range of a revision, made where nothing lies on it yet.
    static func row(at range: TextRange, of revision: Int64, in db: Database) throws -> Int64 {
        let place: StatementArguments = [revision, range.lowerBound, range.upperBound]
        let find = try db.cachedStatement(sql: "SELECT id FROM passage WHERE revision = ? AND lower = ? AND upper = ?")
        if let row = try Int64.fetchOne(find, arguments: place) { return row }
        try db.cachedStatement(
            sql: "INSERT INTO passage(id, revision, lower, upper) VALUES (\(RowNumber.new(in: "passage")), ?, ?, ?)"
        ).execute(arguments: place)
        return db.lastInsertedRowID
    }

    /// Deletes those of `passages` on which nothing lies any more.
    static func deleteBare(_ passages: some Collection<Int64>, in db: Database) throws {
        guard !passages.isEmpty else { return }
        let isBare = users.map { "NOT EXISTS (SELECT 1 FROM \($0) WHERE passage = ?1)" }.joined(separator: " AND ")
        let deletePlaces = try BulkStatement(db, "DELETE FROM earlierPlace WHERE passage = ?1 AND \(isBare)")
        let deletePassage = try BulkStatement(db, "DELETE FROM passage WHERE id = ?1 AND \(isBare)")
        for passage in passages.sorted() {
            deletePlaces.bind(1, passage)
            try deletePlaces.run()
            deletePassage.bind(1, passage)
            try deletePassage.run()
        }
    }
}
