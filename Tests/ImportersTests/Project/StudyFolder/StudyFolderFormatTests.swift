import FileFormats
import Foundation
import StudyModel
import Testing

@testable import Importers

/// Folders of text that are a study.
final class StudyFolderFormatTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: "folder-\(UUID())")

    deinit { try? FileManager.default.removeItem(at: folder) }

    private static let words = "Ana: Da.\n"
    private static let hash = ContentHash(of: words.utf8).description
    private static let revision = #"{"source":"ana","revision":1,"hash":"\#(hash)","file":"texts/ana.txt"}"# + "\n"

    private func read(
        _ files: [String: String], version: String = "1", leaving unlisted: Set<String> = []
    ) throws -> ProjectCollector {
        let names = files.keys.filter { !unlisted.contains($0) }.sorted().map { "\"\($0)\"" }.joined(separator: ",")
        let head = #"{"format":"ankerpunkt","version":\#(version),"name":"Dorf","language":"de","files":[\#(names)]}"#
        for (file, content) in files.merging([StudyFolder.fileName: head], uniquingKeysWith: { $1 }) {
            let path = folder.appending(path: file)
            try FileManager.default.createDirectory(at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(content.utf8).write(to: path)
        }
        let file = try #require(ProjectFolder.file(in: folder.path))
        return try ProjectCollector(file, as: StudyFolderFormat())
    }

    private func problems(
        _ files: [String: String], version: String = "1", leaving unlisted: Set<String> = []
    ) throws -> [String] {
        do {
            _ = try read(files, version: version, leaving: unlisted)
            Issue.record("it was read")
            return []
        } catch let refusals as Refusals {
            return refusals.diagnostics.map { "\($0.place): \($0.message.text)" }
        } catch let refusal as Refusal {
            return ["\(refusal.diagnostic.place): \(refusal.diagnostic.message.text)"]
        }
    }

    @Test func linesAreRowsWithTheTextsOfTheirFiles() throws {
        let read = try read([
            "codings.jsonl": #"{"id":"k","range":[1,3],"quote":"na","codes":["Ort"]}"# + "\n\n" + #"{"id":"l","weight":5}"#
                + "\n",
            "codebook.jsonl": #"{"name":"b","languages":["de","en"]}"#, "revisions.jsonl": Self.revision,
            "texts/ana.txt": Self.words,
        ])
        #expect(read.head.name == "Dorf")
        let tables = Dictionary(read.rows.map { ($0.table, $0) }) { first, _ in first }
        #expect(tables["study"]?.rows == [[.text("Dorf"), .text("de")]])
        #expect(tables["codings"]?.columns == ["id", "lower", "upper", "quote", "code", "weight"])
        #expect(
            tables["codings"]?.rows == [
                [.text("k"), .integer(1), .integer(3), .text("na"), .text("Ort"), .empty],
                [.text("l"), .empty, .empty, .empty, .empty, .integer(5)],
            ])
        #expect(tables["codings"]?.lines == [1, 3])
        #expect(tables["codebook"]?.rows == [[.text("b"), .text(#"["de","en"]"#)]])
        #expect(tables["revisions"]?.rows.first?.last == .text(Self.words))
        #expect(read.rows.allSatisfy { $0.form == .whole })
    }

    @Test func theFilesThatItNamesAreItsCompanions() throws {
        _ = try read(["codes.jsonl": #"{"name":"Ort"}"#, "texts/ana.txt": Self.words])
        let file = try #require(ProjectFolder.file(in: folder.path))
        #expect(StudyFolderFormat().companions(of: file).map(\.name) == ["codes.jsonl", "ana.txt"])
    }

    @Test func theLineEndsOfAnotherSystemAreNoOtherText() throws {
        let read = try read(["revisions.jsonl": Self.revision, "texts/ana.txt": "Ana: Da.\r\n"])
        #expect(read.rows.last?.rows.first?.last == .text(Self.words))
    }

    @Test func eachLineThatIsWrongIsTold() throws {
        let said = try problems([
            "codes.jsonl":
                "{\"name\":\"Ort\"\n[1]\n{\"name\":{}}\n{\"name\":\"Platz\"}\n{\"range\":[1]}\n{\"codes\":[]}\n{} {}\n",
            "revisions.jsonl": Self.revision + #"{"source":"ben","hash":"aa","text":"x"}"# + "\n" + #"{"source":"cem"}"#,
            "texts/ana.txt": "other",
        ])
        #expect(
            said == [
                "codes.jsonl:1: the JSON is broken here: it ends too early", "codes.jsonl:2: is no JSON object",
                "codes.jsonl:3: a member is a list or an object where one value is wanted",
                "codes.jsonl:5: 'range' is not two whole numbers", "codes.jsonl:6: 'codes' is not a list of one",
                "codes.jsonl:7: the JSON is broken here: it goes on behind its end",
                "texts/ana.txt: is not the text that revisions.jsonl:1 is about, by its hash",
                "revisions.jsonl:2: the text is not the one that the line is about, by its hash",
                "revisions.jsonl:3: has neither a text nor the file of one",
            ])
    }

    @Test func aMemberThatStandsTwiceInALineIsTold() throws {
        let said = try problems([
            "codings.jsonl": #"{"id":"k","weight":1}"# + "\n" + #"{"id":"l","weight":1,"weight":2}"# + "\n"
                + #"{"id":"m","codes":["Ort"],"codes":["Platz"]}"# + "\n" + #"{"range":[1,2],"range":[1,2]}"# + "\n"
                + #"{"id":"n","weight":2}"#
        ])
        #expect(
            said == [
                "codings.jsonl:2: has 'weight' twice", "codings.jsonl:3: has 'codes' twice",
                "codings.jsonl:4: has 'range' twice",
            ])
    }

    @Test func nothingOutsideOfTheFolderIsRead() throws {
        let said = try problems(["revisions.jsonl": #"{"hash":"\#(Self.hash)","file":"texts/../../ana.txt"}"#])
        #expect(said == ["revisions.jsonl:1: names a file 'texts/../../ana.txt' that is not in the folder, or is not UTF-8"])
        for path in ["../codes.jsonl", "texts/..", "/etc/passwd", "texts/a/b.txt", "originals/xyz", "Codes.jsonl", ""] {
            #expect(!StudyFolder.isOwn(path))
        }
        for path in ["codes.jsonl", "texts/..txt", "texts/earlier/ana.1.txt", "originals/\(Self.hash)"] {
            #expect(StudyFolder.isOwn(path))
        }
    }

    @Test func aTableThatStudyJSONDoesNotListIsRefused() throws {
        let lines = #"{"name":"Ort"}"#
        // What somebody else put into the folder is nobody's table.
        let said = try problems(
            ["codes.jsonl": lines, "codings.jsonl": lines, "notes.jsonl": lines], leaving: ["codings.jsonl", "notes.jsonl"])
        #expect(said == ["codings.jsonl: is not among the tables of study.json"])
    }

    @Test func aTableThatWasEmptiedIsRefused() throws {
        #expect(
            try problems(["codes.jsonl": "", "codings.jsonl": "\n\n"]) == ["codes.jsonl: is empty", "codings.jsonl: is empty"])
    }

    @Test func ofManyProblemsTheFirstTenAreTold() throws {
        let said = try problems(["codes.jsonl": String(repeating: "[]\n", count: 5000)])
        #expect(said.count == 11)
        #expect(said[9] == "codes.jsonl:10: is no JSON object")
        #expect(said[10] == "codes.jsonl: and 4990 more problems")
        #expect(try problems(["codes.jsonl": String(repeating: "[]\n", count: 11)]).last == "codes.jsonl:11: is no JSON object")
    }

    private func refusal(without head: String?, _ files: [String]) throws -> String? {
        try? FileManager.default.removeItem(at: folder)
        for file in files {
            let path = folder.appending(path: file)
            try FileManager.default.createDirectory(at: path.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(#"{"name":"Ort"}"#.utf8).write(to: path)
        }
        if let head { try Data(head.utf8).write(to: folder.appending(path: StudyFolder.fileName)) }
        return StudyFolder.refusal(of: folder.path).map { "\($0.diagnostic.place): \($0.diagnostic.message.text)" }
    }

    @Test func aFolderOfAStudyWithoutItsHeadIsKnown() throws {
        let tables = ["codings.jsonl", "texts/ana.txt"]
        #expect(
            try refusal(without: nil, tables)?.hasSuffix(": is the folder of a study in which study.json is missing") == true)
        #expect(try refusal(without: "", tables) == "study.json: is empty")
        #expect(try refusal(without: " \n", ["codes.jsonl"]) == "study.json: is empty")
        #expect(try refusal(without: "{}", tables) == "study.json: does not say that the folder is a study")
        #expect(try refusal(without: #"{"format":"ankerpunkt"}"#, tables) == nil)
        // Folders of somebody else.
        #expect(try refusal(without: nil, ["texts/ana.txt", "notes.jsonl"]) == nil)
        #expect(try refusal(without: nil, ["codings.jsonl", "ana.txt"]) == nil)
        #expect(try refusal(without: "{}", ["ana.txt"]) == nil)
    }

    @Test func aNewerVersionIsRefused() throws {
        #expect(try problems([:], version: "2") == ["study.json: was written by a newer version of this program"])
    }
}
