package import FileFormats
package import StudyModel

/// A table of attributes as CSV: a row a case, a column an attribute, and one column that names the case.
///
/// `Partner[2]` beside `Partner` is a second value of the same attribute. An empty cell says nothing. Columns without a
/// heading are left out, and told.
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
    package private(set) var diagnostics: [Diagnostic] = []
    package private(set) var decimal = UInt8(ascii: ".")
    private let file: InputFile
    private var columns: [Int: String] = [:]
    private var caseColumn: Int?
    private var hasHeadings = false
    private var rows: [String: Int] = [:]

    /// - Parameter column: the heading of the column that names the case; nil for the first.
    /// - Throws: `Refusal` where the file cannot be read.
    package init(_ file: InputFile, caseColumn column: String?, options: CSVOptions) throws {
        self.file = file
        try file.naming {
            let reader = try CSVReader(path: file.path, options: options)
            decimal = reader.dialect.decimal
            _ = try reader.read { row in
                if hasHeadings { take(row) } else { takeHeadings(row, caseColumn: column) }
            }
            if reader.isEncodingGuessed { diagnostics.append(.guessedEncoding(reader.encoding, of: file)) }
        }
        if !hasHeadings {
            diagnostics.append(.error(at: file.place(), .noHeadings, remedy: "head its columns in the first row"))
        }
    }

    private mutating func takeHeadings(_ row: SheetRow, caseColumn column: String?) {
        hasHeadings = true
        var headings: [(column: Int, name: String)] = []
        for cell in row.cells where cell.isAnswer {
            let name = row.text(cell.text).oneLine.normalizedName
            if !name.isEmpty { headings.append((cell.column, name)) }
        }
        if let column {
            caseColumn = headings.first { $0.name == column.normalizedName }?.column
            if caseColumn == nil {
                diagnostics.append(
                    .error(
                        at: file.place(line: 1), .noColumn(column),
                        remedy: column.suggestion(among: headings.map(\.name), "there are")))
            }
        } else {
            caseColumn = headings.first?.column
        }
        let names = Set(headings.map(\.name))
        var taken: Set<String> = []
        for (column, name) in headings where column != caseColumn {
            guard taken.insert(name).inserted else {
                diagnostics.append(
                    .error(
                        at: .init(file: file.name, cell: CellAddress.column(column) + "1"), .repeatedColumn(name),
                        remedy: "head a second value of it '\(name)[2]'"))
                continue
            }
            columns[column] = Self.attribute(name, among: names)
        }
        if columns.isEmpty, diagnostics.isEmpty {
            diagnostics.append(
                .error(at: file.place(line: 1), .noAttributes, remedy: "give each attribute a column with a heading"))
        }
    }

    /// `Partner` of `Partner[2]`, where `Partner` is there too.
    private static func attribute(_ name: String, among names: Set<String>) -> String {
        guard name.hasSuffix("]"), let bracket = name.lastIndex(of: "["),
            let number = Int(name[bracket...].dropFirst().dropLast()), number > 1
        else { return name }
        let first = String(name[..<bracket])
        return names.contains(first) ? first : name
    }

    private mutating func take(_ row: SheetRow) {
        guard let caseColumn, !columns.isEmpty else { return }
        var texts: [(attribute: String, text: String, column: Int)] = []
        var caseName = ""
        for cell in row.cells where cell.isAnswer {
            let text = row.text(cell.text).normalizedName
            guard !text.isEmpty else { continue }
            if cell.column == caseColumn { caseName = text }
            if let attribute = columns[cell.column] { texts.append((attribute, text, cell.column)) }
        }
        guard !caseName.isEmpty else {
            if !texts.isEmpty {
                diagnostics.append(
                    .error(at: place(caseColumn, row), .noCaseNamed, remedy: "name the case, or remove the row"))
            }
            return
        }
        if let first = rows.updateValue(row.number, forKey: caseName) {
            diagnostics.append(
                .error(at: place(caseColumn, row), .repeatedCase(caseName, row: first), remedy: "put both rows into one"))
            return
        }
        caseNames.append((caseName, place(caseColumn, row)))
        var places: [String: Int] = [:]
        for (attribute, text, column) in texts {
            if let place = places[attribute] {
                settings[place].texts.append(text)
            } else {
                places[attribute] = settings.count
                settings.append(.init(caseName: caseName, attribute: attribute, texts: [text], place: place(column, row)))
            }
        }
    }

    private func place(_ column: Int, _ row: SheetRow) -> Diagnostic.Place {
        .init(file: file.name, cell: "\(CellAddress.column(column))\(row.number)")
    }
}

extension Diagnostic.Message {
    fileprivate static let noHeadings: Self = "holds no table"
    fileprivate static let noAttributes: Self = "no column names an attribute"
    fileprivate static let noCaseNamed: Self = "the row names no case"
    fileprivate static func noColumn(_ name: String) -> Self { "no column '\(name)'" }
    fileprivate static func repeatedColumn(_ name: String) -> Self { "another column is headed '\(name)'" }
    fileprivate static func repeatedCase(_ name: String, row: Int) -> Self { "case '\(name)' stands already in row \(row)" }
}
