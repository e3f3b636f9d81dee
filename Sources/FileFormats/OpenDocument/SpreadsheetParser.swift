/// Turns the events of an OpenDocument spreadsheet into rows: OpenDocument 1.2, part 1, sections 3.7 and 9.
///
/// Formulas are read as their stored result. Shapes, charts, notes, tracked changes and cached copies of external sheets are
/// passed over. Empty cells and rows only move a counter, however often they are repeated.
struct SpreadsheetParser {
    private enum Place: UInt8 {
        case outside, document, styles, tableStyle, body, spreadsheet, table, row, cell, paragraph
        case annotation, annotationParagraph, annotationAuthor, annotationDate
    }

    private(set) var sheets: [SheetSummary] = []
    private let limits: InputLimits
    private let consume: (SheetRow) throws -> Void
    /// The open elements that are not passed over; the last is the innermost.
    private var places: [Place] = [.outside]
    private var place = Place.outside
    /// How many elements are open inside one that is passed over, with it.
    private var skipped = 0
    private var hiddenStyles: Set<String> = []
    private var currentStyle = ""
    private var row = SheetRow()
    private var builder = CellBuilder()
    private var nextRow = 1
    private var nextColumn = 0
    private var sheet = SheetSummary(name: "")
    /// Columns that were declared so far, and those of them that are folded away, from 0.
    private var columnsSeen = 0
    private var hiddenColumns: [Range<Int>] = []

    init(limits: InputLimits, consume: @escaping (SheetRow) throws -> Void) {
        self.limits = limits
        self.consume = consume
    }

    mutating func startElement(_ name: XMLName, _ attributes: borrowing XMLAttributes) throws {
        guard skipped == 0 else {
            skipped += 1
            return
        }
        let known = OpenDocumentName(rawValue: name.code)
        if let entered = try enter(known, name, attributes) {
            places.append(entered)
            place = entered
        } else {
            skipped = 1
        }
    }

    mutating func endElement() throws {
        guard skipped == 0 else {
            skipped -= 1
            return
        }
        let left = place
        places.removeLast()
        place = places.last ?? .outside
        switch left {
        case .cell where place == .row: try endCell()
        case .row: try endRow()
        case .table where place == .spreadsheet: endSheet()
        default: break
        }
    }

    mutating func characters(_ bytes: UnsafeRawBufferPointer) throws {
        guard skipped == 0 else { return }
        switch place {
        case .paragraph:
            builder.append(bytes, to: &row, isComment: false)
            guard row.bytes.count - builder.cell.text.lowerBound <= limits.textBytes else { throw tooLong() }
        case .annotationParagraph:
            builder.append(bytes, to: &row, isComment: true)
            guard row.commentBytes.count - builder.cell.comment.lowerBound <= limits.textBytes else { throw tooLong() }
        case .annotationAuthor where builder.author.count < 1000: builder.author.append(contentsOf: bytes)
        case .annotationDate where builder.date.count < 100: builder.date.append(contentsOf: bytes)
        default: break
        }
    }

    /// The place that an element opens; nil for one that is passed over with all that is in it.
    private mutating func enter(_ known: OpenDocumentName?, _ name: XMLName, _ attributes: borrowing XMLAttributes) throws
        -> Place?
    {
        switch (place, known) {
        case (.row, .cell), (.row, .coveredCell):
            try builder.begin(attributes, isCovered: known == .coveredCell, column: nextColumn, in: &row)
            return .cell
        case (.cell, .paragraph):
            guard builder.takesText else { return nil }
            builder.beginParagraph(in: &row, isComment: false)
            return .paragraph
        case (.table, .row):
            try beginRow(attributes)
            return .row
        case (.cell, .container), (.annotation, .container), (.table, .rows): return place
        case (.cell, .annotation), (.paragraph, .annotation):
            sheet.comments += 1
            return .annotation
        case (.annotation, .creator): return .annotationAuthor
        case (.annotation, .date): return .annotationDate
        case (.table, .columns): return .table
        case (.table, .column):
            try skipColumns(attributes)
            return nil
        case (.annotation, .paragraph):
            builder.beginParagraph(in: &row, isComment: true)
            return .annotationParagraph
        case (.paragraph, _), (.annotationParagraph, _): return try inline(known, name, attributes)
        default: return try enterAbove(known, name, attributes)
        }
    }

