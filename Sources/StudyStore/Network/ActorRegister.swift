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
    let hasMerged: Bool

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

    mutating func tieKindRow(_ name: String, in change: inout Change) throws -> (
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
}

extension Identifier {
    /// The id in a row's blob.
    init(row data: Data) throws {
        guard let id = Self(bytes: data) else { throw StudyError.damaged("an id has not 16 bytes") }
        self = id
    }
}
