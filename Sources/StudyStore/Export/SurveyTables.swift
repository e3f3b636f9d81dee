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
}
