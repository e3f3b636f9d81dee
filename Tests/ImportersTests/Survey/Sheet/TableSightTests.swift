import FileFormats
import Foundation
import Importers
import StudyModel
import Testing

struct TableSightTests {
    private func isTable(_ text: String, name: String = "umfrage.txt") -> Bool {
        CSVFormat().recognizes(InputFile(path: name), head: Array(text.utf8.prefix(4096)))
    }

    private func doubt(_ text: String) -> String? {
        CSVFormat.doubt(about: InputFile(path: "umfrage"), head: Array(text.utf8))?.text
    }

    @Test(arguments: [
        "Nr,Ort,Alter\n1,Kupferau,45\n2,Ahlrode,61\n",
        "\u{FEFF}Ort;Antwort;Datum\r\nKupferau;\"Ja; gern,\nwirklich\";1.3.2025\r\nAhlrode;Nein;2.3.2025\r\n",
        "Ort\tAnlass\tWort\nA\tb\tc\nA\tb\td\nB\tb\tc\nC\tb\tc\nD\tb\tc\n",
        "id|a|b\n1|x|\n2|y|z",
    ])
    func isFoundByItsContent(text: String) {
        #expect(isTable(text))
        #expect(isTable(text, name: "umfrage"))
        #expect(!isTable(text, name: "umfrage.md"))
    }

    @Test(arguments: [
        "", "Nur ein Satz.", "I: Ja, gut, danke\nB: Nein, gut, danke\nI: Doch, gut, danke\n",
        "Zuerst, dann, danach\nHeute, gestern, morgen\nHier, dort, da\n", "I:\tHallo\t00:01\nB:\tTag\t00:02\nI:\tJa\t00:03\n",
        "Start\tEnde\tText\n0\t5\tHallo\n5\t9\tTag\n", "Sprecher;Zeit;Text\nI;1;Hallo\nB;2;Tag\n",
        "Nr,Ort,Alter\n1,Kupferau,45\n2,Ahlrode\n", "Nr,Ort,Alter\n1,Kupferau,45\n", "Nr,Alter\n1,45\n2,61\n",
        "[00:01] A;b;1\n[00:02] A;b;2\n[00:03] A;b;3\n", "{\"a\",\"b\",1\n1,2,3\n1,2,3\n", "1,2,3\n4,5,6\n7,8,9\n",
    ])
    func isNotTakenForOneWhereItMayBeSomethingElse(text: String) {
        #expect(!isTable(text))
    }

    @Test func saysWhyItIsNone() {
        #expect(doubt("Nr,Ort,Alter\n1,Kupferau,45\n") == "looks like a table, but has too few rows to tell")
        #expect(doubt("Nr,Alter\n1,45\n2,61\n") == "looks like a table, but has only two columns")
        #expect(
            doubt("Sprecher;Zeit;Text\nI;1;Hallo\nB;2;Tag\n")
                == "looks like a table, but its columns are named as those of a transcript")
        #expect(
            doubt("Ort,Wer,Wort\nA,b,c\nB,c,d\n") == "looks like a table, but its columns are named as those of a transcript")
        #expect(
            doubt("Ort,Anlass,Wort\nA,b,c\nB,c,d\n")
                == "looks like a table, but no column of numbers or dates speaks for it")
        #expect(doubt("Liebe Leute") == nil)
    }

    /// No transcript among the fixtures is a table, whatever name it comes under.
    @Test func leavesEveryTranscriptOfTheFixturesAlone() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().appending(path: "Fixtures")
        let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
        var seen = 0
        for case let url as URL in files?.allObjects ?? [] {
            guard let content = try? Data(contentsOf: url) else { continue }
            let head = Array(content.prefix(4096))
            guard case .transcript? = ImportFormats.recognize(InputFile(path: url.path), head: head) else { continue }
            seen += 1
            #expect(!CSVFormat().recognizes(InputFile(path: "name"), head: head), "\(url.lastPathComponent)")
        }
        #expect(seen > 20)
    }
}
