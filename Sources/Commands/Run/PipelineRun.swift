import Analysis
import Exporters
import FileFormats
import Foundation
import Importers
import StudyModel
import StudyStore

/// Does what of a pipeline is to be done: builds the study beside its place and moves it there, then makes what comes out of it.
///
/// The lock is written again after each part, so that a run that is killed goes on where it was.
final class PipelineRun: @unchecked Sendable {
    private let folder: PipelineFolder
    private let pipeline: Pipeline
    private let review: PipelineReview
    private let found: PipelineReview.Found
    private let chosen: Set<String>
    private let before: PipelineLock?
    private let isForced: Bool
    private let report: (Report) throws -> Void
    private let command: StepCommand
    // Steps end one at a time, and only then are these touched.
    /// Files that a step wrote the last time and did not now.
    private var dropped: [String] = []
    private(set) var lock: PipelineLock
    private var placed: PlacedFiles
    /// Steps that have ended and wait for one before them to be told, and those that are yet to be told.
    private var ended: [String: Report] = [:]
    private var untold: [String] = []
    /// False where a step that builds the study failed, and nothing was done.
    private(set) var studyIsBuilt = true

    /// - Parameters:
    ///   - chosen: the names of the steps that may be done.
    ///   - report: is told each step as it ends.
    init(
        _ folder: PipelineFolder, _ pipeline: Pipeline, _ review: PipelineReview, _ found: PipelineReview.Found,
        lock: PipelineLock?, chosen: Set<String>, isForced: Bool, report: @escaping (Report) throws -> Void
    ) throws {
        self.folder = folder
        self.pipeline = pipeline
        self.review = review
        self.found = found
        self.chosen = chosen
        self.isForced = isForced
        self.report = report
        command = StepCommand(folder: folder, pipeline: pipeline)
        before = lock
        self.lock = lock ?? PipelineLock(time: pipeline.time, coder: pipeline.coder, study: pipeline.study)
        placed = try PlacedFiles(folder, lock: lock)
    }

    /// Does it; each step is reported.
    ///
    /// - Throws: `Refusal`, or `CancellationError` where somebody asked to stop.
    func run() throws {
        try checkOwn()
        let due = pipeline.building.firstIndex { chosen.contains($0.name) && (isForced || review.isStale($0)) }
        if let due { try build(from: isForced ? 0 : due) }
        guard studyIsBuilt else { return }
        try read()
        let names = Set(pipeline.steps.map(\.name))
        lock.steps.removeAll { !names.contains($0.name) }
        try writeLock()
    }

    /// - Throws: `Refusal` where somebody's work would be written over.
    private func checkOwn() throws {
        guard !isForced else { return }
        let edited = review.edited(of: chosen).first { path in !(found.outputs[path].map { placed.isOwn(path, $0) } ?? true) }
        if let edited {
            throw Refusal(
                at: .init(file: edited), "was changed by something other than this pipeline",
                remedy: "move it away and run again, or write over it with --force")
        }
        guard before != nil, let journal = found.journal, !placed.isOwn(pipeline.study, journal),
            pipeline.building.contains(where: { chosen.contains($0.name) && review.isStale($0) })
        else { return }
        throw Refusal.otherWork(in: pipeline.study)
    }

    // MARK: The study

    private func build(from due: Int) throws {
        let name = String(pipeline.study.split(separator: "/").last ?? "study.anker")
        var states = StudyStates(folder, pipeline, found.inputs)
        // A process that a killed run left behind may still write to the folder of that run.
        let space = "\(PipelineFolder.working)/work-\(getpid())"
        let work = "\(space)/\(name)"
        try OutputFile.makeFolder(folder.place(space))
        let first = try states.resume(at: folder.place(work), before: due)
        if first == 0 { StudyStates.remove(folder.place(work)) }
        defer { try? FileManager.default.removeItem(atPath: folder.place(space)) }
        for (place, step) in pipeline.building.enumerated().dropFirst(first) {
            let outcome = try command.run(step, study: work, number: place) { argument in
                step.command.words == ["init"] && argument.option == nil ? .init(value: work) : argument
            }
            let became = step.outcome(outcome.status)
            try report(Report(step: step, outcome: became, problems: outcome.problems))
            guard became == .done else {
                studyIsBuilt = false
                return
            }
            // Of a study in two files only one would be moved.
            guard !FileManager.default.fileExists(atPath: folder.place(work) + "-wal") else {
                throw Refusal(
                    at: .init(file: pipeline.study), "there is no room for it on the disk",
                    remedy: "make room and run the pipeline again")
            }
            // What came in or went away meanwhile counts too.
            guard folder.hashes(folder.inputs(of: step, pipeline)) == found.inputs[step.name] ?? [:] else {
                throw Refusal(at: step.place, .editedMeanwhile(step.name), remedy: "run it again")
            }
            if place + 1 < pipeline.building.count { try states.keep(folder.place(work), after: place) }
        }
        states.thin()
        try place(work)
    }

