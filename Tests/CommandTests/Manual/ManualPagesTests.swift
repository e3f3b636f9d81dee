import Foundation
import Testing

@testable import Commands

struct ManualPagesTests {
    private static let groff = ["/usr/bin/groff", "/usr/local/bin/groff"].first(
        where: FileManager.default.isExecutableFile)

    private func pages() throws -> [(file: String, text: String)] {
        let examples = try ["Docs/Cookbook.md", "README.md"].map {
            try String(contentsOf: Workplace.package.appendingPathComponent($0), encoding: .utf8)
        }
        return try ManualPages.pages(examples: examples)
    }

    private func page(_ file: String) throws -> String { try #require(try pages().first { $0.file == file }).text }

    @Test func eachCommandHasItsPage() throws {
        let wanted = CommandsPage.commands.map { $0.path.joined(separator: "-") + ".1" }
        #expect(try pages().map(\.file) == wanted)
    }

    @Test func aPageHasTheSectionsOfAManual() throws {
        let headings = try page("anker-code.1").split(separator: "\n").filter { $0.hasPrefix(".SH") || $0.hasPrefix(".TH") }
        #expect(
            headings == [
                #".TH "ANKER\-CODE" "1" "" "anker 0.1.0" "Ankerpunkt""#, #".SH "NAME""#, #".SH "SYNOPSIS""#,
                #".SH "DESCRIPTION""#, #".SH "ARGUMENTS""#, #".SH "OPTIONS""#, #".SH "EXIT STATUS""#, #".SH "ENVIRONMENT""#,
                #".SH "FILES""#, #".SH "EXAMPLES""#, #".SH "SEE ALSO""#,
            ])
    }

    @Test func aGroupLeadsToItsCommandsAndThoseToEachOther() throws {
        #expect(try page("anker-query.1").contains(".TP\n\\fBanker\\-query\\-save\\fR(1)\nKeep a query under a name.\n"))
        #expect(
            try page("anker-query-save.1").hasSuffix(
                ".SH \"SEE ALSO\"\n\\fBanker\\fR(1), \\fBanker\\-query\\fR(1), \\fBanker\\-query\\-list\\fR(1), \\fBanker\\-query\\-remove\\fR(1)\n"
            ))
    }

    @Test func everythingIsASCIIAndTheSameOnEveryMachine() throws {
        for page in try pages() {
            #expect(page.text.utf8.allSatisfy { $0 == 0x0A || 0x20..<0x7F ~= $0 }, "\(page.file)")
            #expect(!page.text.contains(FileManager.default.currentDirectoryPath))
        }
    }

    @Test func theProgramThatSetsPagesWarnsOfNoneOfThem() throws {
        guard let groff = Self.groff else {
            // Where there is no groff 'make man' says so too.
            return print("groff is not here; the manual pages were not looked through")
        }
        let folder = try TemporaryFolder()
        for page in try pages() {
            try folder.write(page.text, to: page.file)
            let process = Process()
            process.executableURL = URL(fileURLWithPath: groff)
            process.arguments = ["-man", "-Tutf8", "-ww", "-z", folder.path(page.file)]
            let errors = Pipe()
            process.standardError = errors
            try process.run()
            let said = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
            process.waitUntilExit()
            #expect(said == "" && process.terminationStatus == 0, "\(page.file)")
        }
    }

    @Test func installedIsTheProgramWithManualAndCompletions() throws {
        let folder = try TemporaryFolder()
        for page in try pages() { try folder.write(page.text, to: page.file) }
        let place = try Workplace()
        let script = Workplace.package.appendingPathComponent("Scripts/install.sh").path
        let line =
            "DESTDIR=\"$PWD/root\" '\(script)' \"$WATCHED\" '\(folder.url.path)' /usr | sed \"s|$PWD/||\"; cd root/usr && "
        let answer = try place.type(line + "find . -type f | grep -v 'man1/anker-' | LC_ALL=C sort")
        #expect(
            answer == [
                "installed anker, \(try pages().count) manual pages and completions for bash, zsh and fish in root/usr",
                "./bin/anker", "./share/bash-completion/completions/anker", "./share/fish/vendor_completions.d/anker.fish",
                "./share/man/man1/anker.1", "./share/zsh/site-functions/_anker",
            ])
        #expect(
            try place.type("'\(script)' ./nothing ./nothing /usr") == [
                "! install: the program or its manual is not built; run 'make man' first, without root", "[2]",
            ])
    }
}

struct TroffTests {
    @Test func whatTroffWouldTakeForItsOwnIsEscaped() {
        var page = Troff()
        page.line(".start 'it' a\\b --json ~x^`")
        page.request("SH", "say \"no\"")
        #expect(page.text == "\\&.start \\(aqit\\(aq a\\eb \\-\\-json \\(tix\\(ha\\(ga\n.SH \"say \\(dqno\\(dq\"\n")
    }

    @Test func lettersBeyondASCIIAreNamed() {
        var page = Troff()
        page.line("Übung … 👍")
        #expect(page.text == "\\[u00DC]bung \\[u2026] \\[u1F44D]\n")
    }

    @Test func paragraphsStayApartAndIndentedLinesStayLines() {
        var page = Troff()
        page.paragraphs("One.\n\nA file:\n  {\"a\"}\n  {\"b\"}\nThen.\n\nLast.")
        #expect(
            page.text
                == "One.\n.PP\nA file:\n.PP\n.RS \"4\"\n.EX\n{\"a\"}\n{\"b\"}\n.EE\n.RE\n.PP\nThen.\n.PP\nLast.\n")
    }
}

struct TypedLineTests {
    @Test func linesOfBlocksHaveTheirHeading() {
        let page =
            "# A\n```console\n$ anker one\nout\n$ anker two \\\n> more\n> end\n```\n## B\n```text\n$ no\n```\n```console\n$ anker three\n```\n"
        #expect(
            TypedLine.all(in: page) == [
                TypedLine(heading: "A", lines: ["anker one"]), TypedLine(heading: "A", lines: ["anker two \\", "more", "end"]),
                TypedLine(heading: "B", lines: ["anker three"]),
            ])
    }
}
