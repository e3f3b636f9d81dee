package import FileFormats
package import StudyModel

/// A table whose first row heads its columns: CSV or TSV, or a sheet of an OpenDocument or Excel file.
///
/// `Partner[2]` beside `Partner` holds a second value of the same thing. Columns without a heading are left out. In CSV the
/// apostrophe goes that spreadsheet programs are given in front of what they would run as a formula. A date without a time
/// of day stands without one, also where the file adds midnight.
package struct HeadedTable {
    package struct Column: Hashable, Sendable {
        /// From 0, as it stands in the file.
        package let index: Int
        /// What heads it; `Partner` for `Partner[2]`.
        package let name: String
        /// As it is written.
        package let heading: String
    }

    /// A row below the headings that holds something.
    package struct Row: Sendable {
        /// From 1, as a spreadsheet program counts.
        package let number: Int
        /// By column.
        fileprivate let texts: [Int: String]

        /// What stands in a column; nil where that is nothing but blanks.
        package subscript(column: Int) -> String? { texts[column] }
    }

    package private(set) var columns: [Column] = []
    package private(set) var rows: [Row] = []
    /// Errors where it is no table or a heading stands twice, notes on what was found out.
    package private(set) var diagnostics: [Diagnostic] = []
    /// The sign before the fraction of numbers that stand as texts.
    package private(set) var decimal = UInt8(ascii: ".")
    /// The row of the headings, from 1.
    package private(set) var headingRow = 1
    private let file: InputFile
    private var sheet: String?
    private var isText = false
    private var width = 0

    /// - Parameter sheet: the name of the sheet, or its number from 1; nil for the first that can be seen.
    /// - Throws: `Refusal` where the file cannot be read or has no such sheet.
    package init(_ file: InputFile, sheet wanted: String?, options: CSVOptions) throws {
        self.file = file
        try file.naming {
            let sheets = try open(options)
            var choice = SheetChoice(wanted)
            let found = try sheets.read { row in
                guard choice.takes(row) else { return }
                if columns.isEmpty { takeHeadings(row) } else { take(row) }
            }
            _ = try choice.check(found, in: file)
            diagnostics += choice.leftOut(found, in: file, remedy: "name it with --sheet to read it")
        }
        if columns.isEmpty {
            diagnostics.append(.error(at: file.place(), .noHeadings, remedy: "head its columns in the first row"))
        }
    }

    /// The names of the columns, each once, in the order of the file.
    package var names: [String] { columns.map(\.name).reduce(into: []) { if !$0.contains($1) { $0.append($1) } } }

    /// The table as a whole.
    package var wholePlace: Diagnostic.Place { .init(file: file.name, sheet: sheet) }

    /// A cell, as the person sees it.
    package func place(row: Int, column: Int) -> Diagnostic.Place {
        .init(file: file.name, sheet: sheet, cell: "\(CellAddress.column(column))\(row)")
    }

    private mutating func open(_ options: CSVOptions) throws -> any SheetFile {
        let head = try FileByteSource(path: file.path).readHead(1 << 12)
        if ODSFormat().recognizes(file, head: head) { return try ODSReader(path: file.path, limits: .init()) }
        if XLSXFormat().recognizes(file, head: head) { return try XLSXReader(path: file.path, limits: .init()) }
        let reader = try CSVReader(path: file.path, options: options)
        (decimal, isText) = (reader.dialect.decimal, true)
        if reader.isEncodingGuessed { diagnostics.append(.guessedEncoding(reader.encoding, of: file)) }
        return reader
    }

    private mutating func takeHeadings(_ row: SheetRow) {
        sheet = row.shownSheet
        headingRow = row.number
        var headings: [(column: Int, name: String)] = []
        for cell in row.cells where cell.isAnswer {
            let name = row.shownText(of: cell).oneLine.normalizedName
            if !name.isEmpty { headings.append((cell.column, name)) }
        }
        let names = Set(headings.map(\.name))
        var taken: Set<String> = []
        for (column, heading) in headings {
            guard taken.insert(heading).inserted else {
                diagnostics.append(
                    .error(
                        at: place(row: row.number, column: column), .repeatedColumn(heading),
                        remedy: "head a second value of it '\(heading)[2]'"))
                continue
            }
            columns.append(Column(index: column, name: Self.name(heading, among: names), heading: heading))
        }
        width = (columns.last?.index ?? 0) + 1
    }

    /// `Partner` of `Partner[2]`, where `Partner` is there too.
    private static func name(_ heading: String, among headings: Set<String>) -> String {
        guard heading.hasSuffix("]"), let bracket = heading.lastIndex(of: "["),
            let number = Int(heading[bracket...].dropFirst().dropLast()), number > 1
        else { return heading }
        let first = String(heading[..<bracket])
        return headings.contains(first) ? first : heading
    }

    private mutating func take(_ row: SheetRow) {
        var texts: [Int: String] = [:]
        for cell in row.cells where cell.isAnswer && cell.column < width {
            let text = self.text(of: cell, in: row)
            guard !text.normalizedName.isEmpty else { continue }
            for column in cell.column..<min(width, cell.column + cell.repeats) { texts[column] = text }
        }
        // A row that is repeated says the same again.
        if !texts.isEmpty { rows.append(Row(number: row.number, texts: texts)) }
    }

    private func text(of cell: SheetCell, in row: SheetRow) -> String {
        let text = row.shownText(of: cell)
        if cell.kind == .date, let mark = text.firstIndex(of: "T"), text[mark...].allSatisfy({ "T0:.".contains($0) }) {
            return String(text[..<mark])
        }
        if isText, text.hasPrefix("'"), let second = text.dropFirst().first, "=+-@\t\r".contains(second) {
            return String(text.dropFirst())
        }
        return text
    }
}

extension Diagnostic.Message {
    fileprivate static let noHeadings: Self = "holds no table"
    fileprivate static func repeatedColumn(_ name: String) -> Self { "another column is headed '\(name)'" }
}
