import FileFormats
import StudyModel

/// Which rows of a sheet stand above the answers, and what each of them says.
struct HeaderRows {
    enum Shape: Equatable {
        /// The texts of a column are one below the other, and joined.
        case joined
        /// As `joined`, but a text of the first row goes on over the empty cells to its right, as SurveyMonkey writes.
        case filled
        /// One row names the columns, another words their questions; the numbers of both.
        case named(Int, wordedIn: Int)
    }

    /// The number of the last of them.
    let last: Int
    let shape: Shape
    /// What was found out, where it is not one row, the first.
    private(set) var guess: Diagnostic.Message?
    /// What speaks against the row that was taken.
    private(set) var doubt: Diagnostic.Message?

    /// - Parameters:
    ///   - rows: the first of the sheet.
    ///   - given: how many rows stand above the answers; nil to find it out.
    ///   - decimal: the decimal sign of numbers that stand as texts.
    init(_ rows: [SheetRow], given: Int?, decimal: UInt8?) {
        let titles = given == nil ? SheetTitles(rows, decimal: decimal) : SheetTitles()
        let filled =
            given == nil ? rows.prefix(64).filter { $0.number > titles.last && $0.cells.contains(where: \.isAnswer) } : []
        let second = SecondHeader(filled, decimal: decimal)
        let last = given ?? Self.guess(filled, second, decimal)
        self.last = last
        let header = rows.prefix { $0.number <= last }.filter {
            $0.number > titles.last && $0.cells.contains(where: \.isAnswer)
        }
        if header.count == 3, header[2].holdsImportIDs {
            shape = .named(header[0].number, wordedIn: header[1].number)
            if given == nil { guess = .qualtrics }
        } else if header.count == 2, let shape = Self.twoLines(header[0], header[1]) {
            self.shape = shape
            if given == nil {
                guess =
                    switch shape {
                    case .filled where header[0].isFilledBy(header[1]): .surveyMonkey
                    case .filled: .told
                    default: .namesAndWordings
                    }
            }
        } else {
            shape = .joined
            if given == nil, header.count > 1 {
                guess = header.contains(where: \.hasMergedHeadings) ? .merged(header.count) : .told
            }
        }
        guard given == nil, let lowest = header.last else { return }
        guard header.count == 1 else {
            doubt = SecondHeader.textsAboveValues(filled.drop { $0.number < lowest.number }, decimal: decimal)
            return
        }
        if titles.last > 0 { guess = .titles(titles.count, header: last) }
        doubt = HeaderDoubt(lowest, above: rows, decimal: decimal).message ?? second.doubt
    }

    /// The number of the last header row.
    ///
    /// - Parameters:
    ///   - filled: the rows below the titles that hold something.
    ///   - second: what is thought of the second of them.
    private static func guess(_ filled: [SheetRow], _ second: SecondHeader, _ decimal: UInt8?) -> Int {
        guard let first = filled.first else { return 1 }
        if filled.count > 2, filled[0].repeats == 1, filled[2].holdsImportIDs { return filled[2].number }
        guard filled.count > 1, first.repeats == 1, filled[1].repeats == 1 else { return first.number }
        if first.hasMergedHeadings {
            return filled.dropFirst().first { !$0.hasMergedHeadings }?.number ?? first.number
        }
        if first.isFilledBy(filled[1]) || second.isCertain { return filled[1].number }
        if case .named = twoLines(first, filled[1]), changesKind(filled, decimal) { return filled[1].number }
        return first.number
    }

    /// What two header rows say, where it is not what their texts joined would.
    private static func twoLines(_ first: SheetRow, _ second: SheetRow) -> Shape? {
        if first.isFilledBy(second) { return .filled }
        if !first.hasMergedHeadings, first.isHeadingGaps(above: second) { return .filled }
        // A text over several columns words none of them.
        guard !first.hasMergedHeadings, !second.hasMergedHeadings else { return nil }
        if first.holdsNames, second.holdsWordings { return .named(first.number, wordedIn: second.number) }
        if second.holdsNames, first.holdsWordings { return .named(second.number, wordedIn: first.number) }
        return nil
    }

