import Foundation
import GRDB

/// Takes back an act that added in bulk: the rows that bear its event and what belongs to them, children first.
///
/// What others use stays: a passage with something on it, a case, an actor or a kind that something refers to. Of events that
/// were taken back before, the cases and actors go that stayed for the sake of this one. What a later event changed is later
/// work.
struct BulkRemoval {
    private let db: Database
    private let event: Int64
    /// Events that are not in force.
    private let undone: [Int64]
    private let touched: TouchedRows
    private var shapes: TableShapes
    /// Takes the deletions as changesets of some size each.
    private let keep: (Data) throws -> Void
    private static let pieceSize = 16 << 20

    init(
        of event: Int64, in db: Database, undone: [Int64], touched: TouchedRows, keep: @escaping (Data) throws -> Void
    ) {
        self.db = db
        self.event = event
        self.undone = undone
        self.touched = touched
        self.keep = keep
        shapes = TableShapes(db)
    }

    /// The rows of a table that go with the event, which is `?1`.
    private struct Step {
        let table: String
        let condition: String

        init(_ table: String, where condition: String = "event = ?1") {
            self.table = table
            self.condition = condition
        }
    }

    private static let steps: [Step] = {
        let revisions = """
            revision IN (SELECT r.id FROM revision r WHERE r.source IN (SELECT id FROM source WHERE event = ?1) AND r.event = ?1)
            """
        let respondents = "respondent IN (SELECT id FROM respondent WHERE event = ?1)"
        let questions = "question IN (SELECT id FROM question WHERE survey IN (SELECT id FROM survey WHERE event = ?1))"
        let codes = "code IN (SELECT id FROM code WHERE event = ?1)"
        return ["memoLink", "memo", "mention", "evidence", "coding", "tie"].map { Step($0) }
            + [
                Step("codeText", where: codes), Step("codeFinding", where: codes), Step("code"),
                Step("cue", where: revisions), Step("speakerTurn", where: revisions),
                Step("speaker", where: "source IN (SELECT id FROM source WHERE event = ?1)"),
                Step("revision", where: "source IN (SELECT id FROM source WHERE event = ?1) AND event = ?1"), Step("source"),
                Step("response", where: respondents), Step("noAnswer", where: respondents),
                Step("occurrence", where: respondents), Step("respondent"),
                Step("valueLabel", where: questions), Step("missingValue", where: questions),
                Step("questionText", where: questions), Step("questionFinding", where: questions),
                Step("question", where: "survey IN (SELECT id FROM survey WHERE event = ?1)"), Step("survey"),
            ]
    }()

    /// The tables from which rows are taken besides; a session records them.
    private static let shared =
        [
            "passage", "earlierPlace", "tie", "actor", "actorAlias", "actorAttributeValue", "actorKind", "tieKind", "case",
            "original", "attribute", "attributeValue",
        ] + ChangeSession.besideRows

    static let tables = Set(steps.map(\.table) + shared)

    /// - Parameter carried: what the journal keeps of rows that the act completed; empty where there is nothing.
    /// - Returns: the later events that changed rows of this one. Where there are any, the whole is to be taken back.
    mutating func run(carried: Data) throws -> Set<Int64> {
        let passages = try Int64.fetchAll(
            db,
            sql: Passages.users.map { "SELECT passage FROM \($0) WHERE event = ?1 AND passage IS NOT NULL" }
                .joined(separator: " UNION "), arguments: [event])
        var later = touched.deleted[event] ?? []
        for step in Self.steps { try later.formUnion(laterEvents(step)) }
        guard later.isEmpty else { return later }
        for step in Self.steps { try remove(step) }
        let session = try ChangeSession(db, tables: Self.shared)
        let kinds = try takeBack(carried)
        try Passages.deleteBare(passages, in: db)
        try removeActors()
        for (table, kind) in kinds { try Shared.deleteUnused(kind, from: table, in: db) }
        try removeCases()
        try db.execute(
            sql: """
                DELETE FROM original WHERE id NOT IN (SELECT original FROM survey)
                AND id NOT IN (SELECT original FROM revision WHERE original IS NOT NULL)
                """)
        let content = try session.content()
        if !content.isEmpty { try keep(content) }
        return []
    }

    private mutating func laterEvents(_ step: Step) throws -> Set<Int64> {
        let rows = touched.rows(of: step.table)
        guard !rows.isEmpty else { return [] }
        // The key's own placeholders follow the event.
        let condition = try shapes.shape(of: step.table).keyCondition
        let find = try BulkStatement(
            db, "SELECT 1 FROM \(step.table.quotedDatabaseIdentifier) WHERE (\(step.condition)) AND \(condition)")
        var later: Set<Int64> = []
        for (key, event) in rows where !later.contains(event) {
            find.bind(1, self.event)
            for (position, value) in zip(Int32(2)..., key.values) { find.bind(position, value) }
            if try find.firstInteger() != nil { later.insert(event) }
        }
        return later
    }

