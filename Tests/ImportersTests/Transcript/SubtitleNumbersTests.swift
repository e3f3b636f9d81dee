import Importers
import StudyModel
import Testing

/// Numbers that stand alone between empty lines: said, or counting cues.
struct SubtitleNumbersTests {
    private func readSrt(_ text: String) throws -> [String] {
        try read(SubRipFormat(), text, named: "film.srt").script
    }

    private let first = "1\n00:00:08,000 --> 00:00:09,000\nDas war\n\n"
    private let second = "2\n00:00:09,000 --> 00:00:10,000\nJa"

    @Test(arguments: [
        ("2024\n\nund gut\n\n", "Das war 2024 und gut"), ("2024\n\n", "Das war 2024"), ("2\n\n", "Das war 2"),
        ("2\n\nund gut\n\n", "Das war 2 und gut"), ("2024\n", "Das war 2024"),
    ])
    func aNumberInsideACueIsSaid(inside: String, words: String) throws {
        #expect(try readSrt(first + inside + second) == ["8.0–9.0 \(words)", "9.0–10.0 Ja"])
    }

    @Test func aNumberBehindTheLastCueIsSaid() throws {
        #expect(try readSrt(first + "2024\n") == ["8.0–9.0 Das war 2024"])
    }

    @Test(arguments: ["2\n\n00:00:09,000 --> 00:00:10,000\nJa", "2\n\n3\n00:00:09,000 --> 00:00:10,000\nJa"])
    func aNumberThatCountsACueIsNotSaid(rest: String) throws {
        #expect(try readSrt(first + rest) == ["8.0–9.0 Das war", "9.0–10.0 Ja"])
    }

    @Test func theNumberOfACueThatWasCutOffIsNotSaid() throws {
        #expect(try readSrt(first + "2\n") == ["8.0–9.0 Das war"])
    }

    @Test func webVTTKeepsTheNumberWithoutATimeAndWarnsOfIt() throws {
        let transcript = try read(
            WebVTTFormat(),
            "WEBVTT\n\n1\n00:08.000 --> 00:09.000\nDas war\n\n2024\n\n2\n00:09.000 --> 00:10.000\nJa\n", named: "film.vtt")
        #expect(transcript.script == ["8.0–9.0 Das war", "2024", "9.0–10.0 Ja"])
        #expect(
            transcript.diagnostics.first?.description
                == "film.vtt:7: warning: this block has no time\n"
                + "  give it a line such as 00:00:01.000 --> 00:00:04.000; the words are kept without a time")
    }
}
