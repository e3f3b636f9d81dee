import GRDB
package import StudyModel

extension Study {
    /// The actors, sorted by name.
    package func actors() throws -> [Actor] {
        try read { try Self.actors($0).sorted { inNameOrder($0.name, $1.name) } }
    }

    /// - Parameter row: the row of the one that is meant; nil for all, in no order.
    static func actors(_ db: Database, only row: Int64? = nil) throws -> [Actor] {
        var aliases: [Int64: [String]] = [:]
        let names = try Row.fetchAll(
            db, sql: "SELECT actor, alias FROM actorAlias WHERE actor = coalesce(?, actor) ORDER BY alias", arguments: [row])
        for name in names { aliases[name["actor"], default: []].append(name["alias"]) }
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT a.id, a.uuid, a.name, k.name AS kind, a.placeName, a.reach, c.name AS caseName FROM actor a
                LEFT JOIN actorKind k ON k.id = a.kind LEFT JOIN "case" c ON c.id = a."case" WHERE a.id = coalesce(?, a.id)
                """, arguments: [row])
        return try rows.map { row in
            Actor(
                id: try Actor.ID(row: row["uuid"]), name: row["name"], aliases: aliases[row["id"]] ?? [], kind: row["kind"],
                place: row["placeName"], reach: (row["reach"] as String?).flatMap(Reach.init), caseName: row["caseName"])
        }
    }

    /// The ids of actors, by name or by an alias that only one has.
    ///
    /// - Throws: `StudyError` with a near name where there is none.
    package func actorIDs(of names: [String]) throws -> [Actor.ID] {
        try read { try ActorRegister($0).required(names).map(\.id) }
    }

    /// How many ties and mentions each actor has; those without any are left out.
    package func actorUses() throws -> [Actor.ID: Int] {
        try read { db in
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT a.uuid, count(*) AS count FROM (SELECT fromActor AS actor FROM tie UNION ALL SELECT toActor FROM tie
                      UNION ALL SELECT actor FROM mention) u JOIN actor a ON a.id = u.actor GROUP BY a.id
                    """)
            return Dictionary(uniqueKeysWithValues: try rows.map { (try Actor.ID(row: $0["uuid"]), $0["count"]) })
        }
    }

    /// Adds actors as one change; of one that is known by its name, what was missing is filled in.
    ///
    /// - Parameter input: the hash of the file that they stood in.
    /// - Returns: how many are new, and how many were known.
    package func add(_ actors: [Actor], input: ContentHash? = nil, by coder: String) throws -> (added: Int, known: Int) {
        try change("actor.add", by: coder) { change in
            change.input = input
            var register = try ActorRegister(change.db)
            var added = 0
            for actor in actors {
                if let known = register.find(actor.name) {
                    try register.complete(known.row, with: actor, in: &change)
                } else {
                    _ = try register.add(actor, in: &change)
                    added += 1
                }
            }
            return (added, actors.count - added)
        }
    }
}