    /// Moves the study that was built to its place.
    private func place(_ work: String) throws {
        guard let journal = try folder.journal(of: work), let content = try folder.content(of: work) else {
            throw Refusal(at: .init(file: work), "is gone", remedy: "run the pipeline again")
        }
        let place = folder.place(pipeline.study)
        try OutputFile.makeFolder(URL(fileURLWithPath: place).deletingLastPathComponent().path)
        try placed.note(pipeline.study, journal)
        // Looked at again, since somebody may have coded in it meanwhile.
        if FileManager.default.fileExists(atPath: place) {
            let there = isForced ? (try? folder.journal(of: pipeline.study)) ?? nil : try folder.journal(of: pipeline.study)
            if there != journal, there.map({ !placed.isOwn(pipeline.study, $0) }) ?? true {
                // Only now it is known, without a lock, that it is not the same.
                guard isForced || before != nil else { throw Refusal.otherWork(in: pipeline.study) }
                try keep(place)
            }
        }
        // A journal file of the one before is not one of the new one; at rest there is none.
        for suffix in ["-wal", "-shm", "-journal"] { unlink(place + suffix) }
        try OutputFile.move(folder.place(work), to: place, shownAs: pipeline.study)
        let steps = pipeline.building.map { step in
            PipelineLock.Step(
                name: step.name, words: step.description, program: AnkerCommand.programVersion,
                inputs: found.inputs[step.name] ?? [:])
        }
        let built = Set(steps.map(\.name))
        lock = PipelineLock(
            time: pipeline.time, coder: pipeline.coder, study: pipeline.study, journal: journal, content: content,
            steps: steps + lock.steps.filter { !built.contains($0.name) })
        try writeLock()
    }

    /// Keeps a study that holds somebody's work, under a name that nothing has yet.
    private func keep(_ place: String) throws {
        let name = "\(place).before-run-\(CurrentTime.stamp.prefix(10))"
        let free = (1...).lazy.map { $0 == 1 ? name : "\(name)-\($0)" }.first { !FileManager.default.fileExists(atPath: $0) }
        guard let free, rename(place, free) == 0 else {
            throw Refusal(at: .init(file: pipeline.study), .system(errno), remedy: "check its folder and its permissions")
        }
        Output.report(
            .note(
                at: .init(file: pipeline.study), "is built anew",
                remedy: "as it was it is kept as '\(URL(fileURLWithPath: free).lastPathComponent)'"))
    }

    // MARK: What comes out

    private struct Made: Sendable {
        var outcome: StepProcess.Outcome
        var staged: StagedFiles
        var inputs: [String: ContentHash]
        var files: [(staged: String, path: String, hash: ContentHash)]
        /// Whether the study was still the one of the lock when the step had read it.
        var isOfLock: Bool
    }

    private func read() throws {
        let files = pipeline.filesBetween
        var redone: Set<String> = []
        let due = pipeline.inOrder.filter { step in
            guard !step.command.changesStudy, chosen.contains(step.name) else { return false }
            // A study that came out as it was leaves what was made of it as it is.
            let own = (review.reasons[step.name] ?? []).contains { if case .follows = $0 { false } else { true } }
            let isDue =
                isForced || own || lock[step.name]?.study != lock.content
                || files[step.name]?.contains(where: redone.contains) == true
            if isDue { redone.insert(step.name) }
            return isDue
        }
        untold = due.map(\.name)
        let numbers = Dictionary(uniqueKeysWithValues: zip(due.map(\.name), due.indices))
        let journal = lock.journal
        try StepQueue<Made>(due, files: files).run { step in
            try self.make(step, number: numbers[step.name] ?? 0, journal: journal)
        } finish: { step, made in
            try self.finish(step, made)
        } skip: { step in
            try self.tell(Report(step: step, outcome: .waits))
        }
        // Another step may write, or read, what was one's before.
        let needed = Set(lock.steps.flatMap(\.outputs.keys)).union(found.inputs.values.flatMap(\.keys))
        for path in dropped where !needed.contains(path) { placed.remove(path) }
    }

