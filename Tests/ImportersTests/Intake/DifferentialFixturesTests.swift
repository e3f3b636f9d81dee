import FileFormats
import Foundation
import Importers
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

    @Test func sheetsAndTablesHoldWhatOtherLibrariesReadInThem() throws {
        let data = try Data(contentsOf: Self.folder.appending(path: "values.json"))
        let expected = try JSONDecoder().decode([String: [Cell]].self, from: data)
        #expect(expected.count >= 16)
        for (name, cells) in expected.sorted(by: { $0.key < $1.key }) {
            #expect(try found(in: name) == Set(cells), "\(name)")
        }
    }

    private func found(in name: String) throws -> Set<Cell> {
        let file = InputFile(path: Self.folder.appending(path: name).path)
        let head = Array(try Data(contentsOf: URL(fileURLWithPath: file.path)).prefix(4096))
        guard case .survey(let format)? = ImportFormats.recognize(file, head: head) else { return [] }
        var cells: Set<Cell> = []
        try format.inspect(file, options: ImportOptions(), rows: true) { json in
            let line = try JSONDecoder().decode(Line.self, from: Data(json.bytes))
            guard let row = line.row else { return }
            for (column, content) in line.cells ?? [:] where content.value != .text("") {
                let sheet = format.name == "ods" ? line.sheet ?? "" : ""
                cells.insert(Cell(sheet: sheet, row: row, column: column, value: content.value))
            }
        }
        return cells
    }
}