    private mutating func inline(
        _ known: OpenDocumentName?, _ name: XMLName, _ attributes: borrowing XMLAttributes
    ) throws -> Place? {
        let isComment = place == .annotationParagraph
        switch known {
        case .space:
            let count = try spaces(attributes)
            let used = isComment ? row.commentBytes.count : row.bytes.count
            guard used + count <= limits.textBytes * 4, count <= limits.textBytes else { throw tooLong() }
            builder.append(UInt8(ascii: " "), times: count, to: &row, isComment: isComment)
            return nil
        case .tab:
            builder.append(UInt8(ascii: "\t"), to: &row, isComment: isComment)
            return nil
        case .lineBreak:
            builder.append(UInt8(ascii: "\n"), to: &row, isComment: isComment)
            return nil
        case .unread: return nil
        case .inline: return place
        case .link:
            sheet.links += isComment ? 0 : 1
            return place
        // Fields such as `text:date` stand for their text; what other namespaces put there is no text.
        default: return name.namespace == OpenDocumentName.textNamespace ? place : nil
        }
    }

    /// How many blanks a `text:s` stands for.
    private func spaces(_ attributes: borrowing XMLAttributes) throws -> Int {
        guard let index = attributes.index(of: OpenDocumentName.spaceCount.rawValue) else { return 1 }
        let bytes = attributes.bytes(at: index)
        if bytes.elementsEqual([UInt8(ascii: "0")]) { return 0 }
        if let count = CellNumber.count(bytes) { return count }
        throw placed(
            .badRepeat("text:c", attributes.string(at: index), cell: CellAddress.cell(column: nextColumn, row: row.number)))
    }

    /// What stands above the rows: the document, its styles, its sheets.
    private mutating func enterAbove(
        _ known: OpenDocumentName?, _ name: XMLName, _ attributes: borrowing XMLAttributes
    ) throws -> Place? {
        switch (place, known) {
        case (.outside, .documentContent): return .document
        case (.outside, .document):
            let type = attributes.string(OpenDocumentName.mimetype.rawValue) ?? OpenDocumentKind.spreadsheet
            guard OpenDocumentKind.isSpreadsheet(type) else { throw FormatError.otherDocument(type) }
            return .document
        case (.outside, _): throw FormatError.otherRoot(name.local)
        case (.document, .automaticStyles), (.document, .styles): return .styles
        case (.document, .body): return .body
        case (.body, .spreadsheet): return .spreadsheet
        case (.body, .otherBody): throw FormatError.otherBody(name.local)
        case (.styles, .style):
            guard attributes.string(OpenDocumentName.family.rawValue) == "table" else { return nil }
            currentStyle = attributes.string(OpenDocumentName.name.rawValue) ?? ""
            return .tableStyle
        case (.tableStyle, .tableProperties):
            if attributes.string(OpenDocumentName.display.rawValue) == "false" { hiddenStyles.insert(currentStyle) }
            return nil
        case (.spreadsheet, .table): return beginSheet(attributes) ? .table : nil
        default: return nil
        }
    }

    private mutating func beginSheet(_ attributes: borrowing XMLAttributes) -> Bool {
        let name = attributes.string(OpenDocumentName.name.rawValue) ?? ""
        // A cached copy of a sheet in another file: 'file:///…'#Sheet.
        if name.hasPrefix("'"), name.contains("'#") { return false }
        let style = attributes.string(OpenDocumentName.styleName.rawValue)
        sheet = SheetSummary(name: name, isHidden: style.map(hiddenStyles.contains) ?? false)
        row.sheet = sheets.count
        row.sheetName = name
        row.isSheetHidden = sheet.isHidden
        nextRow = 1
        columnsSeen = 0
        hiddenColumns = []
        return true
    }

    private mutating func endSheet() {
        sheet.hiddenColumns = hiddenColumns.reduce(0) { $0 + max(0, min($1.upperBound, sheet.columns) - $1.lowerBound) }
        sheets.append(sheet)
    }

    /// Notes which columns are folded away.
    private mutating func skipColumns(_ attributes: borrowing XMLAttributes) throws {
        var count = 1
        var isHidden = false
        for index in 0..<attributes.count {
            switch OpenDocumentName(rawValue: attributes.code(at: index)) {
            case .columnsRepeated: count = CellNumber.count(attributes.bytes(at: index)) ?? 1
            case .visibility: isHidden = attributes.bytes(at: index).first != UInt8(ascii: "v")
            default: break
            }
        }
        // No program writes more; what comes behind only goes uncounted.
        if isHidden, hiddenColumns.count < 16_384 { hiddenColumns.append(columnsSeen..<(columnsSeen + count)) }
        columnsSeen = min(columnsSeen + count, Int(Int32.max))
    }

