import Foundation
import GRDB

/// Writes the rows that could be read into an empty study, as far as its tables take them.
struct SalvageWriter {
    private let db: Database
    private var statements: [String: BulkStatement] = [:]
    private var defaults: [String: [Changeset.Value]] = [:]
    /// How many rows of a table it does not take, since they break a rule of it.
    private(set) var refused: [String: Int] = [:]
    /// The tables of pages that are not as they were written, of which rows were taken all the same.
    private(set) var doubtful: [Int: String] = [:]

    static let tables = ChangeSession.tables + ["event", "changeset", "rowNumber"]
    private static let known = Set(tables)

    init(_ db: Database) { self.db = db }

    mutating func add(_ row: SalvagedRow, to shape: StoredShape) throws {
        guard Self.known.contains(shape.name) else { return }
        let statement = try statement(for: shape)
        var values = row.values
        if let column = shape.numberColumn, let number = row.number { values[column] = .integer(number) }
        values += try defaultValues(of: shape)[values.count...]
        for (position, value) in zip(Int32(1)..., values) { statement.bind(position, value) }
        do {
            try statement.run()
            if let page = row.doubtfulPage { doubtful[page] = shape.name }
        } catch let error as DatabaseError where error.resultCode == .SQLITE_CONSTRAINT {
            refused[shape.name, default: 0] += 1
        }
    }

    private mutating func statement(for shape: StoredShape) throws -> BulkStatement {
        if let known = statements[shape.name] { return known }
        let columns = shape.columns.map(\.name.quotedDatabaseIdentifier)
        let places = columns.map { _ in "?" }.joined(separator: ", ")
        let made = try BulkStatement(
            db,
            "INSERT INTO \(shape.name.quotedDatabaseIdentifier)(\(columns.joined(separator: ", "))) VALUES (\(places))")
        statements[shape.name] = made
        return made
    }

    /// What SQLite takes for columns that a row was written without.
    private mutating func defaultValues(of shape: StoredShape) throws -> [Changeset.Value] {
        if let known = defaults[shape.name] { return known }
        let expressions = try Row.fetchAll(
            db, sql: "SELECT name, dflt_value FROM pragma_table_info(?)", arguments: [shape.name]
        ).map { ($0["name"] as String, $0["dflt_value"] as String?) }
        let byName = Dictionary(uniqueKeysWithValues: expressions)
        let values = try shape.columns.map { column in
            guard let expression = byName[column.name] ?? nil else { return Changeset.Value.null }
            return try DatabaseValue.fetchOne(db, sql: "SELECT \(expression)").map { Changeset.Value($0) } ?? .null
        }
        defaults[shape.name] = values
        return values
    }
}
