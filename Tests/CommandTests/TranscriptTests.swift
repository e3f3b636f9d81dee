import Foundation
import Testing

/// Each page of `Transcripts` is typed line by line into the built program, in a folder of its own.
///
/// With `ANKER_UPDATE_TRANSCRIPTS=1` the pages are written anew with what was found; read the difference before it is kept.
struct TranscriptTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("Transcripts")

    static let pages: [String] = ((try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? [])
        .filter { $0.hasSuffix(".md") }.sorted()

    static func url(of page: String) -> URL { folder.appendingPathComponent(page) }

    @Test func thereArePages() {
        #expect(!Self.pages.isEmpty)
    }

    @Test(arguments: pages)
    func aTypedLineIsAnsweredAsThePageSays(page name: String) throws {
        let url = Self.url(of: name)
        let text = try String(contentsOf: url, encoding: .utf8)
        let page = TranscriptPage(text)
        #expect(!page.steps.isEmpty, "\(name) has no line to type")
        let answers = try PageRuns.run(of: name).answers
        if TranscriptPage.isUpdated {
            return try page.text(answers: answers).write(to: url, atomically: true, encoding: .utf8)
        }
        page.compare(answers, file: url)
    }
}

struct TranscriptPageTests {
    private let page = TranscriptPage("Say:\n```console\n$ one\nout\n! err\n[2]\n$ two\n> more\n```\nEnd.\n")

    @Test func readsTypedLinesWithWhatFollowsThem() {
        #expect(
            page.steps == [
                .init(command: "one", answer: ["out", "! err", "[2]"], line: 3),
                .init(command: "two\nmore", answer: [], line: 7),
            ])
    }

    @Test func writesTheSamePageWithOtherAnswers() {
        let text = page.text(answers: [["other"], []])
        #expect(text == "Say:\n```console\n$ one\nother\n$ two\n> more\n```\nEnd.\n")
    }

    @Test func showsWhatIsMissingAndWhatIsNotExpected() throws {
        let step = try #require(page.steps.first)
        #expect(step.difference(to: ["out", "! other", "[2]"]) == "  out\n- ! err\n+ ! other\n  [2]")
    }
}
