import StudyModel

/// The study itself, its coders, its codebook, and what is known of its cases.
extension PortableTables {
    var study: [PortableTable] { (isWhole ? [title, coders] : []) + [formerCoderNames] }

    /// A study in which nothing is yet becomes the one that comes in.
    private var title: PortableTable {
        let isEmpty = ["source", "code", "finding", "case", "survey", "actor", "memo"]
            .map { "NOT EXISTS (SELECT 1 FROM \($0.quoted))" }.joined(separator: " AND ")
        return PortableTable(
            name: ProjectRows.studyTable, title: "The study",
            fields: [.text("name", "its title"), .text("language", "language code")],
            rows: .init(from: "study t", order: "t.id"),
            steps: [.init("UPDATE study SET name = :name, language = :language WHERE \(isEmpty)")])
    }

    /// Those who left something in the study; who only imported is nobody's business elsewhere.
    private var coders: PortableTable {
        PortableTable(
            name: "coders", title: "Who coded", fields: [.id, .text("name", "name")],
            rows: .init(
                from: "coder t",
                condition: """
                    t.id IN (SELECT coder FROM coding UNION SELECT coder FROM memo UNION SELECT coder FROM tie UNION SELECT coder FROM mention
                      UNION SELECT coder FROM formerCoderName)
                    """, order: "t.name"),
            steps: [
                .init(
                    """
                    INSERT INTO coder(id, uuid, name)
                    SELECT \(PortableTable.row("coder")), $id, :name WHERE :name NOT IN (SELECT name FROM formerCoderName)
                    """)
            ],
            makes: [
                .init(
                    thing: .coder, columns: ["name"],
                    find: """
                        SELECT id FROM coder WHERE name = :name UNION ALL SELECT coder FROM formerCoderName WHERE name = :name
                        UNION ALL SELECT id FROM coder WHERE uuid = $id LIMIT 1
                        """)
            ])
    }

    private var formerCoderNames: PortableTable {
        PortableTable(
            name: "former_coder_names", title: "What coders were called before",
            fields: [.text("former", "a name", at: "name"), .coder], rows: .init(from: "formerCoderName t", order: "t.name"),
            steps: [
                .init(
                    """
                    INSERT INTO formerCoderName(name, coder)
                    SELECT :former, @coder WHERE :former NOT IN (SELECT name FROM coder)
                    """)
            ])
    }

    var codebook: [PortableTable] {
        [heading, findings, findingTexts] + (isWhole ? [codes] : []) + [codeTexts, codeFindings] + kinds
    }

    /// Its languages are those of a codebook without codes; else they are added to its own.
    private var heading: PortableTable {
        PortableTable(
            name: "codebook", title: "The codebook",
            fields: [.text("name", "its name"), .text("languages", "JSON list of language codes")],
            rows: .init(from: "codebook t", order: "t.id"),
            steps: [
                .init(
                    """
                    UPDATE codebook SET name = CASE name WHEN '' THEN :name ELSE name END, languages =
                      iif(NOT EXISTS (SELECT 1 FROM code) AND NOT EXISTS (SELECT 1 FROM finding), :languages, (SELECT json_group_array(value) FROM (
                      SELECT value FROM json_each(codebook.languages) UNION ALL SELECT value FROM json_each(:languages)
                      WHERE value NOT IN (SELECT value FROM json_each(codebook.languages)))))
                    """)
            ])
    }

    private var findings: PortableTable {
        PortableTable(
            "findings", "Findings", of: "finding", [.text("finding", "name", at: "name"), .place], order: "t.place, t.name",
            isNumbered: true, count: "findings",
            makes: [.init(thing: .finding, columns: ["finding"], find: "SELECT id FROM finding WHERE name = :finding")])
    }

    private var findingTexts: PortableTable {
        texts("finding_texts", "Texts of findings", of: "findingText", .finding, as: "f", fields: "title or claim")
    }

    /// Texts of what a field names, by language; `fields` says which texts there are, nil where there is one.
    private func texts(
        _ name: String, _ title: LocalizedText, of table: String, _ holder: PortableField, as alias: String, fields: String?,
        owner: PortableTable.Owner? = nil
    ) -> PortableTable {
        PortableTable(
            name, title, of: table, [holder] + (fields.map { [.text("field", $0)] } ?? []) + [.language, .words],
            order: "\(alias).name, \(fields == nil ? "" : "t.field, ")t.language", owner: owner)
    }

