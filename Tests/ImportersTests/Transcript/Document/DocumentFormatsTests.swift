import FileFormats
import Importers
import StudyModel
import Testing

struct DocumentFormatsTests {
    private static let relations = """
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" \
        Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>
        """

    private func docx(_ body: String, speakers: [String] = []) throws -> Transcript {
        let document = """
            <w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>\(body)</w:body></w:document>
            """
        var options = ImportOptions()
        options.speakers = speakers
        return try read(
            WordFormat(), storedZip([("_rels/.rels", Self.relations), ("word/document.xml", document)]), named: "a.docx",
            options: options)
    }

    private func paragraph(_ text: String, style: String = "") -> String {
        "<w:p>\(style.isEmpty ? "" : "<w:pPr><w:pStyle w:val=\"\(style)\"/></w:pPr>")<w:r><w:t xml:space=\"preserve\">\(text)</w:t></w:r></w:p>"
    }

    private func table(_ rows: [String]...) -> String {
        let rows = rows.map { "<w:tr>" + $0.map { "<w:tc>\(paragraph($0))</w:tc>" }.joined() + "</w:tr>" }
        return "<w:tbl>\(rows.joined())</w:tbl>"
    }

    @Test func labelsAndTimesAreFoundAsInPlainText() throws {
        let transcript = try docx(
            paragraph("Interview 3", style: "Heading1") + paragraph("Datum: 3.5.2025") + paragraph("I: [00:00:05] Seit wann?")
                + "<w:p/>" + paragraph("B: [00:00:09] Seit März.") + paragraph("Oder April.")
                + paragraph("Pause", style: "Heading2")
                + paragraph("I: Gut."))
        #expect(transcript.script == ["5.0– I: Seit wann?", "9.0– B: Seit März.\nOder April.", "I: Gut."])
        #expect(transcript.text.hasPrefix("Interview 3\nDatum: 3.5.2025\nI: [00:00:05] Seit wann?\n\nB: "))
        #expect(transcript.speakers.map(\.role) == [.interviewer, .respondent])
    }

    @Test func withoutSpeakersEachParagraphIsATurn() throws {
        let transcript = try docx(paragraph("Erstens.") + paragraph("Zweitens.") + "<w:p/>" + paragraph("Drittens."))
        #expect(transcript.script == ["Erstens.", "Zweitens.", "Drittens."])
        #expect(
            transcript.diagnostics.map(\.message.text) == ["no speaker is named in this transcript"])
    }

    @Test func aTableOfTimeSpeakerAndWordsIsReadRowByRow() throws {
        let transcript = try docx(
            table(
                ["Zeit", "Sprecher", "Text"], ["0:05", "Anna", "Wer kommt?"], ["0:09", "Ben:", "Alle."],
                ["", "", "Wirklich alle."],
                ["0:15", "Anna", "Schön."], ["0:20", "Ben", "Ja, sehr."]))
        #expect(
            transcript.script == [
                "5.0– Anna: Wer kommt?", "9.0– Ben: Alle.", "Ben: Wirklich alle.", "15.0– Anna: Schön.", "20.0– Ben: Ja, sehr.",
            ])
        #expect(transcript.text.contains("\n0:09\tBen:\tAlle.\n"))
    }

    @Test func columnsBehindTheWordsAreNoneOfThem() throws {
        let transcript = try docx(
            table(
                ["1", "I", "Was hat sich im Dorf verändert?", "laut"], ["2", "B", "Vieles, zum Beispiel der Laden.", ""],
                ["3", "I", "Und sonst noch etwas anderes?", "leise"], ["4", "B", "Nein, sonst eigentlich nichts.", ""]))
        #expect(
            transcript.script == [
                "I: Was hat sich im Dorf verändert?", "B: Vieles, zum Beispiel der Laden.", "I: Und sonst noch etwas anderes?",
                "B: Nein, sonst eigentlich nichts.",
            ])
    }

    @Test func aTableOfTimesAndWordsHasTimes() throws {
        let transcript = try docx(table(["00:01", "Es beginnt."], ["00:07", "Es geht weiter."], ["00:12", "Es endet."]))
        #expect(transcript.script == ["1.0– Es beginnt.", "7.0– Es geht weiter.", "12.0– Es endet."])
    }

    @Test func aTableThatDescribesTheInterviewIsNoSpeech() throws {
        let transcript = try docx(
            table(["Datum", "3.5.2025"], ["Ort", "Kupferau"], ["Interviewer", "P. Lustig"]) + paragraph("I: Seit wann?")
                + paragraph("B: Seit März."))
        #expect(transcript.script == ["I: Seit wann?", "B: Seit März."])
    }

    @Test func speakersThatAreAskedForOverruleTheGuess() throws {
        let transcript = try docx(
            paragraph("Roth, Ada: Eins.") + paragraph("Also: zwei.") + paragraph("Also: drei."), speakers: ["Roth, Ada"])
        #expect(transcript.script == ["Roth, Ada: Eins.\nAlso: zwei.\nAlso: drei."])
    }

    @Test func teamsNamesPeopleOnALineOfTheirOwn() throws {
        func turn(_ head: String, _ words: String) -> String {
            "<w:p><w:r><w:t xml:space=\"preserve\">\(head)</w:t><w:br/><w:t>\(words)</w:t></w:r></w:p>"
        }
        let transcript = try docx(
            turn("Roth, Ada   0:03", "Guten Tag.") + turn("Ben Kühn   0:07", "Hallo, Ada.")
                + turn("Roth, Ada   1:02:09", "Also los."))
        #expect(
            transcript.script == ["3.0– Roth, Ada: Guten Tag.", "7.0– Ben Kühn: Hallo, Ada.", "3729.0– Roth, Ada: Also los."])
    }

    @Test func aDoubtfulLabelIsToldWithItsParagraph() throws {
        let transcript = try docx(
            paragraph("I: Seit wann?") + "<w:p/>" + paragraph("B: Seit März.") + paragraph("Kellnerin: Zahlen?"))
        #expect(
            transcript.diagnostics.map(\.message.text) == [
                "paragraph 3 begins as a speaker's would, but only once; it was read as speech"
            ])
    }

    @Test func whatStandsBesideTheTextIsTold() throws {
        let transcript = try docx(
            "<w:p><w:r><w:t>I: Ja?</w:t></w:r><w:r><w:commentReference/></w:r><w:r><w:commentReference/></w:r><w:del/></w:p>"
                + paragraph("B: Ja."))
        #expect(
            transcript.diagnostics.map(\.message.text) == [
                "the document holds beside its text, and left out: 2 × comment, 1 × deleted passage"
            ])
    }

    @Test func paragraphsAndWordsAreCounted() throws {
        let transcript = try docx(paragraph("I: Seit wann?") + "<w:p/>" + paragraph("B: Seit März."))
        var lines: [String] = []
        try TranscriptInspection().inspect(transcript, turns: true) { lines.append($0.text) }
        #expect(
            lines.first == #"{"paragraph":1,"range":[0,13],"text":"I: Seit wann?"}"#
                && lines.last
                    == #"{"summary":{"format":"docx","turns":2,"cues":2,"speakers":["B","I"],"timed":0,"paragraphs":2,"words":6}}"#
        )
    }

    @Test func f4EndsTurnsWithTimes() throws {
        let transcript = try read(
            RTFFormat(), #"{\rtf1\ansi I: Wie kam das? #00:00:05-2#\par B: So eben. #00:00:09-4#\par}"#, named: "a.rtf")
        #expect(transcript.script == ["0.0–5.2 I: Wie kam das?", "5.2–9.4 B: So eben."])
    }

    @Test func noScribesSegmentsGiveTheTimes() throws {
        let transcript = try read(
            HTMLFormat(),
            """
            <html><body><p><a name="ts_400_3100_S00">S00: [00:00:00] Wer da?</a></p><p><a name="ts_3500_6000_S01">S01: [00:00:03] Ich </a>\
            <a name="ts_6000_6500_">(..) </a><a name="ts_6500_7000_S01">und du.</a></p></body></html>
            """, named: "a.html")
        #expect(transcript.script == ["0.4–3.1 S00: Wer da?", "3.5–7.0 S01: Ich (..) und du."])
    }

    @Test func aPageIsReadByItsOwnCharacterSet() throws {
        let html = Array("<html><meta charset=\"iso-8859-1\"><p>I: Wie hei".utf8) + [0xDF] + Array("t es?<p>B: So.</html>".utf8)
        #expect(try read(HTMLFormat(), html, named: "a.htm").script == ["I: Wie heißt es?", "B: So."])
    }

    @Test(arguments: [
        ("a.docx", "", "docx"), ("a.doc", "{\\rtf1", "rtf"), ("a.doc", "<html>", "html"),
        ("a.doc", "\u{50}K\u{3}\u{4}", "docx"),
        ("a", "{\\rtf1", "rtf"), ("a.rtf", "", "rtf"), ("a.odt", "", "odt"), ("a.fodt", "<?xml", "odt"), ("a.htm", "", "html"),
        ("a", "PK\u{3}\u{4}....mimetypeapplication/vnd.oasis.opendocument.text", "odt"),
        ("a", "PK\u{3}\u{4}[Content_Types].xml word/document.xml", "docx"), ("a", "<!DOCTYPE html><p>", "html"),
        ("a.txt", "<!DOCTYPE html><p>", "txt"), ("a.txt", "{\\rtf1", "txt"), ("a.ods", "PK\u{3}\u{4} word/", "ods"),
    ])
    func contentDecidesUnlessTheNamePromisesAnotherFormat(name: String, head: String, format: String) {
        #expect(ImportFormats.recognize(InputFile(path: name), head: Array(head.utf8))?.name == format)
    }
}
