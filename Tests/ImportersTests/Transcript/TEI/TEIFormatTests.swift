import Importers
import StudyModel
import Testing

struct TEIFormatTests {
    private func readTei(_ body: String, header: String = "", timeline: String = "") throws -> Transcript {
        let text = """
            <?xml version="1.0" encoding="UTF-8"?>
            <TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>\(header)</teiHeader><text xml:lang="de">
            \(timeline)<body>\(body)</body></text></TEI>
            """
        return try read(TEIFormat(), Array(text.utf8), named: "dorf.xml", options: ImportOptions())
    }

    private let timeline = """
        <timeline unit="s" origin="#T0"><when xml:id="T0"/><when xml:id="T1" interval="1.5" since="#T0"/>
        <when xml:id="T2" interval="2" since="#T1"/><when xml:id="T3" absolute="00:00:10.25"/><when xml:id="T4"/></timeline>
        """

    @Test func readsWhoSpeaksAndWhen() throws {
        let transcript = try readTei(
            """
            <annotationBlock who="#a" start="#T0" end="#T1"><u><seg><w>Mahlt</w><w>sie</w><pc>?</pc></seg></u></annotationBlock>
            <u who="#b" synch="#T1 #T2">Nein.</u>
            <u who="b" start="T2" end="T4">Nie.</u>
            <u who="Otto Klee" time="20" dur="PT1.5S">Doch.</u>
            <u who="#c"><anchor synch="#T3"/> Ach. <pause/><anchor synch="#T4"/></u>
            <u>Hm.</u>
            """,
            header: """
                <particDesc><person xml:id="a" role="interviewer"><persName><forename>Ilse</forename><surname>Brandt</surname><abbr>IB</abbr></persName></person>
                <person xml:id="b" n="GM"/></particDesc>
                """, timeline: timeline)
        #expect(
            transcript.script == [
                "0.0–1.5 Ilse Brandt: Mahlt sie?", "1.5–3.5 GM: Nein.", "3.5– GM: Nie.", "20.0–21.5 Otto Klee: Doch.",
                "10.25– c: Ach.", "Hm.",
            ])
        #expect(transcript.speakers.map(\.role) == [.interviewer, .other, .other, .other])
        #expect(transcript.language == "de")
        #expect(transcript.durationMs == 21_500)
        #expect(
            transcript.diagnostics.map(\.description) == ["dorf.xml: note: 1 event or comment was left out of the text"])
    }

    @Test(arguments: [
        ("<w>Ja</w>\n<pc>,</pc>\n<w>gern</w><pc>.</pc>", "Ja, gern."),
        ("<w>sagt</w><pc>„</pc><w>ja</w><pc>“</pc><w>oder</w><pc>(</pc><w>nein</w><pc>)</pc>", "sagt „ja“ oder (nein)"),
        ("<w>a</w><pc join=\"right\">\"</pc><w>b</w><pc join=\"left\">\"</pc>", "a \"b\""),
        ("<w>geht</w><w join=\"left\">'s</w><w>ja</w>", "geht's ja"),
        ("<w>mor<anchor synch=\"#T1\"/>gens</w> <w> früh </w>", "morgens früh"),
        ("<seg>Ja.</seg><seg>Nein.</seg>", "Ja. Nein."),
        ("Ich<vocal desc=\"ehm\"/>sage <hi>im</hi>mer<incident><desc>Tür</desc></incident>, ja", "Ich sage immer , ja"),
        ("<del type=\"falseStart\">die</del>das Haus", "die das Haus"),
        ("<choice><orig>ham</orig><reg>haben</reg></choice> wir <note>leise</note>auch", "ham wir auch"),
        ("Ja<spanGrp type=\"en\"><span>yes</span></spanGrp>.", "Ja."),
        ("<unclear>Ja</unclear>  &amp;\n so", "Ja & so"),
    ])
    func putsWordsTogether(xml: String, text: String) throws {
        #expect(try readTei("<u who=\"a\">\(xml)</u>").text == text)
    }

    @Test(arguments: [
        ("dur=\"131.918304s\"", 131_918), ("dur=\"01:03:37\"", 3_817_000), ("dur=\"PT1H0M3.5S\"", 3_603_500),
        ("dur=\"12\"", 12_000),
    ])
    func takesTheLengthThatTheHeaderTells(attribute: String, ms: Int) throws {
        let header = "<recordingStmt><recording \(attribute)/></recordingStmt>"
        #expect(try readTei("<u>Ja.</u>", header: header).durationMs == ms)
    }

    @Test(arguments: ["dur=\"2019-01-01\"", "dur=\"P1D\"", "dur=\"-1:00\"", "dur=\"PT\"", "dur=\"PT5\"", "dur=\"nan\"", ""])
    func leavesOutALengthThatIsNone(attribute: String) throws {
        let header = "<recordingStmt><recording \(attribute)/></recordingStmt>"
        #expect(try readTei("<u>Ja.</u>", header: header).durationMs == nil)
    }

    @Test func namesSeveralSpeakersTogetherAndThoseThatHaveOnlyACode() throws {
        let transcript = try readTei(
            "<u who=\"#a #b\">Ja!</u><u who=\"CHI\">Nein.</u>",
            header: """
                <listPerson><person xml:id="a"><persName>Ilse</persName></person><person xml:id="b"><persName>Otto</persName></person>
                <person role="Target_Child"><altGrp><alt type="CHI"/></altGrp><persName>Antje</persName></person></listPerson>
                """)
        #expect(transcript.script == ["Ilse, Otto: Ja!", "Antje: Nein."])
    }

    @Test func leavesOutAnnotationsWithANote() throws {
        let transcript = try readTei(
            "<annotationBlock who=\"a\"><u>Ja.</u><spanGrp type=\"pos\"><span>ITJ</span><span>.</span></spanGrp></annotationBlock>"
        )
        #expect(transcript.text == "Ja.")
        #expect(transcript.diagnostics.map(\.description) == ["dorf.xml: note: 2 annotations were left out of the text"])
    }

    @Test func keepsTheWordsAtPointsThatTheTimelineDoesNotHave() throws {
        let transcript = try readTei("<u who=\"a\" start=\"#T1\" end=\"#T9\">Ja.</u>", timeline: timeline)
        #expect(transcript.script == ["1.5– a: Ja."])
        #expect(
            transcript.diagnostics.first?.description
                == "dorf.xml:4: warning: this entry refers to a time point that the file does not have\n"
                + "  mend the file in the program that wrote it; until then its words stand where the file has them")
    }

    @Test func aTimelineInACircleHasNoTimes() throws {
        let circle = """
            <timeline unit="ms"><when xml:id="A" interval="1" since="#B"/><when xml:id="B" interval="1" since="#A"/>
            <when xml:id="C" interval="500"/></timeline>
            """
        #expect(
            try readTei("<u start=\"#A\" end=\"#B\">Ja.</u><u start=\"#C\">Nein.</u>", timeline: circle).script
                == ["Ja.", "0.5– Nein."])
    }

    @Test func needsNoNamespace() throws {
        let text =
            "<transcriptions><teiHeader/><speech><u who=\"#Lore Sauer\" role=\"host\" time=\"15.48\">Guten Tag!</u></speech></transcriptions>"
        let transcript = try read(TEIFormat(), text, named: "a.xml")
        #expect(transcript.script == ["15.48– Lore Sauer: Guten Tag!"])
        #expect(transcript.speakers.map(\.role) == [.interviewer])
        #expect(TEIFormat().recognizes(InputFile(path: "a.xml"), head: Array(text.utf8)))
    }

    @Test func refusesADocumentWithoutUtterances() {
        #expect(
            throws: Refusal(
                at: .init(file: "dorf.xml"), "nothing that anybody says was found in it",
                remedy: "what somebody says stands in an utterance, the element u; check that it is a transcription of speech")
        ) { try readTei("<p>Liebe Lore</p>") }
    }

    @Test func isRecognizedByItsRoot() {
        let format = TEIFormat()
        #expect(
            format.recognizes(InputFile(path: "a.xml"), head: Array("<tei:TEI xmlns:tei=\"http://www.tei-c.org/ns/1.0\">".utf8))
        )
        #expect(!format.recognizes(InputFile(path: "a.xml"), head: Array("<rows><row/></rows>".utf8)))
        #expect(format.recognizes(InputFile(path: "a.tei"), head: []))
    }

    @Test func tellsPersonsOfOneNameApart() throws {
        let transcript = try readTei(
            "<u who=\"#a\">Ja.</u><u who=\"#b\">Nein.</u><u who=\"B2\">Doch.</u>",
            header: """
                <particDesc><person xml:id="a" role="interviewer"><persName>Anna</persName></person>
                <person xml:id="b" n="B2"><persName>Anna</persName></person></particDesc>
                """)
        #expect(transcript.script == ["Anna (a): Ja.", "Anna (b): Nein.", "Anna (b): Doch."])
        #expect(transcript.speakers.first?.role == .interviewer)
        #expect(
            transcript.diagnostics.map(\.description) == [
                """
                dorf.xml: note: the speakers 'a', 'b' share a name; the id stands behind it
                  give each a name of its own in the program that wrote the file, or one id where they are one person
                """
            ])
    }
}
