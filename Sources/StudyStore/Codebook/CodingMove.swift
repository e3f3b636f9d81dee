import Foundation
import GRDB
import StudyModel

/// What became of codings that were given another code.
package struct CodingMoves: Hashable, Sendable {
    package var moved = 0
    /// Codings whose passage had the other code by the same coder already, and that are gone.
    package var dropped = 0
    /// Memos of the dropped ones, which stand on the codings that stay.
    package var memos = 0
    /// Weights of the dropped ones that the codings which stay took over, having none.
    package var weightsTaken = 0
    /// Weights of the dropped ones that differ, each kept in a memo on the coding that stays.
    package var weightsNoted = 0

    static func += (left: inout Self, right: Self) {
        left.moved += right.moved
        left.dropped += right.dropped
        left.memos += right.memos
        left.weightsTaken += right.weightsTaken
        left.weightsNoted += right.weightsNoted
    }
}

extension CodeTree {
    /// Gives codings of `code` the code `target`; their ids stay.
    ///
    /// Where a passage has `target` by the same coder already, that coding stays and the other one is dropped.
    ///
    /// - Parameter chosen: the rows of the codings; nil for all.
    mutating func moveCodings(of code: Code, to target: Code, only chosen: Set<Int64>? = nil) throws -> CodingMoves {
        var moves = CodingMoves()
        let target = try row(target.id)
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT k.id, k.uuid, k.weight, t.id AS twin, t.weight AS twinWeight
                FROM coding k LEFT JOIN coding t ON t.passage = k.passage AND t.coder = k.coder AND t.code = ?
                WHERE k.code = ? ORDER BY k.id
                """, arguments: [target, try row(code.id)])
        try withChange { change in
            let db = change.db
            let move = try db.cachedStatement(sql: "UPDATE coding SET code = ? WHERE id = ?")
            for row in rows where chosen?.contains(row["id"]) ?? true {
                let (coding, twin): (Int64, Int64?) = (row["id"], row["twin"])
                guard let twin else {
                    try move.execute(arguments: [target, coding])
                    moves.moved += 1
                    change.concern(try Coding.ID(row: row["uuid"]))
                    continue
                }
                moves.memos += try Memos.move("coding", from: coding, to: twin, in: db)
                if let weight = row["weight"] as Int? {
                    if row["twinWeight"] == nil as Int? {
                        try db.execute(sql: "UPDATE coding SET weight = ? WHERE id = ?", arguments: [weight, twin])
                        moves.weightsTaken += 1
                    } else if row["twinWeight"] != weight {
                        try Self.note(weight, under: code, of: row["uuid"], on: twin, in: change)
                        moves.weightsNoted += 1
                    }
                }
                try db.execute(sql: "DELETE FROM coding WHERE id = ?", arguments: [coding])
                moves.dropped += 1
                change.concern(try Coding.ID(row: row["uuid"]))
            }
            change.count("codings", moves.moved)
            change.count("dropped", moves.dropped)
        }
        return moves
    }

    /// A weight that would be lost with its coding, as a memo of who gave it.
    private static func note(_ weight: Int, under code: Code, of coding: Data, on twin: Int64, in change: Change) throws {
        let id = Identifier<CodeTree>(
            of: "memo", "weight", "\(try Coding.ID(row: coding))", "\(code.id)", "\(weight)", change.time)
        try change.db.execute(
            sql: """
                INSERT INTO memo(id, uuid, coder, time, title, text, coding, event)
                SELECT \(RowNumber.new(in: "memo")), ?, coder, ?, ?, ?, id, ? FROM coding WHERE id = ? ON CONFLICT(uuid) DO NOTHING
                """, arguments: [id.data, change.time, code.name, "\(weight)", change.event, twin])
    }
}
