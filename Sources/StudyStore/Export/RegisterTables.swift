import StudyModel

/// The tables of who and what is spoken of elsewhere by name: coders, speakers, revisions, kinds of actors and ties, and what cases have.
enum RegisterTables {
    static let coders = StudyTable(
        header: DataTable(
            name: "coders", title: "Who coded, wrote memos or entered ties",
            columns: [
                .init("coder", .string, "name"),
                .init("codings", .integer, "codings that are theirs"),
            ],
            primaryKey: ["coder"]),
        sql: """
            SELECT o.name, (SELECT count(*) FROM coding k WHERE k.coder = o.id) FROM coder o
            WHERE o.id IN (SELECT coder FROM coding UNION SELECT coder FROM memo UNION SELECT coder FROM mention
              UNION SELECT coder FROM tie)
            ORDER BY o.name
            """)

    static let speakers = StudyTable(
        header: DataTable(
            name: "speakers", title: "Who speaks",
            columns: [
                .init("source", .string, "name of the source"), .init("speaker", .string, "label in the transcript"),
                ExportTables.role,
                .init("case", .string, "the case that speaks, where it is not that of the source"),
            ],
            primaryKey: ["source", "speaker"],
            foreignKeys: [.init(["source"], table: "sources"), .init(["case"], table: "cases")]),
        sql: """
            SELECT s.name, p.name, p.role, c.name FROM speaker p JOIN source s ON s.id = p.source
            LEFT JOIN "case" c ON c.id = p."case" ORDER BY s.name, p.name
            """)

    static let revisions = StudyTable(
        header: DataTable(
            name: "revisions", title: "Texts of sources over time",
            columns: [
                .init("source", .string, "name of the source"),
                .init("revision", .integer, "which text of the source, from 1; the greatest is the newest"),
                .init("format", .string, "the format it was read from"),
                .init("characters", .integer, "Unicode scalars of the text"), .init("sha256", .string, "hash of the text"),
                .init("duration_ms", .integer, "length of the recording in milliseconds"),
            ],
            primaryKey: ["source", "revision"], foreignKeys: [.init(["source"], table: "sources")]),
        sql: """
            SELECT \(ExportTables.sourceName), r.number, coalesce(r.format, u.format), r.length, lower(hex(r.hash)), r.durationMs
            FROM revision r JOIN source s ON s.id = r.source \(ExportTables.answerJoins) ORDER BY 1, 2
            """)

    static let actorKinds = StudyTable(
        header: DataTable(
            name: "actor_kinds", title: "Kinds of actors",
            columns: [.init("kind", .string, "name"), .init("actors", .integer, "actors of it")],
            primaryKey: ["kind"]),
        sql: "SELECT k.name, (SELECT count(*) FROM actor a WHERE a.kind = k.id) FROM actorKind k ORDER BY k.name")

    static let tieKinds = StudyTable(
        header: DataTable(
            name: "tie_kinds", title: "Kinds of ties",
            columns: [
                .init("kind", .string, "name"), .init("directed", .boolean, "whether ties of it have a direction"),
                .init("sign", .string, "whether they are good or bad to have", values: ["+", "-"]),
                .init("ties", .integer, "ties of it"),
            ],
            primaryKey: ["kind"]),
        sql:
            "SELECT k.name, k.isDirected, k.sign, (SELECT count(*) FROM tie t WHERE t.kind = k.id) FROM tieKind k ORDER BY k.name"
    )

    static let caseAttributes = StudyTable(
        header: DataTable(
            name: "case_attributes", title: "What was set about cases",
            columns: [
                .init("case", .string, "name of the case"), .init("attribute", .string, "name of the attribute"),
                ExportTables.attributeType,
                .init("instance", .integer, "which of several values, from 1"), .init("value", .any, "the value"),
            ],
            primaryKey: ["case", "attribute", "instance"], foreignKeys: [.init(["case"], table: "cases")]),
        sql: """
            SELECT c.name, n.name, n.type, v.instance,
              CASE WHEN n.type = 'boolean' THEN CASE v.value WHEN 0 THEN 'false' ELSE 'true' END ELSE v.value END
            FROM attributeValue v JOIN "case" c ON c.id = v."case" JOIN attribute n ON n.id = v.attribute
            ORDER BY c.name, n.name, v.instance
            """)
}
