import GRDB
import StudyModel

/// What became of actors that were merged into another.
package struct ActorMergeOutcome: Hashable, Sendable {
    package var target = ""
    package var merged: [String] = []
    /// Names that the target has now besides those it had, sorted.
    package var aliases: [String] = []
    /// What was not known of the target: `kind`, `place`, `reach`, `case` or the name of an attribute.
    package var filled: [String] = []
    package var differences: [Difference] = []
    /// Ties that went over.
    package var ties = 0
    /// Ties that the target had already, and places of evidence that those got.
    package var joined = 0
    package var evidence = 0
    /// Ties between the actors that became one, which were dropped.
    package var dropped = 0
    package var mentions = 0
    /// Memos that went over, and those that went with dropped ties.
    package var memos = 0
    package var droppedMemos = 0
    /// Ties between the actors that are to become one; where there are any and they are not to be dropped, nothing was changed.
    package var between: [Between] = []

    /// What is said of both of two otherwise. The first stays.
    package struct Difference: Hashable, Sendable {
        /// The merged actor, or the tie in words.
        package var subject: String
        package var isOfTie: Bool
        package var property: String
        package var kept: String
        package var other: String
    }

    package struct Between: Hashable, Sendable {
        package var from: String
        package var to: String
        package var kind: String
        package var coder: String
        package var evidence: Int
    }
}

extension Study {
    /// Makes one actor of several: their names, ties, mentions and memos go to the one that stays, with what was not known of it.
    ///
    /// Ids never change. A tie that the target has already (of the same kind, direction, sign and coder, with the same other
    /// end) gets the evidence.
    ///
    /// - Parameter dropping: drops ties between the actors that become one, which would be ties of it with itself.
    /// - Throws: `StudyError` where an actor is not there, or is to be merged into itself.
    package func mergeActors(
        _ names: [String], into target: String, droppingBetween dropping: Bool = false, dryRun: Bool = false, by coder: String
    ) throws -> ActorMergeOutcome {
        var outcome = ActorMergeOutcome()
        do {
            try changeUnlessDry("actor.merge", dryRun: dryRun, by: coder) { change in
                let register = try ActorRegister(change.db)
                let into = try register.required(target)
                let merged = try register.required(names)
                if let own = zip(names, try names.map(register.required)).first(where: { $1 == into }) {
                    throw StudyError.intoItself(own.0, into.name)
                }
                outcome.target = into.name
                outcome.merged = merged.map(\.name)
                var merge = ActorMerge(db: change.db, into: into, merged: merged)
                try merge.listBetween()
                outcome.between = merge.outcome.between
                guard outcome.between.isEmpty || dropping else { throw NothingChanged() }
                merge.outcome = outcome
                try merge.run()
                outcome = merge.outcome
                for found in merged + [into] { change.concern(found.id) }
                change.count("actors", merged.count)
                change.count("ties", outcome.ties + outcome.joined + outcome.dropped)
                change.count("mentions", outcome.mentions)
                change.count("memos", outcome.memos + outcome.droppedMemos)
            }
        } catch is NothingChanged {}
        return outcome
    }
}

private struct ActorMerge {
    let db: Database
    let into: ActorRegister.Found
    let merged: [ActorRegister.Found]
    var outcome = ActorMergeOutcome()
    private var betweenRows: [Int64] = []

    init(db: Database, into: ActorRegister.Found, merged: [ActorRegister.Found]) {
        self.db = db
        self.into = into
        self.merged = merged
    }

    mutating func listBetween() throws {
        let rows = ([into] + merged).map { "\($0.row)" }.joined(separator: ", ")
        for row in try Row.fetchAll(
            db,
            sql: """
                SELECT t.id, f.name AS "from", g.name AS "to", k.name AS kind, o.name AS coder,
                  (SELECT count(*) FROM evidence WHERE tie = t.id) AS evidence
                FROM tie t JOIN actor f ON f.id = t.fromActor JOIN actor g ON g.id = t.toActor
                JOIN tieKind k ON k.id = t.kind JOIN coder o ON o.id = t.coder
                WHERE t.fromActor IN (\(rows)) AND t.toActor IN (\(rows)) AND t.fromActor <> t.toActor
                ORDER BY f.name, g.name, k.name, o.name, t.id
                """)
        {
            betweenRows.append(row["id"])
            outcome.between.append(
                .init(
                    from: row["from"], to: row["to"], kind: row["kind"], coder: row["coder"], evidence: row["evidence"]))
        }
    }

