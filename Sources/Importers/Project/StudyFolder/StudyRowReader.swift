import FileFormats
import StudyModel

/// Reads the lines of one table of a whole study as rows.
///
/// A member is a cell in the column of its name; `range` is `lower` and `upper`, and a list of one its only element.
struct StudyRowReader {
    private(set) var rows: ProjectRows
    /// What is wrong with lines, one each.
    private(set) var problems: [Diagnostic] = []
    private var places: [String: Int] = [:]
    /// By the place of a column: the last line that has it, by its number among those that were read.
    private var readIn: [Int] = []
    private var count = 0
    /// Lists that are a cell with a list in it.
    private static let lists: Set<String> = ["languages"]
    /// What a member is called where its column has another name.
    private static let columns = ["codes": "code"]

    init(_ table: String) { rows = ProjectRows(.whole, table: table, columns: [], rows: []) }

    mutating func read(_ line: LineReader.Line) {
        do {
            var cells = [DataTable.Cell](repeating: .empty, count: rows.columns.count)
            try read(line.bytes, into: &cells)
            pad(&cells)
            rows.rows.append(cells)
            rows.lines.append(line.number)
        } catch {
            let problem = (error as? FormatError)?.problem ?? "is no row"
            refuse(line.number, Diagnostic.Message(problem))
        }
    }

    mutating func refuse(_ line: Int, _ message: Diagnostic.Message) {
        problems.append(
            .error(
                at: .init(file: ProjectRows.file(of: rows.table), line: line), message,
                remedy: "mend the line, or export the study again"))
    }

    /// What was read since the last time.
    mutating func take() -> ProjectRows {
        for place in rows.rows.indices where rows.rows[place].count < rows.columns.count { pad(&rows.rows[place]) }
        defer {
            rows.rows = []
            rows.lines = []
        }
        return rows
    }

    /// What the last row has in a column.
    func last(_ column: String) -> DataTable.Cell? { places[column].flatMap { rows.rows.last?[$0] } }

    mutating func setLast(_ column: String, _ cell: DataTable.Cell) {
        let place = place(of: column)
        guard var cells = rows.rows.popLast() else { return }
        pad(&cells)
        cells[place] = cell
        rows.rows.append(cells)
    }

    /// Tells what is wrong with the last row, and leaves it out.
    mutating func refuseLast(_ line: Int, _ message: Diagnostic.Message) {
        leaveOutLast()
        refuse(line, message)
    }

    /// Tells what is wrong with a file that the last row names, and leaves that out.
    mutating func refuseLast(_ problem: Diagnostic) {
        leaveOutLast()
        problems.append(problem)
    }

    private mutating func leaveOutLast() {
        rows.rows.removeLast()
        rows.lines.removeLast()
    }

    private func pad(_ cells: inout [DataTable.Cell]) {
        cells.append(contentsOf: repeatElement(.empty, count: rows.columns.count - cells.count))
    }

    private mutating func read(_ bytes: [UInt8], into cells: inout [DataTable.Cell]) throws {
        guard String(validating: bytes, as: UTF8.self) != nil else { throw FormatError("is not UTF-8") }
        var reader = JSONReader(bytes)
        guard try reader.isAtObject() else { throw FormatError("is no JSON object") }
        var cellsOfLine: [(column: String, cell: DataTable.Cell)] = []
        try reader.forEachMember { reader, name in
            if Self.lists.contains(name) {
                cellsOfLine.append((name, .text(try Self.list(&reader))))
            } else if name.hasSuffix("range") {
                let range = try Self.elements(&reader)
                guard range.count == 2 else { throw FormatError("'\(name)' is not two whole numbers") }
                let stem = name.dropLast(5)
                cellsOfLine += [(stem + "lower", range[0]), (stem + "upper", range[1])]
            } else if let column = Self.columns[name] {
                let elements = try Self.elements(&reader)
                guard elements.count == 1 else { throw FormatError("'\(name)' is not a list of one") }
                cellsOfLine.append((column, elements[0]))
            } else {
                cellsOfLine.append((name, try Self.cell(&reader)))
            }
        }
        try reader.finish()
        count += 1
        for (column, cell) in cellsOfLine {
            let place = place(of: column)
            guard readIn[place] < count else {
                throw FormatError("has '\(StudyFolder.member(of: column, in: rows.table).prefix(80))' twice")
            }
            readIn[place] = count
            if place >= cells.count { pad(&cells) }
            cells[place] = cell
        }
    }

    private mutating func place(of column: String) -> Int {
        if let place = places[column] { return place }
        places[column] = rows.columns.count
        rows.columns.append(column)
        readIn.append(0)
        return rows.columns.count - 1
    }

    private static func cell(_ reader: inout JSONReader) throws -> DataTable.Cell {
        switch try reader.value() {
        case .boolean(let value): .boolean(value)
        case .integer(let number): .integer(number)
        case .number(let number): .number(number)
        case .text(let text): .text(String(decoding: text, as: UTF8.self))
        case .null: .empty
        case nil: throw FormatError("a member is a list or an object where one value is wanted")
        }
    }

    private static func elements(_ reader: inout JSONReader) throws -> [DataTable.Cell] {
        var cells: [DataTable.Cell] = []
        try reader.forEachElement { reader, _ in cells.append(try cell(&reader)) }
        return cells
    }

    /// A JSON list of texts, as a study keeps it.
    private static func list(_ reader: inout JSONReader) throws -> String {
        var json = JSONWriter()
        json.beginArray()
        try reader.forEachElement { reader, _ in json.string(utf8: try reader.string() ?? []) }
        json.endArray()
        return json.text
    }
}
