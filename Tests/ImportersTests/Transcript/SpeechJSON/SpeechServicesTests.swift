import Importers
import StudyModel
import Testing

/// Deepgram and Amazon Transcribe.
struct SpeechServicesTests {
    private func read(_ text: String) throws -> Transcript {
        try ImportersTests.read(SpeechJSONFormat(), text, named: "gespräch.json")
    }

    @Test func readsDeepgramByItsUtterances() throws {
        #expect(
            try read(
                #"""
                {"metadata": {"duration": 9.5, "channels": 1}, "results": {
                  "channels": [{"alternatives": [{"transcript": "Wie war es? Gut.", "words": []}]}],
                  "utterances": [
                   {"start": 0.5, "end": 1.25, "channel": 0, "transcript": "Wie war es?", "words": [{"word": "wie"}], "speaker": 0},
                   {"start": 2, "end": 3, "channel": 0, "transcript": "Gut.", "speaker": 1}]}}
                """#
            ).script == ["0.5–1.25 0: Wie war es?", "2.0–3.0 1: Gut."])
    }

    @Test func joinsDeepgramsWordsAsLongAsOneSpeaks() throws {
        let transcript = try read(
            #"""
            {"results": {"channels": [{"detected_language": "de", "alternatives": [{"transcript": "Wie war es? Gut.", "words": [
              {"word": "wie", "start": 0.5, "end": 0.75, "speaker": 0, "punctuated_word": "Wie"},
              {"word": "war", "start": 0.75, "end": 1, "speaker": 0, "punctuated_word": "war?"},
              {"word": "gut", "start": 2, "end": 3, "speaker": 1, "punctuated_word": "Gut."}]}, {"transcript": "Wir"}]}]}}
            """#)
        #expect(transcript.script == ["0.5–1.0 0: Wie war?", "2.0–3.0 1: Gut."])
        #expect(transcript.language == "de")
    }

    @Test func channelsNameDeepgramsSpeakersWhereThereAreSeveral() throws {
        let channel = { (word: String, start: Int) in
            "{\"alternatives\":[{\"transcript\":\"\(word)\",\"words\":[{\"word\":\"\(word)\",\"start\":\(start),\"end\":\(start + 1)}]}]}"
        }
        #expect(
            try read("{\"results\":{\"channels\":[\(channel("gut", 2)),\(channel("wie", 1))]}}").script
                == ["1.0–2.0 1: wie", "2.0–3.0 0: gut"])
    }

    @Test func readsAmazonByItsSegments() throws {
        #expect(
            try read(
                #"""
                {"jobName": "a", "results": {"transcripts": [{"transcript": "Wie? Gut."}], "items": [],
                 "audio_segments": [
                  {"id": 0, "transcript": "Wie?", "start_time": "0.5", "end_time": "1.25", "speaker_label": "spk_0", "items": [0]},
                  {"id": 1, "transcript": "Gut.", "start_time": "2.0", "end_time": "3.0", "speaker_label": "spk_1", "items": [1]}]}}
                """#
            ).script == ["0.5–1.25 spk_0: Wie?", "2.0–3.0 spk_1: Gut."])
    }

    @Test func joinsAmazonsItemsAsLongAsOneSpeaks() throws {
        #expect(
            try read(
                #"""
                {"jobName": "a", "results": {"transcripts": [{"transcript": "Ja, so. Gut."}],
                 "speaker_labels": {"speakers": 2, "segments": [
                  {"start_time": "0.5", "speaker_label": "spk_0", "end_time": "1.25", "items": [
                   {"start_time": "0.5", "speaker_label": "spk_0", "end_time": "0.75"}, {"start_time": "0.8", "speaker_label": "spk_0", "end_time": "1.25"}]},
                  {"start_time": "2.0", "speaker_label": "spk_1", "end_time": "3.0", "items": [{"start_time": "2.0", "speaker_label": "spk_1", "end_time": "3.0"}]}]},
                 "items": [
                  {"start_time": "0.5", "end_time": "0.75", "alternatives": [{"confidence": "1.0", "content": "Ja"}, {"content": "Na"}], "type": "pronunciation"},
                  {"alternatives": [{"content": ","}], "type": "punctuation"},
                  {"start_time": "0.8", "end_time": "1.25", "alternatives": [{"content": "so"}], "type": "pronunciation"},
                  {"alternatives": [{"content": "."}], "type": "punctuation"},
                  {"start_time": "2.0", "end_time": "3.0", "alternatives": [{"content": "Gut"}], "type": "pronunciation"},
                  {"alternatives": [{"content": "."}], "type": "punctuation"}]}}
                """#
            ).script == ["0.5–1.25 spk_0: Ja, so.", "2.0–3.0 spk_1: Gut."])
    }
}
