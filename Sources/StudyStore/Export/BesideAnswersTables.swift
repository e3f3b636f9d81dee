import StudyModel

/// The tables of what stands beside the answers of a survey.
enum BesideAnswersTables {
    private static let place: [DataTable.Column] = [
        .init("survey", .string, "name of the survey"), .init("respondent", .string, "name of the respondent"),
        .init("question", .string, "name of the question"),
        .init("instance", .integer, "which repetition of the question, from 1"),
    ]
    private static let key = ["survey", "respondent", "question", "instance"]
    private static let foreignKeys: [DataTable.ForeignKey] = [
        .init(["survey", "respondent"], table: "respondents"), .init(["survey", "question"], table: "questions"),
    ]

    static let noAnswers = StudyTable(
        header: DataTable(
            name: "no_answers", title: "Why there is no answer",
            columns: place + [
                .init(
                    "reason", .string,
                    "notAnswered: shown and left empty; missing: a code that stands for no answer; notShown: not shown, where the file tells",
                    values: ["missing", "notAnswered", "notShown"]
                ),
                .init("code", .string, "the code that stands for no answer"),
                .init("label", .string, "what the code stands for, in the first language by code"),
            ],
            primaryKey: key, foreignKeys: foreignKeys),
        sql: """
            SELECT survey, respondent, question, instance, reason, code, label FROM (
              SELECT u.name AS survey, n.row AS row, n.name AS respondent, q.place AS place, q.name AS question, a.instance,
                CASE WHEN a.code IS NULL THEN 'notAnswered' ELSE 'missing' END AS reason, a.code AS code,
                (SELECT text FROM valueLabel l WHERE l.question = q.id AND l.code = a.code ORDER BY scale, language LIMIT 1)
                  AS label
              FROM noAnswer a JOIN respondent n ON n.id = a.respondent JOIN survey u ON u.id = n.survey
              JOIN question q ON q.id = a.question
              UNION ALL
              SELECT u.name, n.row, n.name, q.place, q.name, 1, 'notShown', NULL, NULL
              FROM survey u JOIN respondent n ON n.survey = u.id JOIN question q ON q.survey = u.id
              WHERE u.tellsShown
                AND NOT EXISTS (SELECT 1 FROM response a WHERE a.respondent = n.id AND a.question = q.id)
                AND NOT EXISTS (SELECT 1 FROM noAnswer a WHERE a.respondent = n.id AND a.question = q.id)
                AND NOT EXISTS (SELECT 1 FROM source s WHERE s.respondent = n.id AND s.question = q.id)
            ) ORDER BY survey, row, respondent, place, instance
            """)

    static let occurrences = StudyTable(
        header: DataTable(
            name: "occurrences", title: "Which time of several a question was asked",
            columns: place + [.init("label", .string, "the time, in the words of the file")],
            primaryKey: key, foreignKeys: foreignKeys),
        sql: """
            SELECT u.name, n.name, q.name, o.instance, o.label
            FROM occurrence o JOIN respondent n ON n.id = o.respondent JOIN survey u ON u.id = n.survey
            JOIN question q ON q.id = o.question ORDER BY u.name, n.row, n.name, q.place, o.instance
            """)

    static let memos = StudyTable(
        header: DataTable(
            name: "answer_memos", title: "Remarks on answers",
            columns: [.init("id", .string, "uuid of the memo")] + place + [
                .init("author", .string, "who wrote it, where the file tells"),
                .init("time", .datetime, "when it was written, else when it came into the study"),
                .init("text", .string, "the remark"),
            ],
            primaryKey: ["id"], foreignKeys: foreignKeys),
        sql: """
            SELECT m.uuid, u.name, n.name, q.name, m.instance, m.author, m.time, m.text
            FROM memo m JOIN respondent n ON n.id = m.respondent JOIN survey u ON u.id = n.survey
            JOIN question q ON q.id = m.question ORDER BY u.name, n.row, n.name, q.place, m.instance, m.time, m.uuid
            """)
}
