import Foundation
import GRDB
import StudyModel

/// The events of the journal, and which of them are in force.
///
/// An event is in force unless an undo took it back and no redo took back that undo.
struct Acts {
    struct Act {
        let id: Int64
        let coder: String
        let verb: String
        let schemaVersion: Int
        let recording: Recording
        let target: Int64?
        let hasChangeset: Bool

        var isUndo: Bool { verb == Self.undo }
        var isRedo: Bool { verb == Self.redo }
        /// Something a person did, which can be taken back.
        var isChange: Bool { !isUndo && !isRedo && verb != Self.initial && !isSalvage }
        /// What came before it is not told by the journal any more.
        var isSalvage: Bool { verb == Self.salvage }

        static let undo = "undo"
        static let redo = "redo"
        static let initial = "init"
        static let salvage = "salvage"
    }

    /// In the order in which they happened.
    private(set) var acts: [Act] = []
    /// The undo that an event is taken back by, for those that are not in force.
    private(set) var undone: [Int64: Int64] = [:]
    /// For undos and redos the change that they are about.
    private(set) var changes: [Int64: Int64] = [:]

    /// - Parameter last: leaves later events out, as if they had not happened.
    init(_ db: Database, until last: Int64 = .max) throws {
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT e.id, o.name AS coder, e.verb, e.schemaVersion, e.recording, e.target,
                  e.changesetHash IS NOT NULL AS hasChangeset
                FROM event e JOIN coder o ON o.id = e.coder WHERE e.id <= ? ORDER BY e.id
                """, arguments: [last])
        while let row = try rows.next() {
            let act = Act(
                id: row["id"], coder: row["coder"], verb: row["verb"], schemaVersion: row["schemaVersion"],
                recording: Recording(rawValue: row["recording"]) ?? .changeset, target: row["target"],
                hasChangeset: row["hasChangeset"])
            acts.append(act)
            guard let target = act.target else { continue }
            let change = changes[target] ?? target
            changes[act.id] = change
            undone[change] = act.isUndo ? act.id : nil
        }
    }

    func act(_ id: Int64) -> Act? { acts.first { $0.id == id } }

    /// The newest change in force; of one coder, where one is named.
    func newest(of coder: String?) -> Act? {
        acts.last { $0.isChange && undone[$0.id] == nil && (coder == nil || $0.coder == coder) }
    }

    /// The salvage behind which an event came, where there is one: it can be neither taken back nor told again.
    func salvage(behind event: Int64) -> Act? { acts.last { $0.isSalvage && $0.id >= event } }

    /// Changes in force that came after `event`, and whose rows may rest on it.
    func later(than event: Int64) -> [Act] { acts.filter { $0.id > event && $0.isChange && undone[$0.id] == nil } }

    /// The undo that a redo takes back: the newest one in force behind which nothing but undos and redos came.
    var redoable: Act? {
        for act in acts.reversed() {
            if act.isUndo, act.target.flatMap({ undone[$0] }) == act.id { return act }
            if !act.isUndo && !act.isRedo { return nil }
        }
        return nil
    }
}
