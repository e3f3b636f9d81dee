package import FileFormats
package import StudyModel

/// A table of attributes: a row a case, a column an attribute, and one column that names the case.
///
/// `Partner[2]` beside `Partner` is a second value of the same attribute. An empty cell says nothing.
package struct AttributeTable {
    /// What a case is to have, in the order of the file.
    package struct Setting: Hashable, Sendable {
        package var caseName: String
        package var attribute: String
        package var texts: [String]
        package var place: Diagnostic.Place
    }

    package private(set) var settings: [Setting] = []
    /// Cases without a value; they may be new.
    package private(set) var caseNames: [(name: String, place: Diagnostic.Place)] = []
    package private(set) var diagnostics: [Diagnostic]
    package var decimal: UInt8 { table.decimal }
    private let table: HeadedTable
    private var rows: [String: Int] = [:]

    /// - Parameters:
    ///   - column: the heading of the column that names the case; nil for the first.
    ///   - sheet: the name of the sheet, or its number from 1; nil for the first that can be seen.
    /// - Throws: `Refusal` where the file cannot be read.
    package init(_ file: InputFile, caseColumn column: String?, sheet: String? = nil, options: CSVOptions) throws {
        table = try HeadedTable(file, sheet: sheet, options: options)
        diagnostics = table.diagnostics
        guard !table.columns.isEmpty else { return }
        let found =
            column.map { column in table.columns.first { $0.heading == column.normalizedName } }
            ?? table.columns.first
        guard let found else {
            diagnostics.append(
                .error(
                    at: file.place(line: 1), .noColumn(column ?? ""),
                    remedy: column?.suggestion(among: table.columns.map(\.heading), "there are")))
            return
        }
        if table.columns.count == 1, diagnostics.isEmpty {
            diagnostics.append(
                .error(at: file.place(line: 1), .noAttributes, remedy: "give each attribute a column with a heading"))
        }
        for row in table.rows { take(row, case: found) }
    }

    private mutating func take(_ row: HeadedTable.Row, case column: HeadedTable.Column) {
        let attributes = table.columns.filter { $0 != column }
        let place = table.place(row: row.number, column: column.index)
        guard let caseName = row[column.index]?.normalizedName else {
            if attributes.contains(where: { row[$0.index] != nil }) {
                diagnostics.append(.error(at: place, .noCaseNamed, remedy: "name the case, or remove the row"))
            }
            return
        }
        if let first = rows.updateValue(row.number, forKey: caseName) {
            diagnostics.append(.error(at: place, .repeatedCase(caseName, row: first), remedy: "put both rows into one"))
            return
        }
        caseNames.append((caseName, place))
        for value in table.values(in: row, of: attributes) {
            settings.append(
                .init(caseName: caseName, attribute: value.name, texts: value.texts, place: value.place))
        }
    }
}

extension HeadedTable {
    /// What columns hold in a row, those of one name together.
    func values(in row: Row, of columns: [Column]) -> [(name: String, texts: [String], place: Diagnostic.Place)] {
        var values: [(name: String, texts: [String], place: Diagnostic.Place)] = []
        var known: [String: Int] = [:]
        for column in columns {
            guard let text = row[column.index]?.normalizedName else { continue }
            if let index = known[column.name] {
                values[index].texts.append(text)
            } else {
                known[column.name] = values.count
                values.append((column.name, [text], place(row: row.number, column: column.index)))
            }
        }
        return values
    }
}

extension Diagnostic.Message {
    fileprivate static let noAttributes: Self = "no column names an attribute"
    fileprivate static let noCaseNamed: Self = "the row names no case"
    fileprivate static func noColumn(_ name: String) -> Self { "no column '\(name)'" }
    fileprivate static func repeatedCase(_ name: String, row: Int) -> Self { "case '\(name)' stands already in row \(row)" }
}
