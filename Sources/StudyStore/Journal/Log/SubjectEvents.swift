import Foundation
import GRDB
import StudyModel

/// The events that made, changed or referred to one thing of the study.
struct SubjectEvents {
    private(set) var events: Set<Int64> = []
    private let db: Database
    /// The rows that stand for the thing, by the columns that point to them.
    private var rows: [String: Set<Int64>] = [:]
    private var ids: Set<String> = []

    /// Kinds of things, with the columns of other tables that point to them.
    private static let kinds: [(table: String, columns: [String])] = [
        ("source", ["source"]), ("code", ["code", "parent"]), ("actor", ["actor", "fromActor", "toActor"]),
        ("case", ["case"]), ("survey", ["survey"]), ("finding", ["finding"]), ("coding", ["coding"]), ("tie", ["tie"]),
        ("memo", ["memo", "linkedMemo"]), ("attribute", ["attribute"]),
    ]
    private static let withoutName: Set<String> = ["coding", "tie", "memo"]

    /// - Parameter subject: a name, or an id as the log prints it.
    init(of subject: String, _ acts: Acts, in db: Database) throws {
        self.db = db
        let id = UUID(uuidString: subject).map({ Identifier<Coder>($0) })
        for (table, columns) in Self.kinds {
            let hasName = !Self.withoutName.contains(table)
            let named =
                hasName
                ? try Int64.fetchAll(
                    db, sql: "SELECT id FROM \"\(table)\" WHERE name = ?", arguments: [subject.normalizedName]) : []
            let known = try id.flatMap { id in
                table == "finding"
                    ? nil : try Int64.fetchAll(db, sql: "SELECT id FROM \"\(table)\" WHERE uuid = ?", arguments: [id.data])
            }
            let found = named + (known ?? [])
            guard !found.isEmpty else { continue }
            for column in columns + ["\(table).id"] { rows[column, default: []].formUnion(found) }
            if table != "finding" {
                ids.formUnion(
                    try found.flatMap { row in
                        try Data.fetchAll(
                            db, sql: "SELECT uuid FROM \"\(table)\" WHERE id = ? AND uuid IS NOT NULL", arguments: [row])
                    }.compactMap { Identifier<Coder>(bytes: $0)?.description })
            }
        }
        if let answer = try AnswerName.find(subject, in: db) {
            for column in ["source", "source.id"] { rows[column, default: []].insert(answer.source) }
        }
        if let id { ids.insert(id.description) }
        guard !ids.isEmpty || !rows.isEmpty else { throw try noSuchThing(subject) }
        try addPlaces()
        try findListed()
        try findBulk()
        try findRecorded(acts)
        addUndone(acts)
    }

    /// What lies on a source points to its revisions and passages.
    private mutating func addPlaces() throws {
        guard let sources = rows["source"] else { return }
        let revisions = try sources.flatMap { source in
            try Int64.fetchAll(db, sql: "SELECT id FROM revision WHERE source = ?", arguments: [source])
        }
        rows["revision"] = Set(revisions)
        rows["passage"] = Set(
            try revisions.flatMap { revision in
                try Int64.fetchAll(
                    db,
                    sql:
                        "SELECT id FROM passage WHERE revision = ?1 UNION SELECT passage FROM earlierPlace WHERE revision = ?1",
                    arguments: [revision])
            })
    }

    private mutating func findListed() throws {
        for id in ids {
            events.formUnion(
                try Int64.fetchAll(db, sql: "SELECT id FROM event WHERE instr(subjects, ?)", arguments: ["\"\(id)\""]))
        }
    }

    /// Rows that bear their event and are the thing or point to it.
    private mutating func findBulk() throws {
        var shapes = TableShapes(db)
        for table in ChangeSession.tables {
            let shape = try shapes.shape(of: table)
            guard shape.column("event") != nil else { continue }
            for (column, rows) in columns(of: shape) {
                for row in rows {
                    events.formUnion(
                        try Int64.fetchAll(
                            db,
                            sql: """
                                SELECT DISTINCT event FROM \(table.quotedDatabaseIdentifier)
                                WHERE \(shape.columns[column].quotedDatabaseIdentifier) = ?
                                """, arguments: [row]))
                }
            }
        }
    }

    private mutating func findRecorded(_ acts: Acts) throws {
        var shapes = TableShapes(db)
        for act in acts.acts where act.hasChangeset && !events.contains(act.id) {
            var isFound = false
            try Changeset.forEach(in: db.changeset(of: act.id)) { change in
                guard !isFound else { return }
                for (column, rows) in columns(of: try shapes.shape(of: change.table.name)) {
                    for values in [change.old, change.new] where values.indices.contains(column) {
                        if let row = values[column].integer, rows.contains(row) { isFound = true }
                    }
                }
            }
            if isFound { events.insert(act.id) }
        }
    }

    /// The columns of a table that can stand for the thing, with the rows they would name.
    private func columns(of shape: TableShapes.Shape) -> [(column: Int, rows: Set<Int64>)] {
        shape.columns.enumerated().compactMap { column, name in
            (rows[name == "id" ? "\(shape.table.name).id" : name]).map { (column, $0) }
        }
    }

    /// What took back or brought back one of them, and what one of them took back.
    private mutating func addUndone(_ acts: Acts) {
        for act in acts.acts.reversed() where events.contains(act.id) {
            if let target = act.target { events.insert(target) }
        }
        for act in acts.acts {
            if let target = act.target, events.contains(target) { events.insert(act.id) }
        }
    }

    private func noSuchThing(_ subject: String) throws -> StudyError {
        let names = try Self.kinds.map(\.table).filter { !Self.withoutName.contains($0) }.flatMap { table in
            try String.fetchAll(db, sql: "SELECT name FROM \"\(table)\" WHERE name IS NOT NULL")
        }
        return StudyError(
            "nothing in the study is named '\(subject)'",
            remedy: subject.nearest(among: names).map { "did you mean '\($0)'?" }
                ?? "name a source, code, actor, case or survey; of what is gone, its id as 'anker log --json' prints it")
    }
}
