/// One row of a sheet with its cells that hold something, as it is pushed to a reader's closure.
///
/// The reader uses the same memory for the next row: a closure that keeps a row keeps a copy.
package struct SheetRow: Sendable {
    /// The sheet's place in the file, from 0; cached copies of external sheets are not counted.
    package var sheet = 0
    package var sheetName = ""
    package var isSheetHidden = false
    /// From 1; the first of the rows where it is repeated.
    package var number = 0
    /// How many rows like this follow one another; at least 1.
    package var repeats = 1
    /// True for a row that is folded away or filtered out.
    package var isHidden = false
    /// In the order of their columns; empty cells are left out, unless they bear a comment.
    package var cells: [SheetCell] = []
    /// The texts of the cells, one after another, as UTF-8.
    package var bytes: [UInt8] = []
    /// The texts of the comments, likewise.
    package var commentBytes: [UInt8] = []
    /// Who commented on which cell and when, where the file tells; one a cell, in the order of their columns.
    package var remarks: [SheetRemark] = []

    package init() {}

    /// The address of a cell, such as `G14`.
    package func address(of cell: SheetCell) -> String { CellAddress.cell(column: cell.column, row: number) }

    /// The text of a string or error, or a date, time or currency code as the file holds it.
    package func text(_ range: Range<Int>) -> String {
        guard range.upperBound <= bytes.count else { return "" }
        return String(decoding: bytes[range], as: UTF8.self)
    }

    package func comment(of cell: SheetCell) -> String {
        guard cell.comment.upperBound <= commentBytes.count else { return "" }
        return String(decoding: commentBytes[cell.comment], as: UTF8.self)
    }

    /// Who commented on a cell and when; nil where the file does not tell.
    package func remark(on cell: SheetCell) -> SheetRemark? {
        var (lower, upper) = (0, remarks.count)
        while lower < upper {
            let middle = (lower + upper) / 2
            if remarks[middle].column < cell.column { lower = middle + 1 } else { upper = middle }
        }
        return lower < remarks.count && remarks[lower].column == cell.column ? remarks[lower] : nil
    }

    /// The same problem, placed in this sheet and, where a column is named by its index from 0, in a cell of this row.
    func placed(_ error: FormatError, column: Int? = nil) -> FormatError {
        var error = error
        error.sheet = error.sheet ?? sheetName
        if let column { error.cell = error.cell ?? CellAddress.cell(column: column, row: number) }
        return error
    }

    /// Makes room for the next row without giving memory back.
    mutating func removeAll() {
        cells.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
        commentBytes.removeAll(keepingCapacity: true)
        if !remarks.isEmpty { remarks.removeAll() }
        repeats = 1
        isHidden = false
    }
}

/// Who wrote the comment on a cell.
package struct SheetRemark: Hashable, Sendable {
    /// From 0.
    package var column: Int
    package var author: String
    /// ISO 8601, as it stands in the file; empty where it does not.
    package var date = ""
}

/// One cell, or several like it side by side. Its texts are ranges in the bytes of its row.
package struct SheetCell: Sendable {
    /// What a cell holds (OpenDocument 1.2, part 1, 19.385), by its stored result where it is a formula.
    package enum Kind: UInt8, Sendable {
        /// Nothing; only for a cell with a comment.
        case empty
        case string, float, percentage, currency, date, time, boolean
        /// An error of the spreadsheet, such as `#N/A` or `Err:502`.
        case error
    }

    /// From 0; the first of the columns where it is repeated.
    package var column = 0
    /// At least 1.
    package var repeats = 1
    /// How many columns it is merged over; 1 where it is not.
    package var columnsSpanned = 1
    package var kind = Kind.empty
    /// True for a cell that is merged over several rows.
    package var isMergedDown = false
    /// True for a cell that lies under a merged one and keeps a content of its own.
    package var isCovered = false
    /// The value of float, percentage (0.42 for 42 %), currency, and boolean (1 or 0).
    package var number = 0.0
    /// In the row's `bytes`: the text of a string or error; a date or time (ISO 8601) as it stands in the file.
    package var text = 0..<0
    /// In the row's `bytes`: the currency's code; empty where none is named.
    package var currency = 0..<0
    /// In the row's `commentBytes`; empty where there is none.
    package var comment = 0..<0

    /// True for a value of its own in a visible place: what counts as an answer.
    package var isAnswer: Bool { kind != .empty && !isCovered }
}

extension FormatError {
    static func longText(_ limit: Int) -> FormatError {
        FormatError("the cell holds a text of more than \(limit) bytes", remedy: "shorten it or keep it in a file")
            .raised(by: \.textBytes)
    }
    /// - Parameter limit: that of one cell; a row may hold four times as much.
    static func longRow(_ limit: Int) -> FormatError {
        FormatError("the row holds more than \(limit * 4) bytes", remedy: "split the row").raised(by: \.textBytes)
    }
}
