import Foundation
import GRDB

/// Takes back an act of which the journal keeps every row that it touched.
///
/// What is shared is not taken from under others: a passage that the act made stays while something lies on it, a case while
/// something belongs to it; and a passage on which the act laid the last thing goes with it, whoever made it.
struct ChangesetRemoval {
    private let db: Database
    private var shapes: TableShapes
    private var writer = ChangesetWriter()
    /// Passages on which something lay.
    private var passages: Set<Int64> = []
    private var cases: [Int64] = []
    /// Passages whose place another one holds by now.
    private var moved: [Int64: Int64] = [:]
    private var returning: Set<Int64> = []

    init(_ db: Database) {
        self.db = db
        shapes = TableShapes(db)
    }

    /// - Returns: a changeset of what was done.
    /// - Throws: `Changeset.Conflict` where rows are not as the act left them.
    mutating func run(_ content: Data) throws -> Data {
        let session = try ChangeSession(db)
        try Changeset.forEach(in: content, tables: ["passage"]) { try addPassage($0.inverted) }
        try Changeset.forEach(in: content) { try add($0.inverted) }
        try Changeset.apply(writer.content, to: db)
        try CoderRenaming.apply(content, to: db)
        try Passages.deleteBare(passages, in: db)
        for row in cases { try Shared.deleteUnused(row, from: "case", in: db) }
        return try session.content()
    }

    private mutating func addPassage(_ change: Changeset.Change) throws {
        guard let id = change.key.values.first?.integer else { return }
        switch change.operation {
        case .delete: passages.insert(id)
        case .update: if try exists(id) { writer.add(change) }
        case .insert:
            let place = change.new.dropFirst().prefix(3).map(\.integer)
            let holder = try Int64.fetchOne(
                db, sql: "SELECT id FROM passage WHERE revision = ? AND lower = ? AND upper = ?", arguments: .init(place))
            if let holder {
                if holder != id { moved[id] = holder }
                return
            }
            returning.insert(id)
            writer.add(change)
        }
    }

    private mutating func add(_ change: Changeset.Change) throws {
        var change = change
        switch (change.table.name, change.operation) {
        case ("passage", _): return
        case ("case", .delete):
            if let row = change.key.values.first?.integer { cases.append(row) }
            return
        default: break
        }
        if let column = try shapes.shape(of: change.table.name).column("passage") {
            for value in [change.old, change.new] where value.indices.contains(column) {
                if let passage = value[column].integer { passages.insert(passage) }
            }
            if change.new.indices.contains(column), let passage = change.new[column].integer, let other = moved[passage] {
                change.new[column] = .integer(other)
            }
            // Where a passage stood goes and comes with the passage.
            if change.table.name == "earlierPlace", let passage = change.key.values.first?.integer,
                try !exists(passage), !returning.contains(passage)
            {
                return
            }
        }
        writer.add(change)
    }

    private func exists(_ passage: Int64) throws -> Bool {
        try Bool.fetchOne(db, sql: "SELECT EXISTS (SELECT 1 FROM passage WHERE id = ?)", arguments: [passage]) ?? false
    }
}
