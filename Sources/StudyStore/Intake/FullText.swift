import Foundation
import GRDB

/// The full-text index over the newest text of every source.
enum FullText {
    /// Runs an act that adds many texts: few large pieces of index are written instead of many small ones, which is a third
    /// faster.
    static func addingInBulk<T>(_ db: Database, _ body: () throws -> T) throws -> T {
        try set(db, hashBytes: 16 << 20, automerge: 0, crisisMerge: 64)
        let result = try body()
        // The settings that FTS5 has by itself.
        try set(db, hashBytes: 1 << 20, automerge: 4, crisisMerge: 16)
        return result
    }

    private static func set(_ db: Database, hashBytes: Int, automerge: Int, crisisMerge: Int) throws {
        for (name, value) in [("hashsize", hashBytes), ("automerge", automerge), ("crisismerge", crisisMerge)] {
            try db.execute(sql: "INSERT INTO fulltext(fulltext, rank) VALUES (?, ?)", arguments: [name, value])
        }
    }
}

extension String {
    /// The text as the full-text index holds it: `ß` as `ss`, since the index's own folding leaves it; accents are the
    /// index's business.
    var foldedForIndex: String {
        guard utf8.contains(0xC3) || utf8.contains(0xE1) else { return self }
        return replacingOccurrences(of: "ß", with: "ss").replacingOccurrences(of: "ẞ", with: "SS")
    }
}
