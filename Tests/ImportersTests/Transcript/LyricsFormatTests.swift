import Importers
import StudyModel
import Testing

struct LyricsFormatTests {
    private func read(_ text: String) throws -> Transcript {
        try ImportersTests.read(LyricsFormat(), text, named: "lied.lrc")
    }

    @Test func aLineLastsUntilTheNextTime() throws {
        let transcript = try read(
            "[ti:Dorfcafé]\n[la:de]\n\n[00:43.81]Guten Tag.\n[00:47.850]\n\n[00:48.35]Und?\n[01:02]Ja.\n[61:04.5]\n")
        #expect(transcript.text == "Guten Tag.\nUnd?\nJa.")
        #expect(transcript.script == ["43.81–47.85 Guten Tag.", "48.35–62.0 Und?", "62.0–3664.5 Ja."])
        #expect(transcript.language == "de")
        #expect(transcript.durationMs == 3_664_500)
    }

    @Test func theLastLineLastsUntilTheLengthWhereItIsGiven() throws {
        #expect(
            try read("[length: 00:09.50]\n[00:01.00]Eins.\n[00:05.00]Zwei.\n").script == ["1.0–5.0 Eins.", "5.0–9.5 Zwei."])
        #expect(try read("[00:01.00]Eins.\n[00:05.00]Zwei.\n").script == ["1.0–5.0 Eins.", "5.0– Zwei."])
    }

    @Test func saysALineWithSeveralTimesAtEach() throws {
        #expect(
            try read("[00:10.00][00:30.00]Refrain.\n[00:20.00]Strophe.\n[00:40.00]\n").script == [
                "10.0–20.0 Refrain.", "20.0–30.0 Strophe.", "30.0–40.0 Refrain.",
            ])
    }

    @Test func leavesOutTimesOfWordsAndMovesByTheOffset() throws {
        #expect(
            try read("[offset:+500]\n[00:02.00] <00:02.00> Ja, <00:02.40> gut < 3 & so\n[00:04.00]\n").script == [
                "1.5–3.5 Ja, gut < 3 & so"
            ])
        #expect(try read("[offset:-500]\n[00:02.00]Ja\n[00:04.00]\n").script == ["2.5–4.5 Ja"])
    }

    @Test func cutsLabelsOffTheWords() throws {
        let transcript = try read("[00:01.00]I: Gut?\n[00:02.00]B: Ja.\nund wie.\n[00:03.00]B: Eben.\n[00:04.00]\n")
        #expect(transcript.script == ["1.0–2.0 I: Gut?", "2.0–3.0 B: Ja. und wie.", "3.0–4.0 B: Eben."])
    }

    @Test func warnsOfLinesWithoutATimeAndKeepsTheirWords() throws {
        let transcript = try read("Vorweg.\n[00:01.00]Eins.\n[0x:02.00]Zwei.\n")
        #expect(transcript.script == ["Vorweg.", "1.0– Eins.", "[0x:02.00]Zwei."])
        #expect(
            transcript.diagnostics.map(\.description).prefix(2) == [
                "lied.lrc:1: warning: this line has no time\n  begin it with a time such as [00:12.34]; the words are kept without one",
                "lied.lrc:3: warning: the time of this line cannot be read\n  begin it with a time such as [00:12.34]; the words are kept without one",
            ])
    }

    @Test func recognizesTimesWithFractionsOnEveryLineOrTheExtension() {
        func takes(_ name: String, _ head: String) -> Bool {
            LyricsFormat().recognizes(InputFile(path: name), head: Array(head.utf8))
        }
        #expect(takes("a.txt", "[ti:Lied]\n[00:01.00]Ja\n\n[00:02.00]\n"))
        #expect(takes("a.lrc", ""))
        #expect(!takes("a.txt", "[00:00:01] I\nJa\n[00:00:02] B\nJa\n"))
        #expect(!takes("a.txt", "[00:01] Ja.\n[00:02] Nein.\n"))
        #expect(!takes("a.txt", "[00:01.00] Ja.\nund nein.\n[00:02.00] So.\n"))
    }
}
