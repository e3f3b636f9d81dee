import GRDB
import StudyModel

extension ActorRegister {
    /// What a tie is to be; the ends are actors of this study.
    struct TieDraft {
        var from: (row: Int64, id: Actor.ID)
        var to: (row: Int64, id: Actor.ID)
        var kind: String
        /// Nil for the sign of its kind.
        var sign: Tie.Sign?
        var reach: Reach?
        var strength: Double?
        var first: String?
        var last: String?
        /// Puts this in the place of what stands; else only what is missing is filled in.
        var updates = false

        /// What may be unknown of a tie, by its column.
        fileprivate var properties: [(column: String, value: DatabaseValue)] {
            [
                ("reach", (reach?.rawValue).databaseValue), ("strength", strength.databaseValue),
                ("first", first.databaseValue),
                ("last", last.databaseValue),
            ].filter { !$0.1.isNull }
        }
    }

    enum EvidenceRow {
        case passage(Int64)
        case response(respondent: Int64, question: Int64, instance: Int64)
    }

    /// What became of a tie that was to be added.
    struct AddedTie {
        var id: Tie.ID
        var isNew: Bool
        /// Whether something was filled in or replaced of one that stood.
        var isCompleted = false
        /// What stands and is another than was said, and was left as it is.
        var differences: [(property: String, kept: String, other: String)] = []
    }

    /// Adds the tie; or, where this coder has it already, its evidence and what was not known of it.
    ///
    /// One of the other sign is another tie, where a sign is given.
    mutating func add(_ draft: TieDraft, evidence: [EvidenceRow], in change: inout Change) throws -> AddedTie {
        let kind = try tieKindRow(draft.kind, in: &change)
        let tie = Tie(
            from: draft.from.id, to: draft.to.id, kind: draft.kind.normalizedName, isDirected: kind.isDirected,
            coder: change.coderName, evidence: [])
        if let known = try known(tie, draft, kind: kind.row, coder: change.coder) {
            var added = AddedTie(id: known.id, isNew: false)
            try complete(known.row, with: draft, telling: &added, in: &change)
            try add(evidence, to: known.row, in: &change)
            return added
        }
        // A coder who was renamed may hold the id that follows from the name, and a tie of the other sign has it too.
        let id = try Tie.ID.free(of: "tie", tie.idParts, in: db)
        try db.execute(
            sql: """
                INSERT INTO tie(id,
                  uuid, fromActor, toActor, kind, isDirected, sign, reach, strength, first, last, coder, leadingEvidence, event)
                VALUES (\(RowNumber.new(in: "tie")), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)
                """,
            arguments: [
                id.data, draft.from.row, draft.to.row, kind.row, kind.isDirected, (draft.sign ?? kind.sign).rawValue,
                draft.reach?.rawValue,
                draft.strength, draft.first, draft.last, change.coder, change.event,
            ])
        try add(evidence, to: db.lastInsertedRowID, in: &change)
        change.concern(id)
        change.count("ties")
        return AddedTie(id: id, isNew: true)
    }

    /// The tie that this coder has already: by its id, or where the coder had another name when it was made or actors were
    /// merged since, by what it says.
    private func known(_ tie: Tie, _ draft: TieDraft, kind: Int64, coder: Int64) throws -> (row: Int64, id: Tie.ID)? {
        let ends = [draft.from.row, draft.to.row]
        // One of the other sign may hold the first of the ids that follow from what it says.
        let ids = [tie.id, Tie.ID(of: "tie", parts: tie.idParts + ["2"])]
        let rows = try Row.fetchAll(
            db.cachedStatement(
                sql: """
                    SELECT id, uuid, fromActor, toActor, sign FROM tie WHERE uuid IN (?, ?) AND coder = ? ORDER BY id
                    """), arguments: [ids[0].data, ids[1].data, coder])
        let same = rows.filter {
            [$0["fromActor"], $0["toActor"]] == ends || !tie.isDirected && [$0["toActor"], $0["fromActor"]] == ends
        }
        let meant = same.first { row in draft.sign.map { $0.rawValue == row["sign"] } ?? true }
        if let meant { return (meant["id"], try Tie.ID(row: meant["uuid"])) }
        let wasRenamed = try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM formerCoderName WHERE coder = ?)", arguments: [coder])
        guard hasMerged || wasRenamed == true || !same.isEmpty else { return nil }
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT id, uuid FROM tie WHERE kind = ?1 AND coder = ?2 AND (fromActor = ?3 AND toActor = ?4
                  OR NOT isDirected AND fromActor = ?4 AND toActor = ?3) AND sign = coalesce(?5, sign) ORDER BY id LIMIT 1
                """, arguments: [kind, coder, draft.from.row, draft.to.row, draft.sign?.rawValue])
        return try row.map { ($0["id"], try Tie.ID(row: $0["uuid"])) }
    }

    /// Fills in what is not known of a tie yet, or where the draft says so replaces what is.
    private func complete(
        _ row: Int64, with draft: TieDraft, telling added: inout AddedTie, in change: inout Change
    ) throws {
        for (column, value) in draft.properties {
            let read = try db.cachedStatement(sql: "SELECT \(column) FROM tie WHERE id = ?")
            let kept = try DatabaseValue.fetchOne(read, arguments: [row]) ?? .null
            guard kept != value else { continue }
            guard kept.isNull || draft.updates else {
                added.differences.append((column, DatabaseValue.text(kept), DatabaseValue.text(value)))
                continue
            }
            try change.willComplete()
            try db.cachedStatement(sql: "UPDATE tie SET \(column) = ? WHERE id = ?").execute(arguments: [value, row])
            added.isCompleted = true
        }
    }

    private func add(_ evidence: [EvidenceRow], to tie: Int64, in change: inout Change) throws {
        var number = try Int64.fetchOne(db, sql: "SELECT max(number) FROM evidence WHERE tie = ?", arguments: [tie]) ?? 0
        for item in evidence {
            let columns: (Int64?, Int64?, Int64?, Int64?) =
                switch item {
                case .passage(let passage): (passage, nil, nil, nil)
                case .response(let respondent, let question, let instance): (nil, respondent, question, instance)
                }
            let isKnown = try Bool.fetchOne(
                db,
                sql: """
                    SELECT EXISTS(SELECT 1 FROM evidence
                      WHERE tie = ? AND passage IS ? AND respondent IS ? AND question IS ? AND instance IS ?)
                    """,
                arguments: [tie, columns.0, columns.1, columns.2, columns.3])
            if isKnown ?? false { continue }
            number += 1
            try db.execute(
                sql: """
                    INSERT INTO evidence(tie, number, passage, respondent, question, instance, event)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [tie, number, columns.0, columns.1, columns.2, columns.3, change.event])
            change.count("evidence")
        }
    }
}
