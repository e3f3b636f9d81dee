import StudyModel

extension PipelineRun {
    /// What became of a step.
    struct Report: Sendable {
        var step: PipelineStep
        var outcome: Outcome
        /// What its command said of problems.
        var problems = ""
        /// Why what it made could not be put in its place.
        var refusal: Refusal?
        /// The files that it wrote.
        var files: [String] = []
        /// Those that did not come out as they were, though nothing that they are made of has changed.
        var differing: [String] = []
    }

    enum Outcome: Hashable, Sendable {
        case done, leftOut, failed
        /// A step whose files it reads is not done.
        case waits
    }
}

extension Refusal {
    static func otherWork(in study: String) -> Refusal {
        Refusal(
            at: .init(file: study), "holds work that is not of this pipeline",
            remedy: """
                keep what was coded there with 'anker codings --json', and make it a step ('code:' with 'from:'); with --force the study is built \
                anew, and this one kept beside it
                """)
    }
}
