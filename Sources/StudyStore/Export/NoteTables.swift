import StudyModel

/// The tables of what researchers wrote down: memos and queries.
enum NoteTables {
    /// Memos on answers stand in a table of their own.
    static let memos = StudyTable(
        header: DataTable(
            name: "memos", title: "Memos",
            columns: [
                .init("id", .string, "uuid of the memo"),
                .init(
                    "on", .string, "what it is on",
                    values: ["actor", "case", "code", "coding", "passage", "source", "study", "tie"]),
                .init("source", .string, "the source that it is on, or in which its passage stands"),
                .init("revision", .integer, "revision of the source in which the passage stands, from 1"),
                .init("lower", .integer, "first character of the passage, from 0"),
                .init("upper", .integer, "character behind the passage"),
                .init("quote", .string, "the words of the passage"),
                .init("coding_id", .string, "uuid of the coding that it is on"),
                .init("code", .string, "the code that it is on"), .init("case", .string, "the case that it is on"),
                .init("actor_id", .string, "uuid of the actor that it is on"),
                .init("tie_id", .string, "uuid of the tie that it is on"),
                .init("coder", .string, "who wrote it into the study"),
                .init("author", .string, "who wrote it, where that is no coder of the study"),
                .init("time", .datetime, "when it was written"), .init("title", .string, "its title"),
                .init("text", .string, "the memo, in Markdown"),
            ],
            primaryKey: ["id"],
            foreignKeys: [
                .init(["source"], table: "sources"),
                .init("coding_id", table: "codings", column: "id"), .init(["code"], table: "codes"),
                .init(["case"], table: "cases"), .init("actor_id", table: "actors", column: "id"),
                .init("tie_id", table: "ties", column: "id"), .init(["coder"], table: "coders"),
            ]),
        sql: """
            SELECT m.uuid, CASE WHEN m.source IS NOT NULL THEN 'source' WHEN m.passage IS NOT NULL THEN 'passage'
                WHEN m.coding IS NOT NULL THEN 'coding' WHEN m.code IS NOT NULL THEN 'code' WHEN m."case" IS NOT NULL THEN 'case'
                WHEN m.actor IS NOT NULL THEN 'actor' WHEN m.tie IS NOT NULL THEN 'tie' ELSE 'study' END,
              CASE WHEN s.id IS NOT NULL THEN \(ExportTables.sourceName) END, r.number, g.lower, g.upper,
              substr(r.text, g.lower + 1, g.upper - g.lower), k.uuid, d.name, c.name, a.uuid, t.uuid, o.name, m.author, m.time,
              nullif(m.title, ''), m.text
            FROM memo m JOIN coder o ON o.id = m.coder LEFT JOIN coding k ON k.id = m.coding
            LEFT JOIN passage g ON g.id = coalesce(m.passage, k.passage) LEFT JOIN revision r ON r.id = g.revision
            LEFT JOIN source s ON s.id = coalesce(m.source, r.source) \(ExportTables.answerJoins)
            LEFT JOIN code d ON d.id = m.code LEFT JOIN "case" c ON c.id = m."case"
            LEFT JOIN actor a ON a.id = m.actor LEFT JOIN tie t ON t.id = m.tie
            WHERE m.respondent IS NULL ORDER BY m.time, 2, 3, g.lower, g.upper, m.text, m.uuid
            """)

    static let queries = StudyTable(
        header: DataTable(
            name: "queries", title: "Saved queries",
            columns: [.init("query", .string, "its name"), .init("text", .string, "the query, as 'anker query' reads it")],
            primaryKey: ["query"]),
        sql: "SELECT name, text FROM savedQuery ORDER BY name")
}
