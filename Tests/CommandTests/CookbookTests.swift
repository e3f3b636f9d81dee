import Foundation
import Testing

/// Each task of `Docs/Cookbook.md`, a section under a heading of the second level, is typed in a fresh folder that has
/// `Fixtures` and `Codebooks` in it.
///
/// With `ANKER_UPDATE_TRANSCRIPTS=1` the page is written anew with what was found; read the difference before it is kept.
@Suite(.serialized)
struct CookbookTests {
    static let url = Workplace.package.appendingPathComponent("Docs/Cookbook.md")

    /// The page cut before each heading of the second level; what stands before the first is the opening.
    static func sections() throws -> [TranscriptPage] {
        let lines = try String(contentsOf: url, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
        let starts = [0] + lines.indices.filter { lines[$0].hasPrefix("## ") }
        return zip(starts, starts.dropFirst() + [lines.count]).map { start, end in
            TranscriptPage(lines[start..<end].joined(separator: "\n"), firstLine: start + 1)
        }
    }

    @Test func everyTaskIsAnsweredAsThePageSays() throws {
        var texts: [String] = []
        for (number, section) in try Self.sections().enumerated() {
            let answers = try section.steps.isEmpty ? [] : PageRuns.answers(of: number)
            if !TranscriptPage.isUpdated { section.compare(answers, file: Self.url) }
            texts.append(section.text(answers: answers))
        }
        if TranscriptPage.isUpdated {
            try texts.joined(separator: "\n").write(to: Self.url, atomically: true, encoding: .utf8)
        }
    }

    /// A line that is typed in a block of another kind would be run by nobody.
    @Test func whatIsTypedStandsInAConsoleBlock() throws {
        let lines = try String(contentsOf: Self.url, encoding: .utf8).split(separator: "\n")
        let typed = lines.count { $0.hasPrefix("$ ") }
        #expect(try Self.sections().map(\.steps.count).reduce(0, +) == typed)
    }
}
