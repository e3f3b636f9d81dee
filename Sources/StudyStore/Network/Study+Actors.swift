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
        let attributes = try attributes(db, only: row)
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT a.id, a.uuid, a.name, k.name AS kind, a.placeName, a.reach, c.name AS caseName FROM actor a
                LEFT JOIN actorKind k ON k.id = a.kind LEFT JOIN "case" c ON c.id = a."case" WHERE a.id = coalesce(?, a.id)
                """, arguments: [row])
        return try rows.map { row in
            Actor(
                id: try Actor.ID(row: row["uuid"]), name: row["name"], aliases: aliases[row["id"]] ?? [], kind: row["kind"],
                place: row["placeName"], reach: (row["reach"] as String?).flatMap(Reach.init(rawValue:)),
                caseName: row["caseName"],
                attributes: attributes[row["id"]] ?? [])
        }
    }

    /// What actors have for attributes, by the names of these.
    private static func attributes(_ db: Database, only row: Int64?) throws -> [Int64: [HeldAttribute]] {
        var held: [Int64: [HeldAttribute]] = [:]
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT v.actor, n.name, n.type, v.value FROM actorAttributeValue v JOIN attribute n ON n.id = v.attribute
                WHERE v.actor = coalesce(?, v.actor) ORDER BY v.actor, v.attribute, v.instance
                """, arguments: [row])
        for row in rows {
            guard let value = AttributeValue(row["value"] as DatabaseValue) else { continue }
            let (actor, name): (Int64, String) = (row["actor"], row["name"])
            if held[actor]?.last?.name == name, let last = held[actor]?.indices.last {
                held[actor]?[last].values.append(value)
            } else {
                let kind = Attribute.Kind(rawValue: row["type"]) ?? .text
                held[actor, default: []].append(HeldAttribute(name: name, kind: kind, values: [value]))
            }
        }
        return held.mapValues { $0.sorted { inNameOrder($0.name, $1.name) } }
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
                      UNION ALL SELECT actor FROM mention WHERE isRejected = 0) u JOIN actor a ON a.id = u.actor GROUP BY a.id
                    """)
            return Dictionary(uniqueKeysWithValues: try rows.map { (try Actor.ID(row: $0["uuid"]), $0["count"]) })
        }
    }
}
