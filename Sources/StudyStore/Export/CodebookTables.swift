import StudyModel

/// The tables of a codebook beside its codes.
enum CodebookTables {
    static let findings = StudyTable(
        header: DataTable(
            name: "findings", title: "Findings",
            columns: [
                .init("finding", .string, "short name, as in the columns 'supports' and 'contradicts' of the codes"),
                .init("place", .integer, "place among the findings, from 0"),
                .init("title", .string, "title, in the first language by code"),
                .init("claim", .string, "what is claimed, in the first language by code"),
            ],
            primaryKey: ["finding"]),
        sql: """
            SELECT f.name, f.place,
              (SELECT text FROM findingText x WHERE x.finding = f.id AND x.field = 'title' ORDER BY language LIMIT 1),
              (SELECT text FROM findingText x WHERE x.finding = f.id AND x.field = 'claim' ORDER BY language LIMIT 1)
            FROM finding f ORDER BY f.name
            """)

    static let codeFindings = StudyTable(
        header: DataTable(
            name: "code_findings", title: "What codes speak for and against",
            columns: [
                .init("code", .string, "name of the code"), .init("finding", .string, "short name of the finding"),
                .init("bearing", .string, "whether it speaks for it", values: ["contradicting", "supporting"]),
            ],
            primaryKey: ["code", "finding"],
            foreignKeys: [.init(["code"], table: "codes"), .init(["finding"], table: "findings")]),
        sql: """
            SELECT c.name, f.name, x.bearing FROM codeFinding x JOIN code c ON c.id = x.code JOIN finding f ON f.id = x.finding
            ORDER BY c.name, f.name
            """)

    static let codeTexts = StudyTable(
        header: DataTable(
            name: "code_texts", title: "Labels and definitions of codes",
            columns: [
                .init("code", .string, "name of the code"),
                .init(
                    "field", .string, "which text: include and exclude say when to use the code and when not to",
                    values: ["definition", "example", "exclude", "include", "label"]),
                .init("language", .string, "language code, und where none is known"), .init("text", .string, "the text"),
            ],
            primaryKey: ["code", "field", "language"], foreignKeys: [.init(["code"], table: "codes")]),
        sql: """
            SELECT c.name, x.field, coalesce(nullif(x.language, ''), 'und'), x.text
            FROM codeText x JOIN code c ON c.id = x.code ORDER BY c.name, x.field, 3
            """)
}
