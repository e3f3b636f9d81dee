import Importers
import StudyModel
import Testing

struct FolkerFormatTests {
    private func readFlk(_ contributions: String) throws -> Transcript {
        let points = (0...4).map { "<timepoint timepoint-id=\"T\($0)\" absolute-time=\"\(Double($0) * 1.5)\"/>" }
        let text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <folker-transcription><head/><speakers><speaker speaker-id="IB"><name>Interviewerin</name></speaker>
            <speaker speaker-id="LS"><name/></speaker></speakers><recording path="a.wav"/><timeline>\(points.joined())</timeline>
            \(contributions)
            </folker-transcription>
            """
        return try read(FolkerFormat(), Array(text.utf8), named: "dorf.flk", options: ImportOptions())
    }

    private func tokens(_ tokens: String) throws -> String {
        try readFlk(
            "<contribution speaker-reference=\"LS\" start-reference=\"T0\" end-reference=\"T1\">\(tokens)</contribution>"
        ).text
    }

    @Test func putsSegmentsInTheOrderOfTheTimeline() throws {
        let transcript = try readFlk(
            """
            <contribution speaker-reference="IB" start-reference="T0" end-reference="T3">
              <segment start-reference="T0" end-reference="T1">wann fährt </segment>
              <segment start-reference="T2" end-reference="T3">der bus </segment>
            </contribution>
            <contribution speaker-reference="LS" start-reference="T1" end-reference="T2">
              <event start-reference="T1" end-reference="T2">welcher </event>
            </contribution>
            """)
        #expect(
            transcript.script == ["0.0–1.5 Interviewerin: wann fährt", "1.5–3.0 LS: welcher", "3.0–4.5 Interviewerin: der bus"])
        #expect(transcript.durationMs == 6000)
        #expect(transcript.diagnostics.isEmpty)
    }

    @Test func readsAContributionThatWasNotTakenApart() throws {
        let transcript = try readFlk(
            """
            <contribution speaker-reference="LS" start-reference="T1" end-reference="T3">
              <unparsed>°h mor<time timepoint-reference="T2"/>gens (.)
              und mittags</unparsed>
            </contribution>
            """)
        #expect(transcript.script == ["1.5–4.5 LS: °h morgens (.) und mittags"])
    }

    @Test(arguments: [
        ("<w>ja</w>\n  <w>gern</w>", "ja gern"),
        ("<w>j<stress>a</stress><lengthening degree=\"2\"/></w><pause duration=\"micro\"/><w>so</w>", "ja:: (.) so"),
        (
            "<pause duration=\"short\"/><pause duration=\"medium\"/><pause duration=\"long\"/><pause duration=\"0.7\"/><w>ja</w>",
            "(-) (--) (---) (0.7) ja"
        ),
        ("<breathe type=\"in\" length=\"2\"/><w>ja</w><breathe type=\"out\"/>", "°hh ja h°"),
        ("<w>ja</w><non-phonological description=\"lacht\"/><unintelligible length=\"2\"/>", "ja ((lacht)) +++ +++"),
        ("<uncertain><w>und</w><w>so</w><alternative><w>umso</w></alternative></uncertain><w>mehr</w>", "(und so/umso) mehr"),
        ("<w transition=\"assimilated\">ham</w><w>se</w><w>was</w>", "ham_se was"),
        (
            "<phrase type=\"intonation-phrase\" boundary-intonation=\"high-rise\"><w>noch</w><w>was</w></phrase><phrase type=\"fragment\"><w>ja</w></phrase>",
            "noch was? ja"
        ),
        ("<w>mor<time timepoint-reference=\"T1\"/>gens</w><p>.</p>", "morgens."),
        ("<w>ich/</w><w>wir</w>", "ich/ wir"),
    ])
    func writesTokensAsTheirConventionHasThem(xml: String, text: String) throws {
        #expect(try tokens(xml) == text)
    }

    @Test func leavesOutContributionsWithoutASpeaker() throws {
        let transcript = try readFlk(
            """
            <contribution start-reference="T0" end-reference="T1"><pause duration="1.5"/></contribution>
            <contribution speaker-reference="LS" start-reference="T1" end-reference="T2"><w>ja</w></contribution>
            <contribution start-reference="T2" end-reference="T3"><segment>((tür))</segment></contribution>
            """)
        #expect(transcript.script == ["1.5–3.0 LS: ja"])
        #expect(
            transcript.diagnostics.map(\.description) == [
                "dorf.flk: note: 2 contributions without a speaker, pauses and noises, were left out"
            ])
    }

    @Test func keepsTheWordsAtPointsThatTheTimelineDoesNotHave() throws {
        let transcript = try readFlk(
            "<contribution speaker-reference=\"LS\" start-reference=\"T1\" end-reference=\"X\"><w>ja</w></contribution>")
        #expect(transcript.script == ["1.5– LS: ja"])
        #expect(
            transcript.diagnostics.first?.description
                == "dorf.flk:4: warning: this entry refers to a time point that the file does not have\n"
                + "  mend the file in the program that wrote it; until then its words stand where the file has them")
    }

    @Test func refusesATranscriptInWhichNobodySpeaks() {
        #expect(
            throws: Refusal(
                at: .init(file: "dorf.flk"), "nothing that anybody says was found in it",
                remedy: "check that its contributions name their speakers")
        ) { try readFlk("") }
    }

    @Test func isRecognizedByItsRoot() {
        let head = Array("<?xml version=\"1.0\"?>\n<folker-transcription>".utf8)
        #expect(FolkerFormat().recognizes(InputFile(path: "a.xml"), head: head))
        #expect(FolkerFormat().recognizes(InputFile(path: "a.fln"), head: []))
    }

    @Test func tellsSpeakersOfOneNameApart() throws {
        let transcript = try read(
            FolkerFormat(),
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <folker-transcription><speakers><speaker speaker-id="AM"><name>Anna</name></speaker>
            <speaker speaker-id="AM2"><name>Anna</name></speaker></speakers>
            <timeline><timepoint timepoint-id="T0" absolute-time="0"/><timepoint timepoint-id="T1" absolute-time="1"/></timeline>
            <contribution speaker-reference="AM" start-reference="T0" end-reference="T1"><unparsed>ja</unparsed></contribution>
            <contribution speaker-reference="AM2" start-reference="T0" end-reference="T1"><unparsed>nein</unparsed></contribution>
            </folker-transcription>
            """, named: "dorf.flk")
        #expect(transcript.script == ["0.0–1.0 Anna (AM): ja", "0.0–1.0 Anna (AM2): nein"])
        #expect(
            transcript.diagnostics.map(\.description) == [
                """
                dorf.flk: note: the speakers 'AM', 'AM2' share a name; the id stands behind it
                  give each a name of its own in the program that wrote the file, or one id where they are one person
                """
            ])
    }
}
