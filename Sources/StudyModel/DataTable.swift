/// A table with typed columns: what a command prints and a CSV file holds.
package struct DataTable: Hashable, Sendable {
    /// The types of Frictionless Table Schema that are used; a column of `any` holds texts and numbers.
    package enum ColumnType: String, Hashable, Sendable {
        case string, integer, number, boolean, date, datetime, any
    }

    package struct Column: Hashable, Sendable {
        package var name: String
        package var type: ColumnType
        package var description: String

        package init(_ name: String, _ type: ColumnType, _ description: String) {
            self.name = name
            self.type = type
            self.description = description
        }
    }

    package enum Cell: Hashable, Sendable {
        case empty
        case text(String)
        case integer(Int)
        case number(Double)
        case boolean(Bool)

        /// Empty where there is no text.
        package static func optional(_ text: String?) -> Cell { text.map { .text($0) } ?? .empty }
    }

    package struct ForeignKey: Hashable, Sendable {
        package var column: String
        package var table: String
        package var referencedColumn: String

        package init(_ column: String, table: String, column referencedColumn: String) {
            self.column = column
            self.table = table
            self.referencedColumn = referencedColumn
        }
    }

    /// Lower case, as a file name without extension.
    package var name: String
    package var title: String
    package var columns: [Column]
    package var primaryKey: [String]
    package var foreignKeys: [ForeignKey]
    package var rows: [[Cell]]

    package init(
        name: String, title: String, columns: [Column], primaryKey: [String] = [], foreignKeys: [ForeignKey] = [],
        rows: [[Cell]] = []
    ) {
        self.name = name
        self.title = title
        self.columns = columns
        self.primaryKey = primaryKey
        self.foreignKeys = foreignKeys
        self.rows = rows
    }
}
