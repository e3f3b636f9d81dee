/// What a pipeline made of what, by hashes: the same on any machine on which the same was run.
package struct PipelineLock: Hashable, Sendable {
    /// Seconds since 1970.
    package var time: Int
    package var coder: String
    package var study: String
    /// What the study's journal ends with; nil where no study was made yet.
    package var journal: ContentHash?
    /// The hash of all that the study holds; nil where no study was made yet.
    package var content: ContentHash?
    /// In the order of the pipeline.
    package var steps: [Step]

    package struct Step: Hashable, Sendable {
        package var name: String
        /// `PipelineStep.description`.
        package var words: [String]
        /// The version of the program that did it.
        package var program: String
        /// The hash of all that the study held that it read; nil for a step that builds it.
        package var study: ContentHash?
        package var inputs: [String: ContentHash]
        package var outputs: [String: ContentHash]

        package init(
            name: String, words: [String], program: String, study: ContentHash? = nil, inputs: [String: ContentHash] = [:],
            outputs: [String: ContentHash] = [:]
        ) {
            self.name = name
            self.words = words
            self.program = program
            self.study = study
            self.inputs = inputs
            self.outputs = outputs
        }
    }

    package init(
        time: Int, coder: String, study: String, journal: ContentHash? = nil, content: ContentHash? = nil, steps: [Step] = []
    ) {
        self.time = time
        self.coder = coder
        self.study = study
        self.journal = journal
        self.content = content
        self.steps = steps
    }

    /// What the lock of a pipeline's file is called, which lies beside it.
    package static func name(beside pipeline: String) -> String {
        pipeline == "pipeline.yaml" ? "anker.lock" : pipeline + ".lock"
    }

    package subscript(name: String) -> Step? { steps.first { $0.name == name } }
}
