import Importers
import StudyModel
import Testing

struct SpeechJSONFormatTests {
    private func read(_ text: String) throws -> Transcript {
        try ImportersTests.read(SpeechJSONFormat(), text, named: "gespräch.json")
    }

    @Test func readsWhisper() throws {
        let transcript = try read(
            #"""
            {"text": " Guten Tag. Ja.", "segments": [
              {"id": 0, "seek": 0, "start": 0.0, "end": 1.52, "text": " Guten Tag.", "tokens": [50364, 13],
               "words": [{"word": " Guten", "start": 0.0, "end": 0.6, "probability": 0.9}]},
              {"id": 1, "start": 1.52, "end": 2.0005, "text": " Ja,\n \"so\".", "avg_logprob": NaN}], "language": "de"}
            """#)
        #expect(transcript.format == "json")
        #expect(transcript.text == "Guten Tag.\nJa, \"so\".")
        #expect(transcript.script == ["0.0–1.52 Guten Tag.", "1.52–2.001 Ja, \"so\"."])
        #expect(transcript.language == "de")
        #expect(transcript.diagnostics.map(\.message) == ["no speaker is named in this transcript"])
    }

    @Test func readsWhisperXWithSpeakersAndTimesThatAreMissing() throws {
        let transcript = try read(
            #"""
            {"segments": [
              {"start": 2.862, "end": 3.942, "text": "Gut?", "speaker": "SPEAKER_01", "words": [{"word": "Gut?", "score": 0.3}]},
              {"text": " 2019 zu.", "speaker": "SPEAKER_00",
               "words": [{"word": "2019"}, {"word": "zu.", "start": 5.1, "end": 5.4}]},
              {"start": 6, "end": 5, "text": "Ja."}],
             "word_segments": [{"word": "Gut?"}, {"word": "2019"}]}
            """#)
        #expect(transcript.script == ["2.862–3.942 SPEAKER_01: Gut?", "5.1–5.4 SPEAKER_00: 2019 zu.", "6.0– Ja."])
    }

    @Test func readsWhisperTimestampedWithoutSegmentTexts() throws {
        #expect(
            try read(
                #"{"segments": [{"words": [{"text": "Guten", "start": 1, "end": 1.2, "confidence": 1}, {"text": "Tag.", "start": 1.3, "end": 2}]}]}"#
            ).script == ["1.0–2.0 Guten Tag."])
    }

    @Test func readsWhisperCpp() throws {
        let transcript = try read(
            #"""
            {"systeminfo": "x", "result": {"language": "de"}, "transcription": [
              {"timestamps": {"from": "00:00:00,000", "to": "00:00:03,100"}, "offsets": {"from": 0, "to": 3100}, "text": " Ja."}]}
            """#)
        #expect(transcript.script == ["0.0–3.1 Ja."])
        #expect(transcript.language == "de")
    }

    @Test func readsWhatOpenAIsServiceAnswers() throws {
        let transcript = try read(
            #"{"task": "transcribe", "language": "german", "duration": 8.47, "text": "Guten Tag.", "words": [{"word": "Guten", "start": 0.5, "end": 1}, {"word": "Tag", "start": 1, "end": 1.5}]}"#
        )
        #expect(transcript.script == ["0.5–1.5 Guten Tag."])
        #expect(transcript.durationMs == 8470)
        #expect(try read(#"{"text": "Guten Tag."}"#).script == ["Guten Tag."])
    }

    @Test func readsRevWithNamesAndWithoutTags() throws {
        let transcript = try read(
            #"""
            {"monologues": [
              {"speaker": 0, "elements": [
                {"type": "tag", "value": "laugh", "ts": 0.1},
                {"type": "text", "value": "Wie", "ts": 0.5, "end_ts": 0.7, "confidence": 1}, {"type": "punct", "value": " "},
                {"type": "text", "value": "war", "ts": 0.8, "end_ts": 1.05}, {"type": "punct", "value": "?"}]},
              {"speaker": 1, "speaker_name": "Herr Barth", "elements": [
                {"type": "text", "value": "Gut", "timestamp": "00:00:20,000", "end_timestamp": "00:00:20,138"},
                {"type": "text", "value": "so"}]},
              {"speaker": {"id": "7", "name": "Ida"}, "elements": [{"type": "text", "value": "Ja."}]}],
             "speakers": [{"id": 0, "name": "Interviewerin"}]}
            """#)
        #expect(transcript.script == ["0.5–1.05 Interviewerin: Wie war?", "20.0–20.138 Herr Barth: Gut so", "Ida: Ja."])
        #expect(transcript.speakers.first?.role == .interviewer)
    }

    @Test func readsGoogleWithoutItsRepetition() throws {
        let transcript = try read(
            #"""
            {"results": [
              {"alternatives": [{"transcript": "Wie war es?", "words": [
                {"startTime": "0s", "endTime": "0.300s", "word": "Wie"}, {"startTime": "0.300s", "endTime": "0.9s", "word": "war es?"}]},
                {"transcript": "Wir war es?"}]},
              {"alternatives": [{"transcript": " Gut.", "words": [{"startTime": "1.4s", "endTime": "2s", "word": "Gut."}]}]},
              {"alternatives": [{"words": [
                {"startTime": "0s", "endTime": "0.300s", "word": "Wie", "speakerTag": 1},
                {"startTime": "0.300s", "endTime": "0.9s", "word": "war es?", "speakerTag": 1},
                {"startTime": "1.4s", "endTime": "2s", "word": "Gut.", "speakerTag": 2}]}]}]}
            """#)
        #expect(transcript.script == ["0.0–0.9 1: Wie war es?", "1.4–2.0 2: Gut."])
    }

    @Test func readsGoogleWithSpeakersInEveryResult() throws {
        let words = { (from: Int, tag: Int, word: String) in
            "{\"start_time\":{\"seconds\":\"\(from)\",\"nanos\":500000000},\"end_time\":{\"seconds\":\(from + 1)},\"word\":\"\(word)\",\"speaker_tag\":\(tag)}"
        }
        let first = "{\"alternatives\":[{\"transcript\":\"Ja Nein\",\"words\":[\(words(0, 1, "Ja")),\(words(1, 2, "Nein"))]}]}"
        let second = "{\"alternatives\":[{\"transcript\":\"Doch\",\"words\":[\(words(2, 1, "Doch"))]}]}"
        let all = "{\"alternatives\":[{\"words\":[\(words(0, 1, "Ja")),\(words(1, 2, "Nein")),\(words(2, 1, "Doch"))]}]}"
        let expected = ["0.5–1.0 1: Ja", "1.5–2.0 2: Nein", "2.5–3.0 1: Doch"]
        #expect(try read("{\"results\":[\(first),\(second)]}").script == expected)
        #expect(try read("{\"response\":{\"results\":[\(first),\(second),\(all)]}}").script == expected)
    }

    @Test func readsGoogleWithoutSpeakers() throws {
        let transcript = try read(
            #"{"results": [{"alternatives": [{"transcript": "Guten Tag"}], "languageCode": "de-de"}, {"alternatives": [{"transcript": " und so", "words": [{"startOffset": "3.2s", "endOffset": "4s", "word": "und"}]}]}]}"#
        )
        #expect(transcript.script == ["Guten Tag", "3.2–4.0 und so"])
        #expect(transcript.language == "de-de")
    }

    @Test func readsKaldiBySegmentsOrSentences() throws {
        let words =
            #""words": [{"start": 1.3, "end": 1.5, "word": "wie", "punct": "Wie"}, {"start": 1.5, "end": 2, "word": "war", "punct": "war?"}, {"start": 2.5, "end": 3, "word": "gut", "punct": "Gut."}]"#
        let segments =
            #""segmentation": {"segments": [{"start": 0.5, "duration": 0.2, "speaker": {"@id": "S9"}}, {"start": 1.3, "duration": 1, "speaker": {"@id": "S0", "gender": "F"}}, {"start": 2.4, "speaker": {"@id": "S1"}}]}"#
        #expect(
            try read("{\"action\":\"x\",\"retval\":{\(words),\(segments)}}").script == [
                "1.3–2.0 S0: Wie war?", "2.5–3.0 S1: Gut.",
            ])
        #expect(try read("{\"retval\":{\(words)}}").script == ["1.3–2.0 Wie war?", "2.5–3.0 Gut."])
    }

    @Test func replacesWhatXMLForbidsAndSaysSo() throws {
        let transcript = try read(#"{"segments": [{"text": "a\u0001b", "start": 1, "end": 2, "speaker": "Ina"}]}"#)
        #expect(transcript.text == "a\u{FFFD}b")
        #expect(
            transcript.diagnostics.map(\.description) == [
                "gespräch.json: warning: 1 control character that XML forbids was replaced by U+FFFD"
            ])
    }

    @Test func warnsOfASegmentThatEndsBeforeItBegins() throws {
        let transcript = try read(#"{"segments": [{"text": "Ja.", "start": 5, "end": 4, "speaker": "Ana"}]}"#)
        #expect(transcript.script == ["5.0– Ana: Ja."])
        #expect(transcript.diagnostics.map(\.message) == ["1 cue ends before it begins and keeps only its start"])
    }

    @Test func passesOverTimesThatAreNone() throws {
        #expect(
            try read(
                #"{"segments": [{"text": "Ja.", "start": -1, "end": 1e300, "speaker": 3}, {"text": "So.", "start": "x", "end": null, "speaker": 3}]}"#
            ).script == ["3: Ja.", "3: So."])
    }

    @Test(arguments: [
        (
            #"{"segments": []}"#,
            "gespräch.json: error: nothing that anybody says was found in it\n  transcripts of Whisper, WhisperX, whisper.cpp, AssemblyAI, ElevenLabs, Deepgram, Amazon, Rev, Google and the BBC's Kaldi are read"
        ),
        (
            "{\"segments\": [\n {\"text\": \"Ja\" \"start\": 1}]}",
            "gespräch.json:2:16: error: the JSON is broken here: a comma or a closing bracket is missing\n  export the file again, or mend it at this place"
        ),
    ])
    func refusesWhatHoldsNoSpeechOrIsBroken(text: String, expected: String) throws {
        let refusal = try #require(throws: Refusal.self) { try read(text) }
        #expect(refusal.diagnostic.description == expected)
    }

    @Test func recognizesItsKeys() {
        func takes(_ name: String, _ head: String) -> Bool {
            SpeechJSONFormat().recognizes(InputFile(path: name), head: Array(head.utf8))
        }
        #expect(takes("a", "\u{FEFF} {\n \"segments\": [{"))
        #expect(takes("a.txt", "{\"monologues\":[]}"))
        #expect(takes("a.json", "{\"text\": \" Lang"))
        #expect(takes("a.json", #"{"id": "7d", "language_code": "de", "status": "completed", "text": "Lang"#))
        #expect(takes("a.json", #"{"id": "7d", "status": "completed", "words": [], "text": "Lang"#))
        #expect(takes("a", #"{"language_code": "deu", "language_probability": 1, "text": "Lang"#))
        #expect(takes("a", #"{"jobName": "a", "results": {"transcripts": [{"transcript": "Lang"#))
        #expect(!takes("a.json", #"{"id": 7, "status": "new"}"#))
        #expect(!takes("a.json", "{\"name\": \"text\", \"version\": 1}"))
        #expect(!takes("a.json", "[{\"segments\": 1}]"))
        #expect(!takes("a.txt", "{\"text\": \"a\"}"))
    }

    @Test func tellsSpeakersOfOneNameApart() throws {
        let transcript = try read(
            #"""
            {"speakers": [{"id": 0, "name": "Anna"}, {"id": 1, "name": "Anna"}],
             "monologues": [{"speaker": 0, "elements": [{"type": "text", "value": "Ja."}]},
              {"speaker": 1, "elements": [{"type": "text", "value": "Nein."}]}]}
            """#)
        #expect(transcript.script == ["Anna (0): Ja.", "Anna (1): Nein."])
        #expect(transcript.diagnostics.count == 1)
        #expect(transcript.diagnostics[0].description.contains("the speakers '0', '1' share a name; the id stands behind it"))
    }
}
