import Foundation
import GRDB
import StudyModel

/// What a memo of a project is on.
struct MemoSpot {
    /// The column of `memo` that points there; nil for the study.
    var column: String?
    var row: Int64 = 0
    /// The id, or what serves as one.
    var id: String

    static let study = MemoSpot(column: nil, id: "study")
}

extension ProjectWriter {
    /// Writes the memos that stand in a thing, and remembers those that it names.
    mutating func note(_ memos: [ProjectMemo], _ keys: [String], on spot: MemoSpot) throws {
        for memo in memos { try add(memo, on: [spot]) }
        for key in keys { noted[key, default: []].append(spot) }
    }

    /// Writes a memo on each of `spots`, of which one keeps its id, unless it is there already.
    mutating func add(_ memo: ProjectMemo, on spots: [MemoSpot]) throws {
        for (number, spot) in spots.enumerated() {
            let coder = coder(memo.coder)
            let words = memo.title.isEmpty ? [memo.text] : [memo.title, memo.text]
            let own = number == 0 ? memo.id : memo.id.map { Memo.ID(of: "memo", $0.description, spot.id) }
            let id = own ?? Memo.ID(of: "memo", parts: [spot.id, coder.name, memo.time ?? ""] + words)
            guard try row(of: id, in: "memo") == nil else {
                know("memos")
                continue
            }
            try write(memo, as: id, by: coder, on: spot)
        }
    }

    private mutating func write(_ memo: ProjectMemo, as id: Memo.ID, by coder: Named, on spot: MemoSpot) throws {
        let db = change.db
        let column = spot.column.map { ", \($0.quotedDatabaseIdentifier)" } ?? ""
        var arguments: StatementArguments = [
            id.data, coder.row, memo.time ?? change.time, memo.title, memo.text, change.event,
        ]
        if spot.column != nil { arguments += [spot.row] }
        try db.cachedStatement(
            sql: """
                INSERT INTO memo(id, uuid, coder, time, title, text, event\(column))
                VALUES (\(RowNumber.new(in: "memo")), ?, ?, ?, ?, ?, ?\(spot.column == nil ? "" : ", ?"))
                """
        ).execute(arguments: arguments)
        _ = try MemoLinks.update(of: db.lastInsertedRowID, from: "", to: memo.text, in: change)
        change.concern(id)
        change.count("memos")
    }
}
