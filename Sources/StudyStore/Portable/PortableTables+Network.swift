import StudyModel

/// Actors, where they are mentioned, ties and what these rest on.
extension PortableTables {
    var network: [PortableTable] { [actors, aliases, actorValues, mentions, ties, evidence] }

    private var actors: PortableTable {
        PortableTable(
            "actors", "Actors", of: "actor",
            [
                .id, .text("name", "name"), .actorKind("kind of actor", at: "kind", isOptional: true),
                .text("place", "where it is at home", at: "placeName"), .text("reach", "local, regional or supraregional"),
                holder(isOptional: true),
            ], order: "t.name", isNumbered: true, hasEvent: true, count: "actors",
            makes: [
                .init(
                    thing: .actor, columns: [ownKey],
                    find: "SELECT id FROM actor WHERE uuid = $id OR name = :name ORDER BY uuid = $id DESC LIMIT 1")
            ])
    }

    private var aliases: PortableTable {
        PortableTable(
            "actor_aliases", "Other names of actors", of: "actorAlias", [actor(), .text("alias", "another name")],
            order: "a.name, t.alias", owner: .actor)
    }

    private var actorValues: PortableTable {
        PortableTable(
            "actor_values", "Values of actors", of: "actorAttributeValue",
            [actor(), attribute(.actorAttribute), .instance, .value], order: "a.name, b.name, t.instance", owner: .actor,
            count: "values")
    }

    private var mentions: PortableTable {
        PortableTable(
            "mentions", "Passages in which actors are spoken of", of: "mention",
            [
                passage(), actor(), .coder,
                .truth("rejected", "whether the place does not speak of the actor", at: "isRejected"),
            ], order: (isWhole ? passageOrder : "1, 2, 3, 4") + ", a.name, o.name", hasEvent: true, count: "mentions")
    }

    private var ties: PortableTable {
        PortableTable(
            "ties", "Ties", of: "tie",
            [
                .id, actor(.from, "from", as: "f", at: "fromActor"), actor(.to, "to", as: "g", at: "toActor"),
                .tieKind("kind of tie", at: "kind"),
                .truth("directed", "whether it has a direction", at: "isDirected"), .text("sign", "+ or -"),
                .text("reach", "local, regional or supraregional"), .decimal("strength", "greater than 0"),
                .text("first", "the first time it is known for"), .text("last", "the last time"), .coder,
                .number("leading", "number of the evidence that comes first", at: "leadingEvidence"),
            ], order: "f.name, g.name, k.name, o.name, t.uuid", isNumbered: true, hasEvent: true, count: "ties",
            makes: [.init(thing: .tie, columns: ["id"], find: "SELECT id FROM tie WHERE uuid = $id")])
    }

    private var evidence: PortableTable {
        PortableTable(
            name: "tie_evidence", title: "What ties rest on",
            fields: [tie, .number("number", "from 1"), passage(isOptional: true)] + answer(isOptional: true),
            rows: .init(
                from: "evidence t",
                order: isWhole
                    ? """
                    (SELECT name FROM actor WHERE id = z.fromActor), (SELECT name FROM actor WHERE id = z.toActor),
                      (SELECT name FROM tieKind WHERE id = z.kind), (SELECT name FROM coder WHERE id = z.coder), z.uuid, t.number
                    """ : "z.uuid, t.number"),
            steps: [
                .init(
                    """
                    INSERT INTO evidence(tie, number, passage, respondent, question, instance, event)
                    SELECT id, :number, @passage, @respondent, @question, :instance, :event
                    FROM tie WHERE id = @tie AND event = :event AND (@passage IS NOT NULL OR @question IS NOT NULL)
                    """, count: "evidence")
            ])
    }
}