    /// True where a column holds texts in the first two rows and only numbers, dates or truths below.
    private static func changesKind(_ rows: [SheetRow], _ decimal: UInt8?) -> Bool {
        let top = rows.prefix(2)
        guard rows.count > 3, top.allSatisfy({ row in row.cells.allSatisfy { !row.isValue($0, decimal) } }) else {
            return false
        }
        var kinds: [Int: Bool] = [:]
        for row in rows.dropFirst(2) {
            for cell in row.cells where cell.isAnswer {
                kinds[cell.column] = kinds[cell.column, default: true] && row.isValue(cell, decimal)
            }
        }
        // A respondent who gave no answer is no header.
        let headed = Set(
            rows[1].cells.filter { $0.isAnswer && $0.isShort && !ActorNaming.isNobody(rows[1].shownText(of: $0)) }.map(\.column)
        )
        return kinds.contains { $0.value && headed.contains($0.key) }
    }
}

extension SheetRow {
    /// True for a cell that is no running text: a number, a date, a truth.
    func isValue(_ cell: SheetCell, _ decimal: UInt8?) -> Bool {
        guard cell.kind == .string else { return cell.kind != .empty && cell.kind != .error }
        guard let decimal else { return false }
        let bytes = bytes[cell.text]
        return ValueForm.decimal(bytes, point: decimal) != nil || ValueForm.isDate(bytes) || ValueForm.isDateTime(bytes)
    }

    var texts: [String] { cells.filter(\.isAnswer).map { shownText(of: $0) } }

    /// Qualtrics' third row: `{"ImportId":"QID1"}`.
    fileprivate var holdsImportIDs: Bool {
        let texts = texts
        return !texts.isEmpty && texts.allSatisfy { $0.hasPrefix("{") && $0.contains("\"ImportId\"") }
    }

    /// True where a heading is merged over several columns, but not over all of them.
    fileprivate var hasMergedHeadings: Bool {
        cells.count { $0.isAnswer } > 1 && cells.contains { $0.isAnswer && $0.columnsSpanned > 1 }
    }

    /// Codes of questions, each another: letters, digits and a few signs.
    fileprivate var holdsNames: Bool {
        let texts = texts
        return texts.count > 1 && Set(texts).count == texts.count
            && texts.allSatisfy { text in
                text.utf8.count <= 64 && (text.utf8.first?.isASCIILetter ?? false || text.hasPrefix("_"))
                    && text.utf8.allSatisfy { $0.isASCIILetter || $0.isDigit || "_.-[]#/:$".utf8.contains($0) }
            }
    }

    /// Texts of which half have several words.
    fileprivate var holdsWordings: Bool {
        let texts = texts
        return texts.count > 1 && texts.count { $0.contains(" ") } * 2 >= texts.count
    }

    /// True for SurveyMonkey's first row: below its gaps stand the options of the question to their left.
    fileprivate func isFilledBy(_ second: SheetRow) -> Bool {
        let words: Set<String> = ["Response", "Open-Ended Response", "Antwort", "Offene Antwort"]
        let above = Set(cells.filter(\.isAnswer).map(\.column))
        let below = Set(second.cells.filter(\.isAnswer).map(\.column))
        return second.texts.contains(where: words.contains) && !above.subtracting(below).isEmpty
            && above.min() ?? 0 < below.min() ?? 0
    }
}

extension Diagnostic {
    /// How the rows above the answers were understood.
    static func guessedHeader(_ message: Message, at place: Place) -> Diagnostic {
        .note(at: place, message, remedy: "say with --header how many rows stand above the answers")
    }

    /// What speaks against a row that was taken for the header.
    static func doubtfulHeader(_ message: Message, at place: Place) -> Diagnostic {
        .warning(
            at: place, message,
            remedy: "say with --header how many rows stand above the answers, 0 where the first row holds answers")
    }
}

extension Diagnostic.Message {
    fileprivate static var qualtrics: Self { "has Qualtrics' three header rows: names, wordings and import ids" }
    fileprivate static var surveyMonkey: Self { "has SurveyMonkey's two header rows: questions, and below them their options" }
    fileprivate static func titles(_ count: Int, header: Int) -> Self {
        count == 1
            ? "has a title above the header, which is taken to be row \(header)"
            : "has \(count) rows of titles above the header, which is taken to be row \(header)"
    }
    fileprivate static var namesAndWordings: Self { "has two header rows, names and wordings" }
    fileprivate static var told: Self { "has two header rows, of which the second tells apart what the first one heads" }
    fileprivate static func merged(_ count: Int) -> Self { "has \(count) header rows, with headings merged over their columns" }
}
