import StudyModel
import Testing

struct TranscriptTests {
    private func cues(_ speakers: [Int?]) throws -> [Transcript.Cue] {
        try speakers.enumerated().map { index, speaker in
            Transcript.Cue(range: try #require(TextRange(index * 2, index * 2 + 1)), speaker: speaker)
        }
    }

    @Test func joinsNeighbouringCuesOfOneSpeaker() throws {
        let transcript = Transcript(format: "txt", text: "a b c d e", cues: try cues([0, 0, 1, 0, 0]))
        #expect(
            transcript.turns == [
                SpeakerTurn(number: 1, speaker: 0, cues: 0..<2), SpeakerTurn(number: 2, speaker: 1, cues: 2..<3),
                SpeakerTurn(number: 3, speaker: 0, cues: 3..<5),
            ])
    }

    @Test func aCueWithoutASpeakerIsATurnOfItsOwn() throws {
        let transcript = Transcript(format: "txt", text: "a b c d", cues: try cues([nil, nil, 0, nil]))
        #expect(transcript.turns.map(\.cues) == [0..<1, 1..<2, 2..<3, 3..<4])
        #expect(transcript.turns.map(\.speaker) == [nil, nil, 0, nil])
        #expect(transcript.turns.map(\.number) == [1, 2, 3, 4])
    }

    @Test func aTextWithoutCuesHasNoTurns() {
        #expect(Transcript(format: "txt", text: "nur Text").turns.isEmpty)
    }
}
