import Foundation
import GRDB

/// What a repair did.
package struct Repair: Hashable, Sendable {
    /// The copy of the study as it was; nil where there was nothing that a repair mends, and nothing was changed.
    package var backup: String?
    package var mended: [Flaw] = []
    /// What a repair does not mend.
    package var left: [Flaw] = []

    package init(backup: String? = nil, mended: [Flaw] = [], left: [Flaw] = []) {
        self.backup = backup
        self.mended = mended
        self.left = left
    }
}

extension Study {
    /// Mends what can be mended without losing anything, after a copy of the study as it was is made beside it.
    ///
    /// Bits that have flipped are turned back, indexes are made anew, and what nothing refers to is taken away, which can be
    /// undone.
    ///
    /// - Parameter inflate: unpacks bytes (RFC 1951) to that size.
    /// - Throws: `StudyError` where the file cannot be read at all, or another command is at work on it.
    package static func repair(
        _ path: String, by coder: String, inflate: ([UInt8], Int) throws -> [UInt8]
    ) throws -> Repair {
        let before = try withStudy(path) { try $0.check(inflate: inflate) }
        guard before.contains(where: \.isMendable) else { return Repair(left: before) }
        let backup = try withStudy(path) { study in
            let backup = try translatingErrors(path: path) {
                try StudyCopy.make(
                    of: study.queue, at: "\(path).before-repair-\(CurrentTime.stamp.prefix(10))", isNumbered: true,
                    .damagedToo)
            }
            try study.turnBackBits()
            return backup
        }
        // Opened anew, since SQLite may hold pages as they were.
        try withStudy(path, bearingDamage: false) { study in
            let now = try study.check(inflate: inflate)
            guard now.contains(where: \.isMendable) else { return }
            try study.mend(now, by: coder)
        }
        let left = try withStudy(path) { try $0.check(inflate: inflate) }
        return Repair(backup: backup, mended: before.filter { !left.contains($0) }, left: left)
    }

    private static func withStudy<T>(
        _ path: String, bearingDamage: Bool = true, _ body: (Study) throws -> T
    ) throws -> T {
        let study = try open(path, bearingDamage: bearingDamage)
        let result = Result { try body(study) }
        if case .success = result { try study.close() } else { try? study.close() }
        return try result.get()
    }

    private func turnBackBits() throws {
        try Self.translatingErrors(path: path) {
            try queue.writeWithoutTransaction { db in
                guard try String.fetchOne(db, sql: "PRAGMA journal_mode = DELETE") == "delete" else {
                    throw StudyError.busy(LockHolder.describe(path: path))
                }
                // Whoever reads holds a repair up.
                try db.inTransaction(.exclusive) {
                    try SealCheck(db, namingOwners: false).mend(db)
                    return .rollback
                }
            }
        }
    }

    private func mend(_ flaws: [Flaw], by coder: String) throws {
        let kinds = Set(flaws.filter(\.isMendable).map(\.kind))
        if kinds.contains(.orphan) {
            try change("repair", by: coder) { change in
                for mending in CheckRule.all.compactMap(\.mending) {
                    try change.db.execute(sql: mending)
                    change.count("removed", change.db.changesCount)
                }
            }
        }
        // What follows changes nothing that the study says, so the journal has nothing to tell of it.
        try Self.translatingErrors(path: path) {
            try queue.writeWithoutTransaction { db in
                try Self.beginWriting(db)
                try db.inTransaction(.immediate) {
                    if !kinds.isDisjoint(with: [.database, .page]) { try db.execute(sql: "REINDEX") }
                    if !kinds.isDisjoint(with: [.index, .page]) { try IndexCheck.rebuild(db) }
                    // Sums are never made anew over pages that are damaged.
                    let isWhole = !flaws.contains { $0.kind == .page && !$0.isMendable }
                    if isWhole && (kinds.contains(.seal) || kinds.contains(.page)) {
                        try PageSeal.renewAll(db)
                    } else {
                        try PageSeal.renew(db)
                    }
                    return .commit
                }
            }
        }
    }
}
