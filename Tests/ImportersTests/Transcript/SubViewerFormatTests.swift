import Importers
import StudyModel
import Testing

struct SubViewerFormatTests {
    private func read(_ text: String) throws -> Transcript {
        try ImportersTests.read(SubViewerFormat(), text, named: "film.sbv")
    }

    @Test func storesOneLineACue() throws {
        let transcript = try read(
            "0:00:00.190,0:00:02.470\r\nGuten\r\nTag.\r\n\r\n1:00:02.470,1:00:04.000\r\nUm 10:30, sagt er.\r\n")
        #expect(transcript.format == "sbv")
        #expect(transcript.text == "Guten Tag.\nUm 10:30, sagt er.")
        #expect(transcript.script == ["0.19–2.47 Guten Tag.", "3602.47–3604.0 Um 10:30, sagt er."])
        #expect(transcript.durationMs == 3_604_000)
    }

    @Test func cutsLabelsOffTheWords() throws {
        let transcript = try read(
            "0:00:01.000,0:00:02.000\nInterviewer: Gut?\n\n0:00:02.000,0:00:03.000\nFrau Abel: Ja.\n\n0:00:03.000,0:00:04.000\nFrau Abel: Eben.\n"
        )
        #expect(transcript.script == ["1.0–2.0 Interviewer: Gut?", "2.0–3.0 Frau Abel: Ja.", "3.0–4.0 Frau Abel: Eben."])
    }

    @Test func keepsWordsBehindABlankLineAndNumbersThatStandAlone() throws {
        #expect(
            try read("0:00:01.000,0:00:02.000\nDas war\n\n1963\n0:00:02.000,0:00:03.000\nGenau.\n").script == [
                "1.0–2.0 Das war 1963", "2.0–3.0 Genau.",
            ])
    }

    @Test func warnsOfATimeThatCannotBeRead() throws {
        let transcript = try read("0:00:01.000,0:00:02.000\nEins.\n\n0:00:0x.000,0:00:04.000\nZwei.\n")
        #expect(transcript.script == ["1.0–2.0 Eins.", "Zwei."])
        #expect(
            transcript.diagnostics.map(\.description).first == """
                film.sbv:4: warning: the times of this cue cannot be read
                  write it as 0:00:01.000,0:00:04.000; the words are kept without a time
                """)
    }

    @Test func refusesAFileWithoutAUsableCue() throws {
        let refusal = try #require(throws: Refusal.self) { try read("Nur Text.\n") }
        #expect(
            refusal.diagnostic.description == """
                film.sbv: error: no cue with a time and words was found
                  a cue is a line such as 0:00:01.000,0:00:04.000 and its words below it
                """)
    }

    @Test func recognizesTwoTimesOnTheFirstLineOrTheExtension() {
        #expect(SubViewerFormat().recognizes(InputFile(path: "a.txt"), head: Array("\n0:00:01.000,0:00:02.000\nJa\n".utf8)))
        #expect(SubViewerFormat().recognizes(InputFile(path: "a.sbv"), head: []))
        #expect(!SubViewerFormat().recognizes(InputFile(path: "a.txt"), head: Array("10:30,5 Uhr\n".utf8)))
    }
}
