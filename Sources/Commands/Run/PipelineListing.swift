import Analysis
import ArgumentParser
import FileFormats
import Foundation
import StudyModel
import Synchronization

/// What a run says.
final class PipelineListing: Sendable {
    private let json: Bool
    private let quiet: Bool
    private let counts = Mutex((done: 0, failed: 0, differing: 0))

    init(json: Bool, quiet: Bool) {
        self.json = json
        self.quiet = quiet
    }

    /// Says of each step whether it is to be done again, and why.
    ///
    /// - Throws: `ExitCode.leftOut` where one is.
    func say(_ review: PipelineReview, of steps: [PipelineStep]) throws {
        var stale = 0
        for step in steps {
            let why = (review.reasons[step.name] ?? []).map(\.words)
            if !why.isEmpty { stale += 1 }
            if json {
                try line(step, why.isEmpty ? "upToDate" : "stale", why: why)
            } else if !why.isEmpty {
                let shown = why.prefix(3).joined(separator: "; ") + (why.count > 3 ? "; and \(why.count - 3) more" : "")
                try Output.line("\(step.name): \(shown)".visible)
            }
        }
        for step in review.gone {
            stale += 1
            if json {
                var line = JSONWriter()
                line.beginObject()
                line.member("step", step.name)
                line.member("command", step.words.prefix { !$0.hasPrefix("-") }.joined(separator: " "))
                line.member("state", "gone")
                line.endObject()
                try Output.line(line)
            } else {
                try Output.line("\(step.name): is in the lock, and no longer in the pipeline".visible)
            }
        }
        say(orphans: review.orphans)
        if !json, !quiet {
            try Output.line(
                stale == 0
                    ? "\(steps.count.counted("step")), all up to date"
                    : "\(stale) of \((steps.count + review.gone.count).counted("step")) to be done again")
        }
        if stale > 0 { throw ExitCode.leftOut }
    }

    func sayNothingToDo(_ steps: Int) throws {
        if json { return try summary(done: 0, upToDate: steps, failed: 0) }
        if !quiet { try Output.line("nothing to do: \(steps.counted("step")), all up to date") }
    }

    /// Says what became of a step.
    func say(_ report: PipelineRun.Report) throws {
        let step = report.step
        counts.withLock {
            if report.outcome == .done { $0.done += 1 } else { $0.failed += 1 }
            $0.differing += report.differing.count
        }
        if !report.problems.isEmpty { try Output.write(Array(report.problems.utf8), to: STDERR_FILENO) }
        if let refusal = report.refusal { Output.report(refusal.diagnostic) }
        switch report.outcome {
        case .done: break
        case .leftOut:
            Output.report(
                .error(at: step.place, .leftOut(step.name), remedy: "mend what is listed above, or add 'may-leave-out: true'"))
        case .failed: Output.report(.error(at: step.place, .failed(step.name), remedy: "what there was before is as it was"))
        case .waits: Output.report(.error(at: step.place, .waits(step.name)))
        }
        for path in report.differing {
            Output.report(
                .warning(
                    at: .init(file: path), "is not what it was, though nothing that it is made of has changed",
                    remedy: "this is a fault of the program, or of a program that it asks: report it"))
        }
        if json { return try line(step, report.outcome.word, files: report.files) }
        guard report.outcome == .done, !quiet else { return }
        let files = report.files.count > 1 ? report.files.count.counted("file") : report.files.first
        try Output.line(("did \(step.name)" + (files.map { ": \($0)" } ?? "")).visible)
    }

    func say(orphans: [String]) {
        guard !quiet else { return }
        for path in orphans.prefix(10) {
            Output.report(
                .note(at: .init(file: path), "comes out of no step any more", remedy: "remove it, if nobody needs it"))
        }
        if orphans.count > 10 {
            Output.report(
                .note(
                    at: .init(file: orphans[10]), .others(orphans.count - 10),
                    remedy: "they are those of steps that 'git diff' shows gone from the lock"))
        }
    }

    /// - Throws: `ExitCode.notDone` where the study could not be built, `ExitCode.leftOut` where another step failed.
    ///
    /// - Parameters:
    ///   - steps: how many there are.
    ///   - upToDate: how many of them were when it began.
    func finish(of steps: Int, upToDate: Int, studyIsBuilt: Bool) throws {
        let (done, failed, differing) = counts.withLock { $0 }
        // A study that comes out as it was leaves more of them as they are.
        let rest = studyIsBuilt ? steps - done - failed : upToDate
        if json {
            try summary(done: done, upToDate: rest, failed: failed)
        } else if !quiet, failed == 0 {
            try Output.line("\(done.counted("step")) done" + (rest > 0 ? ", \(rest) up to date" : ""))
        }
        if failed > 0 || differing > 0 { throw studyIsBuilt ? ExitCode.leftOut : ExitCode.notDone }
    }

    private func line(_ step: PipelineStep, _ state: String, why: [String] = [], files: [String] = []) throws {
        var line = JSONWriter()
        line.beginObject()
        line.member("step", step.name)
        line.member("command", step.command.name)
        line.member("state", state)
        if !why.isEmpty { line.member("why", why) }
        if !files.isEmpty { line.member("files", files) }
        line.endObject()
        try Output.line(line)
    }

    private func summary(done: Int, upToDate: Int, failed: Int) throws {
        var line = JSONWriter()
        line.beginObject()
        line.member("done", done)
        line.member("upToDate", upToDate)
        line.member("failed", failed)
        line.endObject()
        try Output.line(line)
    }
}

extension PipelineRun.Outcome {
    fileprivate var word: String {
        switch self {
        case .done: "done"
        case .leftOut: "leftOut"
        case .failed: "failed"
        case .waits: "waiting"
        }
    }
}

extension PipelineReview.Reason {
    /// A sentence without a full stop.
    var words: String {
        switch self {
        case .notDone: "was not done yet"
        case .otherWords: "the step itself was changed"
        case .inputNew(let path): "\(path) is new"
        case .inputEdited(let path): "\(path) was edited"
        case .inputGone(let path): "\(path) is gone"
        case .outputMissing(let path): "\(path) is missing"
        case .outputEdited(let path): "\(path) was edited by hand"
        case .studyMissing(let path): "\(path) is missing"
        case .studyEdited(let path): "\(path) was changed by something other than this pipeline"
        case .otherStudy(let path): "it was made of another state of \(path)"
        case .follows(let step): "rests on '\(step)'"
        case .otherTime: "the date was changed"
        case .otherCoder(let coder): "the coder was '\(coder)'"
        case .otherProgram(let version): "was made by anker \(version)"
        }
    }
}

extension Diagnostic.Message {
    fileprivate static func others(_ count: Int) -> Self { "and \(count.counted("other file")) come out of no step any more" }
    fileprivate static func leftOut(_ step: String) -> Self { "'\(step)' left something out" }
    fileprivate static func failed(_ step: String) -> Self { "'\(step)' failed" }
    fileprivate static func waits(_ step: String) -> Self {
        "'\(step)' was not done, since it reads a file of a step that was not"
    }
}
