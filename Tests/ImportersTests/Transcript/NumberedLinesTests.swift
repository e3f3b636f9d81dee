import Importers
import StudyModel
import Testing

/// Texts whose lines or paragraphs are numbered, and texts in columns.
struct NumberedLinesTests {
    private func script(_ text: String, speakers: [String] = []) throws -> [String] {
        try read(PlainTextFormat(), text, speakers: speakers).script
    }

    @Test(arguments: [
        "1 I: Guten Tag.\n2 B: Hallo.\n3 I: Gut.\n", "1\tI:\tGuten Tag.\n2\tB:\tHallo.\n3\tI:\tGut.\n",
        "009  I: Guten Tag.\n010  B: Hallo.\n011  I: Gut.\n", "1. I: Guten Tag.\n\n2. B: Hallo.\n\n3. I: Gut.\n",
        "[1] I: Guten Tag.\n[2] B: Hallo.\n[3] I: Gut.\n", "(1) I: Guten Tag.\n(2) B: Hallo.\n(3) I: Gut.\n",
        "Gespräch im März 2025\n\n1) I: Guten Tag.\n2) B: Hallo.\n3) I: Gut.\n",
    ])
    func aLabelStandsBehindTheNumberOfItsLine(text: String) throws {
        let transcript = try read(PlainTextFormat(), text)
        #expect(transcript.script == ["I: Guten Tag.", "B: Hallo.", "I: Gut."])
        #expect(transcript.text == text)
        #expect(transcript.diagnostics.isEmpty)
    }

    @Test func theNumberOfAFurtherLineIsInNoTurn() throws {
        let text = "01  I: Guten\n02     Tag.\n03  B: Hallo.\n04     2015\n05     fing es an.\n06  I: Gut.\n"
        let transcript = try read(PlainTextFormat(), text)
        #expect(transcript.script == ["I: Guten", "I: Tag.", "B: Hallo.", "B: 2015", "B: fing es an.", "I: Gut."])
        #expect(transcript.turns.map(\.cues) == [0..<2, 2..<5, 5..<6])
    }

    @Test func numbersMayBeginAgainAndLackOnSomeLines() throws {
        let text = "1 I: Eins.\n2 B: Zwei.\n3 I: Drei.\nSeite zwei\n1 B: Vier.\n2 I: Fünf.\n"
        #expect(try script(text) == ["I: Eins.", "B: Zwei.", "I: Drei.\nSeite zwei", "B: Vier.", "I: Fünf."])
    }

    @Test func timesAtTheEndsOfNumberedTurnsAreTheirs() throws {
        let text = "1 I: Wann? #00:00:03-1#\n2 B: Jetzt. #00:00:10-0#\n3 I: Gut. #00:00:12-5#\n"
        #expect(try script(text) == ["0.0–3.1 I: Wann?", "3.1–10.0 B: Jetzt.", "10.0–12.5 I: Gut."])
    }

    @Test func whatSomebodyCountsIsSaid() throws {
        #expect(
            try script("I: Was fehlt?\nB: Dreierlei:\n1. Geld\n2. Räume\n3. Leute\nI: Aha.\nB: Ja.\nI: Gut.\n") == [
                "I: Was fehlt?", "B: Dreierlei:\n1. Geld\n2. Räume\n3. Leute", "I: Aha.", "B: Ja.", "I: Gut.",
            ])
        #expect(try script("Wir brauchen:\n1. Geld\n2. Räume\n3. Leute\n").count == 4)
        #expect(try script("1990 begann es.\n2015 ging es weiter.\n2020 war Schluss.\n").count == 3)
    }

    @Test func columnsBetweenTabsSayWhoAndWhen() throws {
        #expect(
            try script("I\tGuten Tag.\nB\tHallo, schön, dass Sie da sind.\nI\tGut.\nB\tJa.\n") == [
                "I: Guten Tag.", "B: Hallo, schön, dass Sie da sind.", "I: Gut.", "B: Ja.",
            ])
        #expect(
            try script("Zeit\tWer\tText\n00:01\tI\tGuten Tag.\n00:05\tB\tHallo, schön, dass Sie da sind.\n00:07\tI\tGut.\n")
                == [
                    "1.0– I: Guten Tag.", "5.0– B: Hallo, schön, dass Sie da sind.", "7.0– I: Gut.",
                ])
        #expect(try script("Äpfel\t3 Kisten\nBirnen\t4 Kisten\n").count == 2)
    }

    @Test func aLabelThatWasAskedForMayStandAloneOrBeforeATab() throws {
        let alone = "Interviewerin\n\nWie kam das?\n\nHerr Muster\n\nDas war so.\n\nUnd dann so.\n"
        #expect(
            try script(alone, speakers: ["Interviewerin", "Herr Muster"]) == [
                "Interviewerin: Wie kam das?", "Herr Muster: Das war so.\n\nUnd dann so.",
            ])
        #expect(try script("Roth, Ada\tJa.\nI\tGut.\n", speakers: ["Roth, Ada", "I"]) == ["Roth, Ada: Ja.", "I: Gut."])
        #expect(
            try script("I: Wer?\nAda ist da.\nB: Ja.\n", speakers: ["I", "B", "Ada"]) == ["I: Wer?\nAda ist da.", "B: Ja."])
    }
}
