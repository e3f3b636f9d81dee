/// Puts one cell of a worksheet together from its attributes and its value: ECMA-376, part 1, 18.3.1.4.
struct WorksheetCell {
    /// What all cells of a workbook share.
    struct Shared {
        let strings: SharedStrings
        let formats: CellFormats
        let beginsIn1904: Bool
        let limits: InputLimits
    }

    private let shared: Shared
    private var cell = SheetCell()
    /// The first letter of its type, `t` for `str`.
    private var type: UInt8 = 0
    private var style = 0
    private var value: [UInt8] = []
    private var isFormula = false

    init(_ shared: Shared) { self.shared = shared }

    /// From 0.
    var column: Int { cell.column }

    /// - Parameter column: the first in which it may stand.
    mutating func begin(_ attributes: borrowing XMLAttributes, row: Int, column: Int) throws(FormatError) {
        cell = SheetCell()
        value.removeAll(keepingCapacity: true)
        type = UInt8(ascii: "n")
        style = 0
        isFormula = false
        cell.column = column
        for index in 0..<attributes.count {
            let bytes = attributes.bytes(at: index)
            switch ExcelName(rawValue: attributes.code(at: index)) {
            case .reference:
                guard let reference = ExcelReference(bytes), reference.row == row, reference.column >= column else {
                    throw .disorder(
                        "'\(attributes.string(at: index).prefix(24))' is no place for the next cell of row \(row)")
                }
                cell.column = reference.column
            case .style: style = CellNumber.whole(bytes) ?? 0
            case .type:
                // s, str, inlineStr, b, e, d, n: `str` is told apart by its length.
                type = bytes.count == 3 ? UInt8(ascii: "t") : bytes.first ?? UInt8(ascii: "n")
            default: break
            }
        }
    }

    /// Notes that the cell holds a formula.
    mutating func addFormula() { isFormula = true }

    /// True for a formula that was saved without its result; that of `str` may be an empty text.
    var lacksResult: Bool { isFormula && value.isEmpty && type != UInt8(ascii: "t") }

    mutating func append(_ bytes: UnsafeRawBufferPointer) throws(FormatError) {
        value.append(contentsOf: bytes)
        guard value.count <= shared.limits.textBytes else { throw .longText(shared.limits.textBytes) }
    }

    /// The cell as it stands now, its texts at the end of those of `row`; `empty` where it has no value.
    mutating func end(in row: inout SheetRow) throws(FormatError) -> SheetCell {
        let start = row.bytes.count
        try settle(in: &row)
        cell.text = start..<row.bytes.count
        if cell.kind == .currency, case .currency(let code) = shared.formats[style] {
            cell.text = start..<start
            row.bytes.append(contentsOf: code.utf8)
            cell.currency = start..<row.bytes.count
        }
        return cell
    }

    /// Reads the value by the type that the cell names.
    private mutating func settle(in row: inout SheetRow) throws(FormatError) {
        guard !value.isEmpty else { return }
        let start = row.bytes.count
        switch type {
        case UInt8(ascii: "s"):
            let index = value.withUnsafeBytes { CellNumber.whole($0) } ?? -1
            guard shared.strings.append(index, to: &row.bytes) else {
                throw .noString(String(decoding: value.prefix(24), as: UTF8.self), shared.strings.count)
            }
            cell.kind = row.bytes.count > start ? .string : .empty
        case UInt8(ascii: "t"), UInt8(ascii: "i"):
            row.bytes.append(contentsOf: value)
            ExcelText.decodeEscapes(&row.bytes, from: start)
            cell.kind = .string
        case UInt8(ascii: "b"):
            cell.kind = .boolean
            cell.number = value.first == UInt8(ascii: "1") || value.first == UInt8(ascii: "t") ? 1 : 0
        case UInt8(ascii: "e"): put(.error, value, in: &row)
        case UInt8(ascii: "d"): put(.date, value, in: &row)
        default:
            guard let number = value.withUnsafeBytes({ CellNumber.double($0) }) else { throw .noNumber }
            settle(number, in: &row)
        }
    }

    /// Reads a number by what the cell's style shows of it.
    private mutating func settle(_ number: Double, in row: inout SheetRow) {
        cell.number = number
        switch shared.formats[style] {
        case .number: cell.kind = .float
        case .digits(let width):
            guard let text = PaddedNumber.text(number, digits: width) else { return cell.kind = .float }
            put(.string, Array(text.utf8), in: &row)
        case .percentage: cell.kind = .percentage
        case .currency: cell.kind = .currency
        case .duration: putDuration(number, in: &row)
        // A time of day; one with a day is a moment, of which only the time is shown.
        case .time where number < 366: putDuration(number, in: &row)
        case .date where number >= 0 && number < 1 && !shared.beginsIn1904: putDuration(number, in: &row)
        case .date, .time:
            guard let date = SerialDate.date(number, beginsIn1904: shared.beginsIn1904) else { return cell.kind = .float }
            put(.date, Array(date.utf8), in: &row)
        }
    }

    private mutating func putDuration(_ number: Double, in row: inout SheetRow) {
        guard let duration = SerialDate.duration(number) else { return cell.kind = .float }
        put(.time, Array(duration.utf8), in: &row)
    }

    private mutating func put(_ kind: SheetCell.Kind, _ text: [UInt8], in row: inout SheetRow) {
        cell.kind = kind
        row.bytes.append(contentsOf: text)
    }
}

extension FormatError {
    private static let saveAgain = "open the file in a spreadsheet program and save it again"

    static func disorder(_ problem: String) -> FormatError { FormatError(problem, remedy: saveAgain) }
    fileprivate static func noString(_ number: String, _ count: Int) -> FormatError {
        FormatError("names text \(number) of \(count) that the cells share", remedy: saveAgain)
    }
    fileprivate static var noNumber: FormatError { FormatError("holds as a number what is none", remedy: saveAgain) }
}
