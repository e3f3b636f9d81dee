import GRDB
import StudyModel

/// Taking ties away, and making one of two.
enum Ties {
    /// Deletes ties with their evidence and the memos on them, and the passages on which nothing lies any more.
    ///
    /// - Returns: how many memos there were.
    static func delete(_ rows: [Int64], in db: Database) throws -> Int {
        var (passages, memos): (Set<Int64>, Int) = ([], 0)
        for row in rows {
            memos += try Memos.delete(where: "tie = ?", [row], in: db)
            passages.formUnion(
                try Int64.fetchSet(
                    db.cachedStatement(sql: "SELECT passage FROM evidence WHERE tie = ? AND passage IS NOT NULL"),
                    arguments: [row]))
            try db.cachedStatement(sql: "DELETE FROM evidence WHERE tie = ?").execute(arguments: [row])
            try db.cachedStatement(sql: "DELETE FROM tie WHERE id = ?").execute(arguments: [row])
        }
        try Passages.deleteBare(passages, in: db)
        return memos
    }

    /// What became of a tie that was joined with another.
    struct Joined {
        /// Passages and answers that the other did not rest on before.
        var evidence = 0
        var memos = 0
        /// What is said of both and differs.
        var differences: [(property: String, kept: String, other: String)] = []
    }

    /// Gives the evidence of a tie, the memos on it and what the other does not say to the other, and takes it out.
    static func join(_ row: Int64, with other: Int64, in db: Database) throws -> Joined {
        var joined = Joined()
        for property in ["reach", "strength", "first", "last"] {
            let read = try db.cachedStatement(sql: "SELECT \(property) FROM tie WHERE id = ?")
            guard let value = try DatabaseValue.fetchOne(read, arguments: [row]), !value.isNull else { continue }
            let kept = try DatabaseValue.fetchOne(read, arguments: [other]) ?? .null
            if kept.isNull {
                try db.execute(sql: "UPDATE tie SET \(property) = ? WHERE id = ?", arguments: [value, other])
            } else if kept != value {
                joined.differences.append((property, DatabaseValue.text(kept), DatabaseValue.text(value)))
            }
        }
        var last = try Int64.fetchOne(db, sql: "SELECT max(number) FROM evidence WHERE tie = ?", arguments: [other]) ?? 0
        for number in try Int64.fetchAll(
            db, sql: "SELECT number FROM evidence WHERE tie = ? ORDER BY number", arguments: [row])
        {
            let isKnown = try Bool.fetchOne(
                db,
                sql: """
                    SELECT EXISTS (SELECT 1 FROM evidence e JOIN evidence o ON o.tie = ? AND o.passage IS e.passage
                      AND o.respondent IS e.respondent AND o.question IS e.question AND o.instance IS e.instance
                      WHERE e.tie = ? AND e.number = ?)
                    """, arguments: [other, row, number])
            if isKnown == true { continue }
            last += 1
            try db.execute(
                sql: "UPDATE evidence SET tie = ?, number = ? WHERE tie = ? AND number = ?",
                arguments: [other, last, row, number])
            joined.evidence += 1
        }
        joined.memos = try Memos.move("tie", from: row, to: other, in: db)
        _ = try delete([row], in: db)
        return joined
    }
}