    private mutating func beginRow(_ attributes: borrowing XMLAttributes) throws {
        row.removeAll()
        row.number = nextRow
        nextColumn = 0
        for index in 0..<attributes.count {
            switch OpenDocumentName(rawValue: attributes.code(at: index)) {
            case .rowsRepeated:
                guard let count = CellNumber.count(attributes.bytes(at: index)) else {
                    throw placed(
                        .badRepeat(
                            "table:number-rows-repeated of row \(nextRow)", attributes.string(at: index),
                            cell: CellAddress.cell(column: 0, row: nextRow)))
                }
                row.repeats = count
            case .visibility: row.isHidden = attributes.bytes(at: index).first != UInt8(ascii: "v")
            default: break
            }
        }
    }

    private mutating func endCell() throws {
        builder.end(in: &row)
        let cell = builder.cell
        nextColumn += cell.repeats
        guard nextColumn <= Int(Int32.max) else { throw placed(.tooFar(row: row.number)) }
        guard cell.kind != .empty || !cell.comment.isEmpty else { return }
        row.cells.append(cell)
        guard row.bytes.count + row.commentBytes.count <= limits.textBytes * 4, row.cells.count <= limits.cells else {
            throw placed(
                .longRow(limits.textBytes * 4, cell: CellAddress.cell(column: 0, row: row.number)).raised(by: \.textBytes))
        }
    }

    private mutating func endRow() throws {
        nextRow += row.repeats
        guard nextRow <= Int(Int32.max) else { throw placed(.tooFar(row: row.number)) }
        guard !row.cells.isEmpty else { return }
        try count()
        guard row.repeats <= limits.repeatedRows else {
            throw placed(.repeatedRow(row.number, row.repeats, limits.repeatedRows).raised(by: \.repeatedRows))
        }
        do {
            try consume(row)
        } catch let error as FormatError {
            throw placed(error)
        }
    }

    /// Adds the row to the sheet's figures; both repeats fit in 31 bits, so their product fits in 62.
    private mutating func count() throws {
        for cell in row.cells where cell.kind != .empty {
            let (copies, overflow) = cell.repeats.multipliedReportingOverflow(by: row.repeats)
            if overflow || copies > limits.cells - sheet.cells - sheet.coveredCells {
                throw placed(.tooManyCells(limits.cells, cell: row.address(of: cell)).raised(by: \.cells))
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

    private func placed(_ error: FormatError) -> FormatError {
        var error = error
        error.sheet = error.sheet ?? sheet.name
        return error
    }

    private func tooLong() -> FormatError {
        placed(.longText(limits.textBytes, cell: CellAddress.cell(column: nextColumn, row: row.number)).raised(by: \.textBytes))
    }
}

extension FormatError {
    fileprivate static func tooManyCells(_ limit: Int, cell: String) -> FormatError {
        FormatError(
            "the sheet holds more than \(limit) cells, repeated ones counted",
            remedy: "delete the copies that were filled in by mistake, or split the sheet", cell: cell)
    }
    fileprivate static func repeatedRow(_ row: Int, _ repeats: Int, _ limit: Int) -> FormatError {
        FormatError(
            "row \(row) stands there \(repeats) times, more than \(limit)",
            remedy: "delete the copies that were filled down to the end of the sheet")
    }
    fileprivate static func tooFar(row: Int) -> FormatError {
        FormatError(
            "repeated rows or columns reach beyond 2147483647",
            remedy: "open the file in a spreadsheet program and save it again", cell: CellAddress.cell(column: 0, row: row))
    }
    fileprivate static func longText(_ limit: Int, cell: String) -> FormatError {
        FormatError("the cell holds a text of more than \(limit) bytes", remedy: "shorten it or keep it in a file", cell: cell)
    }
    fileprivate static func longRow(_ limit: Int, cell: String) -> FormatError {
        FormatError("the row holds more than \(limit) bytes", remedy: "split the row", cell: cell)
    }
    fileprivate static func otherRoot(_ name: String) -> FormatError {
        FormatError(
            "is XML with the root '\(name.prefix(40))', no OpenDocument spreadsheet",
            remedy: "check that it is the file that you meant")
    }
    fileprivate static func otherBody(_ name: String) -> FormatError {
        FormatError(
            "holds a document of the kind '\(name)', no spreadsheet", remedy: "check that it is the file that you meant")
    }
}
