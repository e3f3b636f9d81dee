import StudyModel
import Testing

@testable import Exporters

struct StudyFolderWriterTests {
    private static func column(_ name: String) -> DataTable.Column { .init(name, .any, "") }

    private func written(_ tables: [(name: String, columns: [String], rows: [[DataTable.Cell]])]) throws -> (
        files: [String: String], head: String
    ) {
        var writer = StudyFolderWriter(name: "Dorf", language: "de")
        var files: [String: String] = [:]
        var open = ""
        for table in tables {
            writer.begin(DataTable(name: table.name, title: "", columns: table.columns.map(Self.column)))
            for row in table.rows { try writer.add(row) }
            try writer.end()
            for piece in writer.take() {
                switch piece {
                case .table(let file): open = file
                case .bytes(let bytes): files[open, default: ""] += String(decoding: bytes, as: UTF8.self)
                case .file(let file, let bytes): files[file] = String(decoding: bytes, as: UTF8.self)
                }
            }
        }
        return (files, String(decoding: writer.head, as: UTF8.self))
    }

    @Test func aRowIsAnObjectWithoutWhatIsEmpty() throws {
        let files = try written([
            (
                "codings", ["id", "lower", "upper", "code", "weight"],
                [[.text("k"), .integer(1), .integer(3), .text("Ort"), .empty]]
            ),
            ("codebook", ["name", "languages"], [[.text(""), .text(#"["de","en"]"#)]]),
            ("ties", ["strength", "directed"], [[.number(2), .boolean(true)]]), ("cases", ["name"], []),
        ]).files
        #expect(
            files == [
                "codings.jsonl": #"{"id":"k","range":[1,3],"codes":["Ort"]}"# + "\n",
                "codebook.jsonl": #"{"name":"","languages":["de","en"]}"# + "\n",
                "ties.jsonl": #"{"strength":2.0,"directed":true}"# + "\n",
            ])
    }

    @Test func textsOfSourcesAreFilesAndTheNewestKeepsItsPath() throws {
        let (files, head) = try written([
            ("sources", ["name", "kind"], [[.text("ana"), .text("transcript")], [.text("B/1/q"), .text("answer")]]),
            (
                "revisions", ["source", "revision", "text"],
                [
                    [.text("B/1/q"), .integer(1), .text("ja")], [.text("ana"), .integer(1), .text("alt\n")],
                    [.text("ana"), .integer(2), .text("neu\n")],
                ]
            ),
        ])
        #expect(
            files["revisions.jsonl"] == """
                {"source":"B/1/q","revision":1,"text":"ja"}
                {"source":"ana","revision":1,"file":"texts/earlier/ana.1.txt"}
                {"source":"ana","revision":2,"file":"texts/ana.txt"}

                """)
        #expect(files["texts/ana.txt"] == "neu\n")
        #expect(files["texts/earlier/ana.1.txt"] == "alt\n")
        #expect(
            head == """
                {
                  "format": "ankerpunkt",
                  "version": 1,
                  "name": "Dorf",
                  "language": "de",
                  "files": [
                    "sources.jsonl",
                    "revisions.jsonl",
                    "texts/ana.txt",
                    "texts/earlier/ana.1.txt"
                  ]
                }

                """)
    }
}
