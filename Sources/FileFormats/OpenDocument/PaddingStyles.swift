/// Which cells of a sheet show whole numbers with zeros before them: OpenDocument 1.2, part 1, 16.27.2 and 19.348.
///
/// Only styles of the sheet's own document are known, which direct formatting makes; those of `styles.xml` are not read.
struct PaddingStyles {
    private static let limit = 65_536

    /// How many digits a style of numbers asks for.
    private var digits: [String: Int] = [:]
    /// The style of numbers of a style of cells.
    private var numberStyles: [String: String] = [:]
    /// The style of numbers that is open: its name, and what is known of it so far.
    private var open: (name: String, digits: Int, isPlain: Bool) = ("", 0, true)
    /// What cells without a style of their own show, by their columns in ascending order.
    private var columns: [(columns: Range<Int>, digits: Int)] = []
    private var rowDigits: Int?

    /// True where no cell can be shown so.
    var isEmpty: Bool { digits.isEmpty }

    mutating func beginNumberStyle(_ name: String) { open = (name, 0, true) }

    /// Takes an element inside of a style of numbers.
    mutating func add(_ known: OpenDocumentName?, _ attributes: borrowing XMLAttributes) {
        func whole(_ name: OpenDocumentName) -> Int? {
            attributes.index(of: name.rawValue).flatMap { CellNumber.whole(attributes.bytes(at: $0)) }
        }
        guard known == .number, open.digits == 0, whole(.decimalPlaces) ?? 0 == 0,
            attributes.string(OpenDocumentName.grouping.rawValue) != "true"
        else { return open.isPlain = false }
        open.digits = whole(.minIntegerDigits) ?? 0
    }

    mutating func endNumberStyle() {
        guard open.isPlain, PaddedNumber.widths ~= open.digits, digits.count < Self.limit else { return }
        digits[open.name] = open.digits
    }

    mutating func addCellStyle(_ name: String, numbers: String) {
        if numberStyles.count < Self.limit { numberStyles[name] = numbers }
    }

    mutating func beginSheet() { columns = [] }

    mutating func declare(_ range: Range<Int>, style: String) {
        if let digits = digits(style), columns.count < Self.limit { columns.append((range, digits)) }
    }

    mutating func beginRow(style: String?) { rowDigits = style.map { digits($0) ?? 0 } }

    /// How many digits a cell shows at least; nil where it shows a number as it is.
    ///
    /// - Parameter style: the cell's own; nil where its row or column has one for it.
    func digits(style: String?, column: Int) -> Int? {
        if let style { return digits(style) }
        if let rowDigits { return rowDigits }
        var (lower, upper) = (0, columns.count)
        while lower < upper {
            let middle = (lower + upper) / 2
            if columns[middle].columns.upperBound <= column { lower = middle + 1 } else { upper = middle }
        }
        return lower < columns.count && columns[lower].columns.contains(column) ? columns[lower].digits : nil
    }

    private func digits(_ style: String) -> Int? { numberStyles[style].flatMap { digits[$0] } }
}
