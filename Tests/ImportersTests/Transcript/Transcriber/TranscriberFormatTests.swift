import Importers
import StudyModel
import Testing

struct TranscriberFormatTests {
    private func readTrs(_ turns: String, speakers: String = "", head: String = "") throws -> Transcript {
        let text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <!DOCTYPE Trans SYSTEM "trans-14.dtd">
            <Trans\(head)><Speakers><Speaker id="s1" name="Interviewerin"/><Speaker id="s2" name="Voigt"/>\(speakers)</Speakers>
            <Episode><Section type="report" startTime="0" endTime="12.5">
            \(turns)
            </Section></Episode></Trans>
            """
        return try read(TranscriberFormat(), Array(text.utf8), named: "dorf.trs", options: ImportOptions())
    }

    @Test func cutsTurnsAtTheirTimeMarks() throws {
        let transcript = try readTrs(
            """
            <Turn speaker="s1" startTime="0" endTime="2.0006">
            <Sync time="0"/>
            Wer hat
              einen Schlüssel?
            </Turn>
            <Turn speaker="s2" startTime="2.0006" endTime="8">
            <Sync time="2.0006"/>
            Der Chor.
            <Sync time="4"/>

            <Sync time="5.5"/>
            Und wir.
            </Turn>
            """, head: " xml:lang=\"de\"")
        #expect(
            transcript.script == [
                "0.0–2.001 Interviewerin: Wer hat einen Schlüssel?", "2.001–4.0 Voigt: Der Chor.", "5.5–8.0 Voigt: Und wir.",
            ])
        #expect(transcript.turnElements == 2)
        #expect(transcript.durationMs == 12_500)
        #expect(transcript.language == "de")
        #expect(transcript.speakers.map(\.role) == [.interviewer, .respondent])
        #expect(transcript.diagnostics.isEmpty)
    }

    @Test func cutsATurnOfSeveralWhereTheVoiceChanges() throws {
        let transcript = try readTrs(
            """
            <Turn speaker="s2 s1" startTime="5" endTime="9"><Sync time="5"/>Hm <Who nb="2"/> Ach so. <Who nb="1"/>Genau.
            <Sync time="7"/>Ja.</Turn>
            """)
        #expect(
            transcript.script == [
                "5.0–7.0 Hm", "5.0–7.0 Interviewerin: Ach so.", "5.0–7.0 Voigt: Genau.", "7.0–9.0 Voigt: Ja.",
            ])
    }

    @Test func twoSpeakersOfOneNameAreToldApartByTheirIds() throws {
        let transcript = try readTrs(
            """
            <Turn speaker="s2" startTime="0" endTime="1">Eins.</Turn><Turn speaker="s3" startTime="1" endTime="2">Zwei.</Turn>
            <Turn speaker="s9" startTime="2" endTime="3">Drei.</Turn><Turn speaker="s4" startTime="3" endTime="4">Vier.</Turn>
            """, speakers: "<Speaker id=\"s3\" name=\" Voigt\"/><Speaker id=\"s4\" name=\"\"/>")
        #expect(
            transcript.script == [
                "0.0–1.0 Voigt (s2): Eins.", "1.0–2.0 Voigt (s3): Zwei.", "2.0–3.0 s9: Drei.", "3.0–4.0 s4: Vier.",
            ])
        #expect(transcript.turns.count == 4)
        #expect(
            transcript.diagnostics.map(\.description) == [
                "dorf.trs: note: the speakers 's2', 's3' share a name; the id stands behind it\n"
                    + "  give each a name of its own in the program that wrote the file, or one id where they are one person"
            ])
    }

    @Test func leavesOutEventsAndCommentsAndWhatStandsOutsideOfTurns() throws {
        let transcript = try readTrs(
            """
            <Turn startTime="0" endTime="1"><Sync time="0"/><Background time="0" type="music"/></Turn> lose
            <Turn speaker="s2" startTime="1" endTime="3">Ja<Event desc="lacht" type="noise" extent="instantaneous"/>gern,
            <Comment desc="leise"/> ja.</Turn>
            """)
        #expect(transcript.script == ["1.0–3.0 Voigt: Ja gern, ja."])
        #expect(transcript.turnElements == 2)
        #expect(
            transcript.diagnostics.map(\.description) == ["dorf.trs: note: 3 events and comments were left out of the text"])
    }

    @Test func warnsOfAVoiceThatTheTurnDoesNotName() throws {
        let transcript = try readTrs(
            """
            <Turn speaker="s1" startTime="0" endTime="1">Ja.
            <Who nb="2"/>Nein.</Turn>
            """)
        #expect(transcript.script == ["0.0–1.0 Interviewerin: Ja.", "0.0–1.0 Nein."])
        #expect(
            transcript.diagnostics.map(\.description) == [
                "dorf.trs:6: warning: the words here are said by a speaker whom the turn does not name; they and others like them have no speaker\n"
                    + "  name the speakers of the turn there, and import the file again"
            ])
    }

    @Test(arguments: ["-1", "9999999999999999999", "x", ""])
    func aVoiceOutOfReachIsNobody(number: String) throws {
        #expect(
            try readTrs("<Turn speaker=\"s1 s2\" startTime=\"0\" endTime=\"1\"><Who nb=\"\(number)\"/>Nein.</Turn>").script
                == ["0.0–1.0 Nein."])
    }

    @Test func refusesDeclarationsInItsDocumentType() {
        let text = "<!DOCTYPE Trans SYSTEM \"trans-14.dtd\" [<!ENTITY a \"b\">]>\n<Trans><Turn>&a;</Turn></Trans>"
        #expect(
            throws: Refusal(
                at: .init(file: "dorf.trs", line: 1), "declares an entity or element in its DOCTYPE, which is refused unread",
                remedy: "export the file again without a DOCTYPE")
        ) { try read(TranscriberFormat(), text, named: "dorf.trs") }
    }

    @Test func isRecognizedByItsRoot() {
        let head = Array("<?xml version=\"1.0\"?>\n<!DOCTYPE Trans SYSTEM \"trans-14.dtd\">\n<Trans scribe=\"\"".utf8)
        #expect(TranscriberFormat().recognizes(InputFile(path: "a.xml"), head: head))
        #expect(!TranscriberFormat().recognizes(InputFile(path: "a.trs"), head: Array("<Transkript>".utf8)))
    }
}
