import FileFormats
import Importers
import StudyModel
import Testing

struct TranscriptInspectionTests {
    private func lines(_ transcript: Transcript, turns: Bool = true) throws -> [String] {
        var lines: [String] = []
        try TranscriptInspection().inspect(transcript, turns: turns) { lines.append($0.text) }
        return lines
    }

    @Test func writesOneObjectATurnAndASummary() throws {
        let transcript = try read(
            WebVTTFormat(),
            "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Tom>Äh,</v>\n\n00:02.000 --> 00:03.000\n<v Tom>ja.\n\n00:03.000 --> 00:04.000\n<v Ana>\"So.\"\n",
            named: "a.vtt")
        #expect(
            try lines(transcript) == [
                #"{"turn":1,"cue":1,"cues":2,"speaker":"Tom","startMs":1000,"endMs":3000,"range":[0,7],"text":"Äh,\nja."}"#,
                #"{"turn":2,"cue":3,"cues":1,"speaker":"Ana","startMs":3000,"endMs":4000,"range":[8,13],"text":"\"So.\""}"#,
                #"{"summary":{"format":"vtt","turns":2,"cues":3,"speakers":["Ana","Tom"],"timed":3,"durationMs":4000}}"#,
            ])
    }

    @Test func givesTheLeastStartAndTheGreatestEndOfATurn() throws {
        let transcript = try read(
            WebVTTFormat(),
            "WEBVTT\n\n00:10.000 --> 00:12.000\n<v Ana>Zwei.\n\n00:01.000 --> 00:02.000\n<v Ana>Eins.\n", named: "a.vtt")
        #expect(
            try lines(transcript).first
                == #"{"turn":1,"cue":1,"cues":2,"speaker":"Ana","startMs":1000,"endMs":12000,"range":[0,11],"text":"Zwei.\nEins."}"#
        )
    }

    @Test func aTimeThatGoesBackInATextIsOfAnotherRecording() throws {
        let transcript = try read(PlainTextFormat(), "Ana: [39:15] Ja.\n\nAna: [00:00] So.\n\nTom: [00:10] Ach.")
        #expect(try lines(transcript).first?.contains(#""startMs":2355000,"range""#) == true)
    }

    @Test func leavesOutWhatTheFileDoesNotTell() throws {
        let transcript = try read(PlainTextFormat(), "I: [00:07] Gut.\n\nB: [00:09] Ja, [00:10] gut.\n\nB: Nur so.")
        #expect(
            try lines(transcript) == [
                #"{"turn":1,"cue":1,"cues":1,"speaker":"I","startMs":7000,"range":[11,15],"text":"Gut."}"#,
                #"{"turn":2,"cue":2,"cues":2,"speaker":"B","startMs":9000,"range":[28,56],"text":"Ja,  gut.\nNur so."}"#,
                #"{"summary":{"format":"txt","turns":2,"cues":3,"speakers":["B","I"],"timed":2}}"#,
            ])
    }

    @Test func writesTheSummaryAloneWhereTurnsAreNotAskedFor() throws {
        #expect(
            try lines(read(PlainTextFormat(), "eins\nzwei"), turns: false) == [
                #"{"summary":{"format":"txt","turns":2,"cues":2,"speakers":[],"timed":0}}"#
            ])
    }

    @Test func writesTheEntriesOfTiersBehindTheTurns() throws {
        var transcript = Transcript(format: "textgrid", text: "", durationMs: 2000)
        transcript.turnElements = 3
        transcript.tiers = [
            .init(name: "v", type: "t", category: "v", speaker: "Ana", entries: []),
            .init(name: "w", type: "interval", entries: [.init(position: 0.5, startMs: 500, endMs: 900, text: "ja")]),
            .init(name: "", type: "point", entries: [.init(position: 0.7, startMs: 700, text: "120")]),
        ]
        let summary =
            #"{"summary":{"format":"textgrid","turns":0,"cues":0,"speakers":[],"timed":0,"durationMs":2000,"turnElements":3,"tiers":"#
            + #"[{"name":"v","type":"t","category":"v","speaker":"Ana","entries":0},{"name":"w","type":"interval","entries":1},"#
            + #"{"name":"","type":"point","entries":1}]}}"#
        #expect(
            try lines(transcript) == [
                #"{"tier":"w","entry":1,"startMs":500,"endMs":900,"text":"ja"}"#,
                #"{"tier":"","entry":1,"atMs":700,"text":"120"}"#, summary,
            ])
        #expect(try lines(transcript, turns: false) == [summary])
    }
}
