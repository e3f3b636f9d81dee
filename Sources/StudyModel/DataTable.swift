/// A table with typed columns: what a command prints and a CSV file holds.
package struct DataTable: Hashable, Sendable {
    /// The types of Frictionless Table Schema that are used; a column of `any` holds texts and numbers.
    package enum ColumnType: String, Hashable, Sendable {
        case string, integer, number, boolean, date, datetime, time, duration, any
    }

    /// Which parts of a column are words of the program, and no names out of the study.
    package enum Wording: Hashable, Sendable {
        case none, name
        /// The name of the column and what stands in it.
        case nameAndCells
        /// The name of the column, in which each text is two numbers with `..` between them.
        case nameAndInterval
    }

    package struct Column: Hashable, Sendable {
        package var name: String
        package var type: ColumnType
        package var description: String
        /// What of it is a word of the program's own, so that it can be said in another language.
        package var wording: Wording
        /// All words that can stand in the column, where the program has a closed list of them; else empty.
        package var values: [String]

        package init(
            _ name: String, _ type: ColumnType, _ description: String, _ wording: Wording = .name, values: [String] = []
        ) {
            self.name = name
            self.type = type
            self.description = description
            self.wording = wording
            self.values = values
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

    /// Columns that together name a row of a table; all of them are empty, or none.
    package struct ForeignKey: Hashable, Sendable {
        package var columns: [String]
        package var table: String
        /// As many as `columns`, in the same order.
        package var referencedColumns: [String]

        package init(_ column: String, table: String, column referencedColumn: String) {
            self.init([column], table: table, columns: [referencedColumn])
        }

        package init(_ columns: [String], table: String, columns referencedColumns: [String]) {
            self.columns = columns
            self.table = table
            self.referencedColumns = referencedColumns
        }

        /// A key of columns that have the same names in both tables.
        package init(_ columns: [String], table: String) { self.init(columns, table: table, columns: columns) }
    }

    /// Lower case, as a file name without extension.
    package var name: String
    package var title: LocalizedText
    package var columns: [Column]
    package var primaryKey: [String]
    package var foreignKeys: [ForeignKey]
    package var rows: [[Cell]]
    /// How many rows at the end are of all others, such as totals, and so begin with a word of the program.
    package var summaries: Int

    package init(
        name: String, title: LocalizedText, columns: [Column], primaryKey: [String] = [], foreignKeys: [ForeignKey] = [],
        rows: [[Cell]] = [], summaries: Int = 0
    ) {
        self.name = name
        self.title = title
        self.columns = columns
        self.primaryKey = primaryKey
        self.foreignKeys = foreignKeys
        self.rows = rows
        self.summaries = summaries
    }
}
