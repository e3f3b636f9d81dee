import Foundation
import GRDB
import StudyModel

/// An event cannot be taken back, because later events changed its rows or refer to them.
package struct LaterWork: Error, Hashable, Sendable {
    package let event: Event
    /// The events that must be taken back before it, the oldest first.
    package let later: [Event]
}

/// What later changes did to rows, so that none of it goes without a word.
struct TouchedRows {
    /// The newest later event that added, deleted or changed a row.
    private(set) var events: [Changeset.RowKey: Int64] = [:]
    /// Later events that deleted rows which another event had made in bulk, by that event.
    private(set) var deleted: [Int64: Set<Int64>] = [:]

    /// Reads what the journal keeps of `acts`.
    init(by acts: [Acts.Act], in db: Database) throws {
        guard acts.contains(where: \.hasChangeset) else { return }
        var shapes = TableShapes(db)
        for act in acts where act.hasChangeset {
            try Changeset.forEach(in: db.changeset(of: act.id)) { change in
                events[change.key] = act.id
                guard change.operation == .delete, let column = try shapes.shape(of: change.table.name).column("event"),
                    change.old.indices.contains(column), let maker = change.old[column].integer
                else { return }
                deleted[maker, default: []].insert(act.id)
            }
        }
    }

    /// The rows of a table that were touched, with the events that did so.
    func rows(of table: String) -> [(key: Changeset.RowKey, event: Int64)] {
        events.filter { $0.key.table == table }.map { ($0.key, $0.value) }
    }
}

extension Database {
    /// What the journal keeps of an event.
    ///
    /// - Throws: `StudyError` where it is gone, or is not what the journal was sealed with.
    func changeset(of event: Int64) throws -> Data {
        let row = try Row.fetchOne(
            self, sql: "SELECT c.content, e.changesetHash FROM changeset c JOIN event e ON e.id = c.event WHERE e.id = ?",
            arguments: [event])
        guard let row else { throw StudyError.purged(event) }
        let content: Data = row[0]
        guard Data(ContentHash(of: content).bytes) == row[1] as Data? else { throw Changeset.damaged }
        return content
    }
}

extension StudyError {
    fileprivate static func purged(_ event: Int64) -> StudyError {
        StudyError(
            "what the journal kept of event \(event) was erased, so it can be neither taken back nor brought back",
            remedy: "make the change by hand, or go back to a copy of the study")
    }
}
