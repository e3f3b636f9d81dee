/// Reads the XML that LimeSurvey writes its tables in (`.lss`, `.lsr` and their kin) row by row.
///
/// Source of the format: the program's own export, `buildXMLFromQuery` in its `export_helper.php`. The root is `document`;
/// below it each table has `fields/fieldname` and `rows/row`, and a row has one element a cell that is not NULL. One row at
/// a time is in memory.
package final class LimeSurveyReader {
    /// `Survey`, `Responses`, `Tokens`, `Timings`, `Group` or `Question`; empty until it was read.
    package private(set) var documentType = ""
    /// The version of the database that the file comes from; 0 where it is not said.
    package private(set) var databaseVersion = 0
    /// The language codes under `languages`, in the order of the file.
    package private(set) var languages: [String] = []
    /// The tables met so far, in the order of the file.
    package private(set) var tables: [LimeSurveyTable] = []

    private let limits: InputLimits

    package init(limits: InputLimits = .init()) { self.limits = limits }

    package func table(_ name: String) -> LimeSurveyTable? { tables.first { $0.name == name } }

    /// Reads `source` to its end and hands over each row; the row is used again for the next one.
    ///
    /// - Throws: `FormatError` where it is not a LimeSurvey document, and whatever `row` throws.
    package func read(
        _ source: any ByteSource, row: (LimeSurveyTable, LimeSurveyRow) throws -> Void
    ) throws {
        try withoutActuallyEscaping(row) { row in
            let handler = Handler(reader: self, limits: limits, onRow: row)
            let reader = XMLReader(limits: limits, handler: handler)
            try reader.read(source)
        }
    }

    fileprivate func header(_ name: String, _ text: String) {
        switch name {
        case "LimeSurveyDocType": documentType = text
        case "DBVersion": databaseVersion = Int(text) ?? 0
        default: break
        }
    }

    fileprivate func add(_ language: String) { languages.append(language) }

    /// LimeSurvey itself has less than a hundred.
    private static let tableLimit = 1000

    fileprivate func openTable(_ name: String) throws -> LimeSurveyTable {
        if let table = table(name) { return table }
        guard tables.count < Self.tableLimit else { throw FormatError.tooManyTables(Self.tableLimit) }
        let table = LimeSurveyTable(name: name)
        tables.append(table)
        return table
    }
}

/// Follows the document by depth: 1 `document`, 2 a table, 3 `fields` or `rows`, 4 `fieldname` or `row`, 5 a cell.
private final class Handler: XMLEventHandler {
    private enum Section { case none, languages, fields, rows }

    private unowned let reader: LimeSurveyReader
    private let limits: InputLimits
    private let onRow: (LimeSurveyTable, LimeSurveyRow) throws -> Void
    private let row = LimeSurveyRow()
    private var depth = 0
    private var section = Section.none
    private var name = ""
    private var table: LimeSurveyTable?
    private var rowCount = 0
    private var column = -1
    private var start = 0
    private var isCollecting = false

    init(
        reader: LimeSurveyReader, limits: InputLimits, onRow: @escaping (LimeSurveyTable, LimeSurveyRow) throws -> Void
    ) {
        self.reader = reader
        self.limits = limits
        self.onRow = onRow
    }

    func startElement(_ element: XMLName, _ attributes: borrowing XMLAttributes) throws {
        depth += 1
        switch depth {
        case 5:
            guard section == .rows, let table else { return }
            column = table.column(element, after: column)
            start = row.bytes.count
            isCollecting = true
        case 4:
            row.cells.removeAll(keepingCapacity: true)
            begin()
            isCollecting = section != .rows
        case 3: try startSection(element.local)
        case 2:
            name = element.local
            table = nil
            rowCount = 0
            section = .none
            begin()
            isCollecting = true
        case 1:
            guard element.local == "document" else { throw FormatError.notLimeSurvey(root: element.local) }
        default: break
        }
    }

    func endElement(_ element: XMLName) throws {
        depth -= 1
        switch depth {
        case 4:
            guard section == .rows, isCollecting else { return }
            row.cells.append(LimeSurveyRow.Cell(column: column, range: start..<row.bytes.count))
            isCollecting = false
        case 3:
            guard let table else { return }
            switch section {
            case .rows:
                rowCount += 1
                row.number = rowCount
                try onRow(table, row)
            case .fields: table.fields.append(collected)
            case .languages, .none: break
            }
            isCollecting = false
        case 2:
            if section == .languages { reader.add(collected) }
            isCollecting = false
        case 1:
            if table == nil, section == .none { reader.header(name, collected) }
            isCollecting = false
        default: break
        }
    }

    func characters(_ bytes: UnsafeRawBufferPointer) throws {
        guard isCollecting else { return }
        row.bytes.append(contentsOf: bytes)
        guard row.bytes.count - start <= limits.textBytes, row.bytes.count <= 4 * limits.textBytes else {
            throw FormatError.tooLong(limits.textBytes).raised(by: \.textBytes)
        }
    }

    private var collected: String { String(decoding: row.bytes[start...], as: UTF8.self) }

    private func begin() {
        row.bytes.removeAll(keepingCapacity: true)
        start = 0
        column = -1
    }

    private func startSection(_ local: String) throws {
        isCollecting = false
        switch local {
        case "fields", "rows":
            section = local == "rows" ? .rows : .fields
            table = try table ?? reader.openTable(name)
        case "language" where name == "languages":
            section = .languages
            begin()
            isCollecting = true
        default: section = .none
        }
    }
}

extension FormatError {
    fileprivate static func tooManyTables(_ limit: Int) -> FormatError {
        FormatError("holds more than \(limit) tables, the limit", remedy: "check that it is the file that you meant")
    }
    fileprivate static func notLimeSurvey(root: String) -> FormatError {
        FormatError(
            "is not a LimeSurvey document: its root element is '\(root)', not 'document'",
            remedy: "export it from LimeSurvey as .lss, .lsr or .lsa")
    }
    fileprivate static func tooLong(_ limit: Int) -> FormatError {
        FormatError("holds a cell of more than \(limit) bytes, the limit", remedy: "shorten it, or leave its column out")
    }
}
