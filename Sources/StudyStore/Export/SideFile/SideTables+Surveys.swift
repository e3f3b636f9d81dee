import StudyModel

/// Surveys with all that was asked and answered.
extension SideTables {
    private static let question = text("question", "id")

    static let surveys = [
        table(
            "surveys", "Surveys",
            [
                text("id", "uuid"), text("name", "name"), text("format", "the format it was read from"),
                text("languages", "JSON list of language codes"), truth("tells_shown", "whether the file tells what was shown"),
                text("original_name", "the file it was read from"), text("original_hash", "SHA-256 of that"),
                number("original_size", "its bytes"),
            ],
            """
            SELECT s.uuid, s.name, s.format, s.languages, s.tellsShown, o.name, lower(hex(o.hash)), o.size
            FROM survey s JOIN original o ON o.id = s.original ORDER BY s.name
            """),
        table(
            "questions", "Questions",
            [
                text("id", "uuid"), text("survey", "name"), text("name", "name"), place, text("kind", "what an answer is"),
                text("group", "the question that it is a part of"), truth("is_self", "whether it names the respondent"),
                text("tie_kind", "what naming somebody says"), text("actor_kind", "the kind of those named"),
            ],
            """
            SELECT q.uuid, u.name, q.name, q.place, q.kind, q.groupName, q.isSelf, q.tieKind, q.actorKind
            FROM question q JOIN survey u ON u.id = q.survey ORDER BY u.name, q.place
            """),
        table(
            "question_texts", "Wordings", [question] + localized,
            ofQuestions("t.language, t.text", in: "questionText", by: "t.language")),
        table(
            "value_labels", "What codes stand for",
            [question, text("code", "code"), number("scale", "0, or the number of the scale"), place] + localized,
            ofQuestions(
                "t.code, t.scale, t.place, t.language, t.text", in: "valueLabel", by: "t.place, t.code, t.scale, t.language")),
        table(
            "missing_values", "Codes that stand for no answer", [question, text("code", "code")],
            ofQuestions("t.code", in: "missingValue", by: "t.code")),
        table(
            "question_findings", "Which questions and answers bear on findings",
            [
                question, text("code", "the answer; empty for the question"), text("finding", "name"),
                text("bearing", "supporting or contradicting"),
            ],
            ofQuestions("t.code, t.finding, t.bearing", in: "questionFinding", by: "t.code, t.finding")),
        table(
            "respondents", "Respondents",
            [
                text("survey", "name"), text("respondent", "name"), text("case", "id"),
                number("row", "row or record of the file"),
                truth("complete", "false where the respondent broke off"),
            ],
            """
            SELECT u.name, n.name, c.uuid, n.row, n.isComplete FROM respondent n JOIN survey u ON u.id = n.survey
            JOIN "case" c ON c.id = n."case" ORDER BY u.name, n.row, n.name
            """),
        table(
            "responses", "Closed answers", answer + [.init("value", .any, "the answer as the file has it")],
            ofRespondents("a.value", in: "response")),
        table(
            "no_answers", "Places without an answer", answer + [text("code", "the code that stands for none")],
            ofRespondents("a.code", in: "noAnswer")),
        table(
            "occurrences", "Which time of several a question was asked", answer + [text("label", "in the words of the file")],
            ofRespondents("a.label", in: "occurrence")),
    ]

    private static func ofQuestions(_ columns: String, in table: String, by order: String) -> String {
        """
        SELECT q.uuid, \(columns) FROM \(table) t JOIN question q ON q.id = t.question JOIN survey u ON u.id = q.survey
        ORDER BY u.name, q.place, \(order)
        """
    }

    private static func ofRespondents(_ column: String, in table: String) -> String {
        """
        SELECT u.name, n.name, q.uuid, a.instance, \(column) FROM \(table) a JOIN respondent n ON n.id = a.respondent
        JOIN survey u ON u.id = n.survey JOIN question q ON q.id = a.question ORDER BY u.name, n.row, n.name, q.place, a.instance
        """
    }
}
