import StudyModel
import Testing

@testable import Importers

struct TimedTranscriptTests {
    private let file = InputFile(path: "dorf.eaf")

    @Test func writesOneLineACue() {
        var timed = TimedTranscript()
        timed.add(" Grüß Gott,\n\tFrau  Äpfel \n".utf8, speaker: "I", startMs: 0, endMs: 900)
        timed.add(" \u{A0}\n".utf8, speaker: "B", startMs: 900, endMs: 950)
        timed.add("Ja.".utf8, speaker: "B", startMs: 950)
        let transcript = timed.transcript(format: "eaf")
        #expect(transcript.text == "Grüß Gott, Frau  Äpfel\nJa.")
        #expect(transcript.script == ["0.0–0.9 I: Grüß Gott, Frau  Äpfel", "0.95– B: Ja."])
        #expect(transcript.durationMs == 900)
    }

    @Test func putsTiersInOrderOfTimeAndThenOfTiers() {
        func tier(_ name: String, _ starts: [Double]) -> (Transcript.Tier, String?) {
            (.init(name: name, entries: starts.map { .init(position: $0, text: "\(name)\(Int($0))") }), name)
        }
        var timed = TimedTranscript()
        timed.add([tier("b", [2, 5]), tier("a", [1, 2, 9])])
        #expect(timed.transcript(format: "eaf").script == ["a: a1", "b: b2", "a: a2", "b: b5", "a: a9"])
    }

    @Test func aSpeakerWithoutANameIsNone() {
        var timed = TimedTranscript()
        timed.add("Ja.".utf8, speaker: "")
        timed.add("Nein.".utf8, speaker: " \u{A0}")
        let transcript = timed.transcript(format: "eaf")
        #expect(transcript.speakers.isEmpty)
        #expect(transcript.cues.map(\.speaker) == [nil, nil])
    }

    @Test func takesTheRoleThatTheFileTells() {
        var timed = TimedTranscript()
        timed.describe("Ilse", as: "Interviewerin")
        timed.describe("Otto", as: "grocer")
        timed.add("Und?".utf8, speaker: "Ilse")
        timed.add("Ja.".utf8, speaker: "Otto")
        #expect(timed.transcript(format: "tei").speakers.map(\.role) == [.interviewer, .respondent])
    }

    @Test func refusesAFileInWhichNobodySaysAnything() {
        #expect(
            throws: Refusal(
                at: file.place(), "nothing that anybody says was found in it", remedy: "choose a tier with --tier")
        ) {
            try TimedTranscript().transcript(
                format: "eaf", of: file, options: ImportOptions(), orElse: "choose a tier with --tier")
        }
    }

    @Test func tellsOfMissingSpeakersAndControlCharacters() throws {
        var timed = TimedTranscript()
        timed.add("a\u{0}\u{7}b".utf8, speaker: nil)
        var options = ImportOptions()
        options.speakers = ["Otto"]
        let transcript = try timed.transcript(format: "eaf", of: file, options: options, orElse: "")
        #expect(transcript.text == "a\u{FFFD}\u{FFFD}b")
        #expect(
            transcript.diagnostics.map(\.description) == [
                "dorf.eaf: warning: 2 control characters that XML forbids were replaced by U+FFFD",
                "dorf.eaf: warning: the speaker 'Otto' does not occur in this transcript\n  write the label as the file does, without its colon",
                "dorf.eaf: note: no speaker is named in this transcript\n  name the speakers in the program that wrote the file",
            ])
    }
}
