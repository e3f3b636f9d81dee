import Commands
import Foundation
import Testing

struct CommandsPageTests {
    private static let url = Workplace.package.appendingPathComponent("Docs/Commands.md")

    /// With `ANKER_UPDATE_DOCS=1`, as `make docs` sets it, the page is written anew.
    @Test func thePageOfCommandsIsWhatTheCommandsSayOfThemselves() throws {
        if ProcessInfo.processInfo.environment["ANKER_UPDATE_DOCS"] == "1" {
            try FileManager.default.createDirectory(
                at: Self.url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try CommandsPage.markdown().write(to: Self.url, atomically: true, encoding: .utf8)
        }
        let page = try String(contentsOf: Self.url, encoding: .utf8)
        let isFresh = page == CommandsPage.markdown()
        #expect(isFresh, "Docs/Commands.md is stale; run 'make docs'")
    }

    @Test(arguments: ["init", "import", "code", "codebook add", "tie add", "network export actors", "export csv"])
    func nameEachCommandWithItsHelp(command: String) {
        let page = CommandsPage.markdown()
        #expect(page.contains(" anker \(command)\n\n```text\nOVERVIEW: "))
        #expect(page.contains("[`anker \(command)`](#anker-\(command.replacing(" ", with: "-")))"))
    }

    @Test func theSameIsSaidOnEveryMachine() {
        let page = CommandsPage.markdown()
        #expect(!page.contains(FileManager.default.currentDirectoryPath))
        #expect(page.split(separator: "\n").allSatisfy { !$0.hasSuffix(" ") })
    }
}
