package import StudyModel

/// The tables of the side file of a package: what a project of other programs has no place for.
///
/// Rows name others by what they are known by in any study: an id, or a name that only one has. Tables stand behind those that they name.
package enum SideTables {
    /// - Parameter answers: which open answers the project holds as texts; the others stand here.
    package static func all(answers: ProjectAnswers) -> [StudyTable] {
        coders + codebook + cases + surveys + texts(answers: answers) + network + notes
    }

    static func table(_ name: String, _ title: LocalizedText, _ columns: [DataTable.Column], _ sql: String) -> StudyTable {
        StudyTable(header: DataTable(name: name, title: title, columns: columns), sql: sql)
    }

    static func text(_ name: String, _ description: String) -> DataTable.Column { .init(name, .string, description) }
    static func number(_ name: String, _ description: String) -> DataTable.Column { .init(name, .integer, description) }
    static func truth(_ name: String, _ description: String) -> DataTable.Column { .init(name, .boolean, description) }

    static let localized = [text("language", "language code"), text("text", "the text")]
    static let place = number("place", "place among the others, from 0")

    private static let coders = [
        table(
            "former_coder_names", "What coders were called before", [text("former", "a name"), text("coder", "name")],
            "SELECT f.name, o.name FROM formerCoderName f JOIN coder o ON o.id = f.coder ORDER BY f.name")
    ]

    private static let codebook = [
        table(
            "codebook", "The codebook", [text("name", "its name"), text("languages", "JSON list of language codes")],
            "SELECT name, languages FROM codebook"),
        table(
            "findings", "Findings", [text("finding", "name"), place], "SELECT name, place FROM finding ORDER BY place, name"),
        table(
            "finding_texts", "Texts of findings", [text("finding", "name"), text("field", "title or claim")] + localized,
            """
            SELECT f.name, t.field, t.language, t.text FROM findingText t JOIN finding f ON f.id = t.finding
            ORDER BY f.name, t.field, t.language
            """),
        table(
            "code_texts", "Texts of codes",
            [text("code", "id"), text("field", "label, definition, include, exclude or example")] + localized,
            """
            SELECT c.uuid, t.field, t.language, t.text FROM codeText t JOIN code c ON c.id = t.code
            ORDER BY c.name, t.field, t.language
            """),
        table(
            "code_findings", "Which codes bear on findings",
            [text("code", "id"), text("finding", "name"), text("bearing", "supporting or contradicting")],
            """
            SELECT c.uuid, f.name, x.bearing FROM codeFinding x JOIN code c ON c.id = x.code JOIN finding f ON f.id = x.finding
            ORDER BY c.name, f.name
            """),
        table(
            "actor_kinds", "Kinds of actors", [text("kind", "name"), place],
            "SELECT name, place FROM actorKind ORDER BY place, name"),
        table(
            "actor_kind_texts", "Labels of kinds of actors", [text("kind", "name")] + localized,
            """
            SELECT k.name, t.language, t.text FROM actorKindText t JOIN actorKind k ON k.id = t.actorKind
            ORDER BY k.name, t.language
            """),
        table(
            "tie_kinds", "Kinds of ties",
            [text("kind", "name"), place, truth("directed", "whether its ties have a direction"), text("sign", "+ or -")],
            "SELECT name, place, isDirected, sign FROM tieKind ORDER BY place, name"),
        table(
            "tie_kind_texts", "Texts of kinds of ties",
            [text("kind", "name"), text("field", "label or definition")] + localized,
            """
            SELECT k.name, t.field, t.language, t.text FROM tieKindText t JOIN tieKind k ON k.id = t.tieKind
            ORDER BY k.name, t.field, t.language
            """),
    ]

    private static let cases = [
        table(
            "attributes", "Attributes",
            [
                text("id", "uuid"), text("subject", "case or actor"), text("name", "name"),
                text("type", "text, integer, decimal, boolean, date or dateTime"),
            ],
            "SELECT uuid, subject, name, type FROM attribute ORDER BY subject, name"),
        table(
            "attribute_values", "Values of cases",
            [
                text("case", "id"), text("attribute", "id"), number("instance", "which of several, from 1"),
                .init("value", .any, "the value"),
            ],
            """
            SELECT c.uuid, a.uuid, v.instance, v.value FROM attributeValue v JOIN "case" c ON c.id = v."case"
            JOIN attribute a ON a.id = v.attribute ORDER BY c.name, a.name, v.instance
            """),
    ]

    private static let notes = [
        table(
            "memos", "Who wrote memos, and what they are on",
            [
                text("id", "uuid"), text("coder", "name"), text("author", "who wrote it, where that is no coder"),
                text("time", "when, UTC"), text("title", "its title"),
            ]
                + targets,
            """
            SELECT m.uuid, o.name, m.author, m.time, m.title, \(targetColumns), mu.name, mn.name, mq.uuid, m.instance
            FROM memo m JOIN coder o ON o.id = m.coder \(targetJoins)
            LEFT JOIN respondent mn ON mn.id = m.respondent LEFT JOIN survey mu ON mu.id = mn.survey
            LEFT JOIN question mq ON mq.id = m.question ORDER BY m.time, m.uuid
            """),
        table(
            "memo_links", "What links in memos lead to",
            [text("memo", "id"), number("number", "the link in the text, from 1"), text("linked_memo", "id")]
                + targets.dropLast(4),
            """
            SELECT z.uuid, m.number, l.uuid, \(targetColumns)
            FROM memoLink m JOIN memo z ON z.id = m.memo LEFT JOIN memo l ON l.id = m.linkedMemo \(targetJoins)
            ORDER BY z.time, z.uuid, m.number
            """),
        table(
            "queries", "Saved queries", [text("id", "uuid"), text("name", "name"), text("text", "the query")],
            "SELECT uuid, name, text FROM savedQuery ORDER BY name"),
    ]

    private static let targets =
        [
            text("source", "id, or the name of an open answer"), number("revision", "its revision, from 1"),
            number("lower", "first character, from 0"), number("upper", "character behind the last"), text("coding", "id"),
            text("code", "id"), text("case", "id"), text("actor", "id"), text("tie", "id"),
        ] + answer

    static let answer = [
        text("survey", "name"), text("respondent", "name"), text("question", "id"),
        number("instance", "which repetition, from 1"),
    ]

    /// What rows of `m`, a memo or a link in one, point to.
    private static let targetColumns = """
        \(sourceKey), r.number, p.lower, p.upper, k.uuid, c.uuid, e.uuid, a.uuid, t.uuid
        """
    private static let targetJoins = """
        LEFT JOIN coding k ON k.id = m.coding LEFT JOIN passage p ON p.id = coalesce(m.passage, k.passage)
        LEFT JOIN revision r ON r.id = p.revision LEFT JOIN source s ON s.id = coalesce(m.source, r.source)
        \(answerJoins)
        LEFT JOIN code c ON c.id = m.code LEFT JOIN "case" e ON e.id = m."case" LEFT JOIN actor a ON a.id = m.actor
        LEFT JOIN tie t ON t.id = m.tie
        """

    /// What the source `s` is known by: its id, or the name of an open answer.
    static let sourceKey = "coalesce(s.uuid, \(AnswerName.sql))"
    static let answerJoins = """
        LEFT JOIN respondent n ON n.id = s.respondent LEFT JOIN survey u ON u.id = n.survey LEFT JOIN question q ON q.id = s.question
        """
}
