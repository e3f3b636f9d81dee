/// Surveys, texts, and passages in them.
extension SideRules {
    static let surveys = [
        SideRule(
            table: "surveys",
            steps: [
                .init(addOriginal),
                .init(
                    """
                    INSERT INTO survey(id, uuid, name, format, languages, tellsShown, original, event)
                    SELECT \(SideRule.row("survey")), $id, :name, :format, :languages, :tells_shown, id, :event
                    FROM original WHERE hash = $original_hash
                    """, count: "surveys"),
            ], makes: (.survey, ["name"], "SELECT id FROM survey WHERE uuid = $id")),
        SideRule(
            table: "questions", names: [.the(.survey, "survey")],
            steps: [
                .init(
                    """
                    INSERT INTO question(id, uuid, survey, name, place, kind, groupName, isSelf, tieKind, actorKind)
                    SELECT \(SideRule.row("question")), $id, id, :name, :place, :kind, :group, :is_self, :tie_kind, :actor_kind
                    FROM survey WHERE id = @survey AND event = :event
                    """, count: "questions")
            ], makes: (.question, ["id"], "SELECT id FROM question WHERE uuid = $id")),
        ofQuestion("question_texts", "questionText(question, language, text)", ":language, :text"),
        ofQuestion(
            "value_labels", "valueLabel(question, code, scale, language, place, text)",
            ":code, :scale, :language, :place, :text"),
        ofQuestion("missing_values", "missingValue(question, code)", ":code"),
        ofQuestion(
            "question_findings", "questionFinding(question, code, finding, bearing)", "coalesce(:code, ''), :finding, :bearing"),
        SideRule(
            table: "respondents", names: [.the(.survey, "survey"), .the(.holder, "case")],
            steps: [
                .init(
                    """
                    INSERT INTO respondent(id, survey, name, "case", row, isComplete, event)
                    VALUES (\(SideRule.row("respondent")), @survey, :respondent, @holder, :row, :complete, :event)
                    """, count: "respondents")
            ],
            makes: (
                .respondent, ["survey", "respondent"],
                "SELECT id FROM respondent WHERE survey = @survey AND name = :respondent"
            )),
        ofRespondent("responses", "response(respondent, question, instance, value)", ":value", count: "responses"),
        ofRespondent("no_answers", "noAnswer(respondent, question, instance, code)", ":code"),
        ofRespondent("occurrences", "occurrence(respondent, question, instance, label)", ":label"),
    ]

    private static let addOriginal = """
        INSERT INTO original(id, hash, name, size)
        SELECT \(SideRule.row("original")), $original_hash, :original_name, :original_size WHERE $original_hash IS NOT NULL
        """

    private static func ofQuestion(_ table: String, _ target: String, _ values: String) -> SideRule {
        SideRule(
            table: table, names: [.the(.question, "question")],
            steps: [
                .init(
                    """
                    INSERT INTO \(target) SELECT q.id, \(values) FROM question q JOIN survey s ON s.id = q.survey
                    WHERE q.id = @question AND s.event = :event
                    """)
            ])
    }

    private static func ofRespondent(
        _ table: String, _ target: String, _ value: String, count: String? = nil
    ) -> SideRule {
        SideRule(
            table: table, names: [.the(.respondent, "survey", "respondent"), .the(.question, "question")],
            steps: [
                .init(
                    """
                    INSERT INTO \(target)
                    SELECT id, @question, :instance, \(value) FROM respondent WHERE id = @respondent AND event = :event
                    """, count: count)
            ])
    }

    /// `:free_name`, `:length`: what the writer knows of a source and its text.
    static let texts = [
        SideRule(
            table: "sources", names: [.any(.holder, "case"), .anyRespondent, .anyQuestion],
            steps: [
                .init(
                    """
                    INSERT INTO source(id, uuid, name, kind, language, "case", respondent, question, instance, event)
                    VALUES (\(SideRule.row("source")), iif(:name IS NULL, NULL, $source), :free_name, :kind, :language, @holder, @respondent,
                      @question, :instance, :event)
                    """, count: "sources")
            ],
            makes: (
                .source, ["source"],
                """
                SELECT id FROM source WHERE uuid = $source
                UNION SELECT id FROM source WHERE respondent = @respondent AND question = @question AND instance = :instance
                """
            )),
        SideRule(
            table: "revisions", names: [.source],
            steps: [
                .init(addOriginal),
                .init(
                    """
                    INSERT INTO revision(id, source, number, text, length, hash, original, format, durationMs, event)
                    SELECT \(SideRule.row("revision")), id, :revision, :text, :length, $hash,
                      (SELECT id FROM original WHERE hash = $original_hash), :format, :duration_ms, :event
                    FROM source WHERE id = @source AND event = :event
                    """),
            ],
            makes: (
                .revision, ["source", "revision"],
                "SELECT id FROM revision WHERE source = @source AND number = :revision AND hash = $hash"
            )),
        SideRule(
            table: "speakers", names: [.source, .any(.holder, "case")],
            steps: [
                .init(
                    """
                    INSERT INTO speaker(id, source, name, role, "case")
                    SELECT \(SideRule.row("speaker")), id, :speaker, :role, @holder FROM source WHERE id = @source AND event = :event
                    """)
            ]),
        SideRule(
            table: "cues", names: [.source, .revision],
            steps: [
                .init(
                    """
                    INSERT INTO speakerTurn(revision, number, speaker)
                    SELECT r.id, :turn, (SELECT id FROM speaker WHERE source = @source AND name = :speaker)
                    FROM revision r JOIN source s ON s.id = r.source WHERE r.id = @revision AND s.event = :event
                    """, count: "turns"),
                .init(
                    """
                    INSERT INTO cue(revision, number, turn, lower, upper, startMs, endMs)
                    SELECT r.id, :cue, :turn, :lower, :upper, :start_ms, :end_ms
                    FROM revision r JOIN source s ON s.id = r.source WHERE r.id = @revision AND s.event = :event
                    """),
            ]),
    ]

