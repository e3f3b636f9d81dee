import FileFormats
import StudyModel

/// What makes it doubtful that a row is the header of the rows below it.
///
/// A text that stands alone above several columns may be a title. A number above numbers may be an answer, unless a text above
/// numbers stands beside it, or each is one more than the one before, as years and the numbers of questions are. Texts may be
/// answers where several come again in their columns.
struct HeaderDoubt {
    private enum Form { case number, moment, truth, text }

    /// Nil where nothing does.
    let message: Diagnostic.Message?

    /// - Parameters:
    ///   - header: the row that is taken for the header.
    ///   - rows: the first of the sheet.
    ///   - decimal: the decimal sign of numbers that stand as texts.
    init(_ header: SheetRow, above rows: [SheetRow], decimal: UInt8?) {
        let below = rows.prefix(64).filter { $0.number > header.number && $0.cells.contains(where: \.isAnswer) }
        if header.holdsOneText, below.contains(where: { $0.width > 1 }) {
            message = .loneText(row: header.number)
        } else if Self.holdsAnswers(header, below, decimal) {
            message = .numbers(row: header.number)
        } else if Self.recurs(header, in: below) {
            message = .recurring(row: header.number)
        } else {
            message = nil
        }
    }

    /// True where at least two texts of the header come again below it, in half of its columns or more; not where all come again
    /// in one row, which repeats the header.
    private static func recurs(_ header: SheetRow, in below: [SheetRow]) -> Bool {
        let headings = header.cells.filter(\.isAnswer)
        guard headings.allSatisfy(\.isShort) else { return false }
        let texts = headings.map { header.shownText(of: $0).normalizedName }
        var recurring: Set<Int> = []
        for row in below {
            let answers = Dictionary(
                row.cells.filter { $0.isAnswer && $0.isShort }.map { ($0.column, $0) }, uniquingKeysWith: { first, _ in first })
            let same = headings.indices.filter { index in
                answers[headings[index].column].map { row.shownText(of: $0).normalizedName == texts[index] } ?? false
            }
            if same.count == headings.count { return false }
            recurring.formUnion(same)
        }
        return recurring.count > 1 && recurring.count * 2 >= headings.count
    }

    private static func holdsAnswers(_ header: SheetRow, _ below: [SheetRow], _ decimal: UInt8?) -> Bool {
        guard !below.isEmpty, header.repeats == 1 else { return false }
        let headings = header.cells.filter(\.isAnswer)
        let answers = forms(below: headings, below, decimal)
        var numbers: [Int?] = []
        var isDoubtful = false
        for (heading, answer) in zip(headings, answers) {
            guard let answer else { continue }
            let form = Self.form(of: heading, in: header, decimal)
            if form == .text, answer != .text { return false }
            if form == .number { numbers.append(Int(header.shownText(of: heading))) }
            isDoubtful = isDoubtful || form != .text && form == answer
        }
        let areCounted = zip(numbers, numbers.dropFirst()).allSatisfy { $0 != nil && $1 == $0.map { $0 + 1 } }
        return isDoubtful && !(areCounted && numbers.count > 1)
    }

    /// What all cells below a heading are; nil where there is none or they differ.
    private static func forms(below headings: [SheetCell], _ rows: [SheetRow], _ decimal: UInt8?) -> [Form?] {
        var seen = [Set<Form>](repeating: [], count: headings.count)
        for row in rows {
            var index = 0
            for cell in row.cells where cell.isAnswer {
                let form = Self.form(of: cell, in: row, decimal)
                while index < headings.count, headings[index].column < cell.column + cell.repeats {
                    if headings[index].column >= cell.column { seen[index].insert(form) }
                    index += 1
                }
            }
        }
        return seen.map { $0.count == 1 ? $0.first : nil }
    }

    private static func form(of cell: SheetCell, in row: SheetRow, _ decimal: UInt8?) -> Form {
        switch cell.kind {
        case .float, .percentage, .currency: return .number
        case .date, .time: return .moment
        case .boolean: return .truth
        case .string, .error, .empty: break
        }
        guard let decimal, cell.kind == .string else { return .text }
        let bytes = row.bytes[cell.text]
        if ValueForm.decimal(bytes, point: decimal) != nil { return .number }
        return ValueForm.isDate(bytes) || ValueForm.isDateTime(bytes) ? .moment : .text
    }
}

extension Diagnostic.Message {
    fileprivate static func loneText(row: Int) -> Self {
        "row \(row), which holds one text alone, is taken for the header"
    }
    fileprivate static func numbers(row: Int) -> Self {
        "row \(row), which holds numbers or dates as the rows below it do, is taken for the header"
    }
    fileprivate static func recurring(row: Int) -> Self {
        "row \(row), of which texts come again as answers, is taken for the header"
    }
}
