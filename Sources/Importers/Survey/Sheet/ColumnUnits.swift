import FileFormats
import StudyModel

/// What the numbers in the columns of a sheet count, which no number holds: currencies, and percentages beside other numbers.
struct ColumnUnits {
    private struct Forms: OptionSet {
        let rawValue: UInt8
        static let numbers = Forms(rawValue: 1)
        static let percentages = Forms(rawValue: 2)
    }

    private static let currencyLimit = 8

    private var forms: [Forms]
    /// The currencies of the amounts in each column that has any.
    private var currencies: [Int: [ArraySlice<UInt8>]] = [:]

    init(columns: Int) { forms = [Forms](repeating: [], count: columns) }

    /// Looks at a cell that holds a number.
    mutating func look(at cell: SheetCell, of row: SheetRow, column: Int) {
        forms[column].insert(cell.kind == .percentage ? .percentages : .numbers)
        guard !cell.currency.isEmpty else { return }
        let code = row.bytes[cell.currency]
        if let known = currencies[column],
            known.count >= Self.currencyLimit || known.contains(where: { $0.elementsEqual(code) })
        {
            return
        }
        currencies[column, default: []].append(Array(code)[...])
    }

    /// What is said of them when all rows were read.
    ///
    /// - Parameter names: those of the columns.
    func notes(_ names: [String], at place: Diagnostic.Place) -> [Diagnostic] {
        let amounts = currencies.keys.sorted().map { column in
            let codes = (currencies[column] ?? []).map { String(decoding: $0, as: UTF8.self) }.sorted()
            return codes.count == 1
                ? Diagnostic.note(at: place, .currency(names[column], codes[0]))
                : .warning(at: place, .currencies(names[column], codes), remedy: "give the currency a column of its own")
        }
        let mixed = forms.indices.filter { forms[$0] == [.numbers, .percentages] }.map { column in
            Diagnostic.warning(at: place, .percentages(names[column]), remedy: "give all cells of the column one format")
        }
        return amounts + mixed
    }
}

extension Diagnostic.Message {
    fileprivate static func currency(_ column: String, _ code: String) -> Self {
        "the amounts in column '\(column)' are in \(code)"
    }
    fileprivate static func currencies(_ column: String, _ codes: [String]) -> Self {
        "the amounts in column '\(column)' are in \(codes.joined(separator: ", ")); the numbers are kept without them"
    }
    fileprivate static func percentages(_ column: String) -> Self {
        "column '\(column)' holds percentages beside other numbers; of 42 % the number 0.42 is kept"
    }
}
