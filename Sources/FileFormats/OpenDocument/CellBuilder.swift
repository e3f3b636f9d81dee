/// Puts one cell together from its attributes and paragraphs.
struct CellBuilder {
    private(set) var cell = SheetCell()
    /// True while the text of paragraphs is wanted: where no attribute holds the value already.
    private(set) var takesText = false
    private var isFormula = false
    /// True where the start tag says that the cell holds a text, which may be empty.
    private var isString = false
    /// Of its paragraphs, and of the comment on it.
    var text: CellText
    var comment: CellText
    /// Who commented and when.
    var author: [UInt8] = []
    var date: [UInt8] = []

    init(limits: InputLimits) {
        text = CellText(limit: limits.textBytes)
        comment = CellText(limit: limits.textBytes)
    }

    /// Begins a cell; `attributes` are those of its start tag.
    mutating func begin(
        _ attributes: borrowing XMLAttributes, isCovered: Bool, column: Int, in row: inout SheetRow
    ) throws(FormatError) {
        cell = SheetCell()
        cell.column = column
        cell.isCovered = isCovered
        comment.begin(in: row.commentBytes)
        isFormula = false
        var type = SheetCell.Kind.empty
        var value = -1
        var stringValue = -1
        for index in 0..<attributes.count {
            switch OpenDocumentName(rawValue: attributes.code(at: index)) {
            case .columnsRepeated:
                guard let count = CellNumber.count(attributes.bytes(at: index)) else {
                    throw .badRepeat("table:number-columns-repeated", attributes.string(at: index))
                }
                cell.repeats = count
            case .columnsSpanned: cell.columnsSpanned = CellNumber.count(attributes.bytes(at: index)) ?? 1
            case .rowsSpanned: cell.isMergedDown = CellNumber.count(attributes.bytes(at: index)) ?? 1 > 1
            case .valueType: if type != .error { type = Self.kind(attributes.bytes(at: index)) }
            case .extendedType: if Self.kind(attributes.bytes(at: index)) == .error { type = .error }
            case .value, .dateValue, .timeValue, .booleanValue: value = index
            case .stringValue: stringValue = index
            case .formula: isFormula = true
            case .currency:
                let start = row.bytes.count
                attributes.appendValue(at: index, to: &row.bytes)
                cell.currency = start..<row.bytes.count
            default: break
            }
        }
        isString = type == .string
        let start = row.bytes.count
        cell.kind = settle(type, attributes, value: value, stringValue: stringValue, in: &row)
        cell.text = start..<row.bytes.count
        takesText = cell.kind == .empty || cell.kind == .error || (isFormula && row.bytes.count == start)
        text.begin(in: row.bytes)
    }

    /// Takes the value out of the attributes; `empty` where the paragraphs must tell it.
    private mutating func settle(
        _ type: SheetCell.Kind, _ attributes: borrowing XMLAttributes, value: Int, stringValue: Int, in row: inout SheetRow
    ) -> SheetCell.Kind {
        switch type {
        case .float, .percentage, .currency:
            guard value >= 0, let number = CellNumber.double(attributes.bytes(at: value)) else { return .empty }
            cell.number = number
            return type
        case .boolean:
            guard value >= 0 else { return .empty }
            let bytes = attributes.bytes(at: value)
            switch bytes.first {
            case UInt8(ascii: "t"), UInt8(ascii: "1"): cell.number = 1
            case UInt8(ascii: "f"), UInt8(ascii: "0"): cell.number = 0
            default: return .empty
            }
            return .boolean
        case .date, .time:
            guard value >= 0, !attributes.bytes(at: value).isEmpty else { return .empty }
            attributes.appendValue(at: value, to: &row.bytes)
            return type
        case .string where stringValue >= 0:
            attributes.appendValue(at: stringValue, to: &row.bytes)
            return .string
        case .string, .empty: return .empty
        case .error: return .error
        }
    }

    /// Makes the number that the cell has begun with a text of so many digits, where it has fewer.
    mutating func pad(to digits: Int, in row: inout SheetRow) {
        guard let text = PaddedNumber.text(cell.number, digits: digits) else { return }
        let start = row.bytes.count
        row.bytes.append(contentsOf: text.utf8)
        cell.text = start..<row.bytes.count
        cell.kind = .string
        takesText = false
    }

    private static func kind(_ bytes: UnsafeRawBufferPointer) -> SheetCell.Kind {
        // The first two letters tell the eight apart.
        switch (bytes.first, bytes.count) {
        case (UInt8(ascii: "s"), 6): .string
        case (UInt8(ascii: "f"), 5): .float
        case (UInt8(ascii: "d"), 4): .date
        case (UInt8(ascii: "p"), 10): .percentage
        case (UInt8(ascii: "c"), 8): .currency
        case (UInt8(ascii: "t"), 4): .time
        case (UInt8(ascii: "b"), 7): .boolean
        case (UInt8(ascii: "e"), 5): .error
        default: .empty
        }
    }

    /// Ends the cell: what it holds is settled now.
    mutating func end(in row: inout SheetRow) {
        cell.comment = comment.start..<row.commentBytes.count
        if !author.isEmpty || !date.isEmpty {
            row.remarks.append(
                SheetRemark(
                    column: cell.column, author: String(decoding: author, as: UTF8.self),
                    date: String(decoding: date, as: UTF8.self)))
            author = []
            date = []
        }
        guard takesText else {
            if cell.kind == .string, cell.text.isEmpty { cell.kind = .empty }
            return
        }
        cell.text = cell.text.lowerBound..<row.bytes.count
        let isError = isFormula && SpreadsheetError.isOne(row.bytes[cell.text])
        switch cell.kind {
        case .empty, .string: cell.kind = isError ? .error : cell.text.isEmpty || isHiddenResult ? .empty : .string
        case .error: break
        default:
            if isError {
                cell.kind = .error
            } else {
                row.bytes.removeSubrange(cell.text)
                cell.text = cell.text.lowerBound..<cell.text.lowerBound
            }
        }
    }

    /// True, when the cell has ended, for a formula that was saved without its result.
    var lacksResult: Bool { isFormula && !isString && cell.kind == .empty && !cell.isCovered }

    /// A formula whose stored result is the empty text, whatever is shown.
    private var isHiddenResult: Bool { isFormula && cell.kind == .string }
}

extension FormatError {
    static func badRepeat(_ attribute: String, _ value: String) -> FormatError {
        FormatError(
            "\(attribute) is '\(value.prefix(24))'; it must be a whole number from 1 to 2147483647",
            remedy: "open the file in a spreadsheet program and save it again")
    }
}
