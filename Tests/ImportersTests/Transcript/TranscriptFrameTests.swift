import Importers
import StudyModel
import Testing

/// What stands around speech in a text and is no cue.
struct TranscriptFrameTests {
    private func script(_ text: String) throws -> [String] { try read(PlainTextFormat(), text).script }

    @Test func skipsFrontMatterAndHeadLines() throws {
        let text = """
            ---
            title: Gespräch
            speakers:
              - Frau Roth
            date: 2025-01-01
            ---

            ## Transkript

            Datum: 1.1.2025
            Dauer der Aufnahme: 32:35

            I: Interwiever, B: Befragter

            Start of transcript

            I: Gut?

            B: Ja.

            ***

            End of transcript
            """
        #expect(try script(text) == ["I: Gut?", "B: Ja."])
    }

    @Test func keepsTurnsBetweenBreakLines() throws {
        #expect(try script("---\nAna: Gut?\nTom: Ja.\nAna: Ach.\nTom: So.\n---\n").count == 4)
        #expect(try script("---\nI: Gut?\nB: Ja.\n---\nI: Ach.") == ["I: Gut?", "B: Ja.", "I: Ach."])
    }

    @Test(arguments: ["I = Interviewerin\nB = Befragte", "I: Interviewerin\nB: befragte Person", "I: Interviewer; B: Befragte"])
    func skipsLegends(legend: String) throws {
        #expect(try script("\(legend)\n\nI: Gut?\n\nB: Ja.") == ["I: Gut?", "B: Ja."])
    }

    @Test func skipsABlockThatDescribesTheInterview() throws {
        let head = "Interviewerin: Ada Lenz\nBefragter: Jo Doer\nOrt: Selkenfeld\nDatum: 1.1.2025"
        #expect(try script("\(head)\n\nInterviewerin: Gut?\n\nBefragter: Ja.") == ["Interviewerin: Gut?", "Befragter: Ja."])
    }

    @Test func doesNotTakeTheFirstTurnsForAHead() throws {
        #expect(
            try script("Datum: 1.1.2025\nInterviewerin: Hallo.\nBefragter: Ja.") == ["Interviewerin: Hallo.", "Befragter: Ja."])
    }

    @Test func skipsLinksAndCreditsAtTheEnd() throws {
        #expect(
            try script("I: Gut?\n\nB: Ja.\n\n<https://harz.example/a>\n\nTranscribed by https://schreiber.example") == [
                "I: Gut?", "B: Ja.",
            ])
    }

    @Test func takesParagraphsWhereNobodyIsNamed() throws {
        let transcript = try read(
            PlainTextFormat(), "Ein Titel\n===\n\n# Noch einer\n\nErster Absatz,\nzweite Zeile.\n\n* * *\n\nZweiter.\n")
        #expect(transcript.script == ["Erster Absatz,\nzweite Zeile.", "Zweiter."])
        #expect(
            transcript.diagnostics.map(\.description) == [
                """
                interview.txt: note: no speaker is named in this transcript
                  name each speaker as 'Ana: ' at the start of a line, or pass --speakers
                """
            ])
    }

    @Test func takesLinesWhereThereAreNoBlankOnes() throws {
        #expect(try script("eins\nzwei\rdrei\r\nvier") == ["eins", "zwei", "drei", "vier"])
    }

    @Test func takesQuestionsInHeadingsForSpeech() throws {
        #expect(
            try script("# Titel\n\n## Wie war es?\n\n*Gut.*\n\n## Und dann?\n\n*Besser.*") == [
                "## Wie war es?", "*Gut.*", "## Und dann?", "*Besser.*",
            ])
    }

    @Test func readsDescriptParagraphs() throws {
        let text =
            "[00:00:00] Der schnelle [00:00:01] Fuchs [00:00:02] \n\n[00:00:02] \n\n[00:00:04] [00:00:05] springt.\n\n[00:00:07]\n"
        #expect(try script(text) == ["0.0–2.0 Der schnelle [00:00:01] Fuchs", "5.0– springt."])
    }

    @Test func readsTimesOnLinesOfTheirOwn() throws {
        #expect(
            try script("0:00\nHallo und\nwillkommen\n0:05\nzum Gespräch") == [
                "0.0– Hallo und\nwillkommen", "5.0– zum Gespräch",
            ])
    }

    @Test func readsSubtitleCuesInsideOfAText() throws {
        let text =
            "00:00.000 --> 00:27.640\nIna: Hallo.\n\n2\n00:28.000 --> 00:35.280\nTom: Ja,\ngut.\n\n3\n00:36.000 --> 00:37.000\nIna: Ach.\n\n00:38.000 --> 00:39.000\nTom: So.\n"
        let transcript = try read(PlainTextFormat(), text)
        #expect(
            transcript.script == [
                "0.0–27.64 Ina: Hallo.", "28.0–35.28 Tom: Ja,\ngut.", "36.0–37.0 Ina: Ach.", "38.0–39.0 Tom: So.",
            ])
        #expect(transcript.text == text)
    }
}
