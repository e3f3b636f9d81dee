import GRDB
package import StudyModel

/// What a memo is to be on.
package enum MemoTarget: Hashable, Sendable {
    case study
    case source(String)
    case passage(source: String, CodingRequest.Target)
    case coding(Coding.ID)
    case code(String)
    case caseName(String)
    case actor(String)
    case tie(Tie.ID)
}

extension Study {
    /// Writes a memo.
    ///
    /// - Returns: the memo, and what was found otherwise than asked.
    /// - Throws: `StudyError` or `Unplaced` where what it is to be on is not there.
    package func addMemo(
        _ text: String, title: String = "", on target: MemoTarget, dryRun: Bool = false, by coder: String
    ) throws -> (memo: Memo, note: Diagnostic.Message?) {
        var outcome: (memo: Memo, note: Diagnostic.Message?)?
        try changeUnlessDry("memo.add", dryRun: dryRun, by: coder) { change in
            let db = change.db
            let place = try Self.place(of: target, in: &change)
            let words = title.isEmpty ? [text] : [title, text]
            let id = try Memo.ID.free(of: "memo", [place.id, change.coderName, change.time] + words, in: db)
            let columns = place.column.map { ", \($0.quotedDatabaseIdentifier)" } ?? ""
            var arguments: StatementArguments = [id.data, change.coder, change.time, title, text, change.event]
            if place.column != nil { arguments += [place.row] }
            try db.execute(
                sql: """
                    INSERT INTO memo(id, uuid, coder, time, title, text, event\(columns))
                    VALUES (\(RowNumber.new(in: "memo")), ?, ?, ?, ?, ?, ?\(place.column == nil ? "" : ", ?"))
                    """, arguments: arguments)
            change.concern(id)
            change.count("memos")
            outcome = (try Memos.required(id.description, in: db).memo, place.note)
        }
        guard let outcome else { throw StudyError.failed("the memo was not written") }
        return outcome
    }

    /// Gives a memo another title or text; nil leaves it.
    ///
    /// - Returns: the memo as it is now, and whether it is another than before.
    package func editMemo(
        _ id: String, title: String?, text: String?, dryRun: Bool = false, by coder: String
    ) throws -> (memo: Memo, isChanged: Bool) {
        var outcome: (memo: Memo, isChanged: Bool)?
        try changeUnlessDry("memo.edit", dryRun: dryRun, by: coder) { change in
            let found = try Memos.required(id, in: change.db)
            var memo = found.memo
            memo.title = title ?? memo.title
            memo.text = text ?? memo.text
            outcome = (memo, memo != found.memo)
            guard memo != found.memo else { return }
            try change.db.execute(
                sql: "UPDATE memo SET title = ?, text = ? WHERE id = ?", arguments: [memo.title, memo.text, found.row])
            change.concern(memo.id)
            change.count("memos")
        }
        guard let outcome else { throw StudyError.failed("the memo was not changed") }
        return outcome
    }

    /// Takes memos away, and passages on which nothing else lies.
    package func removeMemos(_ ids: [String], dryRun: Bool = false, by coder: String) throws -> [Memo] {
        var removed: [Memo] = []
        try changeUnlessDry("memo.remove", dryRun: dryRun, by: coder) { change in
            let found = try ids.map { try Memos.required($0, in: change.db) }
            for memo in found where !removed.contains(memo.memo) {
                _ = try Memos.delete(where: "id = ?", [memo.row], in: change.db)
                change.concern(memo.memo.id)
                change.count("memos")
                removed.append(memo.memo)
            }
        }
        return removed
    }

    private struct MemoPlace {
        var column: String?
        var row: Int64 = 0
        var id = ""
        var note: Diagnostic.Message?
    }

    private static func place(of target: MemoTarget, in change: inout Change) throws -> MemoPlace {
        let db = change.db
        switch target {
        case .study: return MemoPlace(id: "study")
        case .source(let name):
            if let row = try Row.fetchOne(
                db, sql: "SELECT id, uuid FROM source WHERE name = ?", arguments: [name.normalizedName])
            {
                return MemoPlace(column: "source", row: row["id"], id: "\(try Source.ID(row: row["uuid"]))")
            }
            if let answer = try AnswerName.find(name, in: db) {
                return MemoPlace(column: "source", row: answer.source, id: "\(answer.id)")
            }
            let names = try String.fetchAll(db, sql: "SELECT name FROM source WHERE name IS NOT NULL")
            throw StudyError.noSource(name, near: name.nearest(among: names))
        case .passage(let source, let target):
            var finder = PassageFinder(db)
            let found = try finder.find(CodingRequest(source: source, target: target, codes: [], coder: ""))
            let place: StatementArguments = [found.revision, found.range.lowerBound, found.range.upperBound]
            try db.execute(
                sql: """
                    INSERT INTO passage(id, revision, lower, upper) VALUES (\(RowNumber.new(in: "passage")), ?, ?, ?)
                    ON CONFLICT DO NOTHING
                    """, arguments: place)
            let row = try Int64.fetchOne(
                db, sql: "SELECT id FROM passage WHERE revision = ? AND lower = ? AND upper = ?", arguments: place)
            return MemoPlace(column: "passage", row: row ?? 0, id: "\(found.sourceID) \(found.range)", note: found.note)
        case .coding(let id):
            return try held(
                "coding", id.data, id.description, "no coding has the id '\(id)'", "list them with 'anker codings --json'", db)
        case .tie(let id):
            return try held(
                "tie", id.data, id.description, "no tie has the id '\(id)'", "list them with 'anker ties --json'", db)
        case .code(let name):
            let code = try codebook(db).code(required: name)
            return try held("code", code.id.data, code.id.description, "no code '\(name)'", nil, db)
        case .caseName(let name):
            let found = try CaseRegister(db).required(name)
            return MemoPlace(column: "case", row: found.row, id: "\(found.id)")
        case .actor(let name):
            guard let found = try ActorRegister(db).find(name) else {
                let names = try String.fetchAll(db, sql: "SELECT name FROM actor")
                throw StudyError(
                    "no actor '\(name)'",
                    remedy: name.nearest(among: names).map { "did you mean '\($0)'?" } ?? "list them with 'anker actor list'")
            }
            return MemoPlace(column: "actor", row: found.row, id: "\(found.id)")
        }
    }

    private static func held(
        _ table: String, _ id: any DatabaseValueConvertible, _ name: String, _ problem: String, _ remedy: String?,
        _ db: Database
    ) throws -> MemoPlace {
        guard let row = try Int64.fetchOne(db, sql: "SELECT id FROM \(table) WHERE uuid = ?", arguments: [id]) else {
            throw StudyError(problem, remedy: remedy)
        }
        return MemoPlace(column: table, row: row, id: name)
    }
}
