import Foundation
import GRDB

/// Taking back that a coder was given another name.
///
/// Rows of coders are no part of what an undo takes back, since the journal names them; what they are called is.
enum CoderRenaming {
    /// Gives the coders whom `content` renamed the names from before.
    ///
    /// - Throws: `Changeset.Conflict` where somebody else has one by now.
    static func apply(_ content: Data, to db: Database) throws {
        var renamed: [(row: Int64, name: String)] = []
        try Changeset.forEach(in: content, tables: ["coder"]) { change in
            guard change.operation == .update, let row = change.key.values.first?.integer,
                case .text(let name)? = change.old.last
            else { return }
            renamed.append((row, String(decoding: name, as: UTF8.self)))
        }
        for (row, name) in renamed {
            let isTaken = try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM coder WHERE name = ? AND id <> ?)", arguments: [name, row])
            guard isTaken == false else { throw Changeset.Conflict() }
            try db.execute(sql: "UPDATE coder SET name = ? WHERE id = ?", arguments: [name, row])
        }
    }
}
