import Importers
import StudyModel
import Testing

struct WhisperTableFormatTests {
    private func read(_ text: String) throws -> Transcript {
        try ImportersTests.read(WhisperTableFormat(), text, named: "gespräch.tsv")
    }

    @Test func readsASegmentALine() throws {
        let transcript = try read("start\tend\ttext\n43810\t47850\t\"Guten Tag\" & <so>.\n47850\t47850\t\n48350\t54570\tJa.\n")
        #expect(transcript.text == "\"Guten Tag\" & <so>.\nJa.")
        #expect(transcript.script == ["43.81–47.85 \"Guten Tag\" & <so>.", "48.35–54.57 Ja."])
        #expect(transcript.diagnostics.map(\.message) == ["no speaker is named in this transcript"])
    }

    @Test func findsColumnsByTheirHeadings() throws {
        #expect(
            try read("id\tStart\tEnd\tSpeaker\tText\n0\t1.5\t2.25\tAna\tJa.\n1\t3\t4\t\tNein.\tDoch.\n").script == [
                "1.5–2.25 Ana: Ja.", "0.003–0.004 Nein.\tDoch.",
            ])
    }

    @Test func warnsOfTimesThatCannotBeRead() throws {
        let transcript = try read("start\tend\ttext\n1000\t2000\tEins.\nx\t2000\tZwei.\n3000\t2000\tDrei.\nVier.\n")
        #expect(transcript.script == ["1.0–2.0 Eins.", "Zwei.", "3.0– Drei.", "Vier."])
        #expect(
            transcript.diagnostics.prefix(3).map(\.description)
                == [3, 4, 5].map {
                    "gespräch.tsv:\($0): warning: the times of this line cannot be read\n  write both as milliseconds; the words are kept"
                })
    }

    @Test func refusesATableWithoutTheHeadings() throws {
        let refusal = try #require(throws: Refusal.self) { try read("1000\t2000\tEins.\n") }
        #expect(
            refusal.diagnostic.description == """
                gespräch.tsv:1: error: the headings 'start', 'end' and 'text' are missing
                  the first line is: start, end, text, with tabs between them
                """)
    }

    @Test func recognizesTheHeadings() {
        #expect(WhisperTableFormat().recognizes(InputFile(path: "a.tsv"), head: Array("start\tend\ttext\n".utf8)))
        #expect(!WhisperTableFormat().recognizes(InputFile(path: "a.tsv"), head: Array("Nr\tText\n1\tJa\n".utf8)))
    }
}
