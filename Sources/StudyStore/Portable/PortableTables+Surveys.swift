import StudyModel

/// Surveys with all that was asked and answered.
extension PortableTables {
    var surveys: [PortableTable] {
        [
            survey, questions,
            ofQuestion("question_texts", "Wordings", in: "questionText", [.language, .words], order: "t.language"),
            ofQuestion(
                "value_labels", "What codes stand for", in: "valueLabel",
                [
                    .text("code", "code"), .number("scale", "0, or the number of the scale"), .place, .language, .words,
                ], order: "t.place, t.code, t.scale, t.language"),
            ofQuestion(
                "missing_values", "Codes that stand for no answer", in: "missingValue", [.text("code", "code")],
                order: "t.code"),
            ofQuestion(
                "question_findings", "Which questions and answers bear on findings", in: "questionFinding",
                [
                    .text("code", "the answer; empty for the question"), .text("finding", "name"),
                    .text("bearing", "supporting or contradicting"),
                ], order: "t.code, t.finding"),
            respondents,
            ofRespondent("responses", "Closed answers", in: "response", .answerValue, count: "responses"),
            ofRespondent(
                "no_answers", "Places without an answer", in: "noAnswer", .text("code", "the code that stands for none")),
            ofRespondent(
                "occurrences", "Which time of several a question was asked", in: "occurrence",
                .text("label", "in the words of the file")),
        ]
    }

    /// The file that `t` was read from.
    func original(isOptional: Bool) -> [PortableField] {
        let join = PortableField.Join(
            alias: "g", sql: "\(isOptional ? "LEFT " : "")JOIN original g ON g.id = t.original")
        return [
            .read("original_name", "the file it was read from", "g.name", joins: [join]),
            .read(
                "original_hash", "SHA-256 of that",
                isWhole && isOptional ? "nullif(lower(hex(g.hash)), '')" : "lower(hex(g.hash))", joins: [join]),
            .read("original_size", "its bytes", "g.size", type: .integer, joins: [join]),
        ]
    }

    static let addOriginal = """
        INSERT INTO original(id, hash, name, size)
        SELECT \(PortableTable.row("original")), $original_hash, :original_name, :original_size WHERE $original_hash IS NOT NULL
        """

    private var survey: PortableTable {
        PortableTable(
            name: "surveys", title: "Surveys",
            fields: [
                .id, .text("name", "name"), .text("format", "the format it was read from"),
                .text("languages", "JSON list of language codes"),
                .truth("tells_shown", "whether the file tells what was shown", at: "tellsShown"),
            ] + original(isOptional: false), rows: .init(from: "survey t", order: "t.name"),
            steps: [
                .init(Self.addOriginal),
                .init(
                    """
                    INSERT INTO survey(id, uuid, name, format, languages, tellsShown, original, event)
                    SELECT \(PortableTable.row("survey")), $id, :name, :format, :languages, :tells_shown, id, :event
                    FROM original WHERE hash = $original_hash
                    """, count: "surveys"),
            ], makes: [.init(thing: .survey, columns: ["name"], find: "SELECT id FROM survey WHERE uuid = $id")])
    }

    private var questions: PortableTable {
        PortableTable(
            name: "questions", title: "Questions",
            fields: [
                .id, .thing(.survey, "survey", "name", in: "survey", as: "u", by: "name", at: "survey"),
                .text("name", "name"), .place, .text("kind", "what an answer is"),
                .text("group", "the question that it is a part of", at: "groupName"),
                .truth("is_self", "whether it names the respondent", at: "isSelf"),
                .text("tie_kind", "what naming somebody says", at: "tieKind"),
                .text("actor_kind", "the kind of those named", at: "actorKind"),
            ], rows: .init(from: "question t", order: "u.name, t.place, t.name"),
            steps: [
                .init(
                    """
                    INSERT INTO question(id, uuid, survey, name, place, kind, groupName, isSelf, tieKind, actorKind)
                    SELECT \(PortableTable.row("question")), $id, id, :name, :place, :kind, :group, :is_self, :tie_kind, :actor_kind
                    FROM survey WHERE id = @survey AND event = :event
                    """, count: "questions")
            ],
            makes: [
                .init(
                    thing: .question, columns: isWhole ? ["survey", "name"] : ["id"],
                    find: "SELECT id FROM question WHERE uuid = $id")
            ])
    }

    private var respondents: PortableTable {
        PortableTable(
            "respondents", "Respondents", of: "respondent",
            [
                .thing(.survey, "survey", "name", in: "survey", as: "u", by: "name", at: "survey"),
                .text("respondent", "name", at: "name"), holder(), .number("row", "row or record of the file"),
                .truth("complete", "false where the respondent broke off", at: "isComplete"),
            ], order: "u.name, t.row, t.name", isNumbered: true, hasEvent: true, count: "respondents",
            makes: [
                .init(
                    thing: .respondent, columns: ["survey", "respondent"],
                    find: "SELECT id FROM respondent WHERE survey = @survey AND name = :respondent")
            ])
    }

    private func ofQuestion(
        _ name: String, _ title: LocalizedText, in table: String, _ fields: [PortableField], order: String
    ) -> PortableTable {
        // Only in a file of texts is no answer an empty text.
        let fields = fields.map { field in
            guard table == "questionFinding", field.cells.first?.column.name == "code" else { return field }
            var field = field
            field.written = [("code", "coalesce(:code, '')")]
            return field
        }
        return PortableTable(
            name, title, of: table, [question()] + fields, order: "xu.name, xq.place, xq.name, \(order)", owner: .question)
    }

    private func ofRespondent(
        _ name: String, _ title: LocalizedText, in table: String, _ field: PortableField, count: String? = nil
    ) -> PortableTable {
        PortableTable(
            name, title, of: table, answer() + [field], order: "xu.name, xn.row, xn.name, xq.place, t.instance",
            owner: .respondent, count: count)
    }
}

extension PortableField {
    fileprivate static let answerValue = PortableField(
        cells: [.init(.init("value", .any, "the answer as the file has it"), "t.value")], written: [("value", ":value")])
}
