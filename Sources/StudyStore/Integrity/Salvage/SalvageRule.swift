/// What must hold of rows, with the statement that leaves out or changes those of which it does not.
struct SalvageRule {
    let table: String
    let reason: String
    let kind: Flaw.Kind
    let sql: String
    /// Whether rows are changed, and none is left out.
    var isChange = false

    /// What may be without what it points to.
    static let optional =
        [
            ("source", "case", "case"), ("speaker", "case", "case"), ("code", "parent", "code"),
            ("revision", "original", "original"), ("speakerTurn", "speaker", "speaker"), ("actor", "kind", "actorKind"),
            ("actor", "case", "case"),
        ]
        + ["source", "passage", "coding", "code", "case", "actor", "tie"].flatMap { [("memo", $0, $0), ("memoLink", $0, $0)] }
        + [("memoLink", "linkedMemo", "memo")]

    static func isOptional(_ column: String, in table: String) -> Bool {
        optional.contains { $0.0 == table && $0.1 == column }
    }

    private static let newest = """
        (SELECT number FROM revision WHERE id = passage.revision) = (SELECT max(o.number) FROM revision o
          JOIN revision r ON r.source = o.source WHERE r.id = passage.revision)
        """
    /// The revisions whose turns and parts do not fit together any more.
    static let brokenTurns = """
        (SELECT c.revision FROM cue c JOIN revision r ON r.id = c.revision WHERE c.upper > r.length
        UNION SELECT c.revision FROM cue c JOIN cue b ON b.revision = c.revision AND b.number = c.number - 1
          WHERE c.lower < b.upper OR c.turn < b.turn
        UNION SELECT revision FROM cue GROUP BY revision HAVING max(number) <> count(*)
        UNION SELECT revision FROM speakerTurn GROUP BY revision HAVING max(number) <> count(*))
        """

    static let all: [SalvageRule] =
        ["cue", "speakerTurn"].map {
            SalvageRule(
                table: $0, reason: "others of the same transcript are gone", kind: .turn,
                sql: "DELETE FROM \($0) WHERE revision IN (SELECT revision FROM temp.brokenTurns)")
        } + [
            SalvageRule(
                table: "passage", reason: "they reach beyond the end of their text", kind: .range,
                sql: "DELETE FROM passage WHERE upper > (SELECT length FROM revision WHERE id = passage.revision)"),
            SalvageRule(
                table: "earlierPlace", reason: "they are not in a text of their passage", kind: .range,
                sql: """
                    DELETE FROM earlierPlace WHERE upper > (SELECT length FROM revision WHERE id = earlierPlace.revision)
                    OR (SELECT source FROM revision WHERE id = earlierPlace.revision) <> (SELECT r.source FROM passage p
                      JOIN revision r ON r.id = p.revision WHERE p.id = earlierPlace.passage)
                    """),
            SalvageRule(
                table: "speakerTurn", reason: "have no speaker any more", kind: .turn,
                sql: """
                    UPDATE speakerTurn SET speaker = NULL WHERE speaker IS NOT NULL AND
                    (SELECT source FROM speaker WHERE id = speakerTurn.speaker)
                      <> (SELECT source FROM revision WHERE id = speakerTurn.revision)
                    """, isChange: true),
            SalvageRule(
                table: "source", reason: "there is no text of them", kind: .revision,
                sql: "DELETE FROM source WHERE NOT EXISTS (SELECT 1 FROM revision WHERE source = source.id)"),
            SalvageRule(
                table: "passage", reason: "are placed, since the text in which they were not is gone", kind: .revision,
                sql: "UPDATE passage SET state = 'placed' WHERE state IN ('ambiguous', 'lost') AND \(newest)", isChange: true),
            SalvageRule(
                table: "passage", reason: "have no place in the newest text", kind: .revision,
                sql: "UPDATE passage SET state = 'lost' WHERE state IN ('placed', 'changed') AND NOT \(newest)", isChange: true),
            SalvageRule(
                table: "code", reason: "stood below themselves and stand at the top", kind: .codebook,
                sql: """
                    UPDATE code SET parent = NULL WHERE id NOT IN (
                      WITH RECURSIVE reached(id) AS (SELECT id FROM code WHERE parent IS NULL
                        UNION SELECT c.id FROM code c JOIN reached r ON c.parent = r.id)
                      SELECT id FROM reached)
                    """, isChange: true),
            SalvageRule(
                table: "response", reason: "they belong to no question of their survey", kind: .survey,
                sql: """
                    DELETE FROM response WHERE typeof(value) = 'blob' OR (SELECT survey FROM question WHERE id = response.question)
                    <> (SELECT survey FROM respondent WHERE id = response.respondent)
                    """),
            SalvageRule(
                table: "noAnswer", reason: "there is an answer", kind: .survey,
                sql: """
                    DELETE FROM noAnswer WHERE EXISTS (SELECT 1 FROM response r WHERE r.respondent = noAnswer.respondent
                      AND r.question = noAnswer.question AND r.instance = noAnswer.instance)
                    """),
            SalvageRule(
                table: "earlierPlace", reason: "nothing lies on their passage any more", kind: .orphan,
                sql: "DELETE FROM earlierPlace WHERE passage IN (SELECT id FROM passage WHERE \(bare))"),
            SalvageRule(
                table: "passage", reason: "nothing lies on them any more", kind: .orphan,
                sql: "DELETE FROM passage WHERE \(bare)"),
            SalvageRule(
                table: "formerCoderName", reason: "they are names of coders", kind: .id,
                sql: "DELETE FROM formerCoderName WHERE name IN (SELECT name FROM coder)"),
            SalvageRule(
                table: "original", reason: "nothing that was read from them is left", kind: .orphan,
                sql: """
                    DELETE FROM original WHERE id NOT IN (SELECT original FROM survey)
                    AND id NOT IN (SELECT original FROM revision WHERE original IS NOT NULL)
                    """),
        ]
    private static let bare = Passages.users.map { "id NOT IN (SELECT passage FROM \($0) WHERE passage IS NOT NULL)" }
        .joined(separator: " AND ")
}
