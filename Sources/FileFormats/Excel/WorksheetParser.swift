/// Turns the events of one sheet of a workbook into rows: ECMA-376, part 1, 18.3.
///
/// Formulas are read as their stored result. Drawings, validations and conditional formats are passed over.
final class WorksheetParser: XMLEventHandler {
    /// What all sheets of a workbook share.
    struct Context {
        let strings: SharedStrings
        let formats: CellFormats
        let beginsIn1904: Bool
        let limits: InputLimits
    }

    private enum Place { case outside, row, cell, value, text }

    private(set) var sheet: SheetSummary
    private let context: Context
    private let comments: ExcelComments
    private var merged: MergedRanges
    private let consume: (SheetRow) throws -> Void
    private var row = SheetRow()
    private var cell = SheetCell()
    private var type: UInt8 = 0
    private var style = 0
    private var value: [UInt8] = []
    private var place = Place.outside
    private var phonetic = 0
    private var nextColumn = 0
    private var hiddenColumns: [ClosedRange<Int>] = []

    init(
        _ sheet: ExcelWorkbook.Sheet, index: Int, _ context: Context, _ comments: ExcelComments, _ merged: MergedRanges,
        consume: @escaping (SheetRow) throws -> Void
    ) {
        self.sheet = SheetSummary(name: sheet.name, isHidden: sheet.isHidden)
        self.context = context
        self.comments = comments
        self.merged = merged
        self.consume = consume
        self.sheet.comments = comments.count
        row.sheet = index
        row.sheetName = sheet.name
        row.isSheetHidden = sheet.isHidden
    }

    /// What the sheet holds, when all of it was read.
    func finish() -> SheetSummary {
        sheet.hiddenColumns = hiddenColumns.reduce(0) { $0 + max(0, min($1.upperBound, sheet.columns) - $1.lowerBound + 1) }
        return sheet
    }

