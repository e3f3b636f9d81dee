import StudyModel

/// How often the categories of two things go together: codes and cases, codes and answers, two questions.
///
/// What is counted are units, such as passages or respondents. A unit counts once in each cell that it falls into, once in the
/// total of each row and column, and once in all, so totals are no sums where a unit can fall into several.
package struct CrossTable: Hashable, Sendable {
    package var rowTitle: String
    package var columnTitle: String
    package var rows: [String]
    package var columns: [String]
    /// What one is: `codings`, `passages`, `sources`, `cases` or `respondents`.
    package var unit: String
    /// Row by row.
    package internal(set) var cells: [Int]
    package internal(set) var rowTotals: [Int]
    package internal(set) var columnTotals: [Int]
    /// Units that stand in any row and column.
    package internal(set) var total = 0
    /// Units that stand in several columns, or rows.
    package internal(set) var inSeveralColumns = 0
    package internal(set) var inSeveralRows = 0
    /// Units that stand in each of their rows not with each of their columns, as a passage with one code by AB and another by CD.
    package internal(set) var mixed = 0
    /// Of how many cases the units are, those without a case counted by their source; 0 where units are cases.
    package internal(set) var clusters = 0
    /// Units that stand in no column, and so are not in the base.
    package internal(set) var leftOut = 0
    /// What those lack.
    package internal(set) var lacking: String

    package func cell(_ row: Int, _ column: Int) -> Int { cells[row * columns.count + column] }

    package enum Percent: String, Hashable, Sendable, CaseIterable {
        case row, column, total
    }

    /// Nil where nothing is in the base.
    package func percent(_ percent: Percent, _ row: Int, _ column: Int) -> Double? {
        let base =
            switch percent {
            case .row: rowTotals[row]
            case .column: columnTotals[column]
            case .total: total
            }
        return base > 0 ? Double(cell(row, column)) / Double(base) * 100 : nil
    }

    /// Without columns in which nothing stands.
    package func withoutEmptyColumns() -> CrossTable {
        let kept = columns.indices.filter { columnTotals[$0] > 0 }
        guard kept.count < columns.count else { return self }
        var result = self
        result.columns = kept.map { columns[$0] }
        result.columnTotals = kept.map { columnTotals[$0] }
        result.cells = rows.indices.flatMap { row in kept.map { cell(row, $0) } }
        return result
    }

    /// The same with rows and columns exchanged.
    package var transposed: CrossTable {
        var result = self
        (result.rowTitle, result.columnTitle) = (columnTitle, rowTitle)
        (result.rows, result.columns) = (columns, rows)
        (result.rowTotals, result.columnTotals) = (columnTotals, rowTotals)
        (result.inSeveralRows, result.inSeveralColumns) = (inSeveralColumns, inSeveralRows)
        result.cells = columns.indices.flatMap { column in rows.indices.map { cell($0, column) } }
        return result
    }
}

/// Counts units one after another.
struct CrossTally {
    private(set) var table: CrossTable
    /// The unit that was last counted in each cell, row and column.
    private var lastInCell: [Int]
    private var lastInRow: [Int]
    private var lastInColumn: [Int]
    private var unit = 0
    private var counts = (cells: 0, rows: 0, columns: 0)

    init(rowTitle: String, columnTitle: String, rows: [String], columns: [String], unit: String, lacking: String) {
        let (cells, height, width) = (rows.count * columns.count, rows.count, columns.count)
        table = CrossTable(
            rowTitle: rowTitle, columnTitle: columnTitle, rows: rows, columns: columns, unit: unit,
            cells: Array(repeating: 0, count: cells), rowTotals: Array(repeating: 0, count: height),
            columnTotals: Array(repeating: 0, count: width), lacking: lacking)
        lastInCell = Array(repeating: 0, count: cells)
        lastInRow = Array(repeating: 0, count: height)
        lastInColumn = Array(repeating: 0, count: width)
    }

    /// Counts one unit, with the cells that `body` puts it into.
    mutating func addUnit(_ body: (inout Self) -> Void) {
        unit += 1
        counts = (0, 0, 0)
        body(&self)
        guard counts.columns > 0 else {
            table.leftOut += 1
            return
        }
        table.total += 1
        if counts.columns > 1 { table.inSeveralColumns += 1 }
        if counts.rows > 1 { table.inSeveralRows += 1 }
        if counts.cells < counts.rows * counts.columns { table.mixed += 1 }
    }

    mutating func put(_ row: Int, _ column: Int) {
        let cell = row * table.columns.count + column
        guard lastInCell[cell] != unit else { return }
        lastInCell[cell] = unit
        table.cells[cell] += 1
        counts.cells += 1
        if lastInRow[row] != unit {
            lastInRow[row] = unit
            table.rowTotals[row] += 1
            counts.rows += 1
        }
        put(column: column)
    }

    /// Puts the unit into the base of a column without a row.
    mutating func put(column: Int) {
        guard lastInColumn[column] != unit else { return }
        lastInColumn[column] = unit
        table.columnTotals[column] += 1
        counts.columns += 1
    }

    mutating func set(clusters: Int) { table.clusters = clusters }
}
