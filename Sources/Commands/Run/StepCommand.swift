import Foundation
import StudyModel

/// Runs the commands of a pipeline's steps, each as if it were typed in the pipeline's folder.
struct StepCommand {
    let folder: PipelineFolder
    let pipeline: Pipeline

    /// - Parameters:
    ///   - study: the study that the command works on.
    ///   - number: the place of the step among those that run at the same time.
    ///   - output: the file that gets what it prints; nil where nobody wants it.
    ///   - shown: what stands in place of an argument of the step.
    /// - Throws: `Refusal` where a pattern fits no file; `CancellationError` where somebody asked to stop.
    func run(
        _ step: PipelineStep, study: String, number: Int, output: String? = nil,
        shown: (PipelineStep.Argument) -> PipelineStep.Argument
    ) throws -> StepProcess.Outcome {
        let process = StepProcess(
            folder: folder.path,
            environment: [
                "ANKER_STUDY": study, "ANKER_CODER": pipeline.coder, "SOURCE_DATE_EPOCH": String(pipeline.time), "TZ": "UTC",
                "LC_ALL": "C.UTF-8",
            ])
        let said = folder.place("\(PipelineFolder.working)/said-\(getpid())-\(number)")
        return try process.run(words(of: step, shown), output: output, said: said)
    }

    /// What is typed behind `anker`, with the files that patterns stand for.
    private func words(
        of step: PipelineStep, _ shown: (PipelineStep.Argument) -> PipelineStep.Argument
    ) throws -> [String] {
        var step = step
        step.arguments = try step.arguments.flatMap { argument -> [PipelineStep.Argument] in
            guard argument.role == .input, let path = argument.value else { return [argument] }
            let paths = folder.expanded(path)
            guard !paths.isEmpty else {
                throw Refusal(
                    at: step.place, .nothingFits(path), remedy: "look at the pattern, and whether the files are there")
            }
            guard paths.count == 1 || step.command.takesSeveral(argument) else {
                throw Refusal(
                    at: step.place, .takesOne(argument.option ?? step.command.name, paths.count, path),
                    remedy: "name one of them")
            }
            return paths.map { .init(option: argument.option, value: $0, role: .input) }
        }
        var words = step.words(shown)
        words.insert("--quiet", at: step.command.words.count)
        return words
    }
}

extension PipelineCommand {
    /// Whether several files can stand where this one does.
    fileprivate func takesSeveral(_ argument: PipelineStep.Argument) -> Bool {
        guard let option = argument.option else { return values.contains { $0.isRepeating && $0.role == .input } }
        return options.contains { $0.name == option && $0.isRepeating }
    }
}

extension Diagnostic.Message {
    fileprivate static func takesOne(_ option: String, _ count: Int, _ pattern: String) -> Self {
        "'\(option)' takes one file, and \(count) fit '\(pattern)'"
    }
    fileprivate static func nothingFits(_ pattern: String) -> Self { "no file fits '\(pattern)'" }
}
