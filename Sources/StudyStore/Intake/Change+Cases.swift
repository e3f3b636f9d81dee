import GRDB
import StudyModel

extension Change {
    /// The row of the case of that name, made where there is none.
    mutating func caseRow(_ name: String) throws -> Int64 {
        let name = name.normalizedName
        if let row = try Int64.fetchOne(db, sql: "SELECT id FROM \"case\" WHERE name = ?", arguments: [name]) { return row }
        try db.execute(
            sql: "INSERT INTO \"case\"(id, uuid, name, event) VALUES (\(RowNumber.new(in: "case")), ?, ?, ?)",
            arguments: [Identifier<Case>(of: "case", name).data, name, event])
        count("cases")
        return db.lastInsertedRowID
    }
}
