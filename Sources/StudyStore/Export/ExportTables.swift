import StudyModel

/// Which tables an export has, and how they are read.
///
/// Rows are sorted by names, never by row number, so that the order in which things came in does not show.
enum ExportTables {
    static let all: [StudyTable] = [
        aliases, actorAttributes, RegisterTables.actorKinds, actors, BesideAnswersTables.memos, answers,
        RegisterTables.caseAttributes, cases, CodebookTables.codeFindings, CodebookTables.codeTexts, RegisterTables.coders,
        codes,
        CodebookTables.findings, NoteTables.memos, mentions, BesideAnswersTables.noAnswers, BesideAnswersTables.occurrences,
        NoteTables.queries, SurveyTables.questions, rejectedMentions, SurveyTables.respondents, SurveyTables.responses,
        RegisterTables.revisions, sources,
        RegisterTables.speakers, SurveyTables.surveys, evidence, RegisterTables.tieKinds, ties, turns, SurveyTables.valueLabels,
    ]

    static let sourceName = "coalesce(s.name, \(AnswerName.sql))"
    static let answerJoins = """
        LEFT JOIN respondent n ON n.id = s.respondent LEFT JOIN survey u ON u.id = n.survey
        LEFT JOIN question q ON q.id = s.question
        """

    private static let state = DataTable.Column(
        "state", .string, "how the passage stands in the newest text", values: PassageState.allCases.map(\.rawValue).sorted())
    private static let reach = DataTable.Column(
        "reach", .string, "how far it reaches", values: ["local", "regional", "supraregional"])
    static let attributeType = DataTable.Column(
        "type", .string, "what its values are", values: ["boolean", "date", "dateTime", "decimal", "integer", "text"])
    static let role = DataTable.Column(
        "role", .string, "part in the conversation", values: ["interviewer", "other", "respondent"])

    static let actors = StudyTable(
        header: DataTable(
            name: "actors", title: "Actors",
            columns: [
                .init("id", .string, "uuid of the actor"), .init("actor", .string, "name"),
                .init("kind", .string, "kind of actor"),
                .init("place", .string, "where it is at home"), reach,
                .init("case", .string, "the case that speaks for it"),
            ],
            primaryKey: ["id"],
            foreignKeys: [.init(["case"], table: "cases"), .init(["kind"], table: "actor_kinds")]),
        sql: """
            SELECT a.uuid, a.name, k.name, a.placeName, a.reach, c.name FROM actor a
            LEFT JOIN actorKind k ON k.id = a.kind LEFT JOIN "case" c ON c.id = a."case" ORDER BY a.name
            """)

    static let aliases = StudyTable(
        header: DataTable(
            name: "actor_aliases", title: "Other names of actors",
            columns: [.init("actor_id", .string, "uuid of the actor"), .init("alias", .string, "another name of it")],
            primaryKey: ["actor_id", "alias"], foreignKeys: [.init("actor_id", table: "actors", column: "id")]),
        sql: "SELECT a.uuid, l.alias FROM actorAlias l JOIN actor a ON a.id = l.actor ORDER BY a.name, l.alias")

    static let actorAttributes = StudyTable(
        header: DataTable(
            name: "actor_attributes", title: "What else is known of actors",
            columns: [
                .init("actor_id", .string, "uuid of the actor"), .init("actor", .string, "name of the actor"),
                .init("attribute", .string, "name of the attribute"),
                attributeType,
                .init("instance", .integer, "which of several values, from 1"), .init("value", .any, "the value"),
            ],
            primaryKey: ["actor_id", "attribute", "instance"], foreignKeys: [.init("actor_id", table: "actors", column: "id")]),
        sql: """
            SELECT a.uuid, a.name, n.name, n.type, v.instance,
              CASE WHEN n.type = 'boolean' THEN CASE v.value WHEN 0 THEN 'false' ELSE 'true' END ELSE v.value END
            FROM actorAttributeValue v JOIN actor a ON a.id = v.actor JOIN attribute n ON n.id = v.attribute
            ORDER BY a.name, n.name, v.instance
            """)

    static let answers = StudyTable(
        header: DataTable(
            name: "answers", title: "Open answers",
            columns: [
                .init("source", .string, "name of the answer as a source"), .init("survey", .string, "name of the survey"),
                .init("respondent", .string, "name of the respondent"), .init("question", .string, "name of the question"),
                .init("instance", .integer, "which repetition of the question, from 1"), .init("text", .string, "the answer"),
            ],
            primaryKey: ["source"],
            foreignKeys: [
                .init(["source"], table: "sources"), .init(["survey", "respondent"], table: "respondents"),
                .init(["survey", "question"], table: "questions"),
            ]),
        sql: """
            SELECT \(sourceName), u.name, n.name, q.name, s.instance, r.text
            FROM source s JOIN revision r ON r.source = s.id \(answerJoins)
            WHERE s.kind = 'answer' AND r.number = (SELECT max(number) FROM revision WHERE source = s.id) ORDER BY 1
            """)

