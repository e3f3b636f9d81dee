import FileFormats
import StudyModel

/// Which sheet of a file is read: that of a name, or of a number from 1; without either the first that can be seen.
struct SheetChoice {
    private let wanted: String?
    /// The place in the file of the sheet that is read; nil until it came.
    private(set) var sheet: Int?

    init(_ wanted: String?) { self.wanted = wanted }

    /// True for a row of the sheet that is read.
    mutating func takes(_ row: SheetRow) -> Bool {
        if sheet == nil, isWanted(row) { sheet = row.sheet }
        return row.sheet == sheet
    }

    private func isWanted(_ row: SheetRow) -> Bool {
        guard let wanted, !row.sheetName.isEmpty else { return !row.isSheetHidden }
        return wanted == row.sheetName || wanted == String(row.sheet + 1)
    }

    /// The sheet that was read, nil where the whole file is empty.
    ///
    /// - Throws: `Refusal` where it is not there, is not the only one that can be meant, or every one is hidden.
    func check(_ sheets: [SheetSummary], in file: InputFile) throws -> SheetSummary? {
        let place = Diagnostic.Place(file: file.name)
        if let sheet {
            guard sheets.indices.contains(sheet) else { return nil }
            // Sheets come one after the other, so that a number is taken for one before all names are known.
            if let wanted, sheets.contains(where: { $0.name == wanted }), !sheets[sheet].name.isEmpty,
                sheets[sheet].name != wanted
            {
                throw Refusal(at: place, .twoMeanings(wanted), remedy: "name the sheet by its number, or give it another name")
            }
            return sheets[sheet]
        }
        if let wanted {
            let names = sheets.map(\.name)
            let number = Int(wanted).map { $0 - 1 } ?? -1
            guard
                let found = sheets.first(where: { $0.name == wanted })
                    ?? (sheets.indices.contains(number) ? sheets[number] : nil)
            else {
                throw Refusal(at: place, .noSheet(wanted), remedy: wanted.suggestion(among: names, "its sheets are"))
            }
            return found
        }
        if sheets.contains(where: { $0.cells > 0 }) {
            throw Refusal(at: place, .allHidden, remedy: "name the sheet that is meant, in the map or as --sheet")
        }
        return sheets.first
    }

    /// A note for each other sheet that holds something.
    func leftOut(_ sheets: [SheetSummary], in file: InputFile, remedy: String) -> [Diagnostic] {
        sheets.enumerated().filter { $0.offset != sheet && $0.element.cells > 0 }.map {
            .note(at: .init(file: file.name, sheet: $0.element.name), .leftOut(rows: $0.element.rows), remedy: remedy)
        }
    }
}

extension Diagnostic.Message {
    fileprivate static func leftOut(rows: Int) -> Self {
        rows == 1 ? "the sheet has 1 row and was left out" : "the sheet has \(rows) rows and was left out"
    }
    fileprivate static func noSheet(_ name: String) -> Self { "has no sheet '\(name)'" }
    fileprivate static var allHidden: Self { "every sheet with content is hidden" }
    fileprivate static func twoMeanings(_ name: String) -> Self {
        "'\(name)' is the name of one sheet and the number of another"
    }
}
