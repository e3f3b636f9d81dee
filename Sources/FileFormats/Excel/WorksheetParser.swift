/// Turns the events of one sheet of a workbook into rows: ECMA-376, part 1, 18.3.
///
/// Formulas are read as their stored result. Drawings, validations and conditional formats are passed over.
final class WorksheetParser: XMLEventHandler {
    private enum Place { case outside, row, cell, value, text }

    private var tally: SheetTally
    private let limits: InputLimits
    private let comments: ExcelComments
    /// The rows that have comments and are still to come, the next last.
    private var commentedRows: [Int]
    private var merged: MergedRanges
    private let consume: (SheetRow) throws -> Void
    private var row = SheetRow()
    private var cell: WorksheetCell
    private var place = Place.outside
    private var phonetic = 0
    private var nextColumn = 0

    init(
        _ sheet: ExcelWorkbook.Sheet, index: Int, _ shared: WorksheetCell.Shared, _ comments: ExcelComments,
        _ merged: MergedRanges,
        consume: @escaping (SheetRow) throws -> Void
    ) {
        tally = SheetTally(sheet.name, isHidden: sheet.isHidden, comments: comments.count, limit: shared.limits.cells)
        limits = shared.limits
        cell = WorksheetCell(shared)
        self.comments = comments
        commentedRows = comments.comments.keys.sorted(by: >)
        self.merged = merged
        self.consume = consume
        row.sheet = index
        row.sheetName = sheet.name
        row.isSheetHidden = sheet.isHidden
    }

    /// What the sheet holds, when all of it was read.
    func finish() throws -> SheetSummary {
        try endCommentedRows(before: Int.max)
        return tally.finish()
    }

    func startElement(_ name: XMLName, _ attributes: borrowing XMLAttributes) throws {
        switch (ExcelName(rawValue: name.code), place) {
        case (.row, .outside): try beginRow(attributes)
        case (.cell, .row): try beginCell(attributes)
        case (.value, .cell): place = .value
        case (.formula, .cell): cell.addFormula()
        case (.text, .cell): place = phonetic == 0 ? .text : .cell
        case (.phonetic, .cell): phonetic += 1
        case (.column, .outside):
            guard attributes.isTrue(.hidden), let first = attributes.number(.minimum), let last = attributes.number(.maximum),
                first >= 1, first <= last
            else { return }
            tally.hide(columns: (first - 1)..<last)
        case (.hyperlink, .outside): tally.addLink()
        default: break
        }
    }

    func endElement(_ name: XMLName) throws {
        switch (ExcelName(rawValue: name.code), place) {
        case (.value, .value), (.text, .text): place = .cell
        case (.phonetic, .cell): phonetic -= 1
        case (.cell, .cell):
            place = .row
            try endCell()
        case (.row, .row):
            place = .outside
            try endRow()
        default: break
        }
    }

    func characters(_ bytes: UnsafeRawBufferPointer) throws {
        guard place == .value || place == .text else { return }
        do throws(FormatError) { try cell.append(bytes) } catch { throw row.placed(error, column: cell.column) }
    }

    private func beginRow(_ attributes: borrowing XMLAttributes) throws {
        let last = row.number
        let number = attributes.number(.reference) ?? last + 1
        guard number > last, number <= ExcelReference.rows else {
            throw row.placed(.disorder("row \(number) stands behind row \(last)"))
        }
        try endCommentedRows(before: number)
        row.removeAll()
        row.number = number
        row.isHidden = attributes.isTrue(.hidden)
        nextColumn = 0
        place = .row
        if !merged.isEmpty, !merged.enter(row: number) {
            throw row.placed(.disorder("merged areas overlap in row \(number)"))
        }
    }

    private func beginCell(_ attributes: borrowing XMLAttributes) throws {
        do throws(FormatError) {
            try cell.begin(attributes, row: row.number, column: nextColumn)
        } catch {
            throw row.placed(error, column: nextColumn)
        }
        nextColumn = cell.column + 1
        guard nextColumn <= ExcelReference.columns else {
            throw row.placed(.disorder("row \(row.number) has more than \(ExcelReference.columns) cells"))
        }
        place = .cell
    }

    private func endCell() throws {
        var ended: SheetCell
        do throws(FormatError) { ended = try cell.end(in: &row) } catch { throw row.placed(error, column: cell.column) }
        if cell.lacksResult { tally.addFormulaWithoutResult(ended, in: row) }
        guard ended.kind != .empty else { return }
        if !merged.isEmpty {
            let span = merged.span(ofColumn: ended.column, row: row.number)
            ended.isCovered = span.columns == 0
            ended.columnsSpanned = max(1, span.columns)
            ended.isMergedDown = span.rows > 1
        }
        row.cells.append(ended)
        guard row.bytes.count <= limits.textBytes * 4 else {
            throw row.placed(.longRow(limits.textBytes), column: ended.column)
        }
    }

    private func endRow() throws {
        if commentedRows.last == row.number {
            commentedRows.removeLast()
            addComments()
        }
        guard !row.cells.isEmpty else { return }
        try tally.count(row)
        do {
            try consume(row)
        } catch let error as FormatError {
            throw row.placed(error)
        }
    }

    /// Hands over rows of which the sheet says nothing, and that have comments.
    private func endCommentedRows(before number: Int) throws {
        while let next = commentedRows.last, next < number {
            row.removeAll()
            row.number = next
            try endRow()
        }
    }

    /// Lays the comments of the row on its cells, of several on a cell the last; a cell that holds nothing else is made for its
    /// comment.
    private func addComments() {
        guard let beside = comments.comments[row.number] else { return }
        let last = Dictionary(beside.map { ($0.column, $0) }, uniquingKeysWith: { $1 })
        let indices = Dictionary(row.cells.enumerated().map { ($1.column, $0) }, uniquingKeysWith: { first, _ in first })
        for (column, comment) in last.sorted(by: { $0.key < $1.key }) {
            let start = row.commentBytes.count
            row.commentBytes.append(contentsOf: comment.text)
            row.remarks.append(SheetRemark(column: column, author: comment.author))
            let index = indices[column] ?? row.cells.count
            if index == row.cells.count {
                row.cells.append(SheetCell())
                row.cells[index].column = column
            }
            row.cells[index].comment = start..<row.commentBytes.count
        }
        row.cells.sort { $0.column < $1.column }
    }
}
