import GRDB
import GRDBSQLite
package import StudyModel

extension Study {
    /// A hash over the rows of each table that holds the study, by which two studies are told to be equal row for row.
    ///
    /// - Parameter besides: tables that do not count.
    package func digests(besides: Set<String> = []) throws -> [String: ContentHash] {
        try read { try TableDigest.all(besides: besides, in: $0) }
    }
}

/// The hash over all rows of a table in the order of its key, with the type of each value.
enum TableDigest {
    static let journal = ["event", "changeset"]

    static func all(besides: Set<String> = [], in db: Database) throws -> [String: ContentHash] {
        var shapes = TableShapes(db)
        let tables = (ChangeSession.tables + journal).filter { !besides.contains($0) }
        return try Dictionary(uniqueKeysWithValues: tables.map { ($0, try digest(of: shapes.shape(of: $0), in: db)) })
    }

    private static func digest(of shape: TableShapes.Shape, in db: Database) throws -> ContentHash {
        let key = zip(shape.columns, shape.table.keyPlaces).filter { $1 > 0 }.sorted { $0.1 < $1.1 }
            .map(\.0.quotedDatabaseIdentifier)
        let rows = try BulkStatement(
            db, "SELECT * FROM \(shape.table.name.quotedDatabaseIdentifier) ORDER BY \(key.joined(separator: ", "))")
        var hasher = ContentHasher()
        while try rows.step() {
            for column in 0..<Int32(shape.columns.count) {
                let type = rows.type(column)
                let bytes = type == SQLITE_TEXT || type == SQLITE_BLOB ? rows.bytes(column) : .init(start: nil, count: 0)
                // The length stands first, so that no two rows give the same bytes.
                let number =
                    switch type {
                    case SQLITE_INTEGER: rows.integer(column)
                    case SQLITE_FLOAT: Int64(bitPattern: rows.real(column).bitPattern)
                    default: Int64(bytes.count)
                    }
                withUnsafeBytes(of: (number.bigEndian, Int64(type).bigEndian)) { hasher.update($0) }
                hasher.update(bytes)
            }
        }
        return hasher.finalize()
    }
}
