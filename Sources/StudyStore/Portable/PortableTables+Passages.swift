import StudyModel

/// Passages that are more than a place in the newest text, and codings.
extension PortableTables {
    var passages: [PortableTable] { [moved, earlierPlaces, codings] }

    /// A passage on a row of its own table.
    private var own: PortableField {
        PortableField(
            cells: passageCells,
            joins: [
                .init(alias: "r", sql: "JOIN revision r ON r.id = p.revision"),
                .init(alias: "s", sql: "JOIN source s ON s.id = r.source"),
            ] + Self.answerJoins, name: passage().name)
    }

    private func order(_ more: String) -> String { (isWhole ? passageOrder : "1, 2, 3, 4") + more }

    private var moved: PortableTable {
        PortableTable(
            name: "passages", title: "Passages in texts that were edited",
            fields: [own, .read("state", "placed, changed, ambiguous or lost", "p.state")],
            rows: .init(from: "passage p", condition: "p.state <> 'placed'", order: order("")),
            steps: [.init("UPDATE passage SET state = :state WHERE id = @passage")], isOfNewPassages: true)
    }

    private var earlierPlaces: PortableTable {
        PortableTable(
            name: "earlier_places", title: "Where passages stood before",
            fields: [
                passage(),
                PortableField(
                    cells: [.init(.init("earlier_revision", .integer, "from 1"), "y.number")],
                    joins: [.init(alias: "y", sql: "JOIN revision y ON y.id = t.revision")],
                    name: .init(thing: .earlier, columns: ["source", "earlier_revision"])),
                .number("earlier_lower", "first character", at: "lower"),
                .number("earlier_upper", "character behind the last", at: "upper"),
            ], rows: .init(from: "earlierPlace t", order: order(", y.number")),
            steps: [
                .init(
                    """
                    INSERT INTO earlierPlace(passage, revision, lower, upper)
                    VALUES (@passage, @earlier, :earlier_lower, :earlier_upper)
                    """)
            ], isOfNewPassages: true)
    }

    /// A package has those in the project already that have a place there, but for their weight.
    private var codings: PortableTable {
        PortableTable(
            "codings", isWhole ? "Codings" : "Codings that have a weight, or no place in the newest text", of: "coding",
            [
                .id, passage(), code, .coder, .number("weight", "0 to 100"), .time(),
            ],
            where: isWhole
                ? "1"
                : """
                t.id IN (SELECT id FROM coding WHERE weight IS NOT NULL UNION ALL SELECT c.id FROM passage x CROSS JOIN coding c ON c.passage = x.id
                  WHERE x.state IN ('ambiguous', 'lost'))
                """, order: isWhole ? "\(passageOrder), d.name, o.name" : "2, 3, 4, 5, d.name, o.name", isNumbered: true,
            hasEvent: true, count: "codings")
    }
}
