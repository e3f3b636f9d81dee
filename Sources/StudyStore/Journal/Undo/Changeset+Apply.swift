import CSQLite
import Foundation
import GRDB

extension Changeset {
    /// A change that does not fit the rows as they are; nothing of the changeset was applied.
    struct Conflict: Error {}

    /// Applies all of a changeset or nothing. References are not looked at.
    ///
    /// Coders are left out: the journal names them, so they stay once they are there.
    ///
    /// - Parameters:
    ///   - inverted: applies its opposite.
    ///   - tables: the tables that it is applied to; nil for all.
    /// - Throws: `Conflict` where a row is not as the changeset has it.
    static func apply(_ content: Data, to db: Database, inverted: Bool = false, tables: Set<String>? = nil) throws {
        guard !content.isEmpty else { return }
        var application = Application(tables: tables)
        let code = content.withUnsafeBytes { bytes in
            withUnsafeMutablePointer(to: &application) { context in
                sqlite3changeset_apply_v2(
                    db.sqliteConnection, Int32(clamping: bytes.count), UnsafeMutableRawPointer(mutating: bytes.baseAddress),
                    { context, table in
                        let wanted = context?.assumingMemoryBound(to: Application.self).pointee.tables
                        let name = table.map { String(cString: $0) } ?? ""
                        return name == "coder" || wanted?.contains(name) == false ? 0 : 1
                    },
                    { context, _, _ in
                        context?.assumingMemoryBound(to: Application.self).pointee.hasConflict = true
                        // SQLITE_CHANGESET_ABORT
                        return 2
                    }, context, nil, nil, inverted ? 2 : 0)
            }
        }
        if application.hasConflict { throw Conflict() }
        guard code == 0 else { throw DatabaseError(resultCode: ResultCode(rawValue: code), message: db.lastErrorMessage) }
    }

    /// What SQLite hands back to the functions that it asks.
    private struct Application {
        let tables: Set<String>?
        var hasConflict = false
    }
}
