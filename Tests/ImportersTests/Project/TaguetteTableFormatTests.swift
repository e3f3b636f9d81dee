import FileFormats
import Foundation
import Importers
import StudyModel
import Testing

struct TaguetteTableFormatTests {
    private static func read(_ text: String) throws -> ProjectCollector {
        let path = NSTemporaryDirectory() + "anker-taguette-\(UUID().uuidString).csv"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let file = InputFile(path: path)
        #expect(TaguetteTableFormat().recognizes(file, head: Array(text.utf8)))
        return try ProjectCollector(file, as: TaguetteTableFormat())
    }

    @Test func readsTagsOfACodebookWithTheirDescriptions() throws {
        let project = try Self.read("tag,description,number of highlights\nOrt,\"wo man\nist\",2\nZeit,,0\n")
        #expect(project.codes == ["Ort: wo man\nist", "Zeit"])
        #expect(project.said == [])
    }

    @Test func readsTheTagsOfHighlightsAndSaysHowToPlaceThem() throws {
        let project = try Self.read(
            "id,document,tag,content\n1,ana.odt,Ort,hier\n1,ana.odt,Zeit,hier\n2,ben.odt,Ort,dort\n3,ben.odt,,nichts\n")
        #expect(project.codes == ["Ort", "Zeit"])
        #expect(project.said == ["3 codings have words and no position, and are not placed by an import"])
        #expect(project.tail.found == ["codings": 3, "sources": 2])
        #expect(project.tail.leftOut == ["highlight without a tag": 1])
    }

    @Test func leavesOtherTablesToOtherFormats() {
        let file = InputFile(path: "a.csv")
        #expect(!TaguetteTableFormat().recognizes(file, head: Array("tag,description\na,b\n".utf8)))
    }
}
