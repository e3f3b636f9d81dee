/// Counts what a sheet holds as its rows go by.
struct SheetTally {
    private(set) var sheet: SheetSummary
    private let limit: Int
    /// The columns that are folded away, from 0.
    private var hiddenColumns: [Range<Int>] = []

    /// - Parameter limit: the most cells that the sheet may hold, repeated ones as often as they are repeated.
    init(_ name: String, isHidden: Bool = false, comments: Int = 0, limit: Int) {
        sheet = SheetSummary(name: name, isHidden: isHidden)
        sheet.comments = comments
        self.limit = limit
    }

    mutating func addComment() { sheet.comments += 1 }

    mutating func addLink() { sheet.links += 1 }

    /// Notes a formula in `row` whose result the file does not hold.
    mutating func addFormulaWithoutResult(_ cell: SheetCell, in row: SheetRow) {
        if sheet.formulasWithoutResult == 0 { sheet.firstFormulaWithoutResult = row.address(of: cell) }
        sheet.formulasWithoutResult = min(limit, sheet.formulasWithoutResult + min(limit, cell.repeats * row.repeats))
    }

    /// Notes columns that are folded away. No program writes more groups of them than there are columns; what comes behind goes
    /// uncounted.
    mutating func hide(columns: Range<Int>) {
        if hiddenColumns.count < 16_384 { hiddenColumns.append(columns) }
    }

    /// Adds a row with content; the repeats of cell and row fit in 31 bits, so their product fits in 62.
    mutating func count(_ row: SheetRow) throws(FormatError) {
        for cell in row.cells where cell.kind != .empty {
            let (copies, overflow) = cell.repeats.multipliedReportingOverflow(by: row.repeats)
            if overflow || copies > limit - sheet.cells - sheet.coveredCells {
                throw row.placed(.tooManyCells(limit, areRepeated: copies != 1).raised(by: \.cells), column: cell.column)
            }
            if cell.isCovered {
                sheet.coveredCells += copies
                continue
            }
            sheet.cells += copies
            if cell.kind == .error { sheet.errors += copies }
            sheet.columns = max(sheet.columns, cell.column + cell.repeats)
            sheet.rows = row.number + row.repeats - 1
        }
        if row.isHidden { sheet.hiddenRows += row.repeats }
    }

    /// What the sheet holds, when all of it was read.
    func finish() -> SheetSummary {
        var sheet = sheet
        sheet.hiddenColumns = hiddenColumns.reduce(0) { $0 + max(0, min($1.upperBound, sheet.columns) - $1.lowerBound) }
        return sheet
    }
}

extension FormatError {
    fileprivate static func tooManyCells(_ limit: Int, areRepeated: Bool) -> FormatError {
        areRepeated
            ? FormatError(
                "the sheet holds more than \(limit) cells, repeated ones counted",
                remedy: "delete the copies that were filled in by mistake, or split the sheet")
            : FormatError("the sheet holds more than \(limit) cells", remedy: "split the sheet")
    }
}
