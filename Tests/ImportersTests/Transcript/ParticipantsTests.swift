import Importers
import StudyModel
import Testing

/// Lines above an interview that name who takes part.
struct ParticipantsTests {
    private let turns = "I: Wie war es?\nB: Gut.\nI: Und?\nB: So.\n"
    private let script = ["I: Wie war es?", "B: Gut.", "I: Und?", "B: So."]

    @Test(arguments: [
        "Interviewerin: Anna Schmidt\nBefragte: Frau Weber\n\n",
        "Interviewerin: Anna Schmidt\nBefragte: Frau Weber\n",
        "Interview 3\nInterviewer (I): Anna\nBefragte (B): Frau M.\n\n",
        "Interviewerin: Hilde Gut\n\nExperte: Dr. Kern\n\n",
        "Interviewpartner: Dr. Kern\nTranskribiert von: Max Meier\nAnwesend: Anna, Ben, Cem, Dora, Emil, Frida, Gerd, Jo\n\n",
        "I: Anna Schmidt\nB: Frau Weber, Bürgermeisterin\n\n",
        "Interviewerin: Anna Schmidt\n\nI: Anna Schmidt\nB: Frau Weber, Bürgermeisterin\n\n",
        "Teilnehmende: I = Interviewerin, B = Frau Weber\nLegende: (.) = kurze Pause\n\n",
    ])
    func whoIsOnlyNamedAboveDoesNotSpeak(head: String) throws {
        let transcript = try read(PlainTextFormat(), head + turns)
        #expect(transcript.script == script)
        #expect(transcript.names == ["I", "B"])
        #expect(transcript.text == head + turns)
        #expect(transcript.diagnostics.count { $0.description.contains("only once") } == 0)
    }

    @Test func aListOfParticipantsIsNoSpeaker() throws {
        let talk = "Moderator: Los.\nAnna: Also.\nBen: Ja.\nModerator: Gut.\nAnna: So.\nBen: Eben.\n"
        #expect(
            try read(PlainTextFormat(), "Teilnehmende: Anna, Ben und Cem\n\n" + talk).names == ["Moderator", "Anna", "Ben"])
    }

    @Test func namesUnderASpeakersLabelAreNoted() throws {
        #expect(
            try read(PlainTextFormat(), "Interviewerin: Anna Schmidt\nBefragte: Frau Weber\n\n" + turns).diagnostics.map(
                \.description) == [
                    """
                    interview.txt:1: note: this line and 1 more begin as a speaker's would, but describe the interview; not read as speech
                      if somebody says it, write a full stop behind the words
                    """
                ])
    }

    @Test(arguments: [
        "Interviewerin: Guten Tag Frau Weber\n", "Interviewerin: Anna Schmidt ist hier\n", "Moderatorin: Frau Weber?\n",
        "Befragte: Ja\n", "Befragte: Schön, Frau Weber\n",
    ])
    func whatIsNoNameIsSaid(line: String) throws {
        #expect(try read(PlainTextFormat(), line + "\n" + turns).script.count == 5)
    }

    @Test func aLabelThatSpeaksBelowIsNoHead() throws {
        let text = "Moderatorin: Frau Weber\nKern: Ja.\nModeratorin: Herr Roth\nRoth: Nein.\nKern: Doch.\nRoth: So.\n"
        #expect(try read(PlainTextFormat(), text).script.count == 6)
        #expect(try read(PlainTextFormat(), "I: Anna\nB: Ben\n\n" + turns).script.count == 6)
    }
}
