import Foundation
import GRDB
package import StudyModel

extension Study {
    package func codebook() throws -> Codebook {
        try read { try Self.codebook($0) }
    }

    static func codebook(_ db: Database) throws -> Codebook {
        let head = try Row.fetchOne(db, sql: "SELECT name, languages FROM codebook")
        let languages =
            try (head?["languages"] as String?).map { try JSONDecoder().decode([String].self, from: Data($0.utf8)) } ?? []
        var findings: [String: [String: LocalizedText]] = [:]
        for row in try Row.fetchAll(
            db, sql: "SELECT f.name, t.field, t.language, t.text FROM findingText t JOIN finding f ON f.id = t.finding")
        {
            findings[row["name"], default: [:]][row["field"], default: .init()][row["language"]] = row["text"]
        }
        return Codebook(
            name: head?["name"] ?? "", languages: languages,
            findings: try String.fetchAll(db, sql: "SELECT name FROM finding ORDER BY place, id").map {
                Finding(name: $0, title: findings[$0]?["title"] ?? .init(), claim: findings[$0]?["claim"] ?? .init())
            },
            actorKinds: try actorKinds(db), tieKinds: try tieKinds(db), codes: try codes(db))
    }

    private static func codes(_ db: Database) throws -> [Code] {
        var texts: [Int64: [String: LocalizedText]] = [:]
        for row in try Row.fetchAll(db, sql: "SELECT code, field, language, text FROM codeText") {
            texts[row["code"], default: [:]][row["field"], default: .init()][row["language"]] = row["text"]
        }
        var findings: [Int64: [String: Finding.Bearing]] = [:]
        for row in try Row.fetchAll(
            db, sql: "SELECT c.code, f.name, c.bearing FROM codeFinding c JOIN finding f ON f.id = c.finding")
        {
            findings[row["code"], default: [:]][row["name"]] = Finding.Bearing(rawValue: row["bearing"])
        }
        var memos: [Int64: [Code.Memo]] = [:]
        for row in try Row.fetchAll(
            db,
            sql: """
                SELECT m.code, o.name AS coder, m.time, m.title, m.text FROM memo m JOIN coder o ON o.id = m.coder
                WHERE m.code IS NOT NULL ORDER BY m.time, m.id
                """)
        {
            memos[row["code"], default: []].append(
                Code.Memo(coder: row["coder"], time: row["time"], title: row["title"], text: row["text"]))
        }
        return try Row.fetchAll(
            db,
            sql: """
                SELECT c.id, c.uuid, c.name, p.uuid AS parent, c.place, c.colour, c.isCodable
                FROM code c LEFT JOIN code p ON p.id = c.parent
                """
        ).map { row in
            let id: Int64 = row["id"]
            let text = texts[id] ?? [:]
            return Code(
                id: try Code.ID(row: row["uuid"]), name: row["name"],
                parent: try (row["parent"] as Data?).map { try Code.ID(row: $0) },
                order: row["place"], labels: text["label"] ?? .init(), definition: text["definition"] ?? .init(),
                include: text["include"] ?? .init(), exclude: text["exclude"] ?? .init(), example: text["example"] ?? .init(),
                colour: row["colour"], isCodable: row["isCodable"], findings: findings[id] ?? [:], memos: memos[id] ?? [])
        }
    }

    private static func actorKinds(_ db: Database) throws -> [ActorKind] {
        var labels: [String: LocalizedText] = [:]
        for row in try Row.fetchAll(
            db, sql: "SELECT k.name, t.language, t.text FROM actorKindText t JOIN actorKind k ON k.id = t.actorKind")
        {
            labels[row["name"], default: .init()][row["language"]] = row["text"]
        }
        return try String.fetchAll(db, sql: "SELECT name FROM actorKind ORDER BY place, id").map {
            ActorKind(name: $0, labels: labels[$0] ?? .init())
        }
    }

    private static func tieKinds(_ db: Database) throws -> [TieKind] {
        var texts: [String: [String: LocalizedText]] = [:]
        for row in try Row.fetchAll(
            db, sql: "SELECT k.name, t.field, t.language, t.text FROM tieKindText t JOIN tieKind k ON k.id = t.tieKind")
        {
            texts[row["name"], default: [:]][row["field"], default: .init()][row["language"]] = row["text"]
        }
        return try Row.fetchAll(db, sql: "SELECT name, isDirected, sign FROM tieKind ORDER BY place, id").map { row in
            let name: String = row["name"]
            return TieKind(
                name: name, isDirected: row["isDirected"], sign: Tie.Sign(rawValue: row["sign"]) ?? .positive,
                labels: texts[name]?["label"] ?? .init(),
                definition: texts[name]?["definition"] ?? .init())
        }
    }

