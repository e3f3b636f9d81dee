import StudyModel

/// Texts with who speaks where.
extension PortableTables {
    var texts: [PortableTable] { [sources, revisions, speakers, cues] }

    /// `:free_name`: what the writer knows of a source. An open answer has neither a name of its own nor an id.
    private var sources: PortableTable {
        var (respondent, question) = (
            PortableField.read("respondent", "name", "n.name"),
            PortableField.read("question", isWhole ? "name" : "id", "q.\(key)")
        )
        respondent.name = self.respondent(isOptional: true).name
        question.name = self.question(isOptional: true).name
        let answer = [
            .read("survey", "name", "u.name", joins: Self.answerJoins), respondent, question,
            .read("instance", "which repetition, from 1", "s.instance", type: .integer),
        ]
        return PortableTable(
            name: "sources", title: "Sources",
            fields: (isWhole
                ? [
                    .read("id", "uuid; an open answer has none", "s.uuid"),
                    .read("name", "name", sourceKey, joins: Self.answerJoins),
                ] : [PortableField(cells: [sourceCell], joins: Self.answerJoins), .read("name", "name", "s.name")]) + [
                    .read("kind", "transcript, answer or note", "s.kind"), .read("language", "language code", "s.language"),
                    PortableField(
                        cells: [.init(.init("case", .string, isWhole ? "name" : "id"), "h.\(key)")],
                        joins: [.init(alias: "h", sql: "LEFT JOIN \"case\" h ON h.id = s.\"case\"")],
                        name: holder(isOptional: true).name),
                ] + answer,
            rows: .init(from: "source s", order: Self.sourceOrder),
            steps: [
                .init(
                    """
                    INSERT INTO source(id, uuid, name, kind, language, "case", respondent, question, instance, event)
                    VALUES (\(PortableTable.row("source")), iif(:kind = 'answer', NULL, \(isWhole ? "$id" : "$source")),
                      iif(:kind = 'answer', NULL, :free_name), :kind, :language, @holder, @respondent, @question, :instance, :event)
                    """, count: "sources")
            ],
            makes: [
                .init(
                    thing: .source, columns: [isWhole ? "name" : "source"],
                    find: """
                        SELECT id FROM source WHERE uuid = \(isWhole ? "$id" : "$source")
                        UNION SELECT id FROM source WHERE respondent = @respondent AND question = @question AND instance = :instance
                        """)
            ])
    }

    private static let sourceOrder = "coalesce(s.name, \(AnswerName.sql))"

    /// `:length`: what the writer knows of a text.
    private var revisions: PortableTable {
        PortableTable(
            name: "revisions", title: "Texts of sources",
            fields: [
                source, .number("revision", "from 1", at: "number"), .text("format", "the format it was read from"),
                .number("duration_ms", "length of the recording", at: "durationMs"),
            ] + original(isOptional: true) + [
                .read("hash", "SHA-256 of the text", "lower(hex(t.hash))"),
                .read(
                    "text", isWhole ? "the text" : "the text, where the package does not hold it as a file", storedText),
            ],
            rows: .init(from: "revision t", order: "\(Self.sourceOrder), t.number"),
            steps: [
                .init(Self.addOriginal),
                .init(
                    """
                    INSERT INTO revision(id, source, number, text, length, hash, original, format, durationMs, event)
                    SELECT \(PortableTable.row("revision")), id, :revision, :text, :length, $hash,
                      (SELECT id FROM original WHERE hash = $original_hash), :format, :duration_ms, :event
                    FROM source WHERE id = @source AND event = :event
                    """),
            ],
            makes: [
                .init(
                    thing: .revision, columns: ["source", "revision"],
                    find: "SELECT id FROM revision WHERE source = @source AND number = :revision AND hash = $hash")
            ])
    }

    /// A package holds the newest texts of the sources that come along as files.
    private var storedText: String {
        guard case .beside(let answers) = form else { return "t.text" }
        return """
            CASE WHEN t.number = (SELECT max(number) FROM revision WHERE source = s.id)
              AND (s.kind <> 'answer' OR \(ProjectSourceRows.chosen(answers))) THEN NULL ELSE t.text END
            """
    }

    private var speakers: PortableTable {
        PortableTable(
            name: "speakers", title: "Speakers",
            fields: [
                source, .text("speaker", "label", at: "name"), .text("role", "interviewer, respondent or other"),
                holder(isOptional: true),
            ], rows: .init(from: "speaker t", order: "s.name, t.name"),
            steps: [
                .init(
                    """
                    INSERT INTO speaker(id, source, name, role, "case")
                    SELECT \(PortableTable.row("speaker")), id, :speaker, :role, @holder FROM source WHERE id = @source AND event = :event
                    """)
            ])
    }

    private var cues: PortableTable {
        PortableTable(
            name: "cues", title: "Turns, and the parts of them that the file set off",
            fields: [
                PortableField(
                    cells: [.init(sourceCell.column, "s.\(key)")], name: .init(thing: .source, columns: ["source"])),
                PortableField(
                    cells: [Self.revisionCell], name: .init(thing: .revision, columns: ["source", "revision"])),
                .number("cue", "from 1", at: "number"), .number("turn", "from 1"), .read("speaker", "label", "v.name"),
                .number("lower", "first character, from 0"), .number("upper", "character behind the last"),
                .number("start_ms", "milliseconds", at: "startMs"), .number("end_ms", "milliseconds", at: "endMs"),
            ],
            rows: .init(
                from: """
                    source s CROSS JOIN revision r ON r.source = s.id CROSS JOIN cue t ON t.revision = r.id
                    JOIN speakerTurn e ON e.revision = t.revision AND e.number = t.turn LEFT JOIN speaker v ON v.id = e.speaker
                    """, condition: "s.name IS NOT NULL", order: "s.name, r.number, t.number"),
            steps: [
                .init(
                    """
                    INSERT INTO speakerTurn(revision, number, speaker)
                    SELECT @revision, :turn, (SELECT id FROM speaker WHERE source = @source AND name = :speaker)
                    \(PortableTable.Owner.revision.sql)
                    """, count: "turns"),
                .init(
                    """
                    INSERT INTO cue(revision, number, turn, lower, upper, startMs, endMs)
                    SELECT @revision, :cue, :turn, :lower, :upper, :start_ms, :end_ms \(PortableTable.Owner.revision.sql)
                    """),
            ])
    }
}
