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
    /// - Parameter inverted: applies its opposite.
    /// - Throws: `Conflict` where a row is not as the changeset has it.
    static func apply(_ content: Data, to db: Database, inverted: Bool = false) throws {
        guard !content.isEmpty else { return }
        var hasConflict = false
        let code = content.withUnsafeBytes { bytes in
            withUnsafeMutablePointer(to: &hasConflict) { context in
                sqlite3changeset_apply_v2(
                    db.sqliteConnection, Int32(clamping: bytes.count), UnsafeMutableRawPointer(mutating: bytes.baseAddress),
                    { _, table in table.map { String(cString: $0) } == "coder" ? 0 : 1 },
                    { context, _, _ in
                        context?.assumingMemoryBound(to: Bool.self).pointee = true
                        // SQLITE_CHANGESET_ABORT
                        return 2
                    }, context, nil, nil, inverted ? 2 : 0)
            }
        }
        if hasConflict { throw Conflict() }
        guard code == 0 else { throw DatabaseError(resultCode: ResultCode(rawValue: code), message: db.lastErrorMessage) }
    }
}