    static func save(_ finding: Finding, place: Int, in db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO finding(id, name, place) VALUES (\(RowNumber.new(in: "finding")), ?, ?)
                ON CONFLICT(name) DO UPDATE SET place = excluded.place
                """,
            arguments: [finding.name.normalizedName, place])
        let row = try Int64.fetchOne(db, sql: "SELECT id FROM finding WHERE name = ?", arguments: [finding.name.normalizedName])
        try replaceTexts(of: "finding", row, [("title", finding.title), ("claim", finding.claim)], in: db)
    }

    static func save(_ kind: ActorKind, place: Int, in db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO actorKind(id, name, place) VALUES (\(RowNumber.new(in: "actorKind")), ?, ?)
                ON CONFLICT(name) DO UPDATE SET place = excluded.place
                """,
            arguments: [kind.name.normalizedName, place])
        try db.execute(
            sql: "DELETE FROM actorKindText WHERE actorKind = (SELECT id FROM actorKind WHERE name = ?)",
            arguments: [kind.name.normalizedName])
        for (language, text) in kind.labels.sortedTexts {
            try db.execute(
                sql: """
                    INSERT INTO actorKindText(actorKind, language, text)
                    VALUES ((SELECT id FROM actorKind WHERE name = ?), ?, ?)
                    """, arguments: [kind.name.normalizedName, language, text])
        }
    }

    static func save(_ kind: TieKind, place: Int, in db: Database) throws {
        try db.execute(
            sql: """
                INSERT INTO tieKind(id, name, isDirected, sign, place) VALUES (\(RowNumber.new(in: "tieKind")), ?, ?, ?, ?)
                ON CONFLICT(name) DO UPDATE SET isDirected = excluded.isDirected, sign = excluded.sign, place = excluded.place
                """, arguments: [kind.name.normalizedName, kind.isDirected, kind.sign.rawValue, place])
        let row = try Int64.fetchOne(db, sql: "SELECT id FROM tieKind WHERE name = ?", arguments: [kind.name.normalizedName])
        try replaceTexts(of: "tieKind", row, [("label", kind.labels), ("definition", kind.definition)], in: db)
    }

    /// Puts these texts in the place of those that a row of `table` has in the table of its texts.
    private static func replaceTexts(
        of table: String, _ row: Int64?, _ texts: [(field: String, text: LocalizedText)], in db: Database
    ) throws {
        try db.execute(sql: "DELETE FROM \(table)Text WHERE \(table) = ?", arguments: [row])
        for (field, text) in texts {
            for (language, text) in text.sortedTexts {
                try db.execute(
                    sql: "INSERT INTO \(table)Text(\(table), field, language, text) VALUES (?, ?, ?, ?)",
                    arguments: [row, field, language, text])
            }
        }
    }

    /// The id of a code that is new: its own, unless another code has it that bore this name once.
    private static func freeID(for code: Code, in db: Database) throws -> Code.ID {
        let name = code.name.normalizedName
        var id = code.id
        var number = 1
        while try holder(of: id, in: db) != nil {
            id = number == 1 ? Code.ID(of: "code", name) : Code.ID(of: "code", name, "\(number)")
            number += 1
        }
        return id
    }

    /// The name of the code with that id; nil where there is none.
    static func holder(of id: Code.ID, in db: Database) throws -> String? {
        try String.fetchOne(db, sql: "SELECT name FROM code WHERE uuid = ?", arguments: [id.data])
    }

    /// Adds the code, or brings the one of that name to what `code` says.
    @discardableResult
    static func save(_ code: Code, parent: Int64?, in change: inout Change) throws -> (row: Int64, isNew: Bool) {
        let db = change.db
        let name = code.name.normalizedName
        let known = try Int64.fetchOne(db, sql: "SELECT id FROM code WHERE name = ?", arguments: [name])
        if let known {
            try db.execute(
                sql: "UPDATE code SET parent = ?, place = ?, colour = ?, isCodable = ? WHERE id = ?",
                arguments: [parent, code.order, code.colour, code.isCodable, known])
            try db.execute(sql: "DELETE FROM codeFinding WHERE code = ?", arguments: [known])
        } else {
            let id = try freeID(for: code, in: db)
            try db.execute(
                sql: """
                    INSERT INTO code(id, uuid, name, parent, place, colour, isCodable, event)
                    VALUES (\(RowNumber.new(in: "code")), ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [id.data, name, parent, code.order, code.colour, code.isCodable, change.event])
            change.concern(id)
            change.count("codes")
        }
        let row = known ?? db.lastInsertedRowID
        try replaceTexts(of: "code", row, Code.Field.allCases.map { ($0.rawValue, code[$0]) }, in: db)
        for (finding, bearing) in code.findings.sorted(by: { $0.key < $1.key }) {
            let finding = finding.normalizedName
            let findingRow = try Int64.fetchOne(db, sql: "SELECT id FROM finding WHERE name = ?", arguments: [finding])
            guard let findingRow else { throw StudyError.unlistedFinding(finding, code: name) }
            try db.execute(
                sql: "INSERT INTO codeFinding(code, finding, bearing) VALUES (?, ?, ?)",
                arguments: [row, findingRow, bearing.rawValue])
        }
        return (row, known == nil)
    }
}

extension LocalizedText {
    /// In one order, so that the changeset of the same codebook has the same bytes.
    fileprivate var sortedTexts: [(String, String)] {
        languages.compactMap { language in self[language].map { (language, $0) } }
    }
}

extension StudyError {
    fileprivate static func unlistedFinding(_ finding: String, code: String) -> StudyError {
        StudyError(
            "code '\(code)' bears on finding '\(finding)', which the codebook does not list",
            remedy: "list it under 'findings' in the codebook")
    }
}
