import StudyModel

/// Actors, where they are mentioned, ties and what these rest on.
extension SideTables {
    private static let actor = text("actor", "id")

    static let network = [
        table(
            "actors", "Actors",
            [
                text("id", "uuid"), text("name", "name"), text("kind", "kind of actor"), text("place", "where it is at home"),
                text("reach", "local, regional or supraregional"), text("case", "id"),
            ],
            """
            SELECT a.uuid, a.name, k.name, a.placeName, a.reach, c.uuid FROM actor a LEFT JOIN actorKind k ON k.id = a.kind
            LEFT JOIN "case" c ON c.id = a."case" ORDER BY a.name
            """),
        table(
            "actor_aliases", "Other names of actors", [actor, text("alias", "another name")],
            "SELECT a.uuid, l.alias FROM actorAlias l JOIN actor a ON a.id = l.actor ORDER BY a.name, l.alias"),
        table(
            "actor_values", "Values of actors",
            [
                actor, text("attribute", "id"), number("instance", "which of several, from 1"),
                .init("value", .any, "the value"),
            ],
            """
            SELECT a.uuid, b.uuid, v.instance, v.value FROM actorAttributeValue v JOIN actor a ON a.id = v.actor
            JOIN attribute b ON b.id = v.attribute ORDER BY a.name, b.name, v.instance
            """),
        table(
            "mentions", "Passages in which actors are spoken of",
            passage + [
                actor, text("coder", "name"), truth("rejected", "whether the place does not speak of the actor"),
            ],
            """
            SELECT \(passageColumns), a.uuid, o.name, m.isRejected FROM mention m JOIN passage p ON p.id = m.passage \(passageJoins)
            JOIN actor a ON a.id = m.actor JOIN coder o ON o.id = m.coder ORDER BY \(passageOrder), a.name, o.name
            """),
        table(
            "ties", "Ties",
            [
                text("id", "uuid"), text("from", "id of an actor"), text("to", "id of an actor"), text("kind", "kind of tie"),
                truth("directed", "whether it has a direction"), text("sign", "+ or -"),
                text("reach", "local, regional or supraregional"), .init("strength", .number, "greater than 0"),
                text("first", "the first time it is known for"), text("last", "the last time"), text("coder", "name"),
                number("leading", "number of the evidence that comes first"),
            ],
            """
            SELECT t.uuid, f.uuid, g.uuid, k.name, t.isDirected, t.sign, t.reach, t.strength, t.first, t.last, o.name, t.leadingEvidence
            FROM tie t JOIN actor f ON f.id = t.fromActor JOIN actor g ON g.id = t.toActor JOIN tieKind k ON k.id = t.kind
            JOIN coder o ON o.id = t.coder ORDER BY f.name, g.name, k.name, o.name
            """),
        table(
            "tie_evidence", "What ties rest on",
            [text("tie", "id"), number("number", "from 1")] + passage + answer,
            """
            SELECT t.uuid, e.number, CASE WHEN s.id IS NOT NULL THEN \(sourceKey) END, r.number, p.lower, p.upper,
              eu.name, en.name, eq.uuid, e.instance
            FROM evidence e JOIN tie t ON t.id = e.tie LEFT JOIN passage p ON p.id = e.passage
            LEFT JOIN revision r ON r.id = p.revision LEFT JOIN source s ON s.id = r.source \(answerJoins)
            LEFT JOIN respondent en ON en.id = e.respondent LEFT JOIN survey eu ON eu.id = en.survey
            LEFT JOIN question eq ON eq.id = e.question ORDER BY t.uuid, e.number
            """),
    ]
}
