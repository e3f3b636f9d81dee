import StudyModel

/// The tables that say what a survey asked.
enum SurveyTables {
    static let surveys = StudyTable(
        header: DataTable(
            name: "surveys", title: "Surveys",
            columns: [
                .init("id", .string, "uuid of the survey"), .init("survey", .string, "name"),
                .init("format", .string, "the format it was read from"),
                .init("tells_shown", .boolean, "whether its file tells which questions were shown"),
                .init("questions", .integer, "questions in it"),
                .init("respondents", .integer, "questionnaires that were filled in"),
            ],
            primaryKey: ["survey"]),
        sql: """
            SELECT u.uuid, u.name, u.format, u.tellsShown, (SELECT count(*) FROM question q WHERE q.survey = u.id),
              (SELECT count(*) FROM respondent n WHERE n.survey = u.id) FROM survey u ORDER BY u.name
            """)

    static let valueLabels = StudyTable(
        header: DataTable(
            name: "value_labels", title: "What codes of answers stand for",
            columns: [
                .init("survey", .string, "name of the survey"), .init("question", .string, "name of the question"),
                .init("code", .string, "the code, as it stands in the answers"),
                .init("scale", .integer, "which of the scales of the question, from 0"),
                .init("language", .string, "language code, und where none is known"),
                .init("place", .integer, "place among the codes of the question, from 0"),
                .init("missing", .boolean, "whether the code stands for no answer"),
                .init("label", .string, "what it stands for"),
            ],
            primaryKey: ["survey", "question", "code", "scale", "language"],
            foreignKeys: [.init(["survey", "question"], table: "questions")]),
        sql: """
            SELECT u.name, q.name, l.code, l.scale, coalesce(nullif(l.language, ''), 'und'), l.place,
              EXISTS (SELECT 1 FROM missingValue m WHERE m.question = q.id AND m.code = l.code), l.text
            FROM valueLabel l JOIN question q ON q.id = l.question JOIN survey u ON u.id = q.survey
            ORDER BY u.name, q.place, l.scale, l.place, l.code, 5
            """)

    static let questions = StudyTable(
        header: DataTable(
            name: "questions", title: "Questions",
            columns: [
                .init("survey", .string, "name of the survey"), .init("question", .string, "name of the question"),
                .init("place", .integer, "place in the questionnaire, from 0"), .init("kind", .string, "what an answer is"),
                .init("group", .string, "the question that it is a part of"),
                .init("wording", .string, "what was asked, in the first language by code"),
            ],
            primaryKey: ["survey", "question"], foreignKeys: [.init(["survey"], table: "surveys")]),
        sql: """
            SELECT u.name, q.name, q.place, q.kind, q.groupName,
              (SELECT text FROM questionText x WHERE x.question = q.id ORDER BY language LIMIT 1)
            FROM question q JOIN survey u ON u.id = q.survey ORDER BY u.name, q.place
            """)

    static let respondents = StudyTable(
        header: DataTable(
            name: "respondents", title: "Respondents",
            columns: [
                .init("survey", .string, "name of the survey"), .init("respondent", .string, "name of the respondent"),
                .init("case", .string, "the case that it belongs to"),
                .init("row", .integer, "row or record of the file, from 1"),
                .init("complete", .boolean, "false where the respondent broke off"),
            ],
            primaryKey: ["survey", "respondent"],
            foreignKeys: [.init(["survey"], table: "surveys"), .init(["case"], table: "cases")]),
        sql: """
            SELECT u.name, n.name, c.name, n.row, n.isComplete FROM respondent n JOIN survey u ON u.id = n.survey
            JOIN "case" c ON c.id = n."case" ORDER BY u.name, n.row, n.name
            """)

    static let responses = StudyTable(
        header: DataTable(
            name: "responses", title: "Closed answers",
            columns: [
                .init("survey", .string, "name of the survey"), .init("respondent", .string, "name of the respondent"),
                .init("case", .string, "the case of the respondent"), .init("question", .string, "name of the question"),
                .init("instance", .integer, "which repetition of the question, from 1"),
                .init("value", .any, "the answer as the file has it"),
                .init("label", .string, "what a code stands for, in the first language by code"),
            ],
            primaryKey: ["survey", "respondent", "question", "instance"],
            foreignKeys: [
                .init(["case"], table: "cases"), .init(["survey", "respondent"], table: "respondents"),
                .init(["survey", "question"], table: "questions"),
            ]),
        sql: """
            SELECT u.name, n.name, c.name, q.name, a.instance, a.value,
              (SELECT text FROM valueLabel l WHERE l.question = q.id AND l.code = CAST(a.value AS TEXT)
                ORDER BY scale, language LIMIT 1)
            FROM response a JOIN respondent n ON n.id = a.respondent JOIN survey u ON u.id = n.survey
            JOIN "case" c ON c.id = n."case" JOIN question q ON q.id = a.question
            ORDER BY u.name, n.row, n.name, q.place, a.instance
            """)
}
