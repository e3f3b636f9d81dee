import Importers
import StudyModel
import Testing

/// What stands behind the last turn and nobody says.
struct LegendAtEndTests {
    private let turns = "I: Gut.\nB: Ja.\nI: So.\nB: Eben.\n"
    private let script = ["I: Gut.", "B: Ja.", "I: So.", "B: Eben."]

    @Test(arguments: [
        "\nLegende:\nI: Interviewerin\nB: Befragte\n", "\nI: Interviewerin\nB: Befragte\n\n",
        "\nLegende:\n\nI: Interviewerin\nB: Befragte\n",
        "Legende:\nI: Interviewerin\nB: Befragte\nA: Abteilung\n(.) kurze Pause\n",
        "\nLegende: (.) = kurze Pause\n",
    ])
    func aLegendBehindTheTurnsIsNoSpeech(legend: String) throws {
        let transcript = try read(PlainTextFormat(), turns + legend)
        #expect(transcript.script == script)
        #expect(transcript.text == turns + legend)
        #expect(transcript.diagnostics.isEmpty)
    }

    @Test func aLegendOfNamesIsNoted() throws {
        let transcript = try read(PlainTextFormat(), turns + "\nLegende:\nI: Anna Schmidt\nB: Befragte\n")
        #expect(transcript.script == script)
        #expect(
            transcript.diagnostics.map(\.description) == [
                """
                interview.txt:7: note: this line begins as a speaker's would, but describes the interview; not read as speech
                  if somebody says it, write a full stop behind the words
                """
            ])
    }

    @Test(arguments: [
        "\nI: Danke für das Interview\nB: Danke fürs Interview\n", "\nI: Interviewerin.\nB: Befragte.\n",
        "I: Interviewerin\nB: Befragte\n", "\nLegende:\nI: Was ist das?\nB: Nichts.\n",
    ])
    func lastTurnsAreNoLegend(last: String) throws {
        #expect(try read(PlainTextFormat(), turns + last).script.count == 6)
    }

    @Test(arguments: ["Anmerkung", "Anmerkungen", "Nachtrag", "Notiz", "Postskript", "Memo"])
    func aRemarkBehindTheTurnsIsNoted(label: String) throws {
        let transcript = try read(PlainTextFormat(), turns + "\n\(label): Die Befragte weinte.\n")
        #expect(transcript.script.last == "B: Eben.\n\n\(label): Die Befragte weinte.")
        #expect(
            transcript.diagnostics.map(\.description) == [
                """
                interview.txt:6: note: this line begins as a speaker's would, but only once; it was read as speech
                  if it is one, pass --speakers
                """
            ])
    }

    @Test func aRemarkBetweenTurnsIsNotNoted() throws {
        #expect(try read(PlainTextFormat(), "I: Gut.\n\nAnmerkung: so.\n\n" + turns).diagnostics.isEmpty)
        let twice = try read(PlainTextFormat(), "Anmerkung: so\n\n" + turns + "\nAnmerkung: Sie weinte.\n")
        #expect(
            twice.diagnostics.map(\.message) == ["this line begins as a speaker's would; it was read as speech"])
    }
}
