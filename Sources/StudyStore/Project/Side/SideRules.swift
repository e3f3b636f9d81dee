/// The rules for the tables of `SideTables`, in no order.
enum SideRules {
    static let all = Dictionary(
        uniqueKeysWithValues: (coders + codebook + cases + surveys + texts + passages + network + notes).map { ($0.table, $0) })

    private static let coders = [
        SideRule(
            table: "former_coder_names", names: [.coder],
            steps: [
                .init(
                    """
                    INSERT INTO formerCoderName(name, coder)
                    SELECT :former, @coder WHERE :former NOT IN (SELECT name FROM coder)
                    """)
            ])
    ]

    private static let codebook = [
        SideRule(
            table: "codebook",
            steps: [
                .init(
                    """
                    UPDATE codebook SET name = CASE name WHEN '' THEN :name ELSE name END, languages = (SELECT json_group_array(value) FROM (
                      SELECT value FROM json_each(codebook.languages) UNION ALL SELECT value FROM json_each(:languages)
                      WHERE value NOT IN (SELECT value FROM json_each(codebook.languages))))
                    """)
            ]),
        SideRule(
            table: "findings",
            steps: [
                .init(
                    "INSERT INTO finding(id, name, place) VALUES (\(SideRule.row("finding")), :finding, :place)",
                    count: "findings")
            ],
            makes: (.finding, ["finding"], "SELECT id FROM finding WHERE name = :finding")),
        SideRule(
            table: "finding_texts", names: [.the(.finding, "finding")],
            steps: [
                .init(
                    "INSERT INTO findingText(finding, field, language, text) VALUES (@finding, :field, :language, :text)"
                )
            ]),
        SideRule(
            table: "code_texts", names: [.the(.code, "code")],
            steps: [
                .init(
                    """
                    INSERT INTO codeText(code, field, language, text)
                    SELECT id, :field, :language, :text FROM code WHERE id = @code AND event = :event
                    """)
            ]),
        SideRule(
            table: "code_findings", names: [.the(.code, "code"), .the(.finding, "finding")],
            steps: [
                .init(
                    """
                    INSERT INTO codeFinding(code, finding, bearing)
                    SELECT id, @finding, :bearing FROM code WHERE id = @code AND event = :event
                    """)
            ]),
        SideRule(
            table: "actor_kinds",
            steps: [
                .init(
                    "INSERT INTO actorKind(id, name, place) VALUES (\(SideRule.row("actorKind")), :kind, :place)")
            ],
            makes: (.actorKind, ["kind"], "SELECT id FROM actorKind WHERE name = :kind")),
        SideRule(
            table: "actor_kind_texts", names: [.the(.actorKind, "kind")],
            steps: [
                .init("INSERT INTO actorKindText(actorKind, language, text) VALUES (@actorKind, :language, :text)")
            ]),
        SideRule(
            table: "tie_kinds",
            steps: [
                .init(
                    """
                    INSERT INTO tieKind(id, name, isDirected, sign, place)
                    VALUES (\(SideRule.row("tieKind")), :kind, :directed, :sign, :place)
                    """)
            ],
            makes: (.tieKind, ["kind"], "SELECT id FROM tieKind WHERE name = :kind")),
        SideRule(
            table: "tie_kind_texts", names: [.the(.tieKind, "kind")],
            steps: [
                .init(
                    "INSERT INTO tieKindText(tieKind, field, language, text) VALUES (@tieKind, :field, :language, :text)"
                )
            ]),
    ]

    private static let cases = [
        SideRule(
            table: "attributes",
            steps: [
                .init(
                    """
                    INSERT INTO attribute(id, uuid, subject, name, type)
                    VALUES (\(SideRule.row("attribute")), $id, :subject, :name, :type)
                    """, count: "attributes")
            ],
            makes: (
                .attribute, ["id"],
                """
                SELECT id FROM attribute WHERE subject = :subject AND type = :type AND (uuid = $id OR name = :name)
                ORDER BY uuid = $id DESC LIMIT 1
                """
            )),
        SideRule(
            table: "attribute_values", names: [.the(.holder, "case"), .the(.attribute, "attribute")],
            steps: [
                .init(
                    """
                    INSERT INTO attributeValue("case", attribute, instance, value)
                    VALUES (@holder, @attribute, :instance, :value)
                    """, count: "values")
            ]),
    ]

    private static let notes = [
        SideRule(
            table: "memos",
            names: [
                .coder, .any(.source, "source"), .anyPassage, .any(.code, "code"), .any(.holder, "case"), .any(.actor, "actor"),
                .any(.tie, "tie"), .anyRespondent, .anyQuestion,
            ],
            steps: [
                .init(
                    """
                    UPDATE memo SET coder = @coder, author = :author, time = :time, title = coalesce(:title, ''), \(target("coding", "$coding", "memo")),
                      respondent = @respondent, question = @question, instance = :instance
                    WHERE uuid = $id AND event = :event
                    """)
            ]),
        SideRule(
            table: "memo_links",
            names: [
                .any(.source, "source"), .anyPassage, .any(.code, "code"), .any(.holder, "case"), .any(.actor, "actor"),
                .any(.tie, "tie"),
            ],
            steps: [
                .init(
                    """
                    INSERT INTO memoLink(memo, number, event)
                    SELECT id, :number, :event FROM memo WHERE uuid = $memo AND event = :event
                    """),
                .init(
                    """
                    UPDATE memoLink SET \(target("coding", "$coding", "memoLink")), linkedMemo = (SELECT id FROM memo WHERE uuid = $linked_memo)
                    WHERE memo = (SELECT id FROM memo WHERE uuid = $memo AND event = :event) AND number = :number
                    """),
            ]),
        SideRule(
            table: "queries",
            steps: [
                .init(
                    "INSERT INTO savedQuery(id, uuid, name, text) VALUES (\(SideRule.row("savedQuery")), $id, :name, :text)",
                    count: "queries")
            ]),
    ]

    /// What a memo is on, or a link leads to: of what a row names only the innermost.
    private static func target(_ column: String, _ id: String, _ table: String) -> String {
        """
        coding = (SELECT id FROM coding WHERE uuid = \(id)), passage = iif(\(id) IS NULL, @passage, NULL),
          source = iif(\(id) IS NULL AND @passage IS NULL, @source, NULL), code = @code, "case" = @holder, actor = @actor, tie = @tie
        """
    }
}
