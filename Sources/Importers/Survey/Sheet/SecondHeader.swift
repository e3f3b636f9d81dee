import FileFormats
import StudyModel

/// Whether the second row of a sheet tells apart what the first one heads: `Alter;Alter`, or `Alter` and an empty cell, above
/// `in Jahren;in Monaten`.
struct SecondHeader {
    /// True where it is certain enough to be taken for a header.
    private(set) var isCertain = false
    /// What speaks for it, where it is not.
    private(set) var doubt: Diagnostic.Message?

    /// - Parameters:
    ///   - rows: the rows from the first header on that hold something.
    ///   - decimal: the decimal sign of numbers that stand as texts.
    init(_ rows: some Collection<SheetRow>, decimal: UInt8?) {
        let rows = rows.prefix(64)
        guard let first = rows.first, let second = rows.dropFirst().first, first.repeats == 1, second.repeats == 1,
            [first, second].allSatisfy({ row in row.mayBeHeader && row.cells.allSatisfy { !row.isValue($0, decimal) } })
        else { return }
        let heads = first.headings
        // A text alone is a title.
        guard heads.count > 1 else { return }
        let below = Array(rows.dropFirst(2))
        let tells = second.tellingHeadings
        let groups = first.headingGroups(above: second)
        let grouped = Set(groups.joined())
        let turning = Self.valueColumns(below, decimal).intersection(tells.keys)
        let ungrouped = Set(heads.keys).subtracting(grouped)
        let filled = below.reduce(ungrouped) { $0.intersection($1.answeredColumns) }
        let skipped = filled.subtracting(second.answeredColumns)
        let isRepeated = groups.contains { group in group.count { heads[$0] != nil } > 1 }
        guard below.count > 1, groups.allSatisfy({ group in group.allSatisfy { tells[$0] != nil } }) else {
            if isRepeated { doubt = .repeatedHeadings(row: first.number, second: second.number) }
            return
        }
        isCertain =
            !turning.isDisjoint(with: grouped) || isRepeated && !skipped.isEmpty && skipped.count == ungrouped.count
        guard !isCertain else { return }
        doubt =
            isRepeated
            ? .repeatedHeadings(row: first.number, second: second.number) : Self.textsAboveValues(rows, decimal: decimal)
    }

    /// What is said where the row below a header holds only texts, and numbers or dates stand below one of them.
    ///
    /// - Parameter rows: the rows from the last header on that hold something.
    static func textsAboveValues(_ rows: some Collection<SheetRow>, decimal: UInt8?) -> Diagnostic.Message? {
        guard let second = rows.dropFirst().first, second.repeats == 1, second.mayBeHeader,
            second.cells.allSatisfy({ !second.isValue($0, decimal) })
        else { return nil }
        let values = valueColumns(Array(rows.prefix(64).dropFirst(2)), decimal)
        return values.isDisjoint(with: second.tellingHeadings.keys) ? nil : .textsAboveValues(row: second.number)
    }

    /// The columns that hold only numbers, dates or truths in several rows.
    private static func valueColumns(_ rows: [SheetRow], _ decimal: UInt8?) -> Set<Int> {
        var counts: [Int: Int] = [:]
        var others: Set<Int> = []
        for row in rows {
            for cell in row.cells where cell.isAnswer {
                if row.isValue(cell, decimal) { counts[cell.column, default: 0] += 1 } else { others.insert(cell.column) }
            }
        }
        return Set(counts.filter { $0.value > 1 }.keys).subtracting(others)
    }
}

extension SheetRow {
    /// Those that hold something of their own; of cells that are repeated the first.
    fileprivate var answeredColumns: Set<Int> { Set(cells.filter(\.isAnswer).map(\.column)) }

    /// False where a text is too long for a heading.
    fileprivate var mayBeHeader: Bool { cells.allSatisfy { $0.isShort } }

    /// By column, without those that say that there is no answer.
    fileprivate var tellingHeadings: [Int: String] { headings.filter { !ActorNaming.isNobody($0.value) } }

    /// By column.
    fileprivate var headings: [Int: String] {
        var result: [Int: String] = [:]
        for cell in cells where cell.isAnswer {
            let text = shownText(of: cell).oneLine.normalizedName
            if !text.isEmpty { result[cell.column] = text }
        }
        return result
    }

    /// The columns, side by side, that the first row has one heading for, again and again or above the first of them alone,
    /// and the second row a text each.
    fileprivate func headingGroups(above second: SheetRow) -> [[Int]] {
        let heads = headings
        let texts = second.headings
        var groups: [[Int]] = []
        for column in Set(heads.keys).union(texts.keys).sorted() {
            if let last = groups.last, last.last == column - 1, let name = last.first.flatMap({ heads[$0] }),
                heads[column] == name || heads[column] == nil && texts[column] != nil && texts[last[0]] != nil
            {
                groups[groups.count - 1].append(column)
            } else if heads[column] != nil {
                groups.append([column])
            }
        }
        return groups.filter { group in
            let words = group.compactMap { texts[$0] }
            return group.count > 1 && Set(words).count == words.count
        }
    }

    /// True where a heading goes on over empty cells to its right, below each of which and below itself a text stands.
    func isHeadingGaps(above second: SheetRow) -> Bool {
        guard mayBeHeader, second.mayBeHeader else { return false }
        let heads = headings
        return headingGroups(above: second).contains { group in group.contains { heads[$0] == nil } }
    }
}

extension SheetCell {
    /// The most bytes that a heading has.
    private static var longestHeading: Int { 4000 }

    /// True where a text is short enough for a heading; longer ones need not be compared with any.
    var isShort: Bool { text.count <= Self.longestHeading }
}

extension Diagnostic.Message {
    fileprivate static func repeatedHeadings(row: Int, second: Int) -> Self {
        "row \(row) repeats headings, and row \(second), which is taken for answers, may say what tells them apart"
    }
    fileprivate static func textsAboveValues(row: Int) -> Self {
        "row \(row), which is taken for answers, holds only texts where numbers or dates stand below it, and may be a header"
    }
}
