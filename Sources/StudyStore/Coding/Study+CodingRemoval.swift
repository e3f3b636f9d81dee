import GRDB
package import StudyModel

/// Which codings are to be taken away.
package enum CodingSelection: Hashable, Sendable {
    case ids([Coding.ID])
    /// Those of exactly one passage, of some codes; of all where none is named.
    case place(source: String, CodingRequest.Target, codes: [String])
    case rows(RowSet)
}

/// What was taken away.
package struct UncodeOutcome: Hashable, Sendable {
    package var codings = 0
    /// Memos that stood on these codings.
    package var memos = 0
    package var sources = 0
    package var codes: [String] = []
    package var coders: [String] = []
    /// Where a quote was found otherwise than asked.
    package var note: Diagnostic.Message?
}

extension Study {
    /// Takes codings away, with the memos on them.
    ///
    /// - Parameters:
    ///   - maker: only those by this coder; nil for everybody's.
    ///   - caller: who does it.
    /// - Throws: `StudyError` or `Unplaced` where something named is not there, or no coding is meant; nothing was changed then.
    package func uncode(
        _ selection: CodingSelection, of maker: String?, dryRun: Bool = false, by caller: String
    ) throws -> UncodeOutcome {
        var outcome = UncodeOutcome()
        try changeUnlessDry("uncode", dryRun: dryRun, by: caller) { change in
            let db = change.db
            let coder = try maker.map { try Self.coder(required: $0, in: db).row }
            let rows = try Self.rows(selection, coder: coder, &outcome, in: db)
            try Codings.tell(rows, &outcome, in: db)
            outcome.memos = try Codings.delete(rows, in: &change)
            outcome.codings = rows.count
        }
        return outcome
    }

    private static func rows(
        _ selection: CodingSelection, coder: Int64?, _ outcome: inout UncodeOutcome, in db: Database
    ) throws -> [Int64] {
        switch selection {
        case .ids(let ids):
            return try ids.map { id in
                let row = try Row.fetchOne(db, sql: "SELECT id, coder FROM coding WHERE uuid = ?", arguments: [id.data])
                guard let row else {
                    throw StudyError("no coding has the id '\(id)'", remedy: "list them with 'anker codings --json'")
                }
                if let coder, coder != row["coder"] {
                    throw StudyError("coding '\(id)' is by another coder", remedy: "leave out --by, or name who made it")
                }
                return row["id"]
            }
        case .rows(let set):
            return try Int64.fetchAll(
                db, sql: "SELECT id FROM coding WHERE coder = coalesce(?, coder) ORDER BY id", arguments: [coder]
            )
            .filter(set.contains)
        case .place(let source, let target, let names):
            var finder = PassageFinder(db)
            let found = try finder.find(CodingRequest(source: source, target: target, codes: [], coder: ""))
            outcome.note = found.note
            let codebook = try Self.codebook(db)
            let codes = try names.map { try codebook.code(required: $0).name }
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT k.id, d.name, k.coder FROM coding k JOIN code d ON d.id = k.code JOIN passage p ON p.id = k.passage
                    WHERE p.revision = ? AND p.lower = ? AND p.upper = ? ORDER BY k.id
                    """, arguments: [found.revision, found.range.lowerBound, found.range.upperBound])
            let chosen = rows.filter { row in
                (codes.isEmpty || codes.contains(row["name"])) && (coder == nil || coder == row["coder"])
            }
            guard chosen.isEmpty else { return chosen.map { $0["id"] } }
            throw Unplaced(.nothingCoded(found.range), try Codings.near(found, in: db))
        }
    }
}

/// Taking codings away.
enum Codings {
    /// Deletes codings with the memos on them, and the passages on which nothing lies any more.
    ///
    /// - Returns: how many memos there were.
    static func delete(_ rows: [Int64], in change: inout Change) throws -> Int {
        let db = change.db
        var (passages, memos): (Set<Int64>, Int) = ([], 0)
        for row in rows {
            guard
                let coding = try Row.fetchOne(
                    db.cachedStatement(sql: "SELECT uuid, passage FROM coding WHERE id = ?"), arguments: [row])
            else { continue }
            passages.insert(coding["passage"])
            change.concern(try Coding.ID(row: coding["uuid"]))
            memos += try Memos.delete(where: "coding = ?", [row], in: db)
            try db.cachedStatement(sql: "DELETE FROM coding WHERE id = ?").execute(arguments: [row])
        }
        change.count("codings", rows.count)
        change.count("memos", memos)
        try Passages.deleteBare(passages, in: db)
        return memos
    }

    /// Adds what codings are about to what is told of them.
    static func tell(_ rows: [Int64], _ outcome: inout UncodeOutcome, in db: Database) throws {
        var (codes, coders, sources): (Set<String>, Set<String>, Set<Int64>) = ([], [], [])
        let statement = try db.cachedStatement(
            sql: """
                SELECT d.name, o.name, r.source FROM coding k JOIN code d ON d.id = k.code JOIN coder o ON o.id = k.coder
                JOIN passage p ON p.id = k.passage JOIN revision r ON r.id = p.revision WHERE k.id = ?
                """)
        for row in rows {
            guard let found = try Row.fetchOne(statement, arguments: [row]) else { continue }
            codes.insert(found[0])
            coders.insert(found[1])
            sources.insert(found[2])
        }
        outcome.codes = codes.sorted(by: inNameOrder)
        outcome.coders = coders.sorted(by: inNameOrder)
        outcome.sources = sources.count
    }

    /// The passages that have something in common with a place, for who meant one of them.
    static func near(_ target: PassageFinder.Target, in db: Database) throws -> String {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT p.lower, p.upper, d.name, o.name FROM passage p JOIN coding k ON k.passage = p.id JOIN code d ON d.id = k.code
                JOIN coder o ON o.id = k.coder WHERE p.revision = ? AND p.lower < ? AND p.upper > ?
                ORDER BY p.lower, p.upper, d.name, o.name LIMIT 8
                """, arguments: [target.revision, target.range.upperBound, target.range.lowerBound])
        guard !rows.isEmpty else { return "nothing is coded there; list codings with 'anker codings'" }
        let told = rows.map { "\($0[0] as Int)..<\($0[1] as Int) \($0[2] as String) (\($0[3] as String))" }
        return "coded there: \(told.joined(separator: ", "))"
    }
}

extension Diagnostic.Message {
    fileprivate static func nothingCoded(_ range: TextRange) -> Self { "no such coding stands at exactly \(range)" }
}