    private mutating func remove(_ step: Step) throws {
        let table = try shapes.shape(of: step.table).table
        let name = step.table.quotedDatabaseIdentifier
        let select = try BulkStatement(db, "SELECT * FROM \(name) WHERE \(step.condition)")
        select.bind(1, event)
        var writer = ChangesetWriter()
        while try select.step() {
            writer.addDeletion(from: table, select)
            if writer.content.count > Self.pieceSize { try keep(writer.take()) }
        }
        let rest = writer.take()
        if !rest.isEmpty { try keep(rest) }
        try db.execute(sql: "DELETE FROM \(name) WHERE \(step.condition)", arguments: [event])
    }

    /// Takes back what the act completed; returns the kinds that it made, which go when nothing is of them.
    private mutating func takeBack(_ carried: Data) throws -> [(table: String, kind: Int64)] {
        var kinds: [(String, Int64)] = []
        var writer = ChangesetWriter()
        try Changeset.forEach(in: carried) { change in
            switch (change.table.name, change.operation) {
            case ("actorKind", .insert), ("tieKind", .insert), ("attribute", .insert):
                if let kind = change.key.values.first?.integer { kinds.append((change.table.name, kind)) }
            case ("tie", .insert), ("actor", .insert): break
            case ("tie", .update), ("actor", .update), ("actorAlias", _), ("actorAttributeValue", _):
                // What the act itself made went already, or goes below.
                let owner = change.table.name == "tie" ? "tie" : "actor"
                let maker = try Int64.fetchOne(
                    db, sql: "SELECT event FROM \(owner) WHERE id = ?", arguments: [change.key.values.first?.integer])
                if let maker, maker != event { writer.add(change.inverted) }
            default: writer.add(change.inverted)
            }
        }
        try Changeset.apply(writer.content, to: db)
        return kinds
    }

    /// Actors of this event, and of those that are not in force, whom nothing names any more.
    private func removeActors() throws {
        let own = try candidates(
            "actor",
            users: [
                ("tie", "fromActor"), ("tie", "toActor"), ("mention", "actor"), ("memo", "actor"), ("memoLink", "actor"),
            ])
        let completed = Set(
            ["actor", "actorAlias", "actorAttributeValue"].flatMap { touched.rows(of: $0) }.compactMap {
                $0.key.values.first?.integer
            })
        for actor in own where !completed.contains(actor) {
            for (table, column) in [("actorAlias", "actor"), ("actorAttributeValue", "actor"), ("actor", "id")] {
                try db.execute(sql: "DELETE FROM \(table) WHERE \(column) = ?", arguments: [actor])
            }
        }
    }

    private func removeCases() throws {
        let own = try candidates("case", users: Shared.users["case"] ?? [])
        let changed = Set(touched.rows(of: "case").compactMap { $0.key.values.first?.integer })
        let delete = try BulkStatement(db, "DELETE FROM \"case\" WHERE id = ?")
        for row in own where !changed.contains(row) {
            delete.bind(1, row)
            try delete.run()
        }
    }

    private func candidates(_ table: String, users: [(table: String, column: String)]) throws -> [Int64] {
        let events = ([event] + undone).map(String.init).joined(separator: ", ")
        let used = users.map { "SELECT \"\($0.column)\" FROM \"\($0.table)\" WHERE \"\($0.column)\" IS NOT NULL" }
        return try Int64.fetchAll(
            db,
            sql: """
                SELECT id FROM "\(table)" WHERE event IN (\(events)) AND id NOT IN (\(used.joined(separator: " UNION "))) ORDER BY id
                """)
    }
}

/// Things that several events may use, and that stay as long as one does.
enum Shared {
    static let users: [String: [(table: String, column: String)]] = [
        "case": [
            ("source", "case"), ("speaker", "case"), ("respondent", "case"), ("actor", "case"), ("memo", "case"),
            ("memoLink", "case"),
            ("attributeValue", "case"),
        ],
        "actorKind": [("actor", "kind"), ("actorKindText", "actorKind")],
        "tieKind": [("tie", "kind"), ("tieKindText", "tieKind")],
        "attribute": [("attributeValue", "attribute"), ("actorAttributeValue", "attribute")],
    ]

    static func deleteUnused(_ row: Int64, from table: String, in db: Database) throws {
        let isUnused = (users[table] ?? []).map {
            "NOT EXISTS (SELECT 1 FROM \"\($0.table)\" WHERE \"\($0.column)\" = ?1)"
        }
        try db.execute(
            sql: "DELETE FROM \"\(table)\" WHERE id = ?1 AND \(isUnused.joined(separator: " AND "))", arguments: [row])
    }
}