    /// - Parameter journal: what that of the study ends with, as it is to be read.
    private func make(_ step: PipelineStep, number: Int, journal: ContentHash?) throws -> Made {
        let staged = try StagedFiles(folder, step, number: number)
        let inputs = folder.hashes(step.inputs.flatMap(folder.files))
        let outcome = try command.run(
            step, study: pipeline.study, number: number, output: step.printsTo.map(staged.printed), shown: staged.argument)
        let isOfLock = try folder.journal(of: pipeline.study) == journal
        let files = step.outcome(outcome.status) == .done ? staged.written() : []
        let hashes = folder.hashes(files.map(\.staged))
        return Made(
            outcome: outcome, staged: staged, inputs: inputs,
            files: files.compactMap { file in hashes[file.staged].map { (file.staged, file.path, $0) } }, isOfLock: isOfLock)
    }

    /// Puts what a step made in its place.
    private func finish(_ step: PipelineStep, _ made: Made) throws -> Bool {
        defer { made.staged.remove() }
        let became = step.outcome(made.outcome.status)
        var report = Report(step: step, outcome: became, problems: made.outcome.problems)
        guard became == .done else {
            try tell(report)
            return false
        }
        let outputs = Dictionary(uniqueKeysWithValues: made.files.map { ($0.path, $0.hash) })
        let old = before?[step.name]
        do {
            guard made.isOfLock else {
                throw Refusal(
                    at: .init(file: pipeline.study), .codedMeanwhile(step.name), remedy: "run the pipeline again")
            }
            guard !made.files.isEmpty || step.outputs.isEmpty else {
                throw Refusal(at: step.place, .nothingWritten(step.name), remedy: "report this")
            }
            for file in made.files { try placed.place(file.staged, as: file.path, file.hash, isForced: isForced) }
        } catch let refusal as Refusal {
            report.outcome = .failed
            report.refusal = refusal
            try tell(report)
            return false
        }
        dropped += (old?.outputs ?? [:]).keys.filter { outputs[$0] == nil }
        if let old, old.study == lock.content, review.mustBeEqual(step), old.inputs == made.inputs {
            report.differing = outputs.filter { old.outputs[$0.key] != $0.value }.keys.sorted()
        }
        report.files = outputs.keys.sorted()
        lock.steps.removeAll { $0.name == step.name }
        lock.steps.append(
            PipelineLock.Step(
                name: step.name, words: step.description, program: AnkerCommand.programVersion, study: lock.content,
                inputs: made.inputs, outputs: outputs))
        try writeLock()
        try tell(report)
        return true
    }

    /// Reports steps in the order of the pipeline, whichever ended first.
    private func tell(_ report: Report) throws {
        ended[report.step.name] = report
        while let name = untold.first, let report = ended.removeValue(forKey: name) {
            untold.removeFirst()
            try self.report(report)
        }
    }

    private func writeLock() throws {
        var sorted = lock
        let places = Dictionary(uniqueKeysWithValues: zip(pipeline.steps.map(\.name), pipeline.steps.indices))
        sorted.steps.sort { (places[$0.name] ?? .max, $0.name) < (places[$1.name] ?? .max, $1.name) }
        // A run that is killed here leaves nothing beside the lock.
        let draft = folder.place("\(PipelineFolder.working)/\(folder.lockName)")
        try OutputFile.makeFolder(folder.place(PipelineFolder.working))
        try OutputFile.write(draft, bytes: Array(PipelineLockWriter.write(sorted).utf8))
        try OutputFile.move(draft, to: folder.place(folder.lockName), shownAs: folder.lockName)
    }
}

extension PipelineStep {
    fileprivate func outcome(_ status: Int32) -> PipelineRun.Outcome {
        switch status {
        case 0: .done
        case 1: mayLeaveOut ? .done : .leftOut
        default: .failed
        }
    }
}

extension Diagnostic.Message {
    fileprivate static func editedMeanwhile(_ step: String) -> Self { "a file of '\(step)' changed while it was read" }
    fileprivate static func codedMeanwhile(_ step: String) -> Self { "was changed by something else while '\(step)' read it" }
    fileprivate static func nothingWritten(_ step: String) -> Self { "'\(step)' wrote nothing" }
}
