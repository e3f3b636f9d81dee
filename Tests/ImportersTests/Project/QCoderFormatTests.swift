import DatabaseSupport
import Foundation
import StudyModel
import Testing

@testable import Importers

struct QCoderFormatTests {
    private static func marked(_ text: String) -> [String] {
        let marked = QCoderText(Array(text.utf8))
        let plain = String(decoding: marked.utf8, as: UTF8.self)
        return marked.passages.map { passage in
            let codes = passage.codings.map { marked.codes[$0.code] }.joined(separator: "+")
            return "\(plain.text(at: passage.range) ?? "?") = \(codes)"
        }
    }

    @Test func readsMarksWithOneCodeOrSeveralAlsoInsideOfOthers() {
        #expect(
            Self.marked("Das (QCODE)Café (QCODE)👍(/QCODE){#gut} hier(/QCODE){#ort, #essen} ist (QCODE)da(/QCODE){#ort}.")
                == ["👍 = gut", "Café 👍 hier = ort+essen", "da = ort"])
        #expect(Self.marked("(QCODE)ja } {nein}(/QCODE){#a,#b}") == ["ja } {nein} = a+b"])
    }

    @Test func saysWhereAMarkIsNotMatched() {
        let text = QCoderText(
            Array("eins (QCODE)zwei\n(QCODE)drei(/QCODE){#a}\n(/QCODE){#b}\nvier(/QCODE)\n(QCODE)(/QCODE){#c}".utf8))
        #expect(String(decoding: text.utf8, as: UTF8.self) == "eins zwei\ndrei\n\nvier\n")
        #expect(text.passages.map(\.range) == [TextRange(10, 14), TextRange(5, 15)])
        #expect(text.unmatched == [4])
        #expect(text.empty == 1)
        #expect(QCoderText(Array("a\n(QCODE)b".utf8)).unmatched == [2])
    }

    @Test func makesAProjectOfOneText() throws {
        let folder = TestDatabase("", name: "x").folder
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        let path = folder + "/gespräch.txt"
        try Data("\u{FEFF}Das\r\n(QCODE)Café(/QCODE){#ort}\r\n".utf8).write(to: URL(fileURLWithPath: path))
        let project = try ProjectCollector(InputFile(path: path), as: QCoderFormat())
        #expect(project.codings == ["gespräch 4..<8 \"Café\" ort - -"])
        #expect(project.head.name == "gespräch")
    }
}
