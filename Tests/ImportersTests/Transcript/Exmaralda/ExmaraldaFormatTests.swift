import Importers
import StudyModel
import Testing

struct ExmaraldaFormatTests {
    private func transcription(_ timeline: String, _ tiers: String, speakers: String = "") -> String {
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <basic-transcription><head><speakertable>\(speakers)</speakertable></head><basic-body>
        <common-timeline>\(timeline)</common-timeline>
        \(tiers)
        </basic-body></basic-transcription>
        """
    }

    private func readExb(_ text: String, tiers: [String] = [], named name: String = "dorf.exb") throws -> Transcript {
        var options = ImportOptions()
        options.tiers = tiers
        return try read(ExmaraldaFormat(), Array(text.utf8), named: name, options: options)
    }

    private let speakers = """
        <speaker id="SPK0"><abbreviation>IB</abbreviation><ud-speaker-information><ud-information attribute-name="Rolle">Interviewerin</ud-information></ud-speaker-information></speaker>
        <speaker id="SPK1"><abbreviation> HK </abbreviation></speaker>
        """

    @Test func putsTheEventsOfAllSpeakersInTheOrderOfTheTimeline() throws {
        let text = transcription(
            #"<tli id="a" time="0.0"/><tli id="b"/><tli id="c" time="2.0004"/><tli id="d" time="3.5"/>"#,
            """
            <tier id="T1" speaker="SPK1" category="v" type="t"><event start="b" end="c">Der Verein, </event>
            <event start="c" end="d">seit März. </event></tier>
            <tier id="T0" speaker="SPK0" category="v" type="t"><event start="a" end="b">Wer? </event>
            <event start="b" end="c"> Aha.</event></tier>
            """, speakers: speakers)
        let transcript = try readExb(text)
        #expect(
            transcript.script == ["0.0– IB: Wer?", "–2.0 HK: Der Verein,", "–2.0 IB: Aha.", "2.0–3.5 HK: seit März."])
        #expect(transcript.text == "Wer?\nDer Verein,\nAha.\nseit März.")
        #expect(transcript.speakers.map(\.role) == [.interviewer, .respondent])
        #expect(transcript.durationMs == 3500)
        #expect(transcript.diagnostics.isEmpty)
    }

    @Test func leavesOutDescriptionsAndAnnotationsAndNamesTheirTiers() throws {
        let text = transcription(
            #"<tli id="a" time="0"/><tli id="b" time="1"/>"#,
            """
            <tier id="T0" speaker="SPK0" category="v" type="t"><event start="a" end="b">Ja.</event></tier>
            <tier id="T1" speaker="SPK0" category="nv" type="d"><event start="a" end="b">nickt</event></tier>
            <tier id="T2" category="en" type="a"><event start="a" end="b">Yes.</event><event start="a" end="b"> </event></tier>
            """, speakers: speakers)
        let transcript = try readExb(text)
        #expect(transcript.script == ["0.0–1.0 IB: Ja."])
        #expect(
            transcript.tiers.map { "\($0.name) \($0.type ?? "") \($0.category ?? "") \($0.speaker ?? "") \($0.entries.count)" }
                == ["T0 t v IB 1", "T1 d nv IB 1", "T2 a en  1"])
        #expect(
            transcript.diagnostics.map(\.description) == [
                "dorf.exb: note: 2 entries of the tiers 'T1', 'T2' were left out\n  choose the tiers to be read with --tier"
            ])
        #expect(try readExb(text, tiers: ["T2"]).script == ["0.0–1.0 Yes."])
    }

    @Test func readsEveryTranscriptionTierWhereNoneIsVerbal() throws {
        let text = transcription(
            #"<tli id="a"/><tli id="b"/>"#,
            """
            <tier id="tx" speaker="X" category="tx" type="t"><event start="a" end="b">Ja.</event></tier>
            <tier id="ft" speaker="X" category="ft" type="a"><event start="a" end="b">Yes.</event></tier>
            """)
        #expect(try readExb(text).script == ["X: Ja."])
    }

    @Test func twoSpeakersOfOneAbbreviationAreToldApartByTheirIds() throws {
        let text = transcription(
            #"<tli id="a" time="0"/><tli id="b" time="1"/>"#,
            """
            <tier id="T0" speaker="SPK1" category="v" type="t"><event start="a" end="b">Ja. </event></tier>
            <tier id="T1" speaker="SPK2" category="v" type="t"><event start="a" end="b">Nein. </event></tier>
            """, speakers: speakers + #"<speaker id="SPK2"><abbreviation>HK</abbreviation></speaker>"#)
        let transcript = try readExb(text)
        #expect(transcript.script == ["0.0–1.0 HK (SPK1): Ja.", "0.0–1.0 HK (SPK2): Nein."])
        #expect(transcript.tiers.map(\.speaker) == ["HK (SPK1)", "HK (SPK2)"])
        #expect(
            transcript.diagnostics.map(\.description) == [
                "dorf.exb: note: the speakers 'SPK1', 'SPK2' share a name; the id stands behind it\n"
                    + "  give each a name of its own in the program that wrote the file, or one id where they are one person"
            ])
    }

    @Test func leavesOutWhatStandsInsideAnEvent() throws {
        let text = transcription(
            #"<tli id="a"/><tli id="b"/>"#,
            """
            <tier id="T0" speaker="X" category="v" type="t"><ud-tier-information><ud-information attribute-name="n">1</ud-information></ud-tier-information>
            <event start="a" end="b">Ja<ud-information attribute-name="Rolle">leise</ud-information>, gern.</event></tier>
            """)
        #expect(try readExb(text).script == ["X: Ja, gern."])
    }

    @Test func keepsTheWordsAtPointsThatTheTimelineDoesNotHave() throws {
        let text = transcription(
            #"<tli id="a" time="0"/><tli id="b" time="9"/>"#,
            """
            <tier id="T0" speaker="X" category="v" type="t"><event start="a" end="b">Eins.</event>
            <event start="q" end="b">Zwei.</event><event start="b" end="r">Drei.</event></tier>
            """)
        let transcript = try readExb(text)
        #expect(transcript.script == ["0.0–9.0 X: Eins.", "–9.0 X: Zwei.", "9.0– X: Drei."])
        #expect(
            transcript.diagnostics.map(\.description) == [
                "dorf.exb:5: warning: 2 entries refer to time points that the file does not have, the first of them here\n"
                    + "  mend the file in the program that wrote it; until then its words stand where the file has them"
            ])
    }

    @Test func aCueThatEndsBeforeItBeginsKeepsItsStart() throws {
        let text = transcription(
            #"<tli id="a" time="5"/><tli id="b" time="4"/>"#,
            #"<tier id="T0" speaker="X" category="v" type="t"><event start="a" end="b">Ja.</event></tier>"#)
        let transcript = try readExb(text)
        #expect(transcript.script == ["5.0– X: Ja."])
        #expect(
            transcript.diagnostics.map(\.description) == [
                "dorf.exb: warning: 1 cue ends before it begins and keeps only its start"
            ])
    }

    @Test func refusesATranscriptionWithoutWords() throws {
        let text = transcription(
            #"<tli id="a"/><tli id="b"/>"#,
            #"<tier id="T1" category="en" type="a"><event start="a" end="b">Yes.</event></tier>"#)
        #expect(
            throws: Refusal(
                at: .init(file: "dorf.exb"), "nothing that anybody says was found in it",
                remedy: "name a tier with --tier: it has 'T1'")
        ) { try readExb(text) }
    }

    @Test func refusesEntitiesAndFilesThatAreCutShort() {
        #expect(
            throws: Refusal(
                at: .init(file: "dorf.exb", line: 1), "declares an entity or element in its DOCTYPE, which is refused unread",
                remedy: "export the file again without a DOCTYPE")
        ) { try readExb(#"<!DOCTYPE x [<!ENTITY a "b">]><basic-transcription>&a;</basic-transcription>"#) }
        #expect(
            throws: Refusal(
                at: .init(file: "dorf.exb", line: 1), "is not well-formed XML: it ends before its elements are closed",
                remedy: "fetch or export the file again")
        ) { try readExb("<basic-transcription><head>") }
    }

    @Test func isRecognizedByItsRoot() {
        let format = ExmaraldaFormat()
        let head = Array("<?xml version=\"1.0\"?>\n<!-- (c) -->\n<basic-transcription Id=\"x\">".utf8)
        #expect(format.recognizes(InputFile(path: "a.xml"), head: head))
        #expect(!format.recognizes(InputFile(path: "a.exb"), head: Array("<rows><row>".utf8)))
        #expect(format.recognizes(InputFile(path: "a.exb"), head: Array("<?xml version".utf8)))
    }
}
