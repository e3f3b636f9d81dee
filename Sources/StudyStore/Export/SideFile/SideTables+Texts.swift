import StudyModel

/// What is known of texts and of passages, and the texts that the project does not hold.
extension SideTables {
    static let range = [number("lower", "first character, from 0"), number("upper", "character behind the last")]
    private static let source = text("source", "id, or the name of an open answer")
    static let passage = [source, number("revision", "revision of the source, from 1")] + range
    static let passageColumns = "\(sourceKey), r.number, p.lower, p.upper"
    /// To the passage `p`.
    static let passageJoins = "JOIN revision r ON r.id = p.revision JOIN source s ON s.id = r.source \(answerJoins)"
    static let passageOrder = "1, 2, 3, 4"

    static func texts(answers: ProjectAnswers) -> [StudyTable] { [sources, revisions(answers)] + speech + passages }

    private static let sources = table(
        "sources", "Sources",
        [
            source, text("name", "name"), text("kind", "transcript, answer or note"), text("language", "language code"),
            text("case", "id"),
        ] + answer,
        """
        SELECT \(sourceKey), s.name, s.kind, s.language, c.uuid, u.name, n.name, q.uuid, s.instance FROM source s
        \(answerJoins) LEFT JOIN "case" c ON c.id = s."case" ORDER BY coalesce(s.name, \(AnswerName.sql))
        """)

    private static func revisions(_ answers: ProjectAnswers) -> StudyTable {
        table(
            "revisions", "Texts of sources",
            [
                source, number("revision", "from 1"), text("format", "the format it was read from"),
                number("duration_ms", "length of the recording"), text("original_name", "the file it was read from"),
                text("original_hash", "SHA-256 of that"), number("original_size", "its bytes"),
                text("hash", "SHA-256 of the text"),
                text("text", "the text, where the package does not hold it as a file"),
            ],
            """
            SELECT \(sourceKey), r.number, r.format, r.durationMs, o.name, lower(hex(o.hash)), o.size, lower(hex(r.hash)),
              CASE WHEN r.number = (SELECT max(number) FROM revision WHERE source = s.id)
                AND (s.kind <> 'answer' OR \(ProjectSourceRows.chosen(answers))) THEN NULL ELSE r.text END
            FROM revision r JOIN source s ON s.id = r.source \(answerJoins) LEFT JOIN original o ON o.id = r.original
            ORDER BY coalesce(s.name, \(AnswerName.sql)), r.number
            """)
    }

    private static let speech = [
        table(
            "speakers", "Speakers",
            [source, text("speaker", "label"), text("role", "interviewer, respondent or other"), text("case", "id")],
            """
            SELECT s.uuid, p.name, p.role, c.uuid FROM speaker p JOIN source s ON s.id = p.source
            LEFT JOIN "case" c ON c.id = p."case" ORDER BY s.name, p.name
            """),
        table(
            "cues", "Turns, and the parts of them that the file set off",
            [
                source, number("revision", "from 1"), number("cue", "from 1"), number("turn", "from 1"),
                text("speaker", "label"),
            ] + range + [number("start_ms", "milliseconds"), number("end_ms", "milliseconds")],
            """
            SELECT s.uuid, r.number, x.number, x.turn, p.name, x.lower, x.upper, x.startMs, x.endMs
            FROM source s CROSS JOIN revision r ON r.source = s.id CROSS JOIN cue x ON x.revision = r.id
            JOIN speakerTurn t ON t.revision = x.revision AND t.number = x.turn LEFT JOIN speaker p ON p.id = t.speaker
            WHERE s.name IS NOT NULL ORDER BY s.name, r.number, x.number
            """),
    ]

    private static let passages = [
        table(
            "passages", "Passages in texts that were edited",
            passage + [text("state", "placed, changed, ambiguous or lost")],
            "SELECT \(passageColumns), p.state FROM passage p \(passageJoins) WHERE p.state <> 'placed' ORDER BY \(passageOrder)"
        ),
        table(
            "earlier_places", "Where passages stood before",
            passage + [
                number("earlier_revision", "from 1"), number("earlier_lower", "first character"),
                number("earlier_upper", "character behind the last"),
            ],
            """
            SELECT \(passageColumns), y.number, x.lower, x.upper FROM earlierPlace x JOIN passage p ON p.id = x.passage \(passageJoins)
            JOIN revision y ON y.id = x.revision ORDER BY \(passageOrder), y.number
            """),
        table(
            "codings", "Codings that have a weight, or no place in the newest text",
            [text("id", "uuid")] + passage + [
                text("code", "id"), text("coder", "name"), number("weight", "0 to 100"), text("time", "when, UTC"),
            ],
            """
            SELECT k.uuid, \(passageColumns), d.uuid, o.name, k.weight, k.time
            FROM coding k JOIN passage p ON p.id = k.passage \(passageJoins) JOIN code d ON d.id = k.code JOIN coder o ON o.id = k.coder
            WHERE k.id IN (SELECT id FROM coding WHERE weight IS NOT NULL UNION ALL SELECT c.id FROM passage x CROSS JOIN coding c ON c.passage = x.id
              WHERE x.state IN ('ambiguous', 'lost')) ORDER BY 2, 3, 4, 5, d.name, o.name
            """),
    ]
}
