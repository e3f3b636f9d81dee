import GRDB
import StudyModel

/// A passage as it stands in the study file.
struct StoredPassage: Sendable {
    var id: Int64
    var revision: Int64
    var range: TextRange
    var state: PassageState
}

/// Puts passages to other places, and keeps where they stood.
///
/// Two passages that come to the same range become one, under the number of the one that is there. They stay two where that
/// would make one of two codings, mentions or evidences.
struct PassageMover {
    enum Outcome {
        case placed
        /// The passage was joined with the one that stood there.
        case joined
        /// Both passages bear the same code by the same coder, or the same tie or actor.
        case conflict
    }

    private let findPassage: BulkStatement
    private let place: BulkStatement
    private let keepEarlier: BulkStatement
    private let setState: BulkStatement
    private let db: Database

    init(_ db: Database) throws {
        self.db = db
        findPassage = try BulkStatement(db, "SELECT id FROM passage WHERE revision = ? AND lower = ? AND upper = ?")
        place = try BulkStatement(db, "UPDATE passage SET revision = ?, lower = ?, upper = ?, state = ? WHERE id = ?")
        keepEarlier = try BulkStatement(
            db, "INSERT OR REPLACE INTO earlierPlace(passage, revision, lower, upper) VALUES (?, ?, ?, ?)")
        setState = try BulkStatement(db, "UPDATE passage SET state = ? WHERE id = ? AND state <> ?")
    }

    /// - Parameter isFree: true where it is known that no other passage stands at the range.
    func move(
        _ passage: StoredPassage, to range: TextRange, in revision: Int64, as state: PassageState, isFree: Bool = false
    ) throws -> Outcome {
        if !isFree {
            findPassage.bind(1, revision)
            findPassage.bind(2, range.lowerBound)
            findPassage.bind(3, range.upperBound)
            if let other = try findPassage.firstInteger(), other != passage.id {
                return try join(passage.id, with: other) ? .joined : .conflict
            }
        }
        if revision != passage.revision {
            keepEarlier.bind(1, passage.id)
            keepEarlier.bind(2, passage.revision)
            keepEarlier.bind(3, passage.range.lowerBound)
            keepEarlier.bind(4, passage.range.upperBound)
            try keepEarlier.run()
        }
        place.bind(1, revision)
        place.bind(2, range.lowerBound)
        place.bind(3, range.upperBound)
        place.bind(4, copying: state.rawValue)
        place.bind(5, passage.id)
        try place.run()
        return .placed
    }

    func leave(_ passage: StoredPassage, as state: PassageState) throws {
        setState.bind(1, copying: state.rawValue)
        setState.bind(2, passage.id)
        setState.bind(3, copying: state.rawValue)
        try setState.run()
    }

    /// What points at a passage, and what of it is the same for two of them.
    private static let uses = [("coding", "code, coder"), ("mention", "actor, coder"), ("evidence", "tie")]

    private func join(_ passage: Int64, with other: Int64) throws -> Bool {
        for (table, same) in Self.uses {
            let isShared = try Bool.fetchOne(
                db,
                sql: """
                    SELECT EXISTS (SELECT \(same) FROM \(table) WHERE passage = ? INTERSECT
                      SELECT \(same) FROM \(table) WHERE passage = ?)
                    """, arguments: [passage, other])
            if isShared == true { return false }
        }
        for table in Self.uses.map(\.0) + ["memo", "memoLink"] {
            try db.execute(sql: "UPDATE \(table) SET passage = ? WHERE passage = ?", arguments: [other, passage])
        }
        try db.execute(sql: "DELETE FROM passage WHERE id = ?", arguments: [passage])
        return true
    }
}
