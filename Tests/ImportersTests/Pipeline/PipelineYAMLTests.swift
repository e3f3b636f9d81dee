import Importers
import StudyModel
import Testing

struct PipelineYAMLTests {
    private static let commands = [
        PipelineCommand(["init"], changesStudy: true, values: [.init("file")], options: [.init("codebook", role: .input)]),
        PipelineCommand(
            ["import"], changesStudy: true, values: [.init("file", isRepeating: true, role: .input)],
            options: [.init("map", role: .input), .init("skip", isFlag: true)]),
        PipelineCommand(["check"], changesStudy: false, isCheck: true),
        PipelineCommand(
            ["table", "frequencies"], changesStudy: false,
            options: [.init("format", values: ["csv", "md"]), .init("codes", isRepeating: true)]),
        PipelineCommand(["export", "csv"], changesStudy: false, values: [.init("folder", role: .outputFolder)]),
        PipelineCommand(["inspect"], changesStudy: false, values: [.init("file", isRepeating: true, role: .input)]),
        PipelineCommand(["code"], changesStudy: true, values: [.init("source")], options: [.init("quote"), .init("code")]),
    ]

    private func read(_ text: String) throws -> (pipeline: Pipeline?, problems: [String]) {
        var diagnostics: [Diagnostic] = []
        let commands = Self.commands
        let pipeline = try Pipeline(
            yaml: text, file: "p.yaml", names: Set(commands.map(\.name)),
            command: { name in commands.first { $0.name == name } },
            diagnostics: &diagnostics)
        return (pipeline, diagnostics.map { "\($0)" })
    }

    private func problems(_ steps: String) throws -> [String] {
        let (pipeline, problems) = try read("study: s.anker\ndate: 2026-01-31\ncoder: AB\nsteps:\n" + steps)
        #expect((pipeline == nil) == !problems.isEmpty)
        return problems
    }