    static let cases = StudyTable(
        header: DataTable(
            name: "cases", title: "Cases",
            columns: [
                .init("id", .string, "uuid of the case"), .init("case", .string, "name"),
                .init("interviews", .integer, "transcripts that belong to it"),
                .init("questionnaires", .integer, "questionnaires that belong to it"),
            ],
            primaryKey: ["case"]),
        sql: """
            SELECT c.uuid, c.name, (SELECT count(*) FROM source s WHERE s."case" = c.id),
              (SELECT count(*) FROM respondent n WHERE n."case" = c.id) FROM "case" c ORDER BY c.name
            """)

    static let codes = StudyTable(
        header: DataTable(
            name: "codes", title: "Codes",
            columns: [
                .init("id", .string, "uuid of the code"), .init("code", .string, "name"),
                .init("parent", .string, "name of the code above it"),
                .init("place", .integer, "place among the codes under the same parent, from 0"),
                .init("colour", .string, "#rrggbb"),
                .init("codable", .boolean, "false where it only holds codes"),
                .init("supports", .string, "findings that it speaks for"),
                .init("contradicts", .string, "findings that it speaks against"),
                .init("codings", .integer, "codings with it"),
            ],
            primaryKey: ["code"], foreignKeys: [.init("parent", table: "codes", column: "code")]),
        sql: """
            SELECT c.uuid, c.name, p.name, c.place, c.colour, c.isCodable,
              \(findings("supporting")), \(findings("contradicting")),
              (SELECT count(*) FROM coding k WHERE k.code = c.id)
            FROM code c LEFT JOIN code p ON p.id = c.parent ORDER BY c.name
            """)

    private static func findings(_ bearing: String) -> String {
        """
        (SELECT group_concat(name, ' ') FROM (SELECT f.name AS name FROM codeFinding x JOIN finding f ON f.id = x.finding
          WHERE x.code = c.id AND x.bearing = '\(bearing)' ORDER BY f.name))
        """
    }

    static let evidence = StudyTable(
        header: DataTable(
            name: "tie_evidence", title: "What ties rest on",
            columns: [
                .init("tie_id", .string, "uuid of the tie"), .init("number", .integer, "from 1"),
                .init("source", .string, "the source of the passage"),
                .init("lower", .integer, "first character of the passage, from 0"),
                .init("upper", .integer, "character behind the passage"), .init("quote", .string, "the words of the passage"),
                .init("survey", .string, "survey of the answer"), .init("respondent", .string, "who answered"),
                .init("question", .string, "what was asked"), .init("answer", .any, "the answer"),
                .init("revision", .integer, "revision of the source in which the passage stands, from 1"),
                state,
                .init("instance", .integer, "which repetition of the question, from 1"),
            ],
            primaryKey: ["tie_id", "number"],
            foreignKeys: [
                .init("tie_id", table: "ties", column: "id"), .init(["source", "revision"], table: "revisions"),
                .init(["survey", "respondent", "question", "instance"], table: "responses"),
            ]),
        sql: """
            SELECT t.uuid, e.number, CASE WHEN s.id IS NOT NULL THEN \(sourceName) END, g.lower, g.upper,
              substr(r.text, g.lower + 1, g.upper - g.lower), eu.name, en.name, eq.name, a.value, r.number, g.state,
              e.instance
            FROM evidence e JOIN tie t ON t.id = e.tie
            LEFT JOIN passage g ON g.id = e.passage LEFT JOIN revision r ON r.id = g.revision
            LEFT JOIN source s ON s.id = r.source \(answerJoins)
            LEFT JOIN respondent en ON en.id = e.respondent LEFT JOIN survey eu ON eu.id = en.survey
            LEFT JOIN question eq ON eq.id = e.question
            LEFT JOIN response a ON a.respondent = e.respondent AND a.question = e.question AND a.instance = e.instance
            ORDER BY t.uuid, e.number
            """)

    static let mentions = mentions("mentions", "Passages in which actors are spoken of", rejected: false)

    static let rejectedMentions = mentions(
        "rejected_mentions", "Passages that hold the name of an actor and do not speak of it", rejected: true)