    static let passages = [
        SideRule(
            table: "passages", names: [.passage], steps: [.init("UPDATE passage SET state = :state WHERE id = @passage")],
            isOfNewPassages: true),
        SideRule(
            table: "earlier_places", names: [.passage, .the(.earlier, "source", "earlier_revision")],
            steps: [
                .init(
                    """
                    INSERT INTO earlierPlace(passage, revision, lower, upper)
                    VALUES (@passage, @earlier, :earlier_lower, :earlier_upper)
                    """)
            ], isOfNewPassages: true),
        SideRule(
            table: "codings", names: [.passage, .the(.code, "code"), .coder],
            steps: [
                .init(
                    """
                    INSERT INTO coding(id, uuid, passage, code, coder, weight, time, event)
                    VALUES (\(SideRule.row("coding")), $id, @passage, @code, @coder, :weight, :time, :event)
                    """, count: "codings")
            ]),
    ]

    static let network = [
        SideRule(
            table: "actors", names: [.any(.actorKind, "kind"), .any(.holder, "case")],
            steps: [
                .init(
                    """
                    INSERT INTO actor(id, uuid, name, kind, placeName, reach, "case", event)
                    VALUES (\(SideRule.row("actor")), $id, :name, @actorKind, :place, :reach, @holder, :event)
                    """, count: "actors")
            ],
            makes: (
                .actor, ["id"], "SELECT id FROM actor WHERE uuid = $id OR name = :name ORDER BY uuid = $id DESC LIMIT 1"
            )),
        SideRule(
            table: "actor_aliases", names: [.the(.actor, "actor")],
            steps: [
                .init(
                    """
                    INSERT INTO actorAlias(actor, alias)
                    SELECT id, :alias FROM actor WHERE id = @actor AND event = :event
                    """)
            ]),
        SideRule(
            table: "actor_values", names: [.the(.actor, "actor"), .the(.attribute, "attribute")],
            steps: [
                .init(
                    """
                    INSERT INTO actorAttributeValue(actor, attribute, instance, value)
                    SELECT id, @attribute, :instance, :value FROM actor WHERE id = @actor AND event = :event
                    """, count: "values")
            ]),
        SideRule(
            table: "mentions", names: [.passage, .the(.actor, "actor"), .coder],
            steps: [
                .init(
                    """
                    INSERT INTO mention(passage, actor, coder, event, isRejected)
                    VALUES (@passage, @actor, @coder, :event, :rejected)
                    """, count: "mentions")
            ]),
        SideRule(
            table: "ties", names: [.the(.from, "from"), .the(.to, "to"), .the(.tieKind, "kind"), .coder],
            steps: [
                .init(
                    """
                    INSERT INTO tie(id, uuid, fromActor, toActor, kind, isDirected, sign, reach, strength, first, last, coder,
                      leadingEvidence, event)
                    VALUES (\(SideRule.row("tie")), $id, @from, @to, @tieKind, :directed, :sign, :reach, :strength, :first, :last, @coder,
                      :leading, :event)
                    """, count: "ties")
            ], makes: (.tie, ["id"], "SELECT id FROM tie WHERE uuid = $id")),
        SideRule(
            table: "tie_evidence", names: [.the(.tie, "tie"), .anyPassage, .anyRespondent, .anyQuestion],
            steps: [
                .init(
                    """
                    INSERT INTO evidence(tie, number, passage, respondent, question, instance, event)
                    SELECT id, :number, @passage, @respondent, @question, :instance, :event
                    FROM tie WHERE id = @tie AND event = :event AND (@passage IS NOT NULL OR @question IS NOT NULL)
                    """, count: "evidence")
            ]),
    ]
}