    func startElement(_ name: XMLName, _ attributes: borrowing XMLAttributes) throws {
        switch (ExcelName(rawValue: name.code), place) {
        case (.row, .outside): try beginRow(attributes)
        case (.cell, .row): try beginCell(attributes)
        case (.value, .cell): place = .value
        case (.text, .cell): place = phonetic == 0 ? .text : .cell
        case (.phonetic, .cell): phonetic += 1
        case (.column, .outside):
            guard attributes.isTrue(.hidden), let first = attributes.number(.minimum), let last = attributes.number(.maximum),
                first >= 1, first <= last, hiddenColumns.count < ExcelReference.columns
            else { return }
            hiddenColumns.append(first...last)
        case (.hyperlink, .outside): sheet.links += 1
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
        value.append(contentsOf: bytes)
        guard value.count <= context.limits.textBytes else {
            throw FormatError.longText(context.limits.textBytes, cell: row.address(of: cell), sheet.name)
        }
    }

    private func beginRow(_ attributes: borrowing XMLAttributes) throws {
        let last = row.number
        row.removeAll()
        row.number = attributes.number(.reference) ?? last + 1
        guard row.number > last, row.number <= ExcelReference.rows else {
            throw FormatError.disorder("row \(row.number) stands behind row \(last)", cell: nil, sheet.name)
        }
        row.isHidden = attributes.isTrue(.hidden)
        nextColumn = 0
        place = .row
        if !merged.isEmpty, !merged.enter(row: row.number) {
            throw FormatError.disorder("merged areas overlap in row \(row.number)", cell: nil, sheet.name)
        }
    }

    private func beginCell(_ attributes: borrowing XMLAttributes) throws {
        cell = SheetCell()
        value.removeAll(keepingCapacity: true)
        type = UInt8(ascii: "n")
        style = 0
        cell.column = nextColumn
        for index in 0..<attributes.count {
            let bytes = attributes.bytes(at: index)
            switch ExcelName(rawValue: attributes.code(at: index)) {
            case .reference:
                guard let reference = ExcelReference(bytes), reference.row == row.number, reference.column >= nextColumn else {
                    throw FormatError.disorder(
                        "'\(attributes.string(at: index).prefix(24))' is no place for the next cell of row \(row.number)",
                        cell: CellAddress.cell(column: nextColumn, row: row.number), sheet.name)
                }
                cell.column = reference.column
            case .style: style = CellNumber.whole(bytes) ?? 0
            case .type:
                // s, str, inlineStr, b, e, d, n: `str` is told apart by its length.
                type = bytes.count == 3 ? UInt8(ascii: "t") : bytes.first ?? UInt8(ascii: "n")
            default: break
            }
        }
        nextColumn = cell.column + 1
        guard nextColumn <= ExcelReference.columns else {
            throw FormatError.disorder("row \(row.number) has more than \(ExcelReference.columns) cells", cell: nil, sheet.name)
        }
        place = .cell
    }

    private func endCell() throws {
        let start = row.bytes.count
        try settle()
        cell.text = start..<row.bytes.count
        if case .currency(let code) = context.formats[style], cell.kind == .currency {
            cell.text = start..<start
            row.bytes.append(contentsOf: code.utf8)
            cell.currency = start..<row.bytes.count
        }
        guard cell.kind != .empty else { return }
        if !merged.isEmpty {
            let span = merged.span(ofColumn: cell.column, row: row.number)
            cell.isCovered = span == 0
            cell.columnsSpanned = max(1, span)
        }
        row.cells.append(cell)
        guard row.bytes.count <= context.limits.textBytes * 4 else {
            throw FormatError.longText(context.limits.textBytes * 4, cell: row.address(of: cell), sheet.name)
        }
    }

    /// Reads the value by the type that the cell names.
    private func settle() throws {
        guard !value.isEmpty else { return }
        switch type {
        case UInt8(ascii: "s"):
            let index = value.withUnsafeBytes { CellNumber.whole($0) } ?? -1
            let start = row.bytes.count
            guard context.strings.append(index, to: &row.bytes) else {
                throw FormatError.noString(
                    String(decoding: value.prefix(24), as: UTF8.self), context.strings.count, cell: row.address(of: cell),
                    sheet.name)
            }
            cell.kind = row.bytes.count > start ? .string : .empty
        case UInt8(ascii: "t"), UInt8(ascii: "i"):
            let start = row.bytes.count
            row.bytes.append(contentsOf: value)
            ExcelText.decodeEscapes(&row.bytes, from: start)
            cell.kind = .string
        case UInt8(ascii: "b"):
            cell.kind = .boolean
            cell.number = value.first == UInt8(ascii: "1") || value.first == UInt8(ascii: "t") ? 1 : 0
        case UInt8(ascii: "e"): put(.error, value)
        case UInt8(ascii: "d"): put(.date, value)
        default:
            guard let number = value.withUnsafeBytes({ CellNumber.double($0) }) else {
                throw FormatError.noNumber(cell: row.address(of: cell), sheet.name)
            }
            settle(number)
        }
    }

    private func settle(_ number: Double) {
        cell.number = number
        switch context.formats[style] {
        case .number: cell.kind = .float
        case .percentage: cell.kind = .percentage
        case .currency: cell.kind = .currency
        case .duration: putDuration(number)
        // A time of day; one with a day is a moment, of which only the time is shown.
        case .time where number < 366: putDuration(number)
        case .date where number >= 0 && number < 1 && !context.beginsIn1904: putDuration(number)
        case .date, .time:
            guard let date = SerialDate.date(number, beginsIn1904: context.beginsIn1904) else { return cell.kind = .float }
            put(.date, Array(date.utf8))
        }
    }

    private func putDuration(_ number: Double) {
        guard let duration = SerialDate.duration(number) else { return cell.kind = .float }
        put(.time, Array(duration.utf8))
    }

    private func put(_ kind: SheetCell.Kind, _ text: [UInt8]) {
        cell.kind = kind
        row.bytes.append(contentsOf: text)
    }

    private func endRow() throws {
        addComments()
        guard !row.cells.isEmpty else { return }
        for cell in row.cells where cell.kind != .empty {
            if cell.isCovered {
                sheet.coveredCells += 1
                continue
            }
            sheet.cells += 1
            if cell.kind == .error { sheet.errors += 1 }
            sheet.columns = max(sheet.columns, cell.column + 1)
            sheet.rows = row.number
        }
        guard sheet.cells + sheet.coveredCells <= context.limits.cells else {
            throw FormatError.tooManyCells(context.limits.cells, row: row.number, sheet.name)
        }
        if row.isHidden { sheet.hiddenRows += 1 }
        do {
            try consume(row)
        } catch var error as FormatError {
            error.sheet = error.sheet ?? sheet.name
            throw error
        }
    }

    /// Lays the comments of the row on its cells; a cell that holds nothing else is made for its comment.
    private func addComments() {
        guard let beside = comments.comments[row.number] else { return }
        for comment in beside {
            let start = row.commentBytes.count
            row.commentBytes.append(contentsOf: comment.text)
            let range = start..<row.commentBytes.count
            row.remarks.append(SheetRemark(column: comment.column, author: comment.author))
            if let index = row.cells.firstIndex(where: { $0.column == comment.column }) {
                row.cells[index].comment = range
            } else {
                var cell = SheetCell()
                cell.column = comment.column
                cell.comment = range
                row.cells.append(cell)
            }
        }
        row.cells.sort { $0.column < $1.column }
    }
}

extension FormatError {
    private static let saveAgain = "open the file in a spreadsheet program and save it again"

    fileprivate static func disorder(_ problem: String, cell: String?, _ sheet: String) -> FormatError {
        FormatError(problem, remedy: saveAgain, sheet: sheet, cell: cell)
    }
    fileprivate static func noString(_ number: String, _ count: Int, cell: String, _ sheet: String) -> FormatError {
        FormatError("names text \(number) of \(count) that the cells share", remedy: saveAgain, sheet: sheet, cell: cell)
    }
    fileprivate static func noNumber(cell: String, _ sheet: String) -> FormatError {
        FormatError("holds as a number what is none", remedy: saveAgain, sheet: sheet, cell: cell)
    }
    fileprivate static func longText(_ limit: Int, cell: String, _ sheet: String) -> FormatError {
        FormatError(
            "the cell or its row holds a text of more than \(limit) bytes", remedy: "shorten it or keep it in a file",
            sheet: sheet,
            cell: cell
        ).raised(by: \.textBytes)
    }
    fileprivate static func tooManyCells(_ limit: Int, row: Int, _ sheet: String) -> FormatError {
        FormatError(
            "the sheet holds more than \(limit) cells", remedy: "split the sheet", sheet: sheet,
            cell: CellAddress.cell(column: 0, row: row)
        ).raised(by: \.cells)
    }
}