    mutating func run() throws {
        outcome.droppedMemos = try Ties.delete(betweenRows, in: db)
        outcome.dropped = betweenRows.count
        try mergeProperties()
        try mergeAttributes()
        for found in merged {
            try moveNames(of: found)
            try moveTies(of: found)
            try moveMentions(of: found)
            outcome.memos += try Memos.move("actor", from: found.row, to: into.row, in: db)
            try db.execute(sql: "DELETE FROM actorAttributeValue WHERE actor = ?", arguments: [found.row])
            try db.execute(sql: "DELETE FROM actor WHERE id = ?", arguments: [found.row])
        }
        outcome.aliases.sort(by: inNameOrder)
    }

    /// A coder who accepted a place for one of the two and rejected it for the other has it as a mention.
    private mutating func moveMentions(of found: ActorRegister.Found) throws {
        let same = "m.passage = mention.passage AND m.coder = mention.coder"
        try db.execute(
            sql: """
                UPDATE mention SET isRejected = 0 WHERE actor = ?1 AND isRejected = 1 AND EXISTS (SELECT 1 FROM mention m
                  WHERE \(same) AND m.actor = ?2 AND m.isRejected = 0)
                """, arguments: [into.row, found.row])
        let moved = "actor = ?2 AND NOT EXISTS (SELECT 1 FROM mention m WHERE \(same) AND m.actor = ?1)"
        outcome.mentions +=
            try Int.fetchOne(
                db, sql: "SELECT count(*) FROM mention WHERE isRejected = 0 AND \(moved)", arguments: [into.row, found.row])
            ?? 0
        try db.execute(sql: "UPDATE mention SET actor = ?1 WHERE \(moved)", arguments: [into.row, found.row])
        try db.execute(sql: "DELETE FROM mention WHERE actor = ?", arguments: [found.row])
    }

    /// The columns of an actor with SQL for what they say.
    private static let properties = [
        (name: "kind", column: "kind", told: "(SELECT name FROM actorKind k WHERE k.id = actor.kind)"),
        (name: "place", column: "placeName", told: "placeName"), (name: "reach", column: "reach", told: "reach"),
        (name: "case", column: "\"case\"", told: "(SELECT name FROM \"case\" c WHERE c.id = actor.\"case\")"),
    ]

    private mutating func mergeProperties() throws {
        for property in Self.properties {
            var kept: (value: DatabaseValue, told: String)?
            for found in [into] + merged {
                let row = try Row.fetchOne(
                    db, sql: "SELECT \(property.column), \(property.told) FROM actor WHERE id = ?", arguments: [found.row])
                guard let row, let told = row[1] as String? else { continue }
                let value: DatabaseValue = row[0]
                guard let held = kept else {
                    kept = (value, told)
                    if found == into { continue }
                    try db.execute(
                        sql: "UPDATE actor SET \(property.column) = ? WHERE id = ?", arguments: [value, into.row])
                    outcome.filled.append(property.name)
                    continue
                }
                guard held.value != value else { continue }
                outcome.differences.append(
                    .init(subject: found.name, isOfTie: false, property: property.name, kept: held.told, other: told))
            }
        }
    }

