import GRDB
import StudyModel

extension Change {
    /// The row of the case of that name, made where there is none.
    ///
    /// - Parameter given: an id that is free, for one that is made; nil for the id that follows from the name.
    mutating func caseRow(_ name: String, as given: Case.ID? = nil) throws -> Int64 {
        let name = name.normalizedName
        if let row = try Int64.fetchOne(db, sql: "SELECT id FROM \"case\" WHERE name = ?", arguments: [name]) { return row }
        let id = try given ?? Case.ID.free(of: "case", [name], in: db)
        try db.execute(
            sql: "INSERT INTO \"case\"(id, uuid, name, event) VALUES (\(RowNumber.new(in: "case")), ?, ?, ?)",
            arguments: [id.data, name, event])
        count("cases")
        return db.lastInsertedRowID
    }
}

extension Identifier {
    /// The id over `parts`, or the next one where a row has that which bore this name once.
    ///
    /// - Parameter kind: the sort of thing, which is the name of its table too.
    static func free(of kind: String, _ parts: [String], in db: Database) throws -> Self {
        var id = Self(of: kind, parts: parts)
        var number = 1
        let find = try db.cachedStatement(sql: "SELECT 1 FROM \(kind.quotedDatabaseIdentifier) WHERE uuid = ?")
        while try Int.fetchOne(find, arguments: [id.data]) != nil {
            number += 1
            id = Self(of: kind, parts: parts + ["\(number)"])
        }
        return id
    }
}