    @Test func aStepIsACommandWithItsOptionsAsKeys() throws {
        let pipeline = try #require(
            try read(
                """
                study: out/s.anker
                date: 2026-01-31T06:07:08Z
                coder: AB
                steps:
                  - import: [a.txt, "b/*.txt"]
                    map: m.yaml
                    skip: true
                  - table frequencies:
                    format: csv
                    codes: [K, -L]
                    output: t/f.csv
                  - check:
                  - name: all
                    export csv: csv
                    may-leave-out: true
                """
            ).pipeline)
        // date -u -d 2026-01-31T06:07:08Z +%s
        #expect(pipeline.time == 1_769_839_628)
        #expect(pipeline.steps.map(\.name) == ["init", "import", "f.csv", "check", "all"])
        #expect(pipeline.steps.map(\.mayLeaveOut) == [false, false, false, false, true])
        #expect(
            pipeline.steps.map { $0.words() } == [
                ["init", "--", "out/s.anker"], ["import", "--map=m.yaml", "--skip", "--", "a.txt", "b/*.txt"],
                ["table", "frequencies", "--format=csv", "--codes=K", "--codes=-L"], ["check"], ["export", "csv", "--", "csv"],
            ])
        #expect(pipeline.steps.map { $0.inputs.sorted() } == [[], ["a.txt", "b/*.txt", "m.yaml"], [], [], []])
        #expect(pipeline.steps.map(\.outputs) == [[], [], ["t/f.csv"], [], ["csv"]])
        #expect(pipeline.steps[2].printsTo == "t/f.csv")
        #expect(pipeline.building.map(\.name) == ["init", "import"])
    }

    @Test func aDayBeginsAtMidnightUTC() throws {
        let pipeline = try read("study: s.anker\ndate: 2025-12-01\ncoder: AB\nsteps: []").pipeline
        #expect(pipeline?.time == 1_764_547_200)
    }

    @Test(arguments: [
        "2025-02-29", "2025-12-01T24:00:00Z", "2025-12-01 10:00:00Z", "2025-12-01T10:00:00", "1.12.2025", "2025-12",
    ])
    func whatIsNoDateIsRefused(date: String) throws {
        let (pipeline, problems) = try read("study: s.anker\ndate: '\(date)'\ncoder: AB\nsteps: []")
        #expect(pipeline == nil)
        #expect(problems.count == 1 && problems[0].hasPrefix("p.yaml:2:7: error: '\(date)' is no date"))
    }

    @Test func whatIsMissingIsToldWithItsRemedy() throws {
        let (pipeline, problems) = try read("study: s.anker")
        #expect(pipeline == nil)
        #expect(
            problems.map { $0.prefix { $0 != "\n" } } == [
                "p.yaml:1:1: error: the pipeline has no 'date'", "p.yaml:1:1: error: the pipeline has no 'coder'",
                "p.yaml:1:1: error: the pipeline has no 'steps'",
            ])
    }

    @Test(arguments: [
        ("  - imprt: a.txt", "p.yaml:5:5: error: 'imprt' is no command of a pipeline\n  did you mean 'import'?"),
        ("  - table: a", "p.yaml:5:5: error: 'table' is no command of a pipeline\n  there are: 'table frequencies'"),
        (
            "  - import: a.txt\n    mapp: m.yaml",
            "p.yaml:6:5: error: 'import' has no option 'mapp'\n  did you mean 'map'?"
        ),
        (
            "  - import: /a.txt",
            "p.yaml:5:13: error: '/a.txt' is no path from this folder\n  write a path that begins at the folder of this file"
        ),
        (
            "  - table frequencies:\n    format: pdf\n    output: a",
            "p.yaml:6:13: error: 'pdf' is no format\n  there are: 'csv', 'md'"
        ),
        (
            "  - table frequencies:",
            "p.yaml:5:5: error: what 'table frequencies' says is kept nowhere\n  add 'output: FILE'"
        ),
        (
            "  - export csv: a\n  - import: a.txt",
            "p.yaml:6:5: error: 'import' changes the study behind 'a', which reads it\n  put what changes the study before what reads it"
        ),
        (
            "  - import: a.txt\n  - init:", "p.yaml:6:5: error: 'init' is not the first step\n  make it the first step"
        ),
        (
            "  - export csv: a\n  - name: b\n    export csv: a",
            "p.yaml:7:5: error: 'a' is written by 'a' too (line 5)\n  give one of them another place"
        ),
        (
            "  - name: a\n    export csv: b\n  - name: a\n    export csv: c",
            "p.yaml:7:11: error: two steps are called 'a'\n  give this step a name of its own"
        ),
        (
            "  - import: a.txt\n    skip: perhaps",
            "p.yaml:6:11: error: 'skip' is neither true nor false\n  write 'true' or 'false'"
        ),
        ("  - import: a.txt\n    map:", "p.yaml:6:5: error: 'map' has no value\n  write it behind 'map:'"),
        (
            "  - export csv: [a, b]",
            "p.yaml:5:21: error: 'export csv' takes no more than 1 behind it\n  options stand as keys below it"
        ),
        ("  - name: a", "p.yaml:5:5: error: the step has no command\n  write '- import: FILE' or another command"),
        (
            "  - import: a.txt\n    check:",
            "p.yaml:6:5: error: 'import' has no option 'check'\n  begin another step with '- check:'"
        ),
    ])
    func aFaultIsToldWithItsLineAndColumn(steps: String, problem: String) throws {
        #expect(try problems(steps) == [problem])
    }

    @Test func aPathIsTheSameHoweverItIsWritten() throws {
        let steps = "  - import: ./a//b/../c.txt\n  - export csv: ../out/"
        let pipeline = try read("study: ./s.anker\ndate: 2026-01-31\ncoder: AB\nsteps:\n" + steps).pipeline
        #expect(pipeline?.study == "s.anker")
        #expect(pipeline?.steps.map(\.inputs) == [[], ["a/c.txt"], []])
        #expect(pipeline?.steps.map(\.outputs) == [[], [], ["../out"]])
    }

    /// Else a run would write over what it is made of, or make a study of what came out of it.
    @Test(arguments: [
        ("./s.anker", "'s.anker' is the study, the pipeline or its lock"),
        ("x/../p.yaml", "'p.yaml' is the study, the pipeline or its lock"),
        ("p.yaml.lock", "'p.yaml.lock' is the study, the pipeline or its lock"),
        ("..", "'..' cannot be written"), (".", "'.' cannot be written"),
        ("t/.f.csv", "'t/.f.csv' has a part that begins with a point"),
        (".anker-run/x.csv", "'.anker-run/x.csv' has a part that begins with a point"),
    ])
    func anOutputHasAPlaceOfItsOwn(output: String, problem: String) throws {
        #expect(try problems("  - export csv: \(output)").map(Self.message) == [problem])
    }

    @Test(arguments: [
        ("a.txt", "./a.txt", "'a.txt' comes out of 'x'"), ("b", "b/c.csv", "'b/c.csv' comes out of 'x', and is among 'b'"),
        ("b/*.csv", "b/c.csv", "'b/c.csv' comes out of 'x', and is among 'b/*.csv'"),
        (".", "c.csv", "'c.csv' comes out of 'x', and is among '.'"),
        ("b/c.csv", "b", "'b' comes out of 'x', and is among 'b/c.csv'"),
    ])
    func noStudyIsMadeOfWhatComesOutOfIt(input: String, output: String, problem: String) throws {
        #expect(try problems("  - import: \(input)\n  - name: x\n    export csv: \(output)").map(Self.message) == [problem])
    }

    @Test(arguments: [("b/*.csv", "b/c.txt"), (".", "../c.csv"), ("b", "bb"), ("*", ".hidden/../../c")])
    func whatOnlyLooksAlikeIsNoFault(input: String, output: String) throws {
        #expect(try problems("  - import: '\(input)'\n  - export csv: \(output)") == [])
    }

    @Test func noTwoStepsWriteIntoOneFolder() throws {
        let steps = "  - name: x\n    export csv: d\n  - table frequencies:\n    output: d/codings.csv"
        #expect(try problems(steps).map(Self.message) == ["'d/codings.csv' is written by 'x' too (line 6)"])
        let turned = "  - table frequencies:\n    output: d/codings.csv\n  - export csv: d"
        #expect(try problems(turned).map(Self.message) == ["'d' is written by 'codings.csv' too (line 5)"])
    }

    @Test func stepsThatWaitForOneAnotherAreRefused() throws {
        let step = { (input: String, output: String) in "  - inspect: \(input)\n    output: \(output)\n" }
        #expect(
            try problems(step("x", "y") + step("y", "x")).map(Self.message)
                == ["'y' waits for a file of 'x', which waits for one of 'y' by itself or by others"])
        // What only waits for them, or they for it, is not of the ring.
        let steps = step("z", "after") + step("a.txt", "before") + step("[before, c]", "a") + step("a", "b") + step("b", "c")
        #expect(
            try problems(steps + step("c", "end")).map(Self.message)
                == ["'a' waits for a file of 'c', which waits for one of 'a' by itself or by others"])
        #expect(try problems(step("x", "y") + step("y", "z")) == [])
    }

    @Test func anOptionThatIsCalledLikeItsCommandHasItsDashes() throws {
        let head = "study: s.anker\ndate: 2026-01-31\ncoder: AB\nsteps:\n"
        let step = try #require(try read(head + "  - code: i-01\n    quote: Haus\n    --code: Geld").pipeline?.steps.last)
        #expect(step.arguments.contains { $0.option == "code" && $0.value == "Geld" })
        #expect(try problems("  - import: a.txt\n    --case: b") != [])
    }

    /// Without its place and what to do.
    private static func message(_ problem: String) -> String {
        String(problem.prefix { $0 != "\n" }.split(separator: " ", maxSplits: 2)[2])
    }

    @Test func aLockIsReadAsItIsWritten() throws {
        // Written by hand, so that the form stays what other programs may rely on.
        let text = """
            {
              "lock": 1, "coder": "AB", "study": "s.anker", "time": 12, "later": [{}],
              "journal": "\(String(repeating: "0f", count: 32))", "content": "\(String(repeating: "1e", count: 32))",
              "steps": [{"name": "Ä", "words": ["import", "--", "a.txt"], "anker": "0.1.0", "inputs": {"a.txt": "\(String(repeating: "ab", count: 32))"}, "outputs": {}}]
            }
            """
        let folder = try TemporaryFolder()
        let lock = try PipelineLock(json: try folder.file("anker.lock", text))
        let entry = PipelineLock.Step(
            name: "Ä", words: ["import", "--", "a.txt"], program: "0.1.0",
            inputs: ["a.txt": try #require(ContentHash(bytes: [UInt8](repeating: 0xAB, count: 32)))])
        #expect(
            lock
                == PipelineLock(
                    time: 12, coder: "AB", study: "s.anker", journal: ContentHash(bytes: [UInt8](repeating: 0x0F, count: 32)),
                    content: ContentHash(bytes: [UInt8](repeating: 0x1E, count: 32)), steps: [entry]))
    }
}
