import ArgumentParser
import Importers
import StudyModel

/// A pipeline as a file, each step of which is a command line that the program understands.
enum PipelineFile {
    /// - Throws: `Refusal`, or `ExitCode.notDone` after several problems were listed.
    static func read(_ file: InputFile, quiet: Bool) throws -> Pipeline {
        let names = PipelineCommands.changing.union(PipelineCommands.reading)
        var diagnostics: [Diagnostic] = []
        let pipeline = try Pipeline(
            yaml: file.readText(), file: file.name, names: names, command: PipelineCommands.named, diagnostics: &diagnostics)
        // Whether a command takes its options together is for the command to say.
        let misuses = pipeline?.steps.compactMap(misuse) ?? []
        (diagnostics + misuses).filter { !quiet || $0.severity != .note }.forEach(Output.report)
        guard let pipeline, misuses.isEmpty else { throw ExitCode.notDone }
        return pipeline
    }

    /// What keeps a step from being done, before anything is; nil where nothing does.
    private static func misuse(in step: PipelineStep) -> Diagnostic? {
        if step.command.name == "autocode", !step.arguments.contains(where: { $0.option == "apply" }) {
            return .error(at: step.place, "'autocode' only shows what it would code", remedy: "add 'apply: true'")
        }
        let words = step.words()
        do {
            _ = try AnkerCommand.parseAsRoot(words)
            return nil
        } catch {
            var misuse = Misuse(error, arguments: words, root: AnkerCommand.self).diagnostic
            misuse.message = .init("'\(step.command.name)': \(misuse.message.text)")
            misuse.place = step.place
            return misuse
        }
    }
}
