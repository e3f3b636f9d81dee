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
