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
        try read { db in try Self.forEachText(of: revisions, in: db, body) }
    }

    /// What `body` makes of the texts of some revisions, as valid UTF-8, in the order of the revisions.
    ///
    /// Where there are many, a half is read and worked on by the other core.
    package func mapTexts<Result: Sendable>(
        of revisions: [Int64], _ body: @escaping @Sendable (Int64, [UInt8]) throws -> Result
    ) throws -> [Result] {
        try read { db in
            let middle = revisions.count / 2
            let other = try readingElsewhere(sameAs: db, rows: revisions.count * Self.rowsLikeOneText) { db in
                try Self.texts(of: revisions[middle...], in: db, body)
            }
            guard let other else { return try Self.texts(of: revisions[...], in: db, body) }
            let first = try Self.texts(of: revisions[..<middle], in: db, body)
            return try first + (other.result() ?? Self.texts(of: revisions[middle...], in: db, body))
        }
    }

    /// A transcript takes about as long to read as so many rows.
    private static let rowsLikeOneText = 1000

    private static func texts<Result>(
        of revisions: ArraySlice<Int64>, in db: Database, _ body: (Int64, [UInt8]) throws -> Result
    ) throws -> [Result] {
        var results: [Result] = []
        try forEachText(of: revisions, in: db) { results.append(try body($0, $1)) }
        return results
    }

    private static func forEachText(
        of revisions: some Sequence<Int64>, in db: Database, _ body: (Int64, [UInt8]) throws -> Void
    ) throws {
        let statement = try BulkStatement(db, "SELECT text FROM revision WHERE id = ?")
        for revision in revisions {
            statement.bind(1, revision)
            if try statement.step() { try body(revision, Array(statement.bytes(0))) }
            statement.reset()
        }
    }
}
