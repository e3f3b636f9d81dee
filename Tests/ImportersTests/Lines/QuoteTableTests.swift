import Foundation
import StudyModel
import Testing

@testable import Importers

struct QuoteTableTests {
    private static func table(_ text: String) throws -> QuoteTable {
        let path = NSTemporaryDirectory() + "anker-quotes-\(UUID().uuidString).csv"
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try QuoteTable(path: path)
    }

    @Test func readsTaguettesHighlightsAndColumnsOfOnesOwn() throws {
        let highlights = try Self.table(
            "\u{FEFF}id,document,tag,content\r\n7,ana.odt,Ort,\"das Café,\nhier\"\r\n8,ana.odt,,Das\r\n")
        #expect(highlights.rows == [.init(number: 2, source: "ana.odt", quote: "das Café,\nhier", code: "Ort")])
        #expect(highlights.withoutCode == 1)
        let own = try Self.table("Code;coder;quote;source;weight\nOrt;kai;Café;ana;80\n")
        #expect(own.rows == [.init(number: 2, source: "ana", quote: "Café", code: "Ort", coder: "kai", weight: "80")])
    }

    @Test func refusesATableWithoutAColumnThatIsNeededOrWithOneTwice() {
        for (text, problem) in [
            ("source,code\na,b\n", "no column is the 'quote' of the codings"),
            ("source,quote,tag,code\na,b,c,d\n", "another column is the 'code' of the codings already"),
        ] {
            #expect {
                try Self.table(text)
            } throws: { error in
                (error as? Refusal)?.diagnostic.message.text == problem
            }
        }
    }

    @Test func asksForTheWordsInTheSourceOfThatNameOrOfTheNameWithoutItsExtension() throws {
        let row = QuoteTable.Row(number: 4, source: "ana.odt", quote: "Café", code: "Ort")
        let request = try row.request(in: ["ana"], coder: "mira")
        #expect(request.source == "ana" && request.coder == "mira" && request.line == 4)
        #expect(request.target == .quote("Café", turn: nil, occurrence: nil))
        #expect(try row.request(in: ["ana", "ana.odt"], coder: "mira").source == "ana.odt")
        #expect(try row.request(in: [], coder: "mira").source == "ana.odt")
    }

    @Test(arguments: [
        (QuoteTable.Row(number: 2, source: "", quote: "Café", code: "Ort"), "the row names no source"),
        (QuoteTable.Row(number: 2, source: "ana", quote: " \n", code: "Ort"), "the row has no words"),
        (
            QuoteTable.Row(number: 2, source: "ana", quote: "Café", code: "Ort", weight: "200"),
            "the weight is not between 0 and 100"
        ),
        (
            QuoteTable.Row(number: 2, source: "ana", quote: "Café", code: "Ort", weight: "viel"),
            "the weight is not between 0 and 100"
        ),
    ])
    func saysWhatARowLacks(row: QuoteTable.Row, problem: String) {
        #expect {
            try row.request(in: ["ana"], coder: "mira")
        } throws: { error in
            (error as? LineProblem)?.message.text == problem
        }
    }
}
