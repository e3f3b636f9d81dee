/// Turns the events of an OpenDocument spreadsheet into rows: OpenDocument 1.2, part 1, sections 3.7 and 9.
///
/// Formulas are read as their stored result. Shapes, charts, notes, tracked changes and cached copies of external sheets are
/// passed over. Empty cells and rows only move a counter, however often they are repeated.
struct SpreadsheetParser {
    private enum Place: UInt8 {
        case outside, document, styles, tableStyle, numberStyle, body, spreadsheet, table, row, cell, paragraph
        case annotation, annotationParagraph, annotationAuthor, annotationDate
    }

    private(set) var sheets: [SheetSummary] = []
    private let limits: InputLimits
    private let consume: (SheetRow) throws -> Void
    private var open = OpenElements(Place.outside)
    private var hiddenStyles: Set<String> = []
    private var currentStyle = ""
    private var padding = PaddingStyles()
    private var row = SheetRow()
    private var builder: CellBuilder
    private var nextRow = 1
    private var nextColumn = 0
    /// Of the sheet that is open.
    private var tally: SheetTally
    /// Columns that were declared so far.
    private var columnsSeen = 0

    init(limits: InputLimits, consume: @escaping (SheetRow) throws -> Void) {
        self.limits = limits
        self.consume = consume
        builder = CellBuilder(limits: limits)
        tally = SheetTally("", limit: limits.cells)
    }

    private var place: Place { open.place }

    mutating func startElement(_ name: XMLName, _ attributes: borrowing XMLAttributes) throws {
        guard !open.isPassingOver else { return open.enter(nil) }
        open.enter(try enter(OpenDocumentName(rawValue: name.code), name, attributes))
    }

    mutating func endElement() throws {
        guard let left = open.leave() else { return }
        switch left {
        case .cell where place == .row: try endCell()
        case .row: try endRow()
        case .numberStyle where place == .styles: padding.endNumberStyle()
        case .table where place == .spreadsheet: sheets.append(tally.finish())
        default: break
        }
    }

    mutating func characters(_ bytes: UnsafeRawBufferPointer) throws {
        guard !open.isPassingOver else { return }
        do throws(FormatError) {
            switch place {
            case .paragraph: try builder.text.append(bytes, to: &row.bytes)
            case .annotationParagraph: try builder.comment.append(bytes, to: &row.commentBytes)
            case .annotationAuthor where builder.author.count < 1000: builder.author.append(contentsOf: bytes)
            case .annotationDate where builder.date.count < 100: builder.date.append(contentsOf: bytes)
            default: break
            }
        } catch {
            throw row.placed(error, column: nextColumn)
        }
    }

    /// The place that an element opens; nil for one that is passed over with all that is in it.
    private mutating func enter(_ known: OpenDocumentName?, _ name: XMLName, _ attributes: borrowing XMLAttributes) throws
        -> Place?
    {
        switch (place, known) {
        case (.row, .cell), (.row, .coveredCell):
            try beginCell(attributes, isCovered: known == .coveredCell)
            return .cell
        case (.cell, .paragraph):
            guard builder.takesText else { return nil }
            builder.text.beginParagraph(in: &row.bytes)
            return .paragraph
        case (.table, .row):
            try beginRow(attributes)
            return .row
        case (.cell, .container), (.annotation, .container), (.table, .rows): return place
        case (.cell, .annotation), (.paragraph, .annotation):
            tally.addComment()
            return .annotation
        case (.annotation, .creator): return .annotationAuthor
        case (.annotation, .date): return .annotationDate
        case (.table, .columns): return .table
        case (.table, .column):
            declareColumns(attributes)
            return nil
        case (.annotation, .paragraph):
            builder.comment.beginParagraph(in: &row.commentBytes)
            return .annotationParagraph
        case (.paragraph, _), (.annotationParagraph, _):
            return try isText(known, name, attributes) ? place : nil
        default: return try enterAbove(known, name, attributes)
        }
    }

