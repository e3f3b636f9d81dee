import StudyModel

/// Memos, what the links in them lead to, and saved queries.
extension PortableTables {
    var notes: [PortableTable] { [memos, memoLinks, queries] }

    /// In a package the words of memos stand in the project, and come before the rows.
    private var memos: PortableTable {
        PortableTable(
            name: "memos", title: isWhole ? "Memos" : "Who wrote memos, and what they are on",
            fields: [
                .id, .coder, .text("author", "who wrote it, where that is no coder"), .time(.utcOrOfAnswer),
                .text("title", "its title"),
            ] + targets + answer(isOptional: true) + (isWhole ? [.words] : []),
            rows: .init(from: "memo t", order: isWhole ? "t.time, o.name, t.title, t.text, t.uuid" : "t.time, t.uuid"),
            steps: [
                .init(
                    """
                    INSERT INTO memo(id, uuid, coder, time, title, text, event)
                    SELECT \(PortableTable.row("memo")), $id, @coder, :time, coalesce(:title, ''), :text, :event WHERE \(isWhole ? "1" : "0")
                    """, count: "memos"),
                .init(
                    """
                    UPDATE memo SET coder = @coder, author = :author, time = :time, title = coalesce(:title, ''), \(target("memo")),
                      respondent = @respondent, question = @question, instance = :instance
                    WHERE uuid = $id AND event = :event
                    """),
            ])
    }

    private var memoLinks: PortableTable {
        PortableTable(
            name: "memo_links", title: "What links in memos lead to",
            fields: [
                .read("memo", "id", "m.uuid", joins: [.init(alias: "m", sql: "JOIN memo m ON m.id = t.memo")]),
                .number("number", "the link in the text, from 1"),
                .read(
                    "linked_memo", "id", "l.uuid", joins: [.init(alias: "l", sql: "LEFT JOIN memo l ON l.id = t.linkedMemo")]
                ),
            ] + targets,
            rows: .init(
                from: "memoLink t",
                order: isWhole ? "m.time, m.title, m.text, m.uuid, t.number" : "m.time, m.uuid, t.number"),
            steps: [
                .init(
                    """
                    INSERT INTO memoLink(memo, number, event)
                    SELECT id, :number, :event FROM memo WHERE uuid = $memo AND event = :event
                    """),
                .init(
                    """
                    UPDATE memoLink SET \(target("memoLink")), linkedMemo = (SELECT id FROM memo WHERE uuid = $linked_memo)
                    WHERE memo = (SELECT id FROM memo WHERE uuid = $memo AND event = :event) AND number = :number
                    """),
            ])
    }

    private var queries: PortableTable {
        PortableTable(
            "queries", "Saved queries", of: "savedQuery", [.id, .text("name", "name"), .text("text", "the query")],
            order: "t.name", isNumbered: true, count: "queries")
    }

    /// What a memo is on or a link leads to: of a coding also its passage, of a passage also its source.
    private var targets: [PortableField] {
        func any(_ thing: PortableTable.Thing, _ name: String, in table: String, _ alias: String) -> PortableField {
            .thing(
                thing, name, isWhole ? "name" : "id", in: table, as: alias, by: key, at: name,
                isOptional: true)
        }
        let joins: [PortableField.Join] =
            [
                .init(alias: "k", sql: "LEFT JOIN coding k ON k.id = t.coding"),
                .init(alias: "p", sql: "LEFT JOIN passage p ON p.id = coalesce(t.passage, k.passage)"),
                .init(alias: "r", sql: "LEFT JOIN revision r ON r.id = p.revision"),
                .init(alias: "s", sql: "LEFT JOIN source s ON s.id = coalesce(t.source, r.source)"),
            ] + Self.answerJoins
        return [
            PortableField(
                cells: passageCells, joins: joins,
                name: .init(thing: .passage, columns: ["source", "revision", "lower", "upper"], isOptional: true)),
            PortableField(cells: [], name: .init(thing: .source, columns: ["source"], isOptional: true)),
            .read("coding", "id", "k.uuid"), any(.code, "code", in: "code", "d"), any(.holder, "case", in: "case", "h"),
            any(.actor, "actor", in: "actor", "a"),
            .thing(.tie, "tie", "id", in: "tie", as: "z", by: "uuid", at: "tie", isOptional: true),
        ]
    }

    /// Of what a row names only the innermost.
    private func target(_ table: String) -> String {
        """
        coding = (SELECT id FROM coding WHERE uuid = $coding), passage = iif($coding IS NULL, @passage, NULL),
          source = iif($coding IS NULL AND @passage IS NULL, @source, NULL), code = @code, "case" = @holder, actor = @actor, tie = @tie
        """
    }
}
