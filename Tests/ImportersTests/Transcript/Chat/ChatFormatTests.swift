import Importers
import StudyModel
import Testing

struct ChatFormatTests {
    private func read(_ text: String) throws -> Transcript {
        try ImportersTests.read(ChatFormat(), text, named: "dorf.cha")
    }

    private let head = """
        @UTF8
        @Begin
        @Languages:\tdeu, eng
        @Participants:\tINV Ida Investigator, SUB Herr_Barth Subject,
        \tBEA Bea
        @ID:\tdeu|dorf|INV|||||Investigator|||
        @ID:\tdeu|dorf|BEA|||||Participant|||

        """

    @Test func aLineThatBeginsWithAColonIsNoLabel() throws {
        let folder = try TemporaryFolder()
        let file = try folder.file("a.cha", "@UTF8\n:@Begin\n@Participants:\tINV Inge Investigator\n*INV:\tGuten Tag .\n@End\n")
        #expect(try ChatFormat().read(file, options: ImportOptions()).text == "Guten Tag .")
    }

    @Test func readsMainLinesWithTheirBullets() throws {
        let transcript = try read(
            head
                + "*INV:\twie kam es <dazu> [?] \u{15}100_2000\u{15}\n%mor:\tx \u{15}7_8\u{15}\n\tmehr\n"
                + "*SUB:\tder alte [=! lacht] \u{15}2000_3000\u{15}\n\tzu . \u{15}3100_4500\u{15}\n"
                + "*SUB:\teben (.) xxx .\n*BEA:\t&-äh ja . \u{15}%snd:\"dorf_1\"_5000_6000\u{15}\n@End\n")
        #expect(transcript.format == "cha")
        #expect(transcript.text == "wie kam es <dazu> [?]\nder alte [=! lacht] zu .\neben (.) xxx .\n&-äh ja .")
        #expect(
            transcript.script == [
                "0.1–2.0 INV: wie kam es <dazu> [?]", "2.0–4.5 SUB: der alte [=! lacht] zu .", "SUB: eben (.) xxx .",
                "5.0–6.0 BEA: &-äh ja .",
            ])
        #expect(transcript.speakers.map(\.role) == [.interviewer, .respondent, .respondent])
        #expect(transcript.language == "deu")
        #expect(transcript.diagnostics.map(\.description) == ["dorf.cha: note: the lines %mor were left out"])
    }

    @Test func readsBulletsAsProgramsShowThem() throws {
        #expect(try read("@Begin\n*A:\tja • nein . •10_20•\n@End\n").script == ["0.01–0.02 A: ja • nein ."])
    }

    @Test func warnsOfABulletThatCannotBeReadAndOfAnOddLine() throws {
        let transcript = try read("@Begin\n*A:\tja \u{15}10_x\u{15} .\nund so\n@End\n")
        #expect(transcript.script == ["A: ja \u{FFFD}10_x\u{FFFD} . und so"])
        #expect(
            transcript.diagnostics.map(\.description) == [
                """
                dorf.cha:3: warning: this line begins with none of '@', '*', '%' and a tab; it was joined to the one above
                  begin it with a tab where it goes on with the line above
                """,
                """
                dorf.cha:2: warning: a time of this line cannot be read
                  write it as start_end in milliseconds between two U+0015
                """,
            ])
    }

    @Test func warnsWhereTheEndIsMissing() throws {
        #expect(
            try read("@Begin\n*A:\tja .\n").diagnostics.map(\.description) == [
                "dorf.cha: warning: the line '@End' is missing\n  see whether the file is whole"
            ])
    }

    @Test func refusesAFileInWhichNobodySpeaks() throws {
        let refusal = try #require(throws: Refusal.self) { try read("@Begin\n@End\n") }
        #expect(
            refusal.diagnostic.description == """
                dorf.cha: error: nothing that anybody says was found in it
                  what a speaker says stands on a line such as '*CHI:', with a tab behind the colon
                """)
    }

    @Test func readsShortLinesThatAreFullOfBullets() throws {
        let lines = (0..<60).map { "*A:\tja .\u{15}\($0)_\($0 + 1)\u{15}\n" }.joined()
        #expect(try read("@Begin\n" + lines + "@End\n").cues.count == 60)
    }

    @Test func recognizesItsFirstLinesOrTheExtension() {
        #expect(ChatFormat().recognizes(InputFile(path: "a.txt"), head: Array("\u{FEFF}@UTF8\n@Begin\n".utf8)))
        #expect(ChatFormat().recognizes(InputFile(path: "a"), head: Array("@Font:\tx\n@Begin\n".utf8)))
        #expect(ChatFormat().recognizes(InputFile(path: "a.cha"), head: []))
        #expect(!ChatFormat().recognizes(InputFile(path: "a.txt"), head: Array("@Beginner\n".utf8)))
    }
}