    private mutating func mergeAttributes() throws {
        let attributes = try Row.fetchAll(
            db,
            sql: "SELECT id, name, type FROM attribute WHERE id IN (SELECT attribute FROM actorAttributeValue) ORDER BY name")
        for row in attributes {
            let (attribute, name): (Int64, String) = (row["id"], row["name"])
            let kind = Attribute.Kind(rawValue: row["type"]) ?? .text
            var kept: [DatabaseValue]?
            for found in [into] + merged {
                let values = try DatabaseValue.fetchAll(
                    db, sql: "SELECT value FROM actorAttributeValue WHERE actor = ? AND attribute = ? ORDER BY instance",
                    arguments: [found.row, attribute])
                guard !values.isEmpty else { continue }
                guard let held = kept else {
                    kept = values
                    if found == into { continue }
                    for (instance, value) in values.enumerated() {
                        try db.execute(
                            sql: "INSERT INTO actorAttributeValue(actor, attribute, instance, value) VALUES (?, ?, ?, ?)",
                            arguments: [into.row, attribute, instance + 1, value])
                    }
                    outcome.filled.append(name)
                    continue
                }
                guard held != values else { continue }
                func told(_ values: [DatabaseValue]) -> String {
                    values.compactMap { AttributeValue($0)?.text(as: kind) }.joined(separator: "; ")
                }
                outcome.differences.append(
                    .init(subject: found.name, isOfTie: false, property: name, kept: told(held), other: told(values)))
            }
        }
    }

    private mutating func moveNames(of found: ActorRegister.Found) throws {
        let aliases = try String.fetchAll(
            db, sql: "SELECT alias FROM actorAlias WHERE actor = ? ORDER BY alias", arguments: [found.row])
        try db.execute(sql: "DELETE FROM actorAlias WHERE actor = ?", arguments: [found.row])
        for name in [found.name] + aliases where name != into.name {
            try db.execute(
                sql: "INSERT INTO actorAlias(actor, alias) VALUES (?, ?) ON CONFLICT DO NOTHING", arguments: [into.row, name])
            if db.changesCount > 0 { outcome.aliases.append(name) }
        }
    }

    private mutating func moveTies(of found: ActorRegister.Found) throws {
        let rows = try Row.fetchAll(
            db,
            sql: """
                SELECT id, fromActor, toActor, kind, isDirected, sign, coder FROM tie WHERE fromActor = ?1 OR toActor = ?1
                ORDER BY id
                """, arguments: [found.row])
        for row in rows {
            let tie: Int64 = row["id"]
            let ends: [Int64] = [row["fromActor"], row["toActor"]].map { $0 == found.row ? into.row : $0 }
            let other = try Int64.fetchOne(
                db,
                sql: """
                    SELECT id FROM tie WHERE kind = ?1 AND isDirected = ?2 AND sign = ?3 AND coder = ?4 AND id <> ?5
                      AND (fromActor = ?6 AND toActor = ?7 OR NOT isDirected AND fromActor = ?7 AND toActor = ?6)
                    ORDER BY id LIMIT 1
                    """,
                arguments: [
                    row["kind"] as Int64, row["isDirected"] as Bool, row["sign"] as String, row["coder"] as Int64, tie, ends[0],
                    ends[1],
                ])
            guard let other else {
                try db.execute(
                    sql: "UPDATE tie SET fromActor = ?, toActor = ? WHERE id = ?", arguments: [ends[0], ends[1], tie])
                outcome.ties += 1
                continue
            }
            let joined = try Ties.join(tie, with: other, in: db)
            outcome.joined += 1
            outcome.evidence += joined.evidence
            outcome.memos += joined.memos
            let told = joined.differences.isEmpty ? "" : try name(ofTie: other)
            outcome.differences += joined.differences.map {
                .init(subject: told, isOfTie: true, property: $0.property, kept: $0.kept, other: $0.other)
            }
        }
    }

    private func name(ofTie row: Int64) throws -> String {
        try String.fetchOne(
            db,
            sql: """
                SELECT f.name || ' – ' || g.name || ' (' || k.name || ')' FROM tie t JOIN actor f ON f.id = t.fromActor
                JOIN actor g ON g.id = t.toActor JOIN tieKind k ON k.id = t.kind WHERE t.id = ?
                """, arguments: [row]) ?? ""
    }
}

extension StudyError {
    fileprivate static func intoItself(_ named: String, _ name: String) -> StudyError {
        named.normalizedName == name
            ? StudyError("actor '\(name)' cannot be merged into itself", remedy: "name another actor behind --into")
            : StudyError("'\(named)' is another name of '\(name)' already", remedy: "leave it out")
    }
}
