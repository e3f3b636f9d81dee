import Importers
import StudyModel
import Testing

struct TimeMarkTests {
    private func script(_ text: String) throws -> [String] { try read(PlainTextFormat(), text).script }

    @Test(arguments: [
        ("[00:01:23]", "83.0"), ("[00:22]", "22.0"), ("(00:01:23)", "83.0"), ("\\[03:54\\]", "234.0"),
        ("[1:02:03.5]", "3723.5"),
        ("[00:00:01,250]", "1.25"), ("#00:01:23-5#", "83.5"), ("00:01:23", "83.0"), ("[75:35]", "4535.0"),
    ])
    func readsTimesBehindALabel(mark: String, seconds: String) throws {
        #expect(
            try script("I: \(mark) Gut.\n\nB: \(mark) Ja, am Ende.") == ["\(seconds)– I: Gut.", "\(seconds)– B: Ja, am Ende."])
    }

    @Test func readsTimesBeforeALabel() throws {
        #expect(
            try script("[00:00:01] I: Gut.\n#00:00:02-5# B: Ja.\n00:00:03 I: Ach.\n(0:04) - B: So.") == [
                "1.0– I: Gut.", "2.5– B: Ja.", "3.0– I: Ach.", "4.0– B: So.",
            ])
    }

    @Test func readsSpans() throws {
        #expect(
            try script("[00:00.000 --> 00:05.000]  Gut.\n[00:05.000 --> 00:07.500]  Ja.") == ["0.0–5.0 Gut.", "5.0–7.5 Ja."])
    }

    @Test func takesTheMarksOfF4ForTheEndOfTurns() throws {
        let text = "I: Gut? #00:00:12-3#\n\nB: Ja. Um #00:00:13-0# zwei. #00:00:20-0#\n\nI: Ach. #00:01:23-5#\n"
        let transcript = try read(PlainTextFormat(), text)
        #expect(
            transcript.script == [
                "0.0–12.3 I: Gut?", "12.3–20.0 B: Ja. Um #00:00:13-0# zwei.", "20.0–83.5 I: Ach.",
            ])
        #expect(transcript.text == text)
    }

    @Test func takesTimesAtTheEndOfTurnsInAnyForm() throws {
        #expect(try script("I: Gut? [00:00:12]\nB: Ja. [00:00:20]") == ["0.0–12.0 I: Gut?", "12.0–20.0 B: Ja."])
        #expect(
            try script("I: Gut? 00:12\nB: Ja, betrifft. 01:49\nI: Ach. 02:00") == [
                "0.0–12.0 I: Gut?", "12.0–109.0 B: Ja, betrifft.", "109.0–120.0 I: Ach.",
            ])
    }

    @Test func leavesATimeThatIsSaidInTheTurn() throws {
        #expect(
            try script("I: Wann?\nB: Um 10:30\nI: Gut.\nB: Ja.\nI: So.") == [
                "I: Wann?", "B: Um 10:30", "I: Gut.", "B: Ja.", "I: So.",
            ])
        #expect(try script("I: Wann?\nB: 10:30 wäre gut.") == ["I: Wann?", "B: 10:30 wäre gut."])
        #expect(try script("10:30 ging es los.\n\nUm 11:00 war Schluss.") == ["10:30 ging es los.", "Um 11:00 war Schluss."])
        #expect(try script("10:30 Treffen: gut.\n\n10:40 Treffen: gut.") == ["10:30 Treffen: gut.", "10:40 Treffen: gut."])
        #expect(try script("I: 10:30 Uhr?\nB: Ja.") == ["I: 10:30 Uhr?", "B: Ja."])
    }

    @Test func takesBothTimesWhereATurnHasTwo() throws {
        #expect(
            try script("#00:00:00-0# I: Gut? #00:00:12-3#\n\n#00:00:12-5# B: Ja. #00:00:20-0#") == [
                "0.0–12.3 I: Gut?", "12.5–20.0 B: Ja.",
            ])
    }
}
