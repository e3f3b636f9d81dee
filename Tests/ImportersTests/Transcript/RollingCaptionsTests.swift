import Importers
import StudyModel
import Testing

/// Captions that YouTube makes itself: each cue shows the line above once more.
struct RollingCaptionsTests {
    private let rolling = """
        WEBVTT
        Kind: captions
        Language: de

        00:00:01.000 --> 00:00:03.990 align:start position:0%
        \u{20}
        und<00:00:01.400><c> dann</c><00:00:01.800><c> war</c>

        00:00:03.990 --> 00:00:04.000 align:start position:0%
        und dann war
        \u{20}

        00:00:04.000 --> 00:00:06.990 align:start position:0%
        und dann war
        da<00:00:04.500><c> nichts</c>

        00:00:06.990 --> 00:00:07.000 align:start position:0%
        da nichts
        \u{20}

        00:00:07.000 --> 00:00:09.000 align:start position:0%
        da nichts
        mehr

        """

    private func read(_ text: String, _ repeated: RepeatedLines? = nil) throws -> Transcript {
        var options = ImportOptions()
        options.repeatedLines = repeated
        return try ImportersTests.read(WebVTTFormat(), Array(text.utf8), named: "film.vtt", options: options)
    }

    @Test func takesEachWordOnceAtTheTimeThatItIsFirstShown() throws {
        let transcript = try read(rolling)
        #expect(transcript.script == ["1.0–3.99 und dann war", "4.0–6.99 da nichts", "7.0–9.0 mehr"])
        #expect(
            transcript.diagnostics.first?.description == """
                film.vtt: note: the cues repeat the line above them, as rolling captions do; each line was taken once
                  if they were said again, pass --repeated-lines keep
                """)
    }

    @Test func keepsThemWhereThatIsAskedFor() throws {
        #expect(
            try read(rolling, .keep).text
                == "und dann war\nund dann war\nund dann war da nichts\nda nichts\nda nichts mehr")
    }

    @Test func aWordSaidTwiceIsNoRollingCaption() throws {
        let text =
            "WEBVTT\n\n00:01.000 --> 00:02.000\nJa.\n\n00:02.000 --> 00:03.000\nJa.\n\n00:03.000 --> 00:04.000\nJa.\nUnd so.\n"
        #expect(try read(text).text == "Ja.\nJa.\nJa. Und so.")
        #expect(try read(text, .drop).text == "Ja.\nUnd so.")
    }

    @Test func readsTheSameFromSubRip() throws {
        let text = """
            1
            00:00:01,000 --> 00:00:02,000
            eins

            2
            00:00:02,000 --> 00:00:03,000
            eins
            zwei

            3
            00:00:03,000 --> 00:00:04,000
            zwei
            drei

            """
        #expect(
            try ImportersTests.read(SubRipFormat(), text, named: "film.srt").script == [
                "1.0–2.0 eins", "2.0–3.0 zwei", "3.0–4.0 drei",
            ])
    }

    @Test func aLineOfBlanksBeforeATimeDividesCues() throws {
        let text =
            "WEBVTT\n\n00:01.000 --> 00:02.000\nEins.\n \nzwei\n00:02.000 --> 00:03.000\nZwei.\n\t\n00:03.000 --> 00:04.000\nDrei.\n"
        #expect(try read(text).text == "Eins.\nZwei.\nDrei.")
    }
}