    private static func mentions(_ name: String, _ title: LocalizedText, rejected: Bool) -> StudyTable {
        StudyTable(
            header: DataTable(
                name: name, title: title,
                columns: [
                    .init("actor_id", .string, "uuid of the actor"), .init("actor", .string, "name of the actor"),
                    .init("source", .string, "name of the source"),
                    .init("lower", .integer, "first character of the passage, from 0"),
                    .init("upper", .integer, "character behind the passage"),
                    .init("quote", .string, "the words of the passage"),
                    .init("coder", .string, "whose mention it is"),
                    .init("revision", .integer, "revision of the source in which the passage stands, from 1"),
                    state,
                ],
                primaryKey: ["actor_id", "source", "revision", "lower", "upper", "coder"],
                foreignKeys: [
                    .init("actor_id", table: "actors", column: "id"), .init(["source", "revision"], table: "revisions"),
                    .init(["coder"], table: "coders"),
                ]),
            sql: """
                SELECT a.uuid, a.name, \(sourceName), g.lower, g.upper, substr(r.text, g.lower + 1, g.upper - g.lower), o.name,
                  r.number, g.state
                FROM mention m JOIN actor a ON a.id = m.actor JOIN coder o ON o.id = m.coder JOIN passage g ON g.id = m.passage
                JOIN revision r ON r.id = g.revision JOIN source s ON s.id = r.source \(answerJoins)
                WHERE m.isRejected = \(rejected ? 1 : 0) ORDER BY a.name, 3, r.number, g.lower, g.upper, o.name
                """)
    }

    static let sources = StudyTable(
        header: DataTable(
            name: "sources", title: "Sources",
            columns: [
                .init("id", .string, "uuid of the source; an open answer is known by its name"),
                .init("source", .string, "name"),
                .init("kind", .string, "what it is", values: ["answer", "note", "transcript"]),
                .init("format", .string, "the format it was read from"),
                .init("language", .string, "language code"), .init("case", .string, "the case that it belongs to"),
                .init("characters", .integer, "Unicode scalars of its text"), .init("sha256", .string, "hash of its text"),
                .init("revision", .integer, "which revision of the text it is, from 1"),
            ],
            primaryKey: ["source"], foreignKeys: [.init("case", table: "cases", column: "case")]),
        sql: """
            SELECT s.uuid, \(sourceName), s.kind, coalesce(r.format, u.format), s.language, coalesce(c.name, nc.name),
              r.length, lower(hex(r.hash)), r.number
            FROM source s JOIN revision r ON r.source = s.id \(answerJoins)
            LEFT JOIN "case" c ON c.id = s."case" LEFT JOIN "case" nc ON nc.id = n."case"
            WHERE r.number = (SELECT max(number) FROM revision WHERE source = s.id) ORDER BY 2
            """)

    static let ties = StudyTable(
        header: DataTable(
            name: "ties", title: "Ties",
            columns: [
                .init("id", .string, "uuid of the tie"), .init("from_id", .string, "uuid of the actor it begins at"),
                .init("from", .string, "name of the actor it begins at"),
                .init("to_id", .string, "uuid of the actor it ends at"),
                .init("to", .string, "name of the actor it ends at"), .init("kind", .string, "kind of tie"),
                .init("directed", .boolean, "whether it has a direction"),
                .init("sign", .string, "whether it is good or bad to have", values: ["+", "-"]),
                reach, .init("strength", .number, "greater than 0"),
                .init("first", .string, "the first time it is known for"), .init("last", .string, "the last time"),
                .init("coder", .string, "who coded it"), .init("evidence", .integer, "passages and answers that it rests on"),
            ],
            primaryKey: ["id"],
            foreignKeys: [
                .init("from_id", table: "actors", column: "id"), .init("to_id", table: "actors", column: "id"),
                .init(["kind"], table: "tie_kinds"), .init(["coder"], table: "coders"),
            ]),
        sql: """
            SELECT t.uuid, f.uuid, f.name, g.uuid, g.name, k.name, t.isDirected, t.sign, t.reach, t.strength, t.first,
              t.last, o.name,
              (SELECT count(*) FROM evidence e WHERE e.tie = t.id)
            FROM tie t JOIN actor f ON f.id = t.fromActor JOIN actor g ON g.id = t.toActor JOIN tieKind k ON k.id = t.kind
            JOIN coder o ON o.id = t.coder ORDER BY f.name, g.name, k.name, o.name
            """)

    static let turns = StudyTable(
        header: DataTable(
            name: "turns", title: "Speaker turns",
            columns: [
                .init("source", .string, "name of the source"), .init("turn", .integer, "from 1"),
                .init("speaker", .string, "label of the speaker"),
                role, .init("lower", .integer, "first character, from 0"),
                .init("upper", .integer, "character behind the last"), .init("start_ms", .integer, "start in milliseconds"),
                .init("end_ms", .integer, "end in milliseconds"), .init("text", .string, "the words"),
            ],
            primaryKey: ["source", "turn"], foreignKeys: [.init("source", table: "sources", column: "source")]),
        sql: """
            SELECT s.name, t.number, p.name, p.role, min(x.lower), max(x.upper), min(x.startMs), max(x.endMs),
              substr(r.text, min(x.lower) + 1, max(x.upper) - min(x.lower))
            FROM speakerTurn t JOIN revision r ON r.id = t.revision JOIN source s ON s.id = r.source
            LEFT JOIN speaker p ON p.id = t.speaker
            JOIN cue x ON x.revision = t.revision AND x.turn = t.number
            WHERE r.number = (SELECT max(number) FROM revision WHERE source = s.id)
            GROUP BY t.revision, t.number ORDER BY s.name, t.number
            """)
}
