package import FileFormats
package import StudyModel

extension DataTable {
    /// The table as comma-separated values, with the names of the columns in the first row.
    package func csv(_ dialect: CSVWriter.Dialect = .standard) -> [UInt8] {
        var writer = CSVWriter(dialect)
        for column in columns { writer.text(column.name) }
        writer.endRow()
        for row in rows { writer.row(row, columns: columns.count) }
        return writer.bytes
    }
}

extension CSVWriter {
    /// One row; cells that are missing at its end are empty.
    mutating func row(_ cells: [DataTable.Cell], columns: Int) {
        for index in 0..<columns {
            switch index < cells.count ? cells[index] : .empty {
            case .empty: empty()
            case .text(let value): text(value)
            case .integer(let value): integer(value)
            case .number(let value): number(value)
            case .boolean(let value): boolean(value)
            }
        }
        endRow()
    }
}