    /// Takes in an element inside of a paragraph, and returns whether what is in it is text as well.
    private mutating func isText(
        _ known: OpenDocumentName?, _ name: XMLName, _ attributes: borrowing XMLAttributes
    ) throws(FormatError) -> Bool {
        do {
            guard place == .paragraph else { return try builder.comment.enter(known, name, attributes, in: &row.commentBytes) }
            if known == .link { tally.addLink() }
            return try builder.text.enter(known, name, attributes, in: &row.bytes)
        } catch {
            throw row.placed(error, column: nextColumn)
        }
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
        case (.styles, .style): return beginStyle(attributes) ? .tableStyle : nil
        case (.styles, .numberStyle):
            padding.beginNumberStyle(attributes.string(OpenDocumentName.name.rawValue) ?? "")
            return .numberStyle
        case (.numberStyle, _):
            padding.add(known, attributes)
            return nil
        case (.tableStyle, .tableProperties):
            if attributes.string(OpenDocumentName.display.rawValue) == "false" { hiddenStyles.insert(currentStyle) }
            return nil
        case (.spreadsheet, .table): return beginSheet(attributes) ? .table : nil
        default: return nil
        }
    }

    /// Takes in a style, and returns whether it is one of tables.
    private mutating func beginStyle(_ attributes: borrowing XMLAttributes) -> Bool {
        let name = attributes.string(OpenDocumentName.name.rawValue) ?? ""
        switch attributes.string(OpenDocumentName.family.rawValue) {
        case "table":
            currentStyle = name
            return true
        case "table-cell":
            if let numbers = attributes.string(OpenDocumentName.dataStyle.rawValue) {
                padding.addCellStyle(name, numbers: numbers)
            }
            return false
        default: return false
        }
    }

    private mutating func beginSheet(_ attributes: borrowing XMLAttributes) -> Bool {
        let name = attributes.string(OpenDocumentName.name.rawValue) ?? ""
        // A cached copy of a sheet in another file: 'file:///…'#Sheet.
        if name.hasPrefix("'"), name.contains("'#") { return false }
        let style = attributes.string(OpenDocumentName.styleName.rawValue)
        let isHidden = style.map(hiddenStyles.contains) ?? false
        tally = SheetTally(name, isHidden: isHidden, limit: limits.cells)
        row.sheet = sheets.count
        row.sheetName = name
        row.isSheetHidden = isHidden
        padding.beginSheet()
        nextRow = 1
        columnsSeen = 0
        return true
    }

    /// Notes which columns are folded away, and which show numbers with zeros before them.
    private mutating func declareColumns(_ attributes: borrowing XMLAttributes) {
        var count = 1
        var isHidden = false
        for index in 0..<attributes.count {
            switch OpenDocumentName(rawValue: attributes.code(at: index)) {
            case .columnsRepeated: count = CellNumber.count(attributes.bytes(at: index)) ?? 1
            case .visibility: isHidden = attributes.bytes(at: index).first != UInt8(ascii: "v")
            default: break
            }
        }
        if isHidden { tally.hide(columns: columnsSeen..<(columnsSeen + count)) }
        if !padding.isEmpty, let style = attributes.string(OpenDocumentName.defaultCellStyle.rawValue) {
            padding.declare(columnsSeen..<(columnsSeen + count), style: style)
        }
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
                    throw row.placed(
                        .badRepeat("table:number-rows-repeated of row \(nextRow)", attributes.string(at: index)), column: 0)
                }
                row.repeats = count
            case .visibility: row.isHidden = attributes.bytes(at: index).first != UInt8(ascii: "v")
            default: break
            }
        }
        if !padding.isEmpty { padding.beginRow(style: attributes.string(OpenDocumentName.defaultCellStyle.rawValue)) }
    }

    private mutating func beginCell(_ attributes: borrowing XMLAttributes, isCovered: Bool) throws(FormatError) {
        do {
            try builder.begin(attributes, isCovered: isCovered, column: nextColumn, in: &row)
            guard !padding.isEmpty, builder.cell.kind == .float else { return }
            let style = attributes.string(OpenDocumentName.styleName.rawValue)
            if let digits = padding.digits(style: style, column: nextColumn) { builder.pad(to: digits, in: &row) }
        } catch {
            throw row.placed(error, column: nextColumn)
        }
    }

    private mutating func endCell() throws {
        builder.end(in: &row)
        let cell = builder.cell
        nextColumn += cell.repeats
        guard nextColumn <= Int(Int32.max) else { throw row.placed(.tooFar, column: 0) }
        if builder.lacksResult { tally.addFormulaWithoutResult(cell, in: row) }
        guard cell.kind != .empty || !cell.comment.isEmpty else { return }
        row.cells.append(cell)
        guard row.bytes.count + row.commentBytes.count <= limits.textBytes * 4, row.cells.count <= limits.cells else {
            throw row.placed(.longRow(limits.textBytes), column: 0)
        }
    }

    private mutating func endRow() throws {
        nextRow += row.repeats
        guard nextRow <= Int(Int32.max) else { throw row.placed(.tooFar, column: 0) }
        guard !row.cells.isEmpty else { return }
        try tally.count(row)
        guard row.repeats <= limits.repeatedRows else {
            throw row.placed(.repeatedRow(row.number, row.repeats, limits.repeatedRows).raised(by: \.repeatedRows))
        }
        do {
            try consume(row)
        } catch let error as FormatError {
            throw row.placed(error)
        }
    }
}

extension FormatError {
    fileprivate static func repeatedRow(_ row: Int, _ repeats: Int, _ limit: Int) -> FormatError {
        FormatError(
            "row \(row) stands there \(repeats) times, more than \(limit)",
            remedy: "delete the copies that were filled down to the end of the sheet")
    }
    fileprivate static var tooFar: FormatError {
        FormatError(
            "repeated rows or columns reach beyond 2147483647",
            remedy: "open the file in a spreadsheet program and save it again")
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
