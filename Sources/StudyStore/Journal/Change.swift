import Foundation
import GRDB
import StudyModel

/// One change to a study while it is being made: its transaction, and what the journal will say of it.
struct Change {
    let db: Database
    /// The journal row that the rows made now bear.
    let event: Int64
    private(set) var coder: Int64
    private(set) var coderName: String
    let time: String
    /// Ids of what was made or changed, as the journal lists them; at most `subjectLimit` are kept.
    private(set) var subjects: [String] = []
    var counts: [String: Int] = [:]
    /// The hash of the file that came in; of several files, the hash over their hashes in the order in which they came.
    var input: ContentHash?
    /// The event that an undo takes back, or the undo that a redo takes back.
    var target: Int64?
    /// Records what a changeset must hold; made at the beginning, or where a bulk act first completes a row that stands.
    private(set) var session: ChangeSession?

    /// A bulk act is found by the event that its rows bear, so its ids need not all stand in the journal.
    private static let subjectLimit = 100

    init(db: Database, event: Int64, coder: Int64, coderName: String, time: String, session: ChangeSession?) {
        self.db = db
        self.event = event
        self.coder = coder
        self.coderName = coderName
        self.time = time
        self.session = session
    }

    /// Does a part of the change in another coder's name; the journal still names who made it.
    mutating func `as`<T>(_ name: String, _ body: (inout Change) throws -> T) throws -> T {
        let own = (coder, coderName)
        coder = try Study.coderRow(db, name)
        coderName = try Study.coderName(coder, in: db)
        defer { (coder, coderName) = own }
        return try body(&self)
    }

    mutating func concern(_ id: some CustomStringConvertible) {
        if subjects.count < Self.subjectLimit { subjects.append(id.description) }
    }

    /// To be called before a bulk act changes a row that stood before it.
    mutating func willComplete() throws { try record(ChangeSession.completedInBulk) }

    /// To be called before a bulk act makes a kind of actors or ties.
    mutating func willMakeKind() throws { try record(ChangeSession.madeInBulk) }

    /// To be called before a bulk act sets what is known of cases.
    mutating func willSetValues() throws { try record(ChangeSession.setInBulk) }

    /// To be called before a bulk act takes in rows of every table.
    mutating func willTakeRows() throws {
        try record(
            ChangeSession.besideRows + ChangeSession.madeInBulk + ChangeSession.setInBulk + ChangeSession.completedInBulk)
    }

    private mutating func record(_ tables: [String]) throws {
        if let session { try session.record(tables) } else { session = try ChangeSession(db, tables: tables) }
    }

    mutating func count(_ what: String, _ number: Int = 1) {
        if number != 0 { counts[what, default: 0] += number }
    }
}

/// How the journal keeps what an undo needs.
enum Recording: String {
    /// A SQLite changeset of every row touched.
    case changeset
    /// The event number in the rows that were made, for acts that add in bulk; a changeset holds only what they completed.
    case rows
}

extension Study {
    /// Makes one change: all of `body` or nothing, with one row in the journal.
    ///
    /// A body that counted nothing and concerned nothing leaves no journal row.
    ///
    /// - Parameter others: Coders besides whom the change speaks of; like who makes it, they stay when it is undone.
    /// - Throws: `StudyError`, and whatever `body` throws; the study is then as it was.
    @discardableResult
    func change<T>(
        _ verb: String, by coderName: String, naming others: [String] = [], recording: Recording = .changeset,
        _ body: (inout Change) throws -> T
    ) throws -> T {
        try Self.translatingErrors(path: path) {
            try queue.writeWithoutTransaction { db in
                try Self.beginWriting(db)
                var result: T?
                let bulk = recording == .rows ? try BulkMode(db) : nil
                defer { bulk?.end() }
                try sealing(db) {
                    let event = (try Int64.fetchOne(db, sql: "SELECT max(id) FROM event") ?? 0) + 1
                    // Before the session begins: the journal names the coder, so no undo can take this row away.
                    let coder = try Self.coderRow(db, coderName)
                    for name in others { _ = try Self.coderRow(db, name) }
                    let session = recording == .changeset ? try ChangeSession(db) : nil
                    var change = Change(
                        db: db, event: event, coder: coder, coderName: try Self.coderName(coder, in: db),
                        time: CurrentTime.stamp,
                        session: session)
                    let numbers = try RowNumber.Record(db)
                    let value = try body(&change)
                    result = value
                    let changeset = try change.session?.content() ?? Data()
                    if changeset.isEmpty && (recording == .changeset || change.counts.isEmpty) { return .rollback }
                    try Journal.append(change, verb: verb, recording: recording, changeset: changeset.isEmpty ? nil : changeset)
                    try bulk?.checkReferences(of: change)
                    try numbers.keep()
                    return .commit
                }
                guard let result else { throw StudyError.failed("the change was not made") }
                return result
            }
        }
    }

    static func coderName(_ row: Int64, in db: Database) throws -> String {
        try String.fetchOne(db, sql: "SELECT name FROM coder WHERE id = ?", arguments: [row]) ?? ""
    }

    /// The row of the coder of that name, made where there is none.
    ///
    /// - Parameter id: for one that is made; nil for the id that follows from the name.
    static func coderRow(_ db: Database, _ name: String, id: Identifier<Coder>? = nil) throws -> Int64 {
        let name = name.normalizedName
        guard !name.isEmpty else { throw StudyError.noCoder }
        if let row = try Int64.fetchOne(db, sql: "SELECT id FROM coder WHERE name = ?", arguments: [name]) { return row }
        // Who was renamed is found by the name from before, too.
        let former = try Int64.fetchOne(db, sql: "SELECT coder FROM formerCoderName WHERE name = ?", arguments: [name])
        if let former { return former }
        try db.execute(
            sql: "INSERT INTO coder(uuid, name) VALUES (?, ?)", arguments: [(id ?? Identifier(of: "coder", name)).data, name])
        return db.lastInsertedRowID
    }

    /// Whether there is a coder of that name, or of whom it was the name.
    ///
    /// - Throws: `StudyError` where the name is nothing but blanks.
    static func hasCoder(_ db: Database, _ name: String) throws -> Bool {
        let name = name.normalizedName
        guard !name.isEmpty else { throw StudyError.noCoder }
        let sql =
            "SELECT EXISTS (SELECT 1 FROM coder WHERE name = ?1) OR EXISTS (SELECT 1 FROM formerCoderName WHERE name = ?1)"
        return try Bool.fetchOne(db, sql: sql, arguments: [name]) ?? false
    }
}

/// Somebody who codes.
package enum Coder {}

extension Identifier {
    /// The 16 bytes as they stand in the study file.
    var data: Data { Data(bytes) }
}
