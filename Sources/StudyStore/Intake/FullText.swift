import GRDB

/// The full-text index over the newest text of every source.
enum FullText {
    /// Runs an act that adds many texts: few large pieces of index are written instead of many small ones, which is a third
    /// faster.
    static func addingInBulk<T>(_ db: Database, _ body: () throws -> T) throws -> T {
        try set(db, hashBytes: 8 << 20, automerge: 0, crisisMerge: 64)
        let result = try body()
        // The settings that FTS5 has by itself.
        try set(db, hashBytes: 1 << 20, automerge: 4, crisisMerge: 16)
        return result
    }

    static let insert = "INSERT INTO fulltext(rowid, text) VALUES (?, ?)"

    /// - Parameters:
    ///   - text: UTF-8.
    ///   - statement: one made of `insert`.
    static func add(_ text: UnsafeRawBufferPointer, as revision: Int64, with statement: BulkStatement) throws {
        statement.bind(1, revision)
        guard let folded = text.foldedForIndex else {
            statement.bind(2, text: text)
            return try statement.run()
        }
        try folded.withUnsafeBytes {
            statement.bind(2, text: $0)
            try statement.run()
        }
    }

    /// Takes revisions out of the index, as far as they are in it. To be called while their texts still stand in the study,
    /// since the index itself does not hold them.
    static func remove(_ revisions: some Sequence<Int64>, in db: Database) throws {
        let find = try BulkStatement(
            db, "SELECT r.text FROM revision r JOIN fulltext_docsize d ON d.id = r.id WHERE r.id = ?")
        let delete = try BulkStatement(db, "INSERT INTO fulltext(fulltext, rowid, text) VALUES ('delete', ?, ?)")
        for revision in revisions {
            find.bind(1, revision)
            if try find.step() { try add(find.bytes(0), as: revision, with: delete) }
            find.reset()
        }
    }

    /// Makes the index hold the newest revision of each of these sources, and no other revision of them.
    static func follow(_ sources: some Collection<Int64>, in db: Database) throws {
        guard sources.count > 100 else { return try followEach(sources, in: db) }
        try addingInBulk(db) { try followEach(sources, in: db) }
    }

    private static func followEach(_ sources: some Collection<Int64>, in db: Database) throws {
        let find = try BulkStatement(
            db,
            """
            SELECT r.id, r.number = (SELECT max(number) FROM revision WHERE source = r.source), d.id IS NOT NULL
            FROM revision r LEFT JOIN fulltext_docsize d ON d.id = r.id WHERE r.source = ? ORDER BY r.number
            """)
        let text = try BulkStatement(db, "SELECT text FROM revision WHERE id = ?")
        let insert = try BulkStatement(db, insert)
        for source in sources {
            var (wanted, unwanted): ([Int64], [Int64]) = ([], [])
            find.bind(1, source)
            while try find.step() {
                let (isNewest, isThere) = (find.integer(1) == 1, find.integer(2) == 1)
                if isNewest, !isThere { wanted.append(find.integer(0)) }
                if !isNewest, isThere { unwanted.append(find.integer(0)) }
            }
            if !unwanted.isEmpty { try remove(unwanted, in: db) }
            for revision in wanted {
                text.bind(1, revision)
                if try text.step() { try add(text.bytes(0), as: revision, with: insert) }
                text.reset()
            }
        }
    }

    private static func set(_ db: Database, hashBytes: Int, automerge: Int, crisisMerge: Int) throws {
        for (name, value) in [("hashsize", hashBytes), ("automerge", automerge), ("crisismerge", crisisMerge)] {
            try db.execute(sql: "INSERT INTO fulltext(fulltext, rank) VALUES (?, ?)", arguments: [name, value])
        }
    }
}

extension UnsafeRawBufferPointer {
    /// The UTF-8 text as the index holds it: `ß` as `ss`, since the index's own folding leaves it; accents are the index's
    /// business. Nil where that is the text itself.
    var foldedForIndex: [UInt8]? {
        guard let first = firstSharpS(from: 0) else { return nil }
        var folded: [UInt8] = []
        folded.reserveCapacity(count + 16)
        var copied = 0
        var next: (position: Int, length: Int)? = first
        while let found = next {
            folded.append(contentsOf: self[copied..<found.position])
            folded.append(contentsOf: found.length == 2 ? "ss".utf8 : "SS".utf8)
            copied = found.position + found.length
            next = firstSharpS(from: copied)
        }
        folded.append(contentsOf: self[copied...])
        return folded
    }

    /// Where `ß` (C3 9F) or `ẞ` (E1 BA 9E) begins, and how many bytes it has.
    private func firstSharpS(from start: Int) -> (position: Int, length: Int)? {
        var position = start
        while position < count {
            // Most texts hold few bytes that end one of the two: eight at a time.
            if position + 8 <= count {
                let word = loadUnaligned(fromByteOffset: position, as: UInt64.self)
                let marks = (word | 0x0101_0101_0101_0101) ^ 0x9F9F_9F9F_9F9F_9F9F
                if (marks &- 0x0101_0101_0101_0101) & ~marks & 0x8080_8080_8080_8080 == 0 {
                    position += 8
                    continue
                }
            }
            for place in position..<Swift.min(position + 8, count) {
                if self[place] == 0x9F, place > start, self[place - 1] == 0xC3 { return (place - 1, 2) }
                if self[place] == 0x9E, place > start + 1, self[place - 1] == 0xBA, self[place - 2] == 0xE1 {
                    return (place - 2, 3)
                }
            }
            position += 8
        }
        return nil
    }

    /// How many Unicode scalars the UTF-8 text has: every byte but those that continue one.
    var scalarCount: Int {
        let bytes = bindMemory(to: Int8.self)
        var count = 0
        for index in 0..<bytes.count { count &+= bytes[index] >= -64 ? 1 : 0 }
        return count
    }
}