    /// In the order of the tree, which their lines are.
    private var codes: PortableTable {
        PortableTable(
            name: "codes", title: "Codes",
            fields: [
                .id, .text("name", "name"),
                .thing(
                    .parent, "parent", "the code above", in: "code", as: "above", by: "name", at: "parent", isOptional: true),
                .text("colour", "#rrggbb"), .truth("codable", "whether passages are coded with it", at: "isCodable"),
            ],
            rows: .init(
                from: """
                    (WITH RECURSIVE tree(id, path) AS (
                      SELECT id, printf('%012d', place) || hex(name) || '/' FROM code WHERE parent IS NULL UNION ALL
                      SELECT c.id, path || printf('%012d', c.place) || hex(c.name) || '/' FROM tree JOIN code c ON c.parent = tree.id)
                      SELECT * FROM tree) tree JOIN code t ON t.id = tree.id
                    """, order: "tree.path"),
            steps: [
                .init(
                    """
                    INSERT INTO code(id, uuid, name, parent, place, colour, isCodable, event)
                    VALUES (\(PortableTable.row("code")), $id, :name, @parent,
                      (SELECT coalesce(max(place) + 1, 0) FROM code WHERE parent IS @parent), :colour, :codable, :event)
                    """, count: "codes")
            ],
            makes: [
                .init(
                    thing: .code, columns: ["name"],
                    find: "SELECT id FROM code WHERE uuid = $id OR name = :name ORDER BY uuid = $id DESC LIMIT 1")
            ])
    }

    private var codeTexts: PortableTable {
        texts(
            "code_texts", "Texts of codes", of: "codeText", code, as: "d",
            fields: "label, definition, include, exclude or example", owner: .code)
    }

    private var codeFindings: PortableTable {
        PortableTable(
            "code_findings", "Which codes bear on findings", of: "codeFinding",
            [code, .finding, .text("bearing", "supporting or contradicting")], order: "d.name, f.name", owner: .code)
    }

    private var kinds: [PortableTable] {
        [
            PortableTable(
                "actor_kinds", "Kinds of actors", of: "actorKind", [.text("kind", "name", at: "name"), .place],
                order: "t.place, t.name", isNumbered: true,
                makes: [.init(thing: .actorKind, columns: ["kind"], find: "SELECT id FROM actorKind WHERE name = :kind")]),
            texts(
                "actor_kind_texts", "Labels of kinds of actors", of: "actorKindText", .actorKind("name", at: "actorKind"),
                as: "k", fields: nil),
            PortableTable(
                "tie_kinds", "Kinds of ties", of: "tieKind",
                [
                    .text("kind", "name", at: "name"), .place,
                    .truth("directed", "whether its ties have a direction", at: "isDirected"), .text("sign", "+ or -"),
                ], order: "t.place, t.name", isNumbered: true,
                makes: [.init(thing: .tieKind, columns: ["kind"], find: "SELECT id FROM tieKind WHERE name = :kind")]),
            texts(
                "tie_kind_texts", "Texts of kinds of ties", of: "tieKindText", .tieKind("name", at: "tieKind"), as: "k",
                fields: "label or definition"),
        ]
    }

    var cases: [PortableTable] { (isWhole ? [holders] : []) + [attributes, attributeValues] }

    private var holders: PortableTable {
        PortableTable(
            "cases", "Cases", of: "case", [.id, .text("name", "name")], order: "t.name", isNumbered: true, hasEvent: true,
            count: "cases",
            makes: [
                .init(
                    thing: .holder, columns: ["name"],
                    find: "SELECT id FROM \"case\" WHERE uuid = $id OR name = :name ORDER BY uuid = $id DESC LIMIT 1")
            ])
    }

    private var attributes: PortableTable {
        PortableTable(
            "attributes", "Attributes", of: "attribute",
            [
                .id, .text("subject", "case or actor"), .text("name", "name"),
                .text("type", "text, integer, decimal, boolean, date or dateTime"),
            ], order: "t.subject, t.name", isNumbered: true, count: "attributes",
            makes: [(.attribute, "case"), (.actorAttribute, "actor")].map { (thing: PortableTable.Thing, subject: String) in
                .init(
                    thing: thing, columns: [ownKey],
                    find: """
                        SELECT id FROM attribute WHERE subject = :subject AND subject = '\(subject)' AND type = :type AND (uuid = $id OR name = :name)
                        ORDER BY uuid = $id DESC LIMIT 1
                        """)
            })
    }

    private var attributeValues: PortableTable {
        PortableTable(
            "attribute_values", "Values of cases", of: "attributeValue",
            [holder(), attribute(.attribute), .instance, .value], order: "h.name, b.name, t.instance", count: "values")
    }
}
