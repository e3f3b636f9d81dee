import FileFormats

/// The rows above the header of a sheet that say something of all of it, where it is certain that they do.
///
/// Each holds one text alone. Below them and blank rows stands a row of
/// several texts, each another and none a number, that heads all rows below; half of those hold several values.
struct SheetTitles {
    /// The number of the last of them; 0 where there is none.
    private(set) var last = 0
    private(set) var count = 0

    init() {}

    /// - Parameters:
    ///   - rows: the first of the sheet.
    ///   - decimal: the decimal sign of numbers that stand as texts.
    init(_ rows: [SheetRow], decimal: UInt8?) {
        let filled = rows.prefix(64).filter { $0.cells.contains(where: \.isAnswer) }
        let titles = filled.prefix { row in
            row.holdsOneText && row.cells.allSatisfy { !row.isValue($0, decimal) }
        }
        let rest = filled.dropFirst(titles.count)
        guard let title = titles.last, titles.count <= 10, let header = rest.first else { return }
        let below = rest.dropFirst()
        let texts = header.texts
        guard texts.count > 1, Set(texts).count == texts.count, header.repeats == 1, !below.isEmpty,
            header.cells.allSatisfy({ !$0.isAnswer || $0.kind == .string && !header.isValue($0, decimal) }),
            below.allSatisfy({ $0.width <= header.width }),
            below.count(where: { $0.cells.count(where: \.isAnswer) > 1 }) * 2 >= below.count
        else { return }
        last = title.number
        count = titles.count
    }
}

extension SheetRow {
    /// The number of the last column with content, or that a cell with content is merged over.
    var width: Int { cells.last(where: \.isAnswer).map { $0.column + max($0.repeats, $0.columnsSpanned) } ?? 0 }

    /// True for one text alone, wherever it stands.
    var holdsOneText: Bool { cells.count(where: \.isAnswer) == 1 && cells.first(where: \.isAnswer)?.repeats == 1 }

    /// True for one text alone, in the first column or merged over all of `columns`.
    func isTitle(columns: Int) -> Bool {
        guard holdsOneText, let only = cells.first(where: \.isAnswer) else { return false }
        return only.column == 0 || only.columnsSpanned >= columns && columns > 1
    }
}
