import Importers
import StudyModel
import Testing

struct F4FormatTests {
    private func xml(_ content: String) -> String {
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<transcript><head mediafile=\"a.mp3\"/><content content=\"\(content)\"/><style></style></transcript>"
    }

    @Test func readsTheTextOfTheAttribute() throws {
        let transcript = try read(
            F4Format(), xml("I: Wie kam das? #00:00:05-2#&#xA;B: &quot;So&quot; eben. #00:00:09-4#"), named: "a.xml")
        #expect(transcript.script == ["0.0–5.2 I: Wie kam das?", "5.2–9.4 B: \"So\" eben."])
        #expect(transcript.text == "I: Wie kam das? #00:00:05-2#\nB: \"So\" eben. #00:00:09-4#")
    }

    @Test func timesPartTurnsWhereLineEndsWereLost() throws {
        let transcript = try read(F4Format(), xml("I: Wie kam das? #00:00:05-2#\nB: So eben. #00:00:09-4#"), named: "a.xml")
        #expect(transcript.script == ["0.0–5.2 I: Wie kam das?", "5.2–9.4 B: So eben."])
    }

    @Test func refusesOneWithoutText() {
        #expect(throws: Refusal.self) { try read(F4Format(), xml(" "), named: "a.xml") }
    }

    @Test func isToldByItsElements() {
        #expect(ImportFormats.recognize(InputFile(path: "a.xml"), head: Array(xml("a").utf8))?.name == "f4")
        #expect(
            ImportFormats.recognize(InputFile(path: "a.xml"), head: Array("<transcript><row/></transcript>".utf8))?.name
                == "xml")
    }
}
