import Importers
import StudyModel
import Testing

struct SubRipFormatTests {
    private func read(_ text: String, speakers: [String] = []) throws -> Transcript {
        try ImportersTests.read(SubRipFormat(), text, named: "film.srt", speakers: speakers)
    }

    @Test func storesOneLineACueWithoutTags() throws {
        let transcript = try read(
            "1\r\n00:00:01,500 --> 00:00:03,250\r\n{\\an8}<i>Guten</i>\r\n<font color=\"#fff\">Tag.</font>\r\n\r\n"
                + "2\r\n00:00:03,250 --> 00:00:04,000\r\nJa &amp; nein.\r\n")
        #expect(transcript.text == "Guten Tag.\nJa & nein.")
        #expect(transcript.script == ["1.5–3.25 Guten Tag.", "3.25–4.0 Ja & nein."])
        #expect(transcript.durationMs == 4000)
    }

    @Test func readsWhatProgramsWrite() throws {
        let transcript = try read(
            """
            7
            00:00:01.500 --> 00:00:03,250
            Punkt statt Komma.

            00:00:02,000 --> 00:3:55,873
            Ohne Nummer, früher und kurz.
            7
            0:04:00,000 --> 0:04:01,000 X1:10 Y1:20
            Doppelte Nummer ohne Leerzeile.

            Nach einer Leerzeile.
            """)
        #expect(
            transcript.script == [
                "1.5–3.25 Punkt statt Komma.", "2.0–235.873 Ohne Nummer, früher und kurz.",
                "240.0–241.0 Doppelte Nummer ohne Leerzeile. Nach einer Leerzeile.",
            ])
    }

    @Test func cutsLabelsOffTheWords() throws {
        let transcript = try read(
            """
            1
            00:00:01,000 --> 00:00:02,000
            Interviewer: Gut?

            2
            00:00:02,000 --> 00:00:03,000
            Herr Yıldız: Ja: so
            war das.

            3
            00:00:03,000 --> 00:00:04,000
            und weiter.

            4
            00:00:04,000 --> 00:00:05,000
            Herr Yıldız: Eben.
            Interviewer: Ach.
            """)
        #expect(
            transcript.script == [
                "1.0–2.0 Interviewer: Gut?", "2.0–3.0 Herr Yıldız: Ja: so war das.", "3.0–4.0 und weiter.",
                "4.0–5.0 Herr Yıldız: Eben.", "4.0–5.0 Interviewer: Ach.",
            ])
        #expect(transcript.speakers.map(\.role) == [.interviewer, .respondent])
    }

    @Test func anArrowAmongTheWordsIsSaid() throws {
        let transcript = try read(
            "1\n00:00:01,000 --> 00:00:02,000\nHallo\n\n2\n00:00:03,000 --> 00:00:04,000\nVon A --> nach B gehen wir\n"
                + "und 1 --> 2\n10:30 --> heim\n\n3\n00:00:05,000 --> 00:00:06,000\nEnde\n")
        #expect(
            transcript.script == [
                "1.0–2.0 Hallo", "3.0–4.0 Von A --> nach B gehen wir und 1 --> 2 10:30 --> heim", "5.0–6.0 Ende",
            ])
    }

    @Test func doesNotTakeAnOnlyWordWithAColonForAName() throws {
        let transcript = try read(
            "1\n00:00:01,000 --> 00:00:02,000\nUnd: ja.\n\n2\n00:00:02,000 --> 00:00:03,000\nSelkenfeld: ein Dorf.\n")
        #expect(transcript.names == [])
        #expect(transcript.text == "Und: ja.\nSelkenfeld: ein Dorf.")
        #expect(
            transcript.diagnostics.map(\.description) == [
                """
                film.srt:6: note: a line of this cue begins as a speaker's would, but only once; it was read as speech
                  if it is one, pass --speakers
                """,
                """
                film.srt: note: no speaker is named in this transcript
                  name each speaker as 'Ana: ', or pass --speakers
                """,
            ])
    }

    @Test func obeysTheSpeakersThatAreAskedFor() throws {
        let text = "1\n00:00:01,000 --> 00:00:02,000\nFee: Ja.\n"
        #expect(try read(text, speakers: ["Fee"]).script == ["1.0–2.0 Fee: Ja."])
        #expect(try read(text).script == ["1.0–2.0 Fee: Ja."])
        #expect(try read(text).names == [])
    }

    @Test func recognizesANumberAndATimeWithACommaOrTheExtension() {
        func takes(_ name: String, _ head: String) -> Bool {
            SubRipFormat().recognizes(InputFile(path: name), head: Array(head.utf8))
        }
        #expect(takes("a", "1\r\n00:00:01,000 --> 00:00:02,000\r\nJa.\r\n"))
        #expect(takes("a.txt", "\u{FEFF}\n1\n0:00:01,000 --> 0:00:02,000\nJa.\n"))
        #expect(takes("a.SRT", ""))
        #expect(!takes("a.txt", "00:01.000 --> 00:02.000\nIna: Ja.\n"))
        #expect(!takes("a.txt", "1\nAna: 3,5\nJa\n"))
    }
}
