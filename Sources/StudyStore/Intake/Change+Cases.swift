import GRDB
import StudyModel

extension Change {
    /// The row of the case of that name, made where there is none.
    mutating func caseRow(_ name: String) throws -> Int64 {
        let name = name.normalizedName
        if let row = try Int64.fetchOne(db, sql: "SELECT id FROM \"case\" WHERE name = ?", arguments: [name]) { return row }
        try db.execute(
            sql: "INSERT INTO \"case\"(uuid, name, event) VALUES (?, ?, ?)",
            arguments: [Identifier<Case>(of: "case", name).data, name, event])
        count("cases")
        return db.lastInsertedRowID
    }
}

/// Finds and makes cases with statements that are prepared once.
struct CaseWriter {
    private let db: Database
    private let addCase: BulkStatement
    private let findCase: BulkStatement

    init(_ db: Database) throws {
        self.db = db
        addCase = try BulkStatement(
            db, "INSERT INTO \"case\"(uuid, name, event) VALUES (?, ?, ?) ON CONFLICT(name) DO NOTHING")
        findCase = try BulkStatement(db, "SELECT id FROM \"case\" WHERE name = ?")
    }

    /// The row of the case of that name, made where there is none. Most cases of a survey are new, so that is tried first.
    func row(of name: String, in change: inout Change) throws -> Int64 {
        let name = name.normalizedName
        addCase.bind(1, copying: Identifier<Case>(of: "case", name).bytes)
        addCase.bind(2, copying: name)
        addCase.bind(3, change.event)
        try addCase.run()
        // Not `RETURNING`, which takes four times as long as the insert itself.
        if db.changesCount == 1 {
            change.count("cases")
            return db.lastInsertedRowID
        }
        findCase.bind(1, copying: name)
        guard let row = try findCase.firstInteger() else { throw StudyError.failed("a case cannot be made") }
        return row
    }
}
