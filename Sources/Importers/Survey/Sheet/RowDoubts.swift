import FileFormats
import StudyModel

/// Rows of a sheet that are taken for respondents and may be none: those that repeat the headings, rows of totals, texts alone;
/// and values that are merged over several rows.
struct RowDoubts {
    /// Some rows, of which the first few are named.
    private struct Rows {
        private(set) var first: [Int] = []
        private(set) var count = 0
        mutating func add(_ row: Int) {
            count += 1
            if first.count < 4 { first.append(row) }
        }
        /// `row 5`, or `rows 5, 9 and 3 more`.
        var shown: String {
            let more = count > first.count ? " and \(count - first.count) more" : ""
            return (count == 1 ? "row " : "rows ") + first.map(String.init).joined(separator: ", ") + more
        }
    }

    private static let totals: Set<String> = [
        "summe", "gesamt", "gesamtsumme", "insgesamt", "total", "totals", "sum", "mittelwert", "mittelwerte", "durchschnitt",
        "mean", "average", "standardabweichung", "median", "anzahl", "count", "grand total", "gesamtergebnis",
    ]

    private let names: [String]
    private var headings = Rows()
    private var sums = Rows()
    private var alone = Rows()
    private var merged = 0
    private var firstMerged: String?

    /// - Parameter names: those of the columns.
    init(_ names: [String]) {
        self.names = names
    }

    /// Looks at a row below the headings.
    mutating func look(at row: SheetRow, _ number: Int) {
        var answers = 0
        var first: SheetCell?
        for cell in row.cells where cell.isAnswer {
            answers += 1
            if first == nil { first = cell }
            if cell.isMergedDown {
                merged += 1
                if firstMerged == nil { firstMerged = row.address(of: cell) }
            }
        }
        guard let first, first.kind == .string, first.repeats == 1 else { return }
        if answers == 1, names.count > 2 {
            alone.add(number)
        } else if repeatsHeadings(row, first) {
            headings.add(number)
        } else if Self.isTotal(row.bytes[first.text]) {
            sums.add(number)
        }
    }

    private func repeatsHeadings(_ row: SheetRow, _ first: SheetCell) -> Bool {
        func isHeading(_ cell: SheetCell) -> Bool {
            cell.isShort && names.indices.contains(cell.column)
                && row.shownText(of: cell).oneLine.normalizedName == names[cell.column]
        }
        return isHeading(first) && row.cells.allSatisfy { !$0.isAnswer || isHeading($0) }
    }

    private static func isTotal(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard 3...24 ~= bytes.count, bytes.allSatisfy({ $0.isASCIILetter || $0 == 0x20 || $0 == UInt8(ascii: ":") }) else {
            return false
        }
        return totals.contains(
            String(decoding: bytes.filter { $0 != UInt8(ascii: ":") }, as: UTF8.self).lowercased().normalizedName)
    }

    /// What is said of them when all rows were read.
    func notes(at place: Diagnostic.Place) -> [Diagnostic] {
        let remedy = "remove what is no respondent from the file, and import it again"
        var notes: [Diagnostic] = []
        if headings.count > 0 { notes.append(.warning(at: place, .repeated(headings.shown, headings.count), remedy: remedy)) }
        if sums.count > 0 { notes.append(.warning(at: place, .totals(sums.shown, sums.count), remedy: remedy)) }
        if alone.count > 0 { notes.append(.note(at: place, .alone(alone.shown, alone.count), remedy: remedy)) }
        if let firstMerged {
            var cell = place
            cell.cell = firstMerged
            notes.append(
                .warning(
                    at: cell, .merged(merged), remedy: "split them, and fill the value in below, where it holds for all rows"))
        }
        return notes
    }
}

extension Diagnostic.Message {
    fileprivate static func repeated(_ rows: String, _ count: Int) -> Self {
        "\(rows) \(count == 1 ? "repeats" : "repeat") the headings, and \(count == 1 ? "was" : "were") taken for answers"
    }
    fileprivate static func totals(_ rows: String, _ count: Int) -> Self {
        "\(rows) \(count == 1 ? "begins" : "begin") as totals do, and \(count == 1 ? "was" : "were") taken for answers"
    }
    fileprivate static func alone(_ rows: String, _ count: Int) -> Self {
        "\(rows) \(count == 1 ? "holds" : "hold") one text alone, and \(count == 1 ? "was" : "were") taken for a respondent\(count == 1 ? "" : " each")"
    }
    fileprivate static func merged(_ count: Int) -> Self {
        count == 1
            ? "the cell is merged over several rows; its value counts for the first of them only"
            : "\(count) cells, the first of them here, are merged over several rows; their values count for the first row of each only"
    }
}
