import Importers
import StudyModel
import Testing

/// The ways in which programs and people set off labels, one test each.
struct LabelConventionTests {
    private func script(_ text: String) throws -> [String] { try read(PlainTextFormat(), text).script }

    @Test func readsBoldNames() throws {
        let text =
            "**Jo Santer:** Hallo.\n\n**Kim Berg**: Ja.\n\n__Jo Santer:__ Gut.\n\n*Kim Berg:* Eben.\n\n**Ada Lenz:** Danke."
        #expect(
            try script(text) == [
                "Jo Santer: Hallo.", "Kim Berg: Ja.", "Jo Santer: Gut.", "Kim Berg: Eben.", "Ada Lenz: Danke.",
            ])
    }

    @Test func leavesBoldWordsInTheTurn() throws {
        #expect(
            try script("**I:** Gut.\n\n**B:** Ja.\n\n**Nie** wieder.\n\n**I:** Ach.") == [
                "I: Gut.", "B: Ja.\n\n**Nie** wieder.", "I: Ach.",
            ])
    }

    @Test func readsKramdownAttributes() throws {
        #expect(
            try script("**Interviewer:**{: .gelb}  \nHallo.\n\n**Befragte:**{: .gruen}  \nHallo: ja.\nGut.\n") == [
                "Interviewer: Hallo.", "Befragte: Hallo: ja.\nGut.",
            ])
    }

    @Test func readsHeadingsThatComeBack() throws {
        let text =
            "# Gespräch\n\n### Interviewer\n\nHallo?\n\n### Frau Roth\n\nJa.\n\n### Interviewer\n\nGut.\n\n### Frau Roth\n\nEben."
        #expect(try script(text) == ["Interviewer: Hallo?", "Frau Roth: Ja.", "Interviewer: Gut.", "Frau Roth: Eben."])
    }

    @Test func endsATurnAtATitle() throws {
        #expect(
            try script("I: Eins?\n\nB: Zwei.\n\n## Teil zwei\n\nDrei.\n\nI: Vier?") == [
                "I: Eins?", "B: Zwei.", "B: Drei.", "I: Vier?",
            ])
    }

    @Test func readsSavedZoomChats() throws {
        let transcript = try read(PlainTextFormat(), "[Jo Doer] 11:02:09\nHallo?\n\n[Ana Lima] 11:02:11\nJa.\nGut.\n")
        #expect(transcript.script == ["39729.0– Jo Doer: Hallo?", "39731.0– Ana Lima: Ja.\nGut."])
    }

    @Test func readsOtter() throws {
        let text =
            "SUMMARY KEYWORDS\ndorf, bus\n\nAna Lima  0:00  \nHallo.\n\nWeiter.\n\nJo Doer  1:01  \nJa.\n\nAna Lima  1:02:03  \nGut."
        #expect(try script(text) == ["0.0– Ana Lima: Hallo.\n\nWeiter.", "61.0– Jo Doer: Ja.", "3723.0– Ana Lima: Gut."])
    }

    @Test func readsHappyScribe() throws {
        let text =
            "NAME\nGespräch\n\nSTART OF TRANSCRIPT\n\n[00:00:00] I\nHallo?\n\n[00:00:05] B\nJa.\n\n[00:00:07] I\nGut.\n\n[00:00:09] B\nEben."
        #expect(try script(text) == ["0.0– I: Hallo?", "5.0– B: Ja.", "7.0– I: Gut.", "9.0– B: Eben."])
    }

    @Test func readsTranscribeMeAndItsEndMark() throws {
        #expect(
            try script("S1 00:00:01.717 Der schnelle\n\nS2 00:00:04.395 Fuchs.\n\nS2 00:00:06.000\n") == [
                "1.717– S1: Der schnelle", "4.395– S2: Fuchs.",
            ])
    }

    @Test func readsNoScribe() throws {
        let text = "Gespräch.mp3\nTranskribiert mit einem Programm\n\nS01: [00:00:12] Gut. //S02: Ja. //\n\nS02: (..) Eben."
        #expect(
            try script(text + "\n\nS01: Na.\n\nS02: Ach.") == [
                "12.0– S01: Gut. //S02: Ja. //", "S02: (..) Eben.", "S01: Na.", "S02: Ach.",
            ])
    }

    @Test func readsLabelsInSquareBrackets() throws {
        #expect(
            try script("[SPEAKER_00]: Hallo.\n[SPEAKER_01]: Ja.\n[SPEAKER_00]: Gut.\n[SPEAKER_01]: Eben.") == [
                "SPEAKER_00: Hallo.", "SPEAKER_01: Ja.", "SPEAKER_00: Gut.", "SPEAKER_01: Eben.",
            ])
    }

    @Test func takesALabelThatOccursOnceByTheTimeBesideIt() throws {
        #expect(
            try script("**I [00:00:00]** Ja?\n\n**B [00:24]** Gut.\n\n**B: [01:01:01]** Eben.\n\n**P [01:02:00]** Danke.") == [
                "0.0– I: Ja?", "24.0– B: Gut.", "3661.0– B: Eben.", "3720.0– P: Danke.",
            ])
    }

    @Test func readsGenderedLabels() throws {
        #expect(try script("Interviewer:in: Gut.\nBefragte(r): Ja.\nInterviewer:in: Ach.\nBefragte(r): So.").count == 4)
    }

    @Test func leavesARemarkInBracketsOutOfTheName() throws {
        let transcript = try read(PlainTextFormat(), "I: Gut.\nB (lacht): Ja.\nI: Ach.\nB: So.")
        #expect(transcript.names == ["I", "B"])
        #expect(transcript.cues.count == 4)
    }

    @Test func readsWordsRightBehindTheColon() throws {
        #expect(try script("I:Gut.\nB:Ja.\nI:Ach.") == ["I: Gut.", "B: Ja.", "I: Ach."])
    }

    @Test func whatTellsOneFromAnotherStaysInALabel() throws {
        #expect(
            try read(PlainTextFormat(), "I: Wer?\nB (1): Ich.\nB (2): Er.\nB (1): Nein.\nB (2) (lacht): Doch.\nI: Aha.\n").names
                == [
                    "I", "B (1)", "B (2)",
                ])
        #expect(try read(PlainTextFormat(), "I: Wer?\nB (lacht): Ich.\nB: Er.\n").names == ["I", "B"])
    }

    @Test func somebodyWhoWasNotKnownIsASpeaker() throws {
        #expect(
            try read(
                PlainTextFormat(), "I: Was?\nB1: Der Verein.\nM?: Ein Fest.\nI: Und?\nB2?: Ja.\nM?: Nein.\nB2?: Gut.\nB1: So.\n"
            ).script == [
                "I: Was?", "B1: Der Verein.", "M?: Ein Fest.", "I: Und?", "B2?: Ja.", "M?: Nein.", "B2?: Gut.", "B1: So.",
            ])
        #expect(
            try read(PlainTextFormat(), "I: Was?\nB: Gut.\nWarum?: Darum.\nI: So.\nB: Warum?: Darum.\n").names == ["I", "B"])
    }

    @Test(arguments: [
        ("B1 (w, 34)", "B1"), ("Interviewpartnerin 1 (weiblich, 34 Jahre)", "Interviewpartnerin 1"), ("B [lacht]", "B"),
        ("Kern, Jörg", "Kern, Jörg"), ("Ada Roth, Universität Köln", "Ada Roth, Universität Köln"),
        ("Herr Dr. Max von Berg", "Herr Dr. Max von Berg"), ("Prof. Dr. Dr. h.c. Jo Kern", "Prof. Dr. Dr. h.c. Jo Kern"),
        ("Frau Prof. Dr. Ada-Lena Roth-Weiß", "Frau Prof. Dr. Ada-Lena Roth-Weiß"),
        ("Dr. med. Jörg von der Heide", "Dr. med. Jörg von der Heide"), ("die Befragte", "die Befragte"),
    ])
    func aLabelThatComesBackIsASpeaker(label: String, name: String) throws {
        #expect(
            try script("I: Frage eins?\n\(label): Ja.\nI: Frage zwei?\n\(label): Nein.\n") == [
                "I: Frage eins?", "\(name): Ja.", "I: Frage zwei?", "\(name): Nein.",
            ])
    }

    @Test func agesTellApartWhoHasTheSameSign() throws {
        let text = "M: Wer?\nB (w, 34): Ich.\nB (m, 45): Er.\nM: So?\nB (w, 34): Ja.\nB (m, 45): Nein.\n"
        #expect(try read(PlainTextFormat(), text).names == ["M", "B (w, 34)", "B (m, 45)"])
    }

    @Test func timesWithoutHoursStandBeforeRolesAndAsSpans() throws {
        #expect(
            try script("00:01 - 00:12 Ada: Hallo.\n00:12 - 01:02 Jo: Ja.\n01:02-01:12 Ada: Gut.\n01:12-01:50 Jo: So.\n") == [
                "1.0–12.0 Ada: Hallo.", "12.0–62.0 Jo: Ja.", "62.0–72.0 Ada: Gut.", "72.0–110.0 Jo: So.",
            ])
        #expect(try script("10:15 I: Wer?\n10:16 B: Ich.\n") == ["615.0– I: Wer?", "616.0– B: Ich."])
        // Who plans a day says times.
        #expect(try script("I: Wie?\nB: So:\n10:30 Treffen: alle.\n11:00 Pause.\nI: Gut.\n").count == 3)
    }

    @Test func aHeadingMayAsk() throws {
        #expect(
            try script("## I: Bitte erzählen Sie.\n\nB: Also gut.\n\n## I: Wie ging es weiter?\n\nB: Lang.\n") == [
                "I: Bitte erzählen Sie.", "B: Also gut.", "I: Wie ging es weiter?", "B: Lang.",
            ])
    }

    @Test func aTurnThatEndsBeforeItBeginsKeepsItsStart() throws {
        let transcript = try read(
            PlainTextFormat(), "I: Ja? [00:00:05]\nB: Ja. [00:00:09]\nI: Gut. [00:00:08]\nB: So. [00:00:20]\n")
        #expect(transcript.script == ["0.0–5.0 I: Ja?", "5.0–9.0 B: Ja.", "9.0– I: Gut.", "8.0–20.0 B: So."])
        #expect(transcript.diagnostics.map(\.message) == ["1 cue ends before it begins and keeps only its start"])
    }

    /// As documents become Markdown whose questions are set in bold.
    @Test(arguments: ["**", "*", "_", "__"], [[], ["I", "B"]])
    func aWholeTurnMayBeEmphasized(mark: String, speakers: [String]) throws {
        let transcript = try read(
            PlainTextFormat(),
            """
            \(mark)I: Wie war es?\(mark)

            B: Gut.

            \(mark)I: Und dann, als Sie damals nach Hause kamen und niemand da war, was haben Sie da zuerst getan, und warum?\(mark)

            B: Nichts.
            """, named: "gespräch.md", speakers: speakers)
        #expect(
            transcript.script == [
                "I: Wie war es?", "B: Gut.",
                "I: Und dann, als Sie damals nach Hause kamen und niemand da war, was haben Sie da zuerst getan, und warum?",
                "B: Nichts.",
            ])
    }
}
