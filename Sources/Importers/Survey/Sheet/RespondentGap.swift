import FileFormats
import StudyModel

/// What keeps a column from telling respondents apart: a value that comes again, or none in a row.
enum RespondentGap: Equatable {
    /// The rows of the first value that comes again.
    case repeated(Int, Int)
    /// The first row without a value.
    case missing(Int)

    /// Nil where each row has a value of its own, and where none has one.
    ///
    /// - Parameter rows: the first rows below the header.
    init?(_ rows: some Sequence<SheetRow>, column: Int) {
        var first: [String: Int] = [:]
        var missing: Int?
        for row in rows where row.cells.contains(where: \.isAnswer) {
            let name = row.answer(inColumn: column).map { row.shownText(of: $0).normalizedName } ?? ""
            if name.isEmpty {
                missing = missing ?? row.number
            } else if let earlier = first.updateValue(row.number, forKey: name) {
                self = .repeated(earlier, row.number)
                return
            } else if row.repeats > 1 {
                self = .repeated(row.number, row.number + 1)
                return
            }
        }
        guard let missing, !first.isEmpty else { return nil }
        self = .missing(missing)
    }
}

extension Diagnostic {
    static func unnamedRespondents(_ column: String, _ gap: RespondentGap, at place: Place) -> Diagnostic {
        let reason =
            switch gap {
            case .repeated(let first, let second): "the same value stands in rows \(first) and \(second)"
            case .missing(let row): "row \(row) has no value in it"
            }
        return .note(
            at: place, "column '\(column)' would name the respondents, but \(reason); they are numbered by row",
            remedy: "mend the rows, or name the column as 'respondent' in a map")
    }
}
