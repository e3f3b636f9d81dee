import FileFormats
import Foundation
import Importers
import StudyModel
import Testing

/// Random files beside the values that independent libraries read in them; see Fixtures/differential.
struct DifferentialFixturesTests {
    private static let folder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures/differential")

    /// What stands in one cell.
    private enum Value: Decodable, Hashable {
        case text(String)
        case number(Double)
        case truth(Bool)

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let truth = try? container.decode(Bool.self) {
                self = .truth(truth)
            } else if let number = try? container.decode(Double.self) {
                self = .number(number)
            } else {
                self = .text(try container.decode(String.self))
            }
        }
    }

    /// A cell with its place, which is written `[sheet, row, column, value]`; a table has a sheet without a name.
    private struct Cell: Decodable, Hashable {
        var sheet: String
        var row: Int
        var column: String
        var value: Value

        init(sheet: String, row: Int, column: String, value: Value) {
            (self.sheet, self.row, self.column, self.value) = (sheet, row, column, value)
        }

        init(from decoder: any Decoder) throws {
            var parts = try decoder.unkeyedContainer()
            sheet = try parts.decode(String.self)
            row = try parts.decode(Int.self)
            column = try parts.decode(String.self)
            value = try parts.decode(Value.self)
        }
    }

    private struct Line: Decodable {
        struct Content: Decodable { var value: Value }
        var sheet: String?
        var row: Int?
        var cells: [String: Content]?
    }

    /// What a file holds: a sheet or table cells, a document lines.
    private enum Content: Decodable {
        case cells(Set<Cell>)
        case lines([String])

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let lines = try? container.decode([String].self) {
                self = .lines(lines)
            } else {
                self = .cells(Set(try container.decode([Cell].self)))
            }
        }
    }

    @Test func filesHoldWhatOtherLibrariesReadInThem() throws {
        let data = try Data(contentsOf: Self.folder.appending(path: "values.json"))
        let expected = try JSONDecoder().decode([String: Content].self, from: data)
        #expect(Set(expected.keys.map { $0.prefix { $0 != "-" } }) == ["csv", "docx", "ods", "xlsx"])
        for (name, content) in expected.sorted(by: { $0.key < $1.key }) {
            switch content {
            case .cells(let cells): #expect(try self.cells(of: name) == cells, "\(name)")
            case .lines(let lines): #expect(try self.lines(of: name) == lines, "\(name)")
            }
        }
    }

    private func recognize(_ file: InputFile) throws -> ImportFormats.Match? {
        let head = Array(try Data(contentsOf: URL(fileURLWithPath: file.path)).prefix(4096))
        return ImportFormats.recognize(file, head: head)
    }

    /// The lines that hold words, without white space at their ends.
    private func lines(of name: String) throws -> [String] {
        let file = InputFile(path: Self.folder.appending(path: name).path)
        guard case .transcript(let format)? = try recognize(file) else { return [] }
        return try format.read(file, options: ImportOptions()).text.split(separator: "\n")
            .map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }.filter { !$0.isEmpty }
    }

    private func cells(of name: String) throws -> Set<Cell> {
        let file = InputFile(path: Self.folder.appending(path: name).path)
        guard case .survey(let format)? = try recognize(file) else { return [] }
        var cells: Set<Cell> = []
        try format.inspect(file, options: ImportOptions(), rows: true) { json in
            let line = try JSONDecoder().decode(Line.self, from: Data(json.bytes))
            guard let row = line.row else { return }
            for (column, content) in line.cells ?? [:] where content.value != .text("") {
                let sheet = format.name == "csv" ? "" : line.sheet ?? ""
                cells.insert(Cell(sheet: sheet, row: row, column: column, value: content.value))
            }
        }
        return cells
    }
}
