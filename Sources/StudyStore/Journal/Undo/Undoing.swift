import Foundation
import GRDB

/// Takes back one event inside a transaction: its rows, the full-text index, and a look at what may rest on it.
struct Undoing {
    private let db: Database
    private let act: Acts.Act
    private let acts: Acts
    private let later: [Acts.Act]

    /// - Parameter acts: those up to now.
    init(_ act: Acts.Act, _ acts: Acts, in db: Database) {
        self.db = db
        self.act = act
        self.acts = acts
        later = acts.later(than: act.id)
    }

    /// - Parameter keep: takes what was done, as changesets.
    /// - Throws: `LaterWork`, `StudyError`; the transaction is then to be rolled back.
    mutating func run(keep: @escaping (Data) throws -> Void) throws {
        switch act.recording {
        case .changeset: try removeRecorded(keep)
        case .rows: try removeBulk(keep)
        }
    }

    private func removeRecorded(_ keep: (Data) throws -> Void) throws {
        let content = try db.changeset(of: act.id)
        let sources = try FullText.sources(in: content, losing: .insert, db)
        let done: Data
        do {
            var removal = ChangesetRemoval(db)
            done = try removal.run(content)
        } catch is Changeset.Conflict {
            throw try resting(on: content)
        }
        try FullText.follow(sources.sorted(), in: db)
        var (deleted, added): (Set<String>, Set<String>) = ([], [])
        try Changeset.forEach(in: done) { change in
            if change.operation == .delete { deleted.insert(change.table.name) } else { added.insert(change.table.name) }
        }
        try checkReferences(deletedFrom: deleted, addedTo: added)
        try keep(done)
    }

    private func removeBulk(_ keep: @escaping (Data) throws -> Void) throws {
        let carried = try act.hasChangeset ? db.changeset(of: act.id) : Data()
        let texts = try Int64.fetchAll(
            db,
            sql: """
                SELECT id FROM revision WHERE source IN (SELECT id FROM source WHERE event = ?1) AND event = ?1 ORDER BY id
                """, arguments: [act.id])
        try FullText.remove(texts, in: db)
        var removal = BulkRemoval(
            of: act.id, in: db, undone: acts.undone.keys.sorted(), touched: try TouchedRows(by: later, in: db), keep: keep)
        do {
            let touching = try removal.run(carried: carried)
            guard touching.isEmpty else { throw try laterWork(touching) }
        } catch is Changeset.Conflict {
            throw try resting(on: carried)
        }
        try checkReferences(deletedFrom: BulkRemoval.tables, addedTo: ["actor", "tie"])
    }

    private func checkReferences(deletedFrom deleted: Set<String>, addedTo added: Set<String>) throws {
        var references = try References(db)
        let dangling = try references.dangling(deletedFrom: deleted, addedTo: added)
        guard !dangling.isEmpty else { return }
        let touched = try TouchedRows(by: later, in: db)
        var events: Set<Int64> = []
        for row in dangling {
            // A row that was made later rests on the event, whatever was done to it since.
            let maker = row.event.flatMap { $0 > act.id ? $0 : nil }
            if let event = maker ?? touched.events[row.key] { events.insert(event) }
            if let event = row.target.flatMap({ touched.events[$0] }) { events.insert(event) }
        }
        throw try laterWork(events)
    }

    /// The later events that changed what `content` changed, or whose rows stand where its rows would.
    private func resting(on content: Data) throws -> any Error {
        let touched = try TouchedRows(by: later, in: db)
        var events: Set<Int64> = []
        var holders = PlaceHolders(db)
        try Changeset.forEach(in: content) { change in
            if let event = touched.events[change.key] { events.insert(event) }
            if change.operation != .insert {
                for row in try holders.rows(inTheWayOf: change.inverted) {
                    if let event = touched.events[row.key] ?? row.event { events.insert(event) }
                }
            }
        }
        return try laterWork(events)
    }

    private func laterWork(_ events: Set<Int64>) throws -> any Error {
        let known = Set(later.map(\.id)).intersection(events)
        guard !known.isEmpty else { return StudyError.unexplained(act.id) }
        return LaterWork(event: try Event.only(act.id, in: db), later: try Event.fetch(known, in: db))
    }
}

/// Finds rows that hold what must be unique, such as the name of a code.
private struct PlaceHolders {
    private let db: Database
    private var shapes: TableShapes
    private var keys: [String: [[Int]]] = [:]

    init(_ db: Database) {
        self.db = db
        shapes = TableShapes(db)
    }

    /// Other rows with a key of the row that `change` adds, or changes so far that the whole key is told.
    mutating func rows(inTheWayOf change: Changeset.Change) throws -> [References.Dangling] {
        let shape = try shapes.shape(of: change.table.name)
        let keyColumns = zip(shape.columns, shape.table.keyPlaces).filter { $1 > 0 }.map(\.0.quotedDatabaseIdentifier)
        let event = shape.column("event") == nil ? "NULL" : "event"
        var found: [References.Dangling] = []
        for columns in try uniqueColumns(shape) where columns.allSatisfy({ change.new.indices.contains($0) }) {
            let values = columns.map { change.new[$0] }
            guard !values.contains(.untold), !values.contains(.null) else { continue }
            let isSame = columns.map { "\(shape.columns[$0].quotedDatabaseIdentifier) = ?" }.joined(separator: " AND ")
            let find = try BulkStatement(
                db,
                """
                SELECT \(([event] + keyColumns).joined(separator: ", ")) FROM \(shape.table.name.quotedDatabaseIdentifier)
                WHERE \(isSame)
                """)
            for (position, value) in zip(Int32(1)..., values) { find.bind(position, value) }
            while try find.step() {
                let key = (0..<Int32(keyColumns.count)).map { find.value($0 + 1) }
                found.append(
                    .init(key: .init(table: shape.table.name, values: key), event: find.isNull(0) ? nil : find.integer(0)))
            }
        }
        return found.filter { $0.key != change.key || change.operation == .insert }
    }

    private mutating func uniqueColumns(_ shape: TableShapes.Shape) throws -> [[Int]] {
        if let known = keys[shape.table.name] { return known }
        let indexes = try String.fetchAll(
            db, sql: "SELECT name FROM pragma_index_list(?) WHERE \"unique\" ORDER BY seq", arguments: [shape.table.name])
        let found = try indexes.map { index in
            try Int.fetchAll(
                db, sql: "SELECT cid FROM pragma_index_info(?) ORDER BY seqno", arguments: [index])
        }
        let key = shape.table.keyPlaces.indices.filter { shape.table.keyPlaces[$0] > 0 }
        keys[shape.table.name] = [key] + found
        return [key] + found
    }
}

extension FullText {
    /// The sources whose revisions a changeset touches. Revisions that are about to go are taken out of the index.
    ///
    /// - Parameter operation: the kind of change by which those are told that go: `insert` where its opposite is to be applied.
    static func sources(in content: Data, losing operation: Changeset.Operation, _ db: Database) throws -> Set<Int64> {
        var (sources, lost): (Set<Int64>, [Int64]) = ([], [])
        try Changeset.forEach(in: content, tables: ["revision"]) { change in
            let row = change.operation == .insert ? change.new : change.old
            guard let id = row.first?.integer, row.count > 1 else { return }
            if let source = row[1].integer { sources.insert(source) }
            if change.operation == operation { lost.append(id) }
        }
        try remove(lost, in: db)
        return sources
    }
}
