package import StudyModel

/// What of a pipeline is to be done again, and why: its steps as they are now, beside what its lock says of the last time.
package struct PipelineReview: Hashable, Sendable {
    /// What lies in the folder now.
    package struct Found: Hashable, Sendable {
        /// By step, then by path: the files that it reads.
        package var inputs: [String: [String: ContentHash]]
        /// By path: the files of the lock that are there.
        package var outputs: [String: ContentHash]
        /// What the study's journal ends with; nil where there is no study.
        package var journal: ContentHash?

        package init(
            inputs: [String: [String: ContentHash]], outputs: [String: ContentHash], journal: ContentHash?
        ) {
            self.inputs = inputs
            self.outputs = outputs
            self.journal = journal
        }
    }

    /// Why a step is to be done again.
    package enum Reason: Hashable, Sendable {
        case notDone
        case otherWords
        case inputNew(String)
        case inputEdited(String)
        case inputGone(String)
        case outputMissing(String)
        case outputEdited(String)
        case studyMissing(String)
        /// Something other than the pipeline changed the study.
        case studyEdited(String)
        /// The study is not the one that it read.
        case otherStudy(String)
        /// A step that it rests on is to be done again.
        case follows(String)
        case otherTime
        case otherCoder(String)
        case otherProgram(String)
    }

    /// By step: why it is to be done again; empty where it is up to date.
    package private(set) var reasons: [String: [Reason]] = [:]
    /// Files of steps that are no longer in the pipeline and lie where those left them, sorted.
    package private(set) var orphans: [String] = []
    /// Steps in the lock that are no longer in the pipeline, in the order of the lock.
    package let gone: [PipelineLock.Step]
    private let lock: PipelineLock?
    private let program: String

    /// - Parameter program: the version that would do it.
    package init(_ pipeline: Pipeline, program: String, found: Found, lock: PipelineLock?) {
        self.lock = lock
        self.program = program
        let names = Set(pipeline.steps.map(\.name))
        gone = lock?.steps.filter { !names.contains($0.name) } ?? []
        reviewBuilding(pipeline, found)
        reviewReading(pipeline, found)
        let written = Set(pipeline.steps.flatMap { lock?[$0.name]?.outputs.keys.map(\.self) ?? [] })
        orphans = gone.flatMap(\.outputs.keys).filter { !written.contains($0) && found.outputs[$0] != nil }.sorted()
    }

    package func isStale(_ step: PipelineStep) -> Bool { reasons[step.name] != [] }

    /// Files of these steps that are not as the pipeline left them, sorted: writing over them would lose what somebody did.
    package func edited(of steps: Set<String>) -> [String] {
        reasons.filter { steps.contains($0.key) }.values.joined().compactMap {
            if case .outputEdited(let path) = $0 { path } else { nil }
        }.sorted()
    }

    /// Whether nothing that the step is made of has changed, so that it must make the same bytes again.
    package func mustBeEqual(_ step: PipelineStep) -> Bool {
        (reasons[step.name] ?? []).allSatisfy {
            switch $0 {
            case .outputMissing, .outputEdited, .studyMissing, .studyEdited: true
            default: false
            }
        }
    }

    private mutating func reviewBuilding(_ pipeline: Pipeline, _ found: Found) {
        var stale: String?
        for (place, step) in pipeline.building.enumerated() {
            var why = own(step, found)
            if place == 0, let lock { why += settings(pipeline, lock, found) }
            if why.isEmpty, let stale { why = [.follows(stale)] }
            if !why.isEmpty, stale == nil { stale = step.name }
            reasons[step.name] = why
        }
    }

    /// What concerns the study as a whole stands at its first step.
    private func settings(_ pipeline: Pipeline, _ lock: PipelineLock, _ found: Found) -> [Reason] {
        var reasons: [Reason] = []
        if let journal = lock.journal, lock.study == pipeline.study {
            if found.journal == nil { reasons.append(.studyMissing(pipeline.study)) }
            if let now = found.journal, now != journal { reasons.append(.studyEdited(pipeline.study)) }
        }
        // As locks were before they named it.
        if lock.content == nil, let program = lock.steps.first?.program { reasons.append(.otherProgram(program)) }
        if lock.time != pipeline.time { reasons.append(.otherTime) }
        if lock.coder != pipeline.coder { reasons.append(.otherCoder(lock.coder)) }
        return reasons
    }

    private mutating func reviewReading(_ pipeline: Pipeline, _ found: Found) {
        let built = pipeline.building.first { reasons[$0.name]?.allSatisfy(\.leavesTheSame) == false }?.name
        let files = pipeline.filesBetween
        // In an order in which what a step reads of others comes before it.
        for step in pipeline.inOrder where !step.command.changesStudy {
            var why = own(step, found)
            if why.isEmpty, let before = built ?? files[step.name]?.first(where: { reasons[$0] != [] }) {
                why = [.follows(before)]
            }
            if why.isEmpty, lock?[step.name]?.study != lock?.content { why = [.otherStudy(pipeline.study)] }
            reasons[step.name] = why
        }
    }

    private func own(_ step: PipelineStep, _ found: Found) -> [Reason] {
        guard let before = lock?[step.name] else { return [.notDone] }
        var reasons: [Reason] = before.words == step.description ? [] : [.otherWords]
        let now = found.inputs[step.name] ?? [:]
        for path in Set(now.keys).union(before.inputs.keys).sorted() {
            switch (now[path], before.inputs[path]) {
            case (let hash?, let old?):
                // Names that look alike can be other bytes, which stand in the study as they are.
                if !now.hasKey(path, as: before.inputs) {
                    reasons.append(.inputNew(path))
                } else if hash != old {
                    reasons.append(.inputEdited(path))
                }
            case (_?, nil): reasons.append(.inputNew(path))
            default: reasons.append(.inputGone(path))
            }
        }
        for path in before.outputs.keys.sorted() {
            guard let hash = found.outputs[path] else {
                reasons.append(.outputMissing(path))
                continue
            }
            if hash != before.outputs[path] { reasons.append(.outputEdited(path)) }
        }
        if before.program != program { reasons.append(.otherProgram(before.program)) }
        return reasons
    }
}

extension [String: ContentHash] {
    /// Whether the key is written with the same bytes in both; it is in both.
    fileprivate func hasKey(_ key: String, as other: Self) -> Bool {
        guard let index = index(forKey: key), let place = other.index(forKey: key) else { return false }
        return self[index].key.utf8.elementsEqual(other[place].key.utf8)
    }
}

extension PipelineReview.Reason {
    /// Whether a study that is built again for this reason, or because of a step with this reason, is the one that was.
    fileprivate var leavesTheSame: Bool {
        switch self {
        // What a step follows has its own reasons.
        case .studyMissing, .studyEdited, .outputMissing, .outputEdited, .follows: true
        default: false
        }
    }
}
