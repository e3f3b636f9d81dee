import Importers
import StudyModel
import Testing

/// Texts whose turns are blocks with a name on a line of its own.
struct NameBlocksTests {
    private func script(_ text: String, speakers: [String] = []) throws -> [String] {
        try read(PlainTextFormat(), text, speakers: speakers).script
    }

    /// As aTrain writes it, with times and without.
    @Test func aNameAloneBeginsABlock() throws {
        let head = "Transcription for 2025-03-12 14-02-05 interview3\n\n"
        #expect(
            try script("\(head)SPEAKER_01\nGuten Tag.\n\nSPEAKER_00\nHallo.\nGut.\n\nSPEAKER_01\nUnd?\n") == [
                "SPEAKER_01: Guten Tag.", "SPEAKER_00: Hallo.\nGut.", "SPEAKER_01: Und?",
            ])
        let timed =
            "\(head)SPEAKER_01\n[00:00:00] - Guten Tag.\n\nSPEAKER_00\n[00:00:04] - Hallo.\n[00:00:06] - Gut.\n\nSPEAKER_01\n[00:00:09] - Und?\n"
        let transcript = try read(PlainTextFormat(), timed)
        #expect(
            transcript.script == [
                "0.0– SPEAKER_01: Guten Tag.", "4.0– SPEAKER_00: Hallo.", "6.0– SPEAKER_00: Gut.", "9.0– SPEAKER_01: Und?",
            ])
        #expect(transcript.turns.map(\.cues) == [0..<1, 1..<3, 3..<4])
        #expect(transcript.text == timed && transcript.diagnostics.isEmpty)
    }

    @Test(arguments: [
        "00:00:02\nJo Roth\nGuten Tag.\n\n00:00:06\nAda Kern\nHallo.\n\n00:00:09\nJo Roth\nUnd?\n",
        "Jo Roth\n00:02\nGuten Tag.\n\nAda Kern\n00:06\nHallo.\n\nJo Roth\n00:09\nUnd?\n",
    ])
    func theTimeStandsAboveOrBelowTheName(text: String) throws {
        #expect(try script(text) == ["2.0– Jo Roth: Guten Tag.", "6.0– Ada Kern: Hallo.", "9.0– Jo Roth: Und?"])
    }

    /// As Teams wrote it, a paragraph of three lines a cue.
    @Test func theTimeIsASpan() throws {
        let text =
            "0:0:3.120 --> 0:0:6.480\nJo Roth\nGuten Tag.\n\n0:0:6.900 --> 0:0:9.260\nKern, Ada (Extern)\nHallo.\n\n0:1:15.0 --> 0:1:18.200\nJo Roth\nUnd?\n"
        #expect(
            try script(text) == [
                "3.12–6.48 Jo Roth: Guten Tag.", "6.9–9.26 Kern, Ada (Extern): Hallo.", "75.0–78.2 Jo Roth: Und?",
            ])
    }

    @Test func aBlockWithoutANameGoesOn() throws {
        #expect(
            try script("Interviewerin\nWie?\n\nFrau Kern\nSo.\n\nJa.\n\nInterviewerin\nGut.\n") == [
                "Interviewerin: Wie?", "Frau Kern: So.\n\nJa.", "Interviewerin: Gut.",
            ])
    }

    @Test func firstLinesThatAreNoNamesAreSpeech() throws {
        #expect(try script("Der Anfang\nwar schwer.\n\nDas Ende\nauch.\n\nEin Rest\nbleibt.\n").count == 3)
        #expect(
            try script("I: Wer?\nNoch?\n\nB: Ich.\nAda\n\nI: Gut.\nJa.\n") == [
                "I: Wer?\nNoch?", "B: Ich.\nAda", "I: Gut.\nJa.",
            ])
    }

    @Test func whatTeamsSaysOfItselfIsNoSpeech() throws {
        #expect(
            try script(
                "Jo Roth started transcription\n\nJo Roth   0:03\nTag.\n\nAda Kern   0:09\nJa.\n\nJo Roth hat die Transkription beendet\n"
            ) == [
                "3.0– Jo Roth: Tag.", "9.0– Ada Kern: Ja.",
            ])
    }

    @Test func namesAloneSpeakWhatStandsBelow() throws {
        let text =
            "Gespräch im Garten\n\nInterviewerin\n\nWie kam es?\n\nAnna Kern\n\nWir haben angefangen.\n\nUnd dann.\n\nInterviewerin\n\nSchön\n\nAnna Kern\n\nSchön\n\nInterviewerin\n\nGut.\n"
        let transcript = try read(PlainTextFormat(), text)
        #expect(
            transcript.script.suffix(5) == [
                "Interviewerin: Wie kam es?", "Anna Kern: Wir haben angefangen.\n\nUnd dann.", "Interviewerin: Schön",
                "Anna Kern: Schön", "Interviewerin: Gut.",
            ])
        #expect(
            transcript.diagnostics.map(\.message) == ["2 labels that come back alone on their lines were taken for speakers"])
    }

    @Test(arguments: [
        "Beobachtung\n\nDer Raum.\n\nDeutung\n\nEin Treff.\n\nBeobachtung\n\nDie Tür.\n\nDeutung\n\nOffen.\n",
        "Frau Kern\n\nFrau Roth\n\nEin Satz.\n\nFrau Kern\n\nFrau Roth\n\nNoch einer.\n",
        "Frau Kern\n\nEin Satz.\n\nNoch einer.\n\nFrau Kern\n\nUnd einer.\n",
    ])
    func linesThatComeBackMayBeHeadings(text: String) throws {
        #expect(try read(PlainTextFormat(), text).names.isEmpty)
    }
}
