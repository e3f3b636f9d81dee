import Importers
import StudyModel
import Testing

struct SpokenWordsTests {
    private func read(_ text: String) throws -> Transcript {
        try ImportersTests.read(SpeechJSONFormat(), text, named: "gespräch.json")
    }

    @Test func readsAssemblyAIByItsUtterances() throws {
        let transcript = try read(
            #"""
            {"id": "7d", "language_code": "de", "status": "completed", "text": "Wie war es? Gut.", "words": [
               {"text": "Wie", "start": 250, "end": 400, "confidence": 0.9, "speaker": "A"}],
             "utterances": [
              {"speaker": "A", "text": "Wie war es?", "confidence": 0.9, "start": 250, "end": 1650, "words": [
                {"text": "Wie", "start": 250, "end": 400, "confidence": 0.9, "speaker": "A"}]},
              {"speaker": "B", "text": "Gut.", "confidence": 0.9, "start": 62000, "end": 62500, "words": []}],
             "audio_duration": 63}
            """#)
        #expect(transcript.script == ["0.25–1.65 A: Wie war es?", "62.0–62.5 B: Gut."])
        #expect(transcript.language == "de")
        #expect(transcript.durationMs == 63_000)
        #expect(transcript.diagnostics.isEmpty)
    }

    @Test func joinsAssemblyAIsWordsAsLongAsOneSpeaks() throws {
        #expect(
            try read(
                #"""
                {"text": "Wie war? Gut. Ach.", "utterances": null, "status": "completed", "words": [
                  {"text": "Wie", "start": 250, "end": 400, "speaker": "A"}, {"text": "war?", "start": 410, "end": 800, "speaker": "A"},
                  {"text": "Gut.", "start": 1000, "end": 1300, "speaker": "B"}, {"text": "Ach.", "start": 1400, "end": 1500, "speaker": "A"}]}
                """#
            ).script == ["0.25–0.8 A: Wie war?", "1.0–1.3 B: Gut.", "1.4–1.5 A: Ach."])
    }

    @Test func assemblyAIWithoutSpeakersIsOneCueInMilliseconds() throws {
        #expect(
            try read(
                #"{"text": "Guten Tag.", "words": [{"text": "Guten", "start": 250, "end": 400, "speaker": null}, {"text": "Tag.", "start": 410, "end": 800, "speaker": null}]}"#
            ).script == ["0.25–0.8 Guten Tag."])
    }

    @Test func readsElevenLabsWithItsBlanksAndWithoutNoises() throws {
        let transcript = try read(
            #"""
            {"language_code": "deu", "language_probability": 0.98, "text": "Wie war's? (lacht) Gut.", "words": [
              {"text": "Wie", "start": 0.1, "end": 0.25, "type": "word", "speaker_id": "speaker_0", "logprob": 0},
              {"text": " ", "start": 0.25, "end": 0.3, "type": "spacing", "speaker_id": "speaker_0"},
              {"text": "war", "start": 0.3, "end": 0.5, "type": "word", "speaker_id": "speaker_0"},
              {"text": "'s?", "start": 0.5, "end": 0.7, "type": "word", "speaker_id": "speaker_0"},
              {"text": " ", "start": 0.7, "end": 1, "type": "spacing", "speaker_id": "speaker_0"},
              {"text": "(lacht)", "start": 1, "end": 2, "type": "audio_event", "speaker_id": "speaker_1"},
              {"text": " ", "start": 2, "end": 2.1, "type": "spacing", "speaker_id": "speaker_1"},
              {"text": "Gut.", "start": 3, "end": 4, "type": "word", "speaker_id": "speaker_1"}]}
            """#)
        #expect(transcript.script == ["0.1–0.7 speaker_0: Wie war's?", "3.0–4.0 speaker_1: Gut."])
        #expect(transcript.language == "deu")
    }

    @Test func elevenLabsTimesAreSecondsAlsoWhereAllAreWhole() throws {
        #expect(
            try read(
                #"{"text": "Ja. So.", "words": [{"text": "Ja.", "start": 1, "end": 2, "type": "word", "speaker_id": "a"}, {"text": "So.", "start": 3, "end": 4, "type": "word", "speaker_id": "b"}]}"#
            ).script == ["1.0–2.0 a: Ja.", "3.0–4.0 b: So."])
    }

    @Test func aSegmentTakesTheSpeakersOfItsWordsWhereItHasNone() throws {
        #expect(
            try read(
                #"""
                {"segments": [
                  {"start": 1, "end": 2, "text": " Wie war es?", "words": [
                    {"word": "Wie", "start": 1, "end": 1.2, "speaker": "S0"}, {"word": "war es?", "speaker": "S0"}]},
                  {"start": 2, "end": 5, "text": " 2019 gut. Ach.", "words": [
                    {"word": "2019"}, {"word": "gut.", "start": 2.5, "end": 3, "speaker": "S1"}, {"word": "so"},
                    {"word": "Ach.", "start": 4, "end": 4.5, "speaker": "S0"}]},
                  {"start": 6, "end": 7, "text": " Ja.", "speaker": "S1", "words": [{"word": "Ja.", "speaker": "S0"}]}]}
                """#
            ).script == ["1.0–2.0 S0: Wie war es?", "2.5–3.0 S1: 2019 gut. so", "4.0–4.5 S0: Ach.", "6.0–7.0 S1: Ja."])
    }
}
