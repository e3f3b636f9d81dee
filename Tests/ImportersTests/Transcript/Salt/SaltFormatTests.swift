import Importers
import StudyModel
import Testing

struct SaltFormatTests {
    private func read(_ text: String) throws -> Transcript {
        try ImportersTests.read(SaltFormat(), text, named: "kind.slt")
    }

    @Test func readsSpeakersByTheirInitials() throws {
        let transcript = try read(
            """
            $ Child, Examiner
            + Language: English
            - 0:00
            E What happened?
            = a comment
            - 0:05.5
            C (Um) the kid/s {laughs} ran
            I think home.
            : :03
            C x.
            - 0:10
            - 0:12
            E *they/'re Good.
            ; :02
            - 1:02:03
            """)
        #expect(transcript.format == "slt")
        #expect(
            transcript.script == [
                "0.0– Examiner: What happened?", "5.5– Child: (Um) the kid/s {laughs} ran I think home.", "Child: x.",
                "12.0– Examiner: *they/'re Good.",
            ])
        #expect(transcript.speakers.map(\.role) == [.interviewer, .respondent])
        #expect(transcript.diagnostics.isEmpty)
    }

    @Test func takesInitialsForNamesWhereNoneAreGiven() throws {
        #expect(try read("+ Context: Nar\nE Hi.\nC Hi.\n").names == ["E", "C"])
    }

    @Test func warnsOfATimeThatCannotBeRead() throws {
        #expect(
            try read("$ Child\n- 0:x\nC Hi.\n").diagnostics.map(\.description) == [
                "kind.slt:2: warning: the time on this line cannot be read\n  write it as '- 1:05'; the line below it has no time now"
            ])
    }

    @Test func refusesAFileInWhichNobodySpeaks() throws {
        let refusal = try #require(throws: Refusal.self) { try read("$ Child\n+ Context: Nar\n") }
        #expect(
            refusal.diagnostic.description == """
                kind.slt: error: nothing that anybody says was found in it
                  what a speaker says stands on a line that begins with an initial and a blank, such as 'C '
                """)
    }

    @Test func recognizesItsHeadOrTheExtension() {
        #expect(SaltFormat().recognizes(InputFile(path: "a"), head: Array("\u{FEFF}$ Child\n+ Language: English\n".utf8)))
        #expect(SaltFormat().recognizes(InputFile(path: "a.slt"), head: []))
        #expect(!SaltFormat().recognizes(InputFile(path: "a.txt"), head: Array("$ 5 kostet das.\nGut.\n".utf8)))
    }
}
