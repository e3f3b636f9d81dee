import Foundation
import GRDB
import StudyModel

/// Finds and makes actors, kinds and ties inside one change.
struct ActorRegister {
    let db: Database
    private var actorKinds: [String: Int64] = [:]
    private var tieKinds: [String: (row: Int64, isDirected: Bool, sign: Tie.Sign)] = [:]
    private var actors: [String: (row: Int64, id: Actor.ID)] = [:]
    /// Whose the aliases are; an alias that several actors share names none of them, and is nil.
    private var aliases: [String: (row: Int64, id: Actor.ID)?] = [:]
    /// Whether actors were ever merged: a tie of one then bears an id that does not follow from its ends any more.
    private let hasMerged: Bool

    init(_ db: Database) throws {
        self.db = db
        hasMerged = try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM event WHERE verb = 'actor.merge')") ?? false
        for row in try Row.fetchAll(db, sql: "SELECT id, name FROM actorKind") { actorKinds[row["name"]] = row["id"] }
        for row in try Row.fetchAll(db, sql: "SELECT id, name, isDirected, sign FROM tieKind") {
            tieKinds[row["name"]] = (row["id"], row["isDirected"], Tie.Sign(rawValue: row["sign"]) ?? .positive)
        }
        for row in try Row.fetchAll(db, sql: "SELECT id, uuid, name FROM actor") {
            actors[row["name"]] = (row["id"], try Actor.ID(row: row["uuid"]))
        }
        let known = try Row.fetchAll(db, sql: "SELECT l.alias, a.id, a.uuid FROM actorAlias l JOIN actor a ON a.id = l.actor")
        for row in known { remember(row["alias"], of: (row["id"], try Actor.ID(row: row["uuid"]))) }
    }

    private mutating func remember(_ alias: String, of actor: (row: Int64, id: Actor.ID)) {
        switch aliases[alias] {
        case nil: aliases[alias] = actor
        case let known?? where known.row == actor.row: break
        default: aliases[alias] = .some(nil)
        }
    }

    /// The actor known by `name` or by an alias that only one actor has.
    func find(_ name: String) -> (row: Int64, id: Actor.ID)? {
        let name = name.normalizedName
        return actors[name] ?? aliases[name] ?? nil
    }

    func isDirected(_ kind: String) -> Bool? { tieKinds[kind.normalizedName]?.isDirected }

    var tieKindNames: [String] { tieKinds.keys.sorted(by: inNameOrder) }

    mutating func actor(_ name: String, kind: String?, in change: inout Change) throws -> (row: Int64, id: Actor.ID) {
        if let found = find(name) { return found }
        return try add(Actor(name: name.normalizedName, kind: kind), in: &change)
    }

    mutating func add(_ actor: Actor, in change: inout Change) throws -> (row: Int64, id: Actor.ID) {
        let name = actor.name.normalizedName
        let caseRow = try actor.caseName.map { try change.caseRow($0) }
        let kind = try actor.kind.map { try kindRow($0, in: &change) }
        // One that was renamed may hold the id that follows from the name.
        let id = try Actor.ID.free(of: "actor", [name], in: db)
        try db.execute(
            sql: """
                INSERT INTO actor(id, uuid, name, kind, placeName, reach, "case", event)
                VALUES (\(RowNumber.new(in: "actor")), ?, ?, ?, ?, ?, ?, ?)
                """,
            arguments: [id.data, name, kind, actor.place, actor.reach?.rawValue, caseRow, change.event])
        let row = db.lastInsertedRowID
        actors[name] = (row, id)
        try addAliases(actor.aliases, to: (row, id))
        change.concern(id)
        change.count("actors")
        return (row, id)
    }

    /// Fills in what is not known of an actor yet: nothing that stands is overwritten.
    mutating func complete(_ row: Int64, with actor: Actor, in change: inout Change) throws {
        try change.willComplete()
        let caseRow = try actor.caseName.map { try change.caseRow($0) }
        let kind = try actor.kind.map { try kindRow($0, in: &change) }
        try db.execute(
            sql: """
                UPDATE actor SET kind = coalesce(kind, ?), placeName = coalesce(placeName, ?), reach = coalesce(reach, ?),
                  "case" = coalesce("case", ?) WHERE id = ?
                """,
            arguments: [kind, actor.place, actor.reach?.rawValue, caseRow, row])
        guard !actor.aliases.isEmpty else { return }
        let id = try Data.fetchOne(db, sql: "SELECT uuid FROM actor WHERE id = ?", arguments: [row]) ?? Data()
        try addAliases(actor.aliases, to: (row, try Actor.ID(row: id)))
    }

    mutating func addAliases(_ aliases: [String], to actor: (row: Int64, id: Actor.ID)) throws {
        for alias in aliases.map(\.normalizedName) where !alias.isEmpty {
            try db.execute(
                sql: "INSERT INTO actorAlias(actor, alias) VALUES (?, ?) ON CONFLICT DO NOTHING", arguments: [actor.row, alias])
            remember(alias, of: actor)
        }
    }

    mutating func kindRow(_ name: String, in change: inout Change) throws -> Int64 {
        let name = name.normalizedName
        if let row = actorKinds[name] { return row }
        try change.willMakeKind()
        try db.execute(
            sql: "INSERT INTO actorKind(id, name, place) VALUES (\(RowNumber.new(in: "actorKind")), ?, ?)",
            arguments: [name, actorKinds.count])
        actorKinds[name] = db.lastInsertedRowID
        return db.lastInsertedRowID
    }

    private mutating func tieKindRow(_ name: String, in change: inout Change) throws -> (
        row: Int64, isDirected: Bool, sign: Tie.Sign
    ) {
        let name = name.normalizedName
        if let kind = tieKinds[name] { return kind }
        try change.willMakeKind()
        try db.execute(
            sql:
                "INSERT INTO tieKind(id, name, isDirected, sign, place) VALUES (\(RowNumber.new(in: "tieKind")), ?, 0, '+', ?)",
            arguments: [name, tieKinds.count])
        let kind = (row: db.lastInsertedRowID, isDirected: false, sign: Tie.Sign.positive)
        tieKinds[name] = kind
        return kind
    }

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
    }

    enum EvidenceRow {
        case passage(Int64)
        case response(respondent: Int64, question: Int64, instance: Int64)
    }

    /// Adds the tie; or, where this coder has it already, its evidence and what was not known of it.
    ///
    /// - Returns: its id, and whether it is new.
    mutating func add(_ draft: TieDraft, evidence: [EvidenceRow], in change: inout Change) throws -> (id: Tie.ID, isNew: Bool) {
        let kind = try tieKindRow(draft.kind, in: &change)
        let tie = Tie(
            from: draft.from.id, to: draft.to.id, kind: draft.kind.normalizedName, isDirected: kind.isDirected,
            coder: change.coderName, evidence: [])
        if let known = try known(tie, draft, kind: kind.row, coder: change.coder) {
            try complete(known.row, with: draft, in: &change)
            try add(evidence, to: known.row, in: &change)
            return (known.id, false)
        }
        // A coder who was renamed may hold the id that follows from the name.
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
        return (id, true)
    }

    /// The tie that this coder has already: by its id, or where the coder had another name when it was made or actors were
    /// merged since, by what it says.
    private func known(_ tie: Tie, _ draft: TieDraft, kind: Int64, coder: Int64) throws -> (row: Int64, id: Tie.ID)? {
        let ends = [draft.from.row, draft.to.row]
        let same = try Row.fetchOne(
            db, sql: "SELECT id, fromActor, toActor FROM tie WHERE uuid = ? AND coder = ?", arguments: [tie.id.data, coder])
        if let same,
            [same["fromActor"], same["toActor"]] == ends
                || !tie.isDirected && [same["toActor"], same["fromActor"]] == ends
        {
            return (same["id"], tie.id)
        }
        let wasRenamed = try Bool.fetchOne(
            db, sql: "SELECT EXISTS (SELECT 1 FROM formerCoderName WHERE coder = ?)", arguments: [coder])
        guard hasMerged || wasRenamed == true else { return nil }
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT id, uuid FROM tie WHERE kind = ?1 AND coder = ?2 AND (fromActor = ?3 AND toActor = ?4
                  OR NOT isDirected AND fromActor = ?4 AND toActor = ?3) ORDER BY id LIMIT 1
                """, arguments: [kind, coder, draft.from.row, draft.to.row])
        return try row.map { ($0["id"], try Tie.ID(row: $0["uuid"])) }
    }

    /// Fills in what is not known of a tie yet: nothing that stands is overwritten.
    private func complete(_ row: Int64, with draft: TieDraft, in change: inout Change) throws {
        guard draft.reach != nil || draft.strength != nil || draft.first != nil || draft.last != nil else { return }
        try change.willComplete()
        try db.execute(
            sql: """
                UPDATE tie SET reach = coalesce(reach, ?), strength = coalesce(strength, ?), first = coalesce(first, ?),
                  last = coalesce(last, ?) WHERE id = ?
                """, arguments: [draft.reach?.rawValue, draft.strength, draft.first, draft.last, row])
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

extension Identifier {
    /// The id in a row's blob.
    init(row data: Data) throws {
        guard let id = Self(bytes: data) else { throw StudyError.damaged("an id has not 16 bytes") }
        self = id
    }
}
