import FileFormats
import StudyModel
import Testing

@testable import Importers

struct OTranscribeFormatTests {
    private let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func read(_ text: String) throws -> Transcript {
        try OTranscribeFormat().read(folder.file("dorf.otr", text), options: ImportOptions())
    }

    /// As oTranscribe's `export.js` writes it: the page as one string, a stamp before each turn.
    private let saved = #"""
        {"text":"<p><span class=\"timestamp\" data-timestamp=\"2.5\">0:02</span>I: Wie fing es an?</p><p><span class=\"timestamp\" data-timestamp=\"3671.048\">1:01:11</span>B: Mit einem Topf Kaffee &amp; sechs Tassen.</p><p>I: Und dann?</p>","media":"dorf.mp3","media-time":12.1}
        """#

    @Test func takesSpeakersAndTheExactTimesOfStamps() throws {
        let transcript = try read(saved)
        #expect(transcript.format == "otr")
        #expect(transcript.speakers.map(\.name) == ["I", "B"])
        #expect(transcript.cues.map(\.startMs) == [2500, 3_671_048, nil])
        #expect(transcript.text.contains("Mit einem Topf Kaffee & sechs Tassen."))
        #expect(!transcript.text.contains("1:01:11</") && !transcript.text.contains("span"))
    }

    @Test func isToldByItsKeysWhateverItsName() {
        #expect(OTranscribeFormat().recognizes(InputFile(path: "a.json"), head: Array(saved.utf8)))
        #expect(OTranscribeFormat().recognizes(InputFile(path: "a.otr"), head: Array(#"{"text":"<p>"#.utf8)))
        #expect(!OTranscribeFormat().recognizes(InputFile(path: "a.json"), head: Array(#"{"text":"x","segments":[]}"#.utf8)))
    }

    /// Words in a table before its first row stand in no row at all.
    @Test(arguments: [
        "<table>Vor der Zeile<tr><td>0:04</td><td>B: Tür zu.</td></tr></table>", "<table>B: Nur dies",
        "<table><td>ohne Zeile</td></table>",
    ])
    func readsATableWhoseRowsAreMissing(page: String) throws {
        let transcript = try read(#"{"text":"\#(page)","media":"dorf.mp3","media-time":1}"#)
        let words = page.contains("Vor") ? "Tür zu." : page.contains("Nur") ? "Nur dies" : "ohne Zeile"
        #expect(transcript.text.contains(words))
    }

    @Test func refusesAFileWithoutText() throws {
        let error = #expect(throws: Refusal.self) { try read(#"{"media":"dorf.mp3","media-time":1}"#) }
        #expect(
            error?.diagnostic.description == """
                dorf.otr: error: holds no transcript of oTranscribe: it has no 'text'
                  export it there as oTranscribe format (.otr)
                """)
    }

    @Test(arguments: ["-1", "1e9", "nan", "x", ""])
    func leavesAStampAloneWhoseTimeIsNone(seconds: String) throws {
        let page = Array("<p><span data-timestamp=\"\(seconds)\">0:02</span> Guten Tag.</p>".utf8)
        #expect(HTMLTimeStamps.written(in: page) == page)
    }
}
