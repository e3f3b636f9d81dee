import FileFormats
import Importers
import StudyModel
import Testing

struct SpeechTableFormatTests {
    private func read(_ text: String) throws -> Transcript {
        try ImportersTests.read(SpeechTableFormat(), text, named: "gespräch.csv")
    }

    private func notes(_ transcript: Transcript) -> [String] { transcript.diagnostics.map(\.description) }

    private func recognizes(_ head: String, _ path: String = "a.csv") -> Bool {
        ImportFormats.recognize(InputFile(path: path), head: Array(head.utf8))?.name == "speech-table"
    }

    /// The columns of Premiere Pro's export, whose times count frames.
    @Test func readsWhatPremiereWrites() throws {
        let transcript = try read(
            """
            "Speaker Name","Start Time","End Time","Text"
            "Ada Roth","00:00:02:12","00:00:05:03","Wie kam es zum ""Dorfladen""?"
            "Jo","00:01:06;00","00:01:09;24","Der alte, der hat
            zugemacht."
            """)
        #expect(
            transcript.script == [
                "2.0–5.0 Ada Roth: Wie kam es zum \"Dorfladen\"?", "66.0–69.0 Jo: Der alte, der hat zugemacht.",
            ])
        #expect(
            notes(transcript) == [
                """
                gespräch.csv: note: its times count frames, of which only the whole seconds were taken
                  export it with milliseconds, or as WebVTT or SRT
                """
            ])
    }

    @Test(arguments: [
        ("0.5,2.25", "0.5–2.25"), ("00:01:02.500,00:01:03", "62.5–63.0"), ("[00:01:02],", "62.0–"), ("1:02,1:03", "62.0–63.0"),
        ("#00:00:07-3#,", "7.3–"), ("00:01 - 00:04,", "1.0–4.0"), ("00:01 --> 00:04,", "1.0–4.0"), (",", ""),
    ])
    func readsTimes(cells: String, expected: String) throws {
        let script = try read("start,end,speaker,text\n\(cells),Ada,Ja.\n").script
        #expect(script == [expected.isEmpty ? "Ada: Ja." : "\(expected) Ada: Ja."])
    }

    /// As seconds nobody would say three words in an hour and a half, as milliseconds nobody three in eight of them.
    @Test func decidesWhatWholeNumbersCount() throws {
        let ms = try read("start,end,speaker,text\n1200,4100,Ada,Ja. Gut.\n4100,5000,Jo,Nein.\n")
        #expect(ms.script == ["1.2–4.1 Ada: Ja. Gut.", "4.1–5.0 Jo: Nein."])
        #expect(notes(ms).count { $0.contains("its times were read as milliseconds") } == 1)
        let seconds = try read("start,end,speaker,text\n2,6,Ada,Ja. Gut.\n6,8,Jo,Nein.\n")
        #expect(seconds.script == ["2.0–6.0 Ada: Ja. Gut.", "6.0–8.0 Jo: Nein."])
        #expect(notes(seconds).count { $0.contains("its times were read as seconds") } == 1)
        let named = try read("start_ms,end_ms,speaker,text\n2,6,Ada,Ja. Gut.\n")
        #expect(named.script == ["0.002–0.006 Ada: Ja. Gut."])
        #expect(notes(named).isEmpty)
        #expect(try read("Start (s);Ende;Sprecherin;Äußerung\n2,5;6;Ada;Ja.\n").script == ["2.5–6.0 Ada: Ja."])
    }

    @Test func saysWhatIsLeftOutAndWhoGoesOn() throws {
        let transcript = try read("Sprecher;Zeit;Transkript;Konfidenz\nAda;00:01;Eins.;0,9\n;00:02;Zwei.;0,8\nJo;00:03;;1\n")
        #expect(transcript.script == ["1.0– Ada: Eins.", "2.0– Ada: Zwei."])
        #expect(
            notes(transcript) == [
                """
                gespräch.csv: note: of this table of what was said, these columns are left out: 'Konfidenz'
                  where each row is a respondent's answers, pass --as csv
                """,
                """
                gespräch.csv: note: 1 row names no speaker and goes on with the one above it
                  name the speaker in each row where another speaks
                """,
            ])
    }

    @Test func warnsOfTimesThatCannotBeRead() throws {
        let transcript = try read("speaker,start,end,text\nAda,gegen zwei,3.5,Eins.\nJo,4.5,5.5,Zwei.\n")
        #expect(transcript.script == ["–3.5 Ada: Eins.", "4.5–5.5 Jo: Zwei."])
        #expect(
            notes(transcript) == [
                """
                gespräch.csv: warning: the times of row 2 cannot be read
                  write them as seconds or as hh:mm:ss; the words are kept
                """
            ])
    }

    @Test(arguments: [
        (
            "speaker,start\nAda,1\n",
            "gespräch.csv:1: error: no column is headed as what is said, such as 'text' or 'transcript'"
        ),
        ("speaker,text\nAda,\n", "gespräch.csv: error: nothing that anybody says was found in it"),
        ("speaker,text\nAda\n", "gespräch.csv:2: error: row 2 has 1 field, row 1 has 2"),
    ])
    func refusesWhatIsNone(text: String, expected: String) throws {
        let refusal = try #require(throws: Refusal.self) { try read(text) }
        #expect(refusal.diagnostic.description.hasPrefix(expected))
    }

    @Test func takesNoMoreCuesThanTheLimit() throws {
        var options = ImportOptions()
        options.limits.cues = 2
        let refusal = try #require(throws: Refusal.self) {
            try ImportersTests.read(SpeechTableFormat(), Array("speaker,text\nA,1\nB,2\nA,3\n".utf8), options: options)
        }
        #expect(refusal.diagnostic.description.contains("holds more than 2 cues, the limit"))
        #expect(refusal.diagnostic.description.contains("--limit cues=NUMBER"))
    }

    @Test func recognizesTheHeadings() {
        #expect(recognizes("Speaker Name,Start Time,End Time,Text\n"))
        #expect(recognizes("\u{FEFF}\"Zeit\";\"Sprecher\";\"Transkript\"\n"))
        #expect(recognizes("Speaker\tText\nAda\tJa\n", "a.txt"))
        // A survey may ask about speakers, and text of two columns more is not what they said.
        #expect(!recognizes("Speaker,Rating,Text\nAda,5,gut\n"))
        #expect(!recognizes("Timestamp,Name,Text\n2025-03-01,Ada,Ja\n"))
        #expect(!recognizes("start\tend\tspeaker\ttext\n1000\t2000\tAda\tJa\n", "a.tsv"))
    }
}
