import Importers
import StudyModel
import Testing

/// Lines at the start of a text that describe the interview, and first turns that stand beside them.
struct InterviewHeadTests {
    private func script(_ text: String) throws -> [String] { try read(PlainTextFormat(), text).script }

    /// What is said about lines that were taken for a head.
    private func notes(_ text: String) throws -> [String] {
        try read(PlainTextFormat(), text).diagnostics.map(\.description)
    }

    @Test func aLabelThatComesBackBelowEndsTheHead() throws {
        let text =
            "Datum: 1.3.2025\nOrt: Bonn\nI: Guten Tag Frau Müller\nB: Guten Tag\n\nI: Wie geht es?\n\nB: Gut\n"
        #expect(try script(text) == ["I: Guten Tag Frau Müller", "B: Guten Tag", "I: Wie geht es?", "B: Gut"])
        #expect(try notes(text).isEmpty)
    }

    @Test func aTextWithoutBlankLinesIsNoHead() throws {
        #expect(
            try script("I: hallo\nB: ja hallo\nDann: los\nI: wie gehts\nB: gut\n") == [
                "I: hallo", "B: ja hallo\nDann: los", "I: wie gehts", "B: gut",
            ])
        #expect(try script("Datum: 1.3.2025\nI: hallo\nB: ja hallo\n") == ["I: hallo", "B: ja hallo"])
        #expect(
            try script("I: hallo\nB: ja hallo\nOrt: egal\nI: wie gehts\nB: gut\n") == [
                "I: hallo", "B: ja hallo\nOrt: egal", "I: wie gehts", "B: gut",
            ])
    }

    @Test func aHeadMayStandDirectlyAboveTheTurns() throws {
        #expect(
            try script("Interviewer: Hans Meier\nDatum: 1.3.2025\nI: Hallo.\nB: Ja.\nI: Und?\nB: Gut.\n") == [
                "I: Hallo.", "B: Ja.", "I: Und?", "B: Gut.",
            ])
    }

    @Test func aTitleMayStandAboveTheHead() throws {
        let head = "Interviewer: Hans Meier\nBefragte: Frau Müller\nDatum: 1.3.2025\nDauer: 45 min"
        let text = "Interview mit Frau Müller\n\(head)\n\nI: Hallo\nB: Ja\nI: Und?\nB: Gut\n"
        let transcript = try read(PlainTextFormat(), text)
        #expect(transcript.script == ["I: Hallo", "B: Ja", "I: Und?", "B: Gut"])
        #expect(transcript.names == ["I", "B"])
        #expect(transcript.text == text)
        #expect(transcript.diagnostics.isEmpty)
    }

    @Test func aLegendExplainsMostOfItsLabelsByRoles() throws {
        let legend = "I: Interviewerin\nB1: Befragte, weiblich, 45 Jahre\nB2: Ehemann von B1"
        let turns = "I: Hallo\n\nB1: Ja\n\nB2: Auch\n"
        for head in [legend, "Datum: 1.3.2025\n\(legend)", "Ort: Bonn\nInterviewer: Hans Meier\nDatum: 1.3.2025\n\n\(legend)"] {
            #expect(try script("\(head)\n\n\(turns)") == ["I: Hallo", "B1: Ja", "B2: Auch"])
        }
        #expect(
            try notes("\(legend)\n\n\(turns)") == [
                """
                interview.txt:2: note: this line and 1 more begin as a speaker's would, but describe the interview; not read as speech
                  if somebody says it, write a full stop behind the words
                """
            ])
    }

    @Test func whatMayHaveBeenSaidInAHeadIsNoted() throws {
        #expect(
            try notes("Datum: 1.3.2025\nI: Erzählen Sie doch mal\n\nB: Ja.\n\nB: Nein.\n") == [
                """
                interview.txt:2: note: this line begins as a speaker's would, but describes the interview; not read as speech
                  if somebody says it, write a full stop behind the words
                """
            ])
        #expect(
            try script("Datum: 1.3.2025\nI: Erzählen Sie doch mal.\n\nB: Ja.\n\nB: Nein.\n") == [
                "I: Erzählen Sie doch mal.", "B: Ja.", "B: Nein.",
            ])
        #expect(try notes("I: das Interview beginnt\n\nB: Ja.\n\nI: Gut.\n").count == 1)
        #expect(try notes("I: Interviewerin\n\nB: Ja.\n\nI: Gut.\n").isEmpty)
    }

    @Test func firstTurnsInABlockAreNoLegend() throws {
        #expect(
            try script("I: Guten Tag\nB: Hallo\n\nI: Wie war es?\n\nB: Gut") == [
                "I: Guten Tag", "B: Hallo", "I: Wie war es?", "B: Gut",
            ])
    }

    @Test(arguments: [
        "Datum: 3.4.2024\nInterviewer: Max Weiß\n\n",
        "Ort: Köln\nInterviewer: Frau Dr. Özgür\nBefragte: Ada Kern, Lehrerin\n\n",
        "Teilnehmende:\nInterviewer: Max Weiß\nBefragte: Ada Kern\n\n",
    ])
    func whoTakesPartIsToldInTheHead(head: String) throws {
        let text = head + "Interviewer: Hallo?\nBefragte: Ja.\nInterviewer: gut\nBefragte: so\n"
        #expect(try script(text) == ["Interviewer: Hallo?", "Befragte: Ja.", "Interviewer: gut", "Befragte: so"])
        #expect(try notes(text).count { $0.contains("the interview; not read as speech") } == 1)
    }

    @Test func aNameThatEndsWithAnInitialIsNoSentence() throws {
        let head = "Interview mit Frau K., 12.3.2024\nInterviewer: Max\nBefragte: Frau K.\nBeginn: 14:30\n\n"
        #expect(try script(head + "I: Hallo?\nK: Ja.\nI: So.\nK: gut\n") == ["I: Hallo?", "K: Ja.", "I: So.", "K: gut"])
    }

    @Test func sentencesAboveTheFirstLabelAreTold() throws {
        let text = "Gespräch 3\n\nSo, die Aufnahme läuft. Können Sie etwas sagen?\n\nB: Danke.\n\nI: Gut.\n"
        #expect(try script(text) == ["B: Danke.", "I: Gut."])
        #expect(
            try notes(text) == [
                """
                interview.txt:3: note: this line stands above the first speaker; not read as speech
                  if somebody says it, name the speaker before it
                """
            ])
    }

    @Test func aHeadingThatOccursOnceAmongNamesIsTold() throws {
        let text = "### Ada\n\nHallo?\n\n### Jo\n\nJa.\n\n### Ada\n\nGut.\n\n### Herr Klein\n\nIch auch.\n\n### Jo\n\nSo.\n"
        #expect(try notes(text).count { $0.contains("begins as a speaker's would, but only once") } == 1)
    }
}
