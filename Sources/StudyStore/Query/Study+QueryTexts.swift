import GRDB
import StudyModel

extension Study {
    /// The revisions whose text may hold what a full-text expression says; only newest revisions are in the index.
    package func revisions(indexedUnder expression: String) throws -> Set<Int64> {
        try read { db in
            let statement = try BulkStatement(db, "SELECT rowid FROM fulltext WHERE fulltext MATCH ?")
            statement.bind(1, copying: expression)
            var found: Set<Int64> = []
            while try statement.step() { found.insert(statement.integer(0)) }
            return found
        }
    }

    /// Hands over the texts of some revisions, one after another, as valid UTF-8.
    package func forEachText(of revisions: some Sequence<Int64>, _ body: (Int64, [UInt8]) throws -> Void) throws {
        try read { db in
            let statement = try BulkStatement(db, "SELECT text FROM revision WHERE id = ?")
            for revision in revisions {
                statement.bind(1, revision)
                if try statement.step() { try body(revision, Array(statement.bytes(0))) }
                statement.reset()
            }
        }
    }
}
