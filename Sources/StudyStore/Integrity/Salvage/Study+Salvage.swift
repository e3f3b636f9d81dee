import Foundation
import GRDB

extension Study {
    /// Writes what can still be read of a damaged study into a new one, in which all holds that must hold of a study.
    ///
    /// The pages are read one by one, without SQLite, which stops at the first that is damaged. The damaged file is only read.
    /// Where anything was left out or changed, the journal of the new study ends with the salvage, and what came before it
    /// cannot be undone.
    ///
    /// - Parameters:
    ///   - new: the path of the new study.
    ///   - inflate: unpacks bytes (RFC 1951) to that size.
    /// - Throws: `StudyError` where the file is of a newer version or holds nothing of a study, or a file of the new name is there;
    ///   there is no new study then.
    package static func salvage(
        _ path: String, to new: String, by coder: String, inflate: ([UInt8], Int) throws -> [UInt8]
    ) throws -> Salvage {
        try StudyHeader.checkForSalvage(path: path, newest: Migration.all.count)
        guard !FileManager.default.fileExists(atPath: new) else { throw StudyError.exists }
        let copy = try snapshot(of: path, beside: new)
        defer { if let copy { removeDraft(copy) } }
        let pages = try SalvagedPages(copy ?? path)
        let shapes = try StoredShape.all(version: pages.version ?? Migration.all.count)
        var salvage = Salvage()
        try make(new) { study in
            try study.queue.writeWithoutTransaction { db in
                try beginWriting(db)
                try db.execute(sql: "PRAGMA foreign_keys = OFF")
                defer { try? db.execute(sql: "PRAGMA foreign_keys = ON") }
                try study.sealing(db) {
                    salvage = try fill(db, from: SalvagedTrees(pages, shapes), of: pages, by: coder, inflate: inflate)
                    return .commit
                }
                // Triggers went and came, so the first page, which is written last, is another than it was.
                try db.inTransaction(.immediate) {
                    try PageSeal.renewAll(db)
                    return .commit
                }
            }
        }
        let made = try open(new)
        defer { try? made.close() }
        salvage.left += try made.check(inflate: inflate)
        return salvage
    }

    /// A copy in which what stands in a `-wal` file beside the study is at its place; nil where there is no such file, or
    /// SQLite cannot read the study so far.
    private static func snapshot(of path: String, beside new: String) throws -> String? {
        var journal = stat()
        guard stat(path + "-wal", &journal) == 0, journal.st_size > 0 else { return nil }
        var configuration = configuration(bearingDamage: true)
        configuration.readonly = true
        guard let queue = try? DatabaseQueue(path: path, configuration: configuration) else { return nil }
        defer { try? queue.close() }
        return try? StudyCopy.make(of: queue, at: "\(new).damaged-\(getpid())", isNumbered: false, .damagedToo)
    }

    private static func fill(
        _ db: Database, from trees: SalvagedTrees, of pages: SalvagedPages, by coder: String,
        inflate: ([UInt8], Int) throws -> [UInt8]
    ) throws -> Salvage {
        var (trees, salvage) = (trees, Salvage())
        let triggers = try Row.fetchAll(db, sql: "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger' ORDER BY name")
            .map { (name: $0["name"] as String, sql: $0["sql"] as String) }
        for trigger in triggers { try db.execute(sql: "DROP TRIGGER \(trigger.name)") }
        var writer = SalvageWriter(db)
        try trees.forEachRow { try writer.add($1, to: $0) }
        salvage.tell(trees, writer, pages)
        guard try Row.fetchOne(db, sql: everything) != nil else { throw StudyError.nothingToSalvage }
        var journal = SalvageJournal(db)
        try journal.begin(&salvage)
        var mending = SalvageMending(salvage, in: db)
        try mending.run(inflate: inflate)
        salvage = mending.salvage
        for table in ChangeSession.tables {
            let count = try Int.fetchOne(db, sql: "SELECT count(*) FROM \(table.quotedDatabaseIdentifier)") ?? 0
            if count > 0 { salvage.rows[table] = count }
        }
        if try journal.isMissed(), !salvage.left.contains(where: { $0.kind == .journal }) {
            salvage.left.append(
                Flaw(.journal, at: "event \(journal.last + 1)", "it is missing, with all behind it", remedy: Salvage.advice))
        }
        if !salvage.left.isEmpty { try journal.end(by: coder, rows: salvage.rows.values.reduce(0, +)) }
        for trigger in triggers { try db.execute(sql: trigger.sql) }
        return salvage
    }

    /// What a study is about.
    private static let everything = ["source", "survey", "code", "actor", "event"].map { "SELECT 1 FROM \($0)" }
        .joined(separator: " UNION ALL ")
}

extension Salvage {
    /// What could not be read, and what was turned back.
    fileprivate mutating func tell(_ trees: SalvagedTrees, _ writer: SalvageWriter, _ pages: SalvagedPages) {
        for page in pages.turned.sorted() {
            mended.append(Flaw(.page, at: "page \(page)", "one bit of it has flipped", remedy: Flaw.repair))
        }
        for (table, lost) in trees.lostPages.sorted(by: { $0.key < $1.key }) where SalvageWriter.tables.contains(table) {
            let what =
                lost.isEmpty
                ? "where they begin is not known any more"
                : "\(lost.count == 1 ? "a page" : "\(lost.count) pages") of them cannot be read"
            left.append(Flaw(.page, at: "rows of \(table)", what, remedy: Self.advice))
        }
        for (table, count) in trees.lostRows.sorted(by: { $0.key < $1.key }) where SalvageWriter.tables.contains(table) {
            leaveOut(count, of: table, since: "they cannot be read")
        }
        for (table, count) in writer.refused.sorted(by: { $0.key < $1.key }) {
            leaveOut(count, of: table, since: "they break a rule of their table")
        }
        for (page, table) in writer.doubtful.sorted(by: { $0.key < $1.key }) {
            left.append(
                Flaw(
                    .page, at: "page \(page), rows of \(table)",
                    "it is not as it was written; its rows were taken as they are", remedy: Self.advice))
        }
    }
}

extension StudyError {
    fileprivate static let nothingToSalvage = StudyError(
        "nothing of a study can be read in it", remedy: "restore the newest backup; the file was left untouched")
}
