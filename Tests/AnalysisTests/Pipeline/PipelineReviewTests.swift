import Analysis
import StudyModel
import Testing

/// What of a pipeline is to be done again: an import, codings, a table of the study, and a picture made of the table's file.
struct PipelineReviewTests {
    private static func hash(_ text: String) -> ContentHash { ContentHash(of: Array(text.utf8)) }

    private static func step(_ name: String, changes: Bool = false, reads: String? = nil, writes: String? = nil) -> PipelineStep
    {
        let arguments = [
            reads.map { PipelineStep.Argument(value: $0, role: .input) },
            writes.map { PipelineStep.Argument(option: "output", value: $0, role: .output) },
        ].compactMap(\.self)
        return PipelineStep(
            name: name, command: PipelineCommand([name], changesStudy: changes), arguments: arguments,
            place: .init(file: "pipeline.yaml"))
    }

    private let pipeline = Pipeline(
        study: "s.anker", time: 1, coder: "AB",
        steps: [
            step("import", changes: true, reads: "a.txt"), step("code", changes: true, reads: "codings.jsonl"),
            step("picture", reads: "t.csv", writes: "p.svg"), step("table", writes: "t.csv"),
        ])
    private let found = PipelineReview.Found(
        inputs: ["import": ["a.txt": hash("a")], "code": ["codings.jsonl": hash("c")], "picture": ["t.csv": hash("t")]],
        outputs: ["t.csv": hash("t"), "p.svg": hash("p")], journal: hash("j"))

    private var lock: PipelineLock {
        PipelineLock(
            time: 1, coder: "AB", study: "s.anker", journal: Self.hash("j"), content: Self.hash("c"),
            steps: pipeline.steps.map { step in
                PipelineLock.Step(
                    name: step.name, words: step.description, program: "1",
                    study: step.command.changesStudy ? nil : Self.hash("c"),
                    inputs: found.inputs[step.name] ?? [:],
                    outputs: Dictionary(uniqueKeysWithValues: step.outputs.map { ($0, found.outputs[$0] ?? Self.hash("")) }))
            })
    }

    private func reasons(
        _ pipeline: Pipeline? = nil, program: String = "1", of found: PipelineReview.Found? = nil, lock: PipelineLock?
    ) -> [String: [PipelineReview.Reason]] {
        let review = PipelineReview(pipeline ?? self.pipeline, program: program, found: found ?? self.found, lock: lock)
        return review.reasons.filter { !$0.value.isEmpty }
    }

    @Test func nothingIsToBeDoneWhereAllIsAsTheLockSays() { #expect(reasons(lock: lock) == [:]) }

    @Test func withoutALockEveryStepIsToBeDone() {
        #expect(
            reasons(lock: nil).mapValues { $0 == [.notDone] } == ["import": true, "code": true, "table": true, "picture": true])
    }

    @Test func aChangedInputLeavesTheStepsBeforeItAlone() {
        var found = found
        found.inputs["code"] = ["codings.jsonl": Self.hash("C"), "more.jsonl": Self.hash("m")]
        #expect(
            reasons(of: found, lock: lock) == [
                "code": [.inputEdited("codings.jsonl"), .inputNew("more.jsonl")], "table": [.follows("code")],
                "picture": [.follows("code")],
            ])
    }

    @Test func aStepFollowsTheOneWhoseFileItReads() {
        var pipeline = pipeline
        pipeline.steps[3].arguments.append(.init(option: "top", value: "3"))
        #expect(reasons(pipeline, lock: lock) == ["table": [.otherWords], "picture": [.follows("table")]])
        #expect(pipeline.inOrder.map(\.name) == ["import", "code", "table", "picture"])
    }

    @Test func whatIsGoneOrEditedIsTold() {
        var found = found
        found.outputs = ["t.csv": Self.hash("T")]
        found.inputs["picture"] = ["t.csv": Self.hash("T")]
        let review = PipelineReview(pipeline, program: "1", found: found, lock: lock)
        #expect(review.reasons["table"] == [.outputEdited("t.csv")])
        #expect(review.reasons["picture"] == [.inputEdited("t.csv"), .outputMissing("p.svg")])
        #expect(review.edited(of: Set(pipeline.steps.map(\.name))) == ["t.csv"])
        #expect(review.mustBeEqual(pipeline.steps[3]) && !review.mustBeEqual(pipeline.steps[2]))
    }

    @Test func aStudyThatIsGoneIsBuiltAgainAndWhatCameOutOfItStays() {
        var found = found
        found.journal = nil
        #expect(reasons(of: found, lock: lock) == ["import": [.studyMissing("s.anker")], "code": [.follows("import")]])
        found.journal = Self.hash("other")
        #expect(reasons(of: found, lock: lock) == ["import": [.studyEdited("s.anker")], "code": [.follows("import")]])
    }

    @Test func whatWasMadeOfAnotherStudyIsMadeAgain() {
        var lock = lock
        lock.steps[3].study = Self.hash("before")
        #expect(reasons(lock: lock) == ["table": [.otherStudy("s.anker")], "picture": [.follows("table")]])
    }

    @Test func aLockThatDoesNotSayWhatTheStudyHeldMakesAllOfItAgain() {
        var lock = lock
        lock.content = nil
        for place in lock.steps.indices { lock.steps[place].study = nil }
        #expect(reasons(lock: lock).count == 4)
        #expect(reasons(lock: lock)["import"] == [.otherProgram("1")])
    }

    @Test func aNameThatOnlyLooksTheSameIsAnother() {
        var found = found
        found.inputs["import"] = ["u\u{308}.txt": Self.hash("a")]
        var lock = lock
        lock.steps[0].inputs = ["\u{FC}.txt": Self.hash("a")]
        #expect(reasons(of: found, lock: lock)["import"] == [.inputNew("u\u{308}.txt")])
        lock.steps[0].inputs = ["u\u{308}.txt": Self.hash("a")]
        #expect(reasons(of: found, lock: lock) == [:])
    }

    @Test func anotherProgramDateOrCoderMakesAllOfItAgain() {
        #expect(reasons(program: "2", lock: lock).values.allSatisfy { $0 == [.otherProgram("1")] })
        #expect(reasons(program: "2", lock: lock).count == 4)
        var pipeline = pipeline
        pipeline.coder = "CD"
        pipeline.time = 2
        #expect(reasons(pipeline, lock: lock)["import"] == [.otherTime, .otherCoder("AB")])
        #expect(reasons(pipeline, lock: lock).count == 4)
    }

    @Test func filesOfStepsThatAreGoneAreNamed() {
        var pipeline = pipeline
        pipeline.steps.removeAll { $0.name == "picture" }
        let review = PipelineReview(pipeline, program: "1", found: found, lock: lock)
        #expect(review.orphans == ["p.svg"] && review.gone.map(\.name) == ["picture"])
        let whole = PipelineReview(self.pipeline, program: "1", found: found, lock: lock)
        #expect(whole.orphans == [] && whole.gone == [])
    }

    @Test func aStepNeedsTheStudyAndThoseWhoseFilesItReads() {
        #expect(pipeline.needed(for: ["picture"]) == ["import", "code", "table", "picture"])
        #expect(pipeline.needed(for: ["table"]) == ["import", "code", "table"])
    }
}
