import Foundation
import GRDB

extension Study {
    /// Looks at everything that must hold of a study, and returns what does not; nothing is changed.
    ///
    /// - Parameter inflate: unpacks bytes (RFC 1951) to that size.
    /// - Throws: `StudyError` where the file cannot be read at all.
    package func check(inflate: ([UInt8], Int) throws -> [UInt8]) throws -> [Flaw] {
        try atRest { db in
            let seal = try Self.sealFlaws(db)
            var flaws = seal.flaws
            flaws += Self.reading("the file") { try Self.structure(db) }
            flaws += Self.reading("texts") { try ContentCheck.texts(db) }
            flaws += Self.reading("files") { try ContentCheck.originals(db, inflate: inflate) }
            for rule in CheckRule.all { flaws += Self.reading("rows") { try rule.flaws(db) } }
            flaws += Self.reading("ids") { try ContentCheck.ids(db) }
            flaws += Self.reading("journal") { try JournalCheck.flaws(db) }
            flaws += Self.reading("full-text index") { try IndexCheck.flaws(db) }
            return Self.withSafeRemedies(seal.withoutConsequences(flaws))
        }
    }

    /// Nothing is made anew out of what is damaged: only bits are turned back then.
    private static func withSafeRemedies(_ flaws: [Flaw]) -> [Flaw] {
        guard flaws.contains(where: { [.page, .text, .database].contains($0.kind) && !$0.isMendable }) else { return flaws }
        return flaws.map { flaw in
            guard flaw.isMendable, flaw.kind != .page else { return flaw }
            return Flaw(flaw.kind, at: flaw.place, flaw.problem, remedy: Flaw.restore)
        }
    }

    /// Runs `body` on the file as it stands, with nothing in a `-wal` file beside it and nobody moving anything into it.
    func atRest<T>(_ body: (Database) throws -> T) throws -> T {
        try Self.translatingErrors(path: path) {
            try queue.writeWithoutTransaction { db in
                for _ in 0..<50 {
                    if try String.fetchOne(db, sql: "PRAGMA journal_mode") == "wal" {
                        _ = try Row.fetchOne(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
                    }
                    var result: T?
                    try db.inTransaction(.deferred) {
                        // From here on the file stays as it is: who reads while nothing is beside it holds it.
                        _ = try Int.fetchOne(db, sql: "SELECT count(*) FROM sqlite_schema")
                        var journal = stat()
                        if stat(path + "-wal", &journal) != 0 || journal.st_size == 0 { result = try body(db) }
                        return .rollback
                    }
                    if let result { return result }
                    usleep(100_000)
                }
                throw StudyError.busy(LockHolder.describe(path: path))
            }
        }
    }

    /// What a part of the check finds; that SQLite cannot read something is a flaw, and ends that part alone.
    private static func reading(_ what: String, _ part: () throws -> [Flaw]) -> [Flaw] {
        do {
            return try part()
        } catch let error as DatabaseError where error.resultCode == .SQLITE_BUSY {
            return [Flaw(.database, at: what, "another command is writing", remedy: "wait until it is done and try again")]
        } catch {
            return [Flaw(.database, at: what, "SQLite cannot read all of it", remedy: Flaw.restore)]
        }
    }

    private static func sealFlaws(_ db: Database) throws -> SealFlaws {
        do {
            return SealFlaws(try SealCheck(db))
        } catch is DatabaseError {
            return SealFlaws(unreadable: ())
        }
    }

    /// What SQLite finds by itself.
    private static func structure(_ db: Database) throws -> [Flaw] {
        var flaws: [Flaw] = []
        let found = try BulkStatement(db, "PRAGMA integrity_check(100)")
        while try found.step() {
            let message = found.text(0)
            guard message != "ok" else { continue }
            let isOfIndex = message.contains("missing from index") || message.contains("entries in index")
            flaws.append(
                isOfIndex
                    ? .mendable(.database, at: "the file", message.firstLowercased)
                    : Flaw(.database, at: "the file", message.firstLowercased, remedy: Flaw.restore))
        }
        let dangling = try BulkStatement(
            db, "SELECT \"table\", coalesce(rowid, ''), parent FROM pragma_foreign_key_check LIMIT 100")
        while try dangling.step() {
            flaws.append(
                Flaw(
                    .database, at: "\(dangling.text(0)) \(dangling.text(1))",
                    "it refers to a row of '\(dangling.text(2))' that is not there", remedy: Flaw.restore))
        }
        let pages = try StudyPages(db)
        let noted = try pages.page(1)?.bigEndian(at: 28)
        if noted != pages.count {
            flaws.append(Flaw(.database, at: "the file", "it is longer or shorter than its header says", remedy: Flaw.restore))
        }
        return flaws
    }
}

/// What the pages' sums tell, as flaws.
private struct SealFlaws {
    var flaws: [Flaw] = []
    /// Whether each page that differs does so in one bit, which a repair turns back, and all else that is found follows.
    private var isAllOfSingleBits = false

    init(unreadable: Void) {
        flaws = [Flaw(.seal, at: "the file", "the sums of its pages cannot be read", remedy: Flaw.restore)]
    }

    init(_ seal: SealCheck) {
        guard seal.isSealed else {
            flaws = [.mendable(.seal, at: "the file", "its pages bear no sums")]
            return
        }
        if seal.areSumsDamaged { flaws.append(.mendable(.seal, at: "the file", "the sums of its pages are damaged")) }
        isAllOfSingleBits = !seal.changed.isEmpty && seal.changed.allSatisfy { $0.bit != nil }
        let isByAnother = seal.isWrittenByOthers && !isAllOfSingleBits
        for page in seal.changed {
            let place = "page \(page.number)" + (page.owner.map { ", \($0.isIndex ? "index" : "rows") of \($0.table)" } ?? "")
            if page.bit != nil {
                flaws.append(.mendable(.page, at: place, "one bit of it has flipped"))
            } else if isByAnother {
                flaws.append(
                    Flaw(
                        .page, at: place, "it was changed by another program",
                        remedy: "restore the newest backup, or keep it as it is with 'anker check --repair'", isMendable: true))
            } else if page.owner?.isIndex == true {
                flaws.append(.mendable(.page, at: place, "it is not as it was written"))
            } else {
                flaws.append(Flaw(.page, at: place, "it is not as it was written", remedy: Flaw.restore))
            }
        }
    }

    /// What else is found in pages that a repair turns back goes away with it.
    func withoutConsequences(_ all: [Flaw]) -> [Flaw] {
        guard isAllOfSingleBits else { return all }
        return all.map { flaw in
            var flaw = flaw
            if !flaw.isMendable { (flaw.remedy, flaw.isMendable) = (Flaw.repair, true) }
            return flaw
        }
    }
}

extension String {
    fileprivate var firstLowercased: String { prefix(1).lowercased() + dropFirst() }
}
