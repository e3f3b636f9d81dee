import GRDB
import GRDBSQLite
package import StudyModel

/// A table with a row for each case or questionnaire and a column for each attribute or question, as statistics want it.
package struct WideTable: Sendable {
    /// Without rows.
    package let header: DataTable
    /// The row number and the first cells of each row, in order.
    fileprivate let rows: String
    /// What belongs to a row number: the number of an attribute or question, the instance, and the value.
    fileprivate let values: String
    fileprivate let places: [Column: Int]
    /// How many columns stand before those of attributes or questions.
    fileprivate let leading: Int

    fileprivate struct Column: Hashable {
        var row: Int64
        var instance: Int64
    }
}

extension Study {
    /// The wide tables: that of cases, and one for each survey by the order of their names.
    package func wideTables() throws -> [WideTable] {
        try read { db in
            let surveys = try Row.fetchAll(db, sql: "SELECT id, name FROM survey ORDER BY name")
            var taken: Set<String> = []
            return try [Self.wideCases(db)]
                + surveys.map { row in
                    let name = "survey_" + PackageName.from(row["name"]).prefix(60)
                    return try Self.wideSurvey(row["id"], row["name"], as: name.distinct(from: &taken), db)
                }
        }
    }

    /// Hands over the rows of a wide table.
    package func forEachRow(of table: WideTable, _ body: ([DataTable.Cell]) throws -> Void) throws {
        try read { db in
            let rows = try BulkStatement(db, table.rows)
            let values = try BulkStatement(db, table.values)
            while try rows.step() {
                var cells = [DataTable.Cell](repeating: .empty, count: table.header.columns.count)
                for place in 0..<table.leading {
                    cells[place] = Self.cell(rows, Int32(place + 1), type: table.header.columns[place].type)
                }
                values.bind(1, rows.integer(0))
                while try values.step() {
                    guard let place = table.places[.init(row: values.integer(0), instance: values.integer(1))] else { continue }
                    cells[place] = Self.cell(values, 2, type: table.header.columns[place].type)
                }
                values.reset()
                try body(cells)
            }
        }
    }

    private static func wideCases(_ db: Database) throws -> WideTable {
        try wide(
            DataTable(
                name: "cases_wide", title: "Cases, with a column for each attribute",
                columns: [.init("case", .string, "name of the case")], primaryKey: ["case"],
                foreignKeys: [.init(["case"], table: "cases")]),
            columns: """
                SELECT n.id, n.name, n.type, max(v.instance), NULL FROM attribute n JOIN attributeValue v ON v.attribute = n.id
                GROUP BY n.id ORDER BY n.name
                """,
            rows: "SELECT id, name FROM \"case\" ORDER BY name",
            values: "SELECT attribute, instance, value FROM attributeValue WHERE \"case\" = ?", db)
    }

    private static func wideSurvey(_ survey: Int64, _ name: String, as table: String, _ db: Database) throws -> WideTable {
        try wide(
            DataTable(
                name: table, title: "\(name), with a column for each question",
                columns: [
                    .init("survey", .string, "name of the survey"), .init("respondent", .string, "name of the respondent"),
                    .init("case", .string, "the case that it belongs to"),
                ],
                primaryKey: ["survey", "respondent"],
                foreignKeys: [.init(["survey", "respondent"], table: "respondents"), .init(["case"], table: "cases")]),
            columns: """
                SELECT q.id, q.name, q.kind,
                  coalesce((SELECT max(a.instance) FROM respondent n JOIN response a ON a.respondent = n.id AND a.question = q.id
                    WHERE n.survey = q.survey), 1),
                  (SELECT text FROM questionText x WHERE x.question = q.id ORDER BY language LIMIT 1)
                FROM question q WHERE q.survey = \(survey) AND q.kind <> 'open' ORDER BY q.place
                """,
            rows: """
                SELECT n.id, u.name, n.name, c.name FROM respondent n JOIN survey u ON u.id = n.survey
                JOIN "case" c ON c.id = n."case" WHERE n.survey = \(survey) ORDER BY n.row, n.name
                """,
            values: "SELECT question, instance, value FROM response WHERE respondent = ?", db)
    }

    /// - Parameter columns: SQL for what has a column: number, name, kind, greatest instance, and what it says.
    private static func wide(
        _ header: DataTable, columns: String, rows: String, values: String, _ db: Database
    ) throws -> WideTable {
        var (header, places) = (header, [WideTable.Column: Int]())
        let leading = header.columns.count
        var taken = Set(header.columns.map(\.name))
        for row in try Row.fetchAll(db, sql: columns) {
            let (name, kind) = (row[1] as String, row[2] as String)
            let greatest = row[3] as Int64
            for instance in 1...max(greatest, 1) where instance <= 1000 {
                places[.init(row: row[0], instance: instance)] = header.columns.count
                header.columns.append(
                    .init(
                        (instance == 1 ? name : "\(name)[\(instance)]").distinct(from: &taken), columnType(ofKind: kind),
                        (row[4] as String?) ?? kind))
            }
        }
        return WideTable(header: header, rows: rows, values: values, places: places, leading: leading)
    }

    /// What a column of answers holds; a code of an answer is a name, also where it is written with digits.
    private static func columnType(ofKind kind: String) -> DataTable.ColumnType {
        switch kind {
        case "integer": .integer
        case "decimal": .number
        case "boolean": .boolean
        case "date": .date
        case "dateTime": .datetime
        case "time": .time
        case "duration": .duration
        default: .string
        }
    }
}

extension StringProtocol {
    /// The name, with `_2` and so on behind it where it is taken already; it is taken then.
    fileprivate func distinct(from taken: inout Set<String>) -> String {
        var (name, number) = (String(self), 1)
        while !taken.insert(name).inserted {
            number += 1
            name = "\(self)_\(number)"
        }
        return name
    }
}
