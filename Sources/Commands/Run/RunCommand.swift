import Analysis
import ArgumentParser
import FileFormats
import Foundation
import Importers
import StudyModel

struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Build a study and everything that comes out of it, from the files that went in.",
        discussion: """
            A pipeline is a YAML file that names a study, a date, a coder and steps. A step is a command with its options as keys: \
            'import: interviews', 'table frequencies:' with 'output: frequencies.csv'. Steps that change the study come first, and the study is built \
            of them; the others read it and are done side by side. Paths begin at the folder of the pipeline.

            Only what changed is done again, by the content of files: a step whose own words, files, or what it rests on are others than those in the \
            lock beside the pipeline (anker.lock), or whose output is gone. The lock names every file that went in and came out with its SHA-256, \
            and is the same on any machine. A study or an output that something else changed is left alone, unless --force is given. A step that fails \
            leaves what was there before. The folder .anker-run is for the next run only and can be removed at any time.

            With --check the exit status is 1 where something is to be done. With --json each step is {"step", "command", "state", "why", "files"}; \
            its state is done, upToDate, stale, leftOut, failed, waiting or gone (from the pipeline, and still in the lock); a run ends with {"done", "upToDate", "failed"}.
            """)

    @Argument(
        help: ArgumentHelp("The pipeline.", valueName: "file"), completion: .file(extensions: ["yaml", "yml"]))
    var file = "pipeline.yaml"

    @Flag(name: .long, help: "Only say what is to be done again, and why.")
    var check = false

    @Flag(name: .long, help: "Do every step again, and write over what was changed by something else.")
    var force = false

    @Option(
        name: .long, help: ArgumentHelp("Only this step and what it rests on; can be given several times.", valueName: "step"))
    var only: [String] = []

    @Flag(name: .long, help: "Print the steps and what rests on what as DOT, for Graphviz.")
    var graph = false

    @Flag(name: .long, help: "Print the JSON Schema of pipelines, for editors.")
    var schema = false

    @Flag(name: .long, help: "Print JSON, one object a line.")
    var json = false

    @Flag(name: .long, help: "Say nothing of what was done; problems are still printed.")
    var quiet = false

    func validate() throws {
        if check, force { throw ValidationError("--check does nothing, so there is nothing to --force") }
        if graph || schema, check || force || !only.isEmpty || json {
            throw ValidationError("--graph and --schema only print: give no other option with them")
        }
    }

    func run() throws {
        if schema { return try Output.write(Array(PipelineSchema.text().utf8)) }
        let folder = PipelineFolder(of: file)
        let pipeline = try PipelineFile.read(folder.file, quiet: quiet)
        if graph { return try Output.write(Array(PipelineGraph.dot(of: pipeline).utf8)) }
        let chosen = try chosenSteps(of: pipeline, folder)
        let lock = try folder.lock()
        let found = try folder.found(pipeline, lock, isForced: force)
        let review = PipelineReview(pipeline, program: AnkerCommand.programVersion, found: found, lock: lock)
        let listing = PipelineListing(json: json, quiet: quiet)
        try check
            ? listing.say(review, of: pipeline.steps.filter { chosen.contains($0.name) })
            : run(folder, pipeline, review, found, lock, chosen, listing)
    }

    private func run(
        _ folder: PipelineFolder, _ pipeline: Pipeline, _ review: PipelineReview, _ found: PipelineReview.Found,
        _ lock: PipelineLock?, _ chosen: Set<String>, _ listing: PipelineListing
    ) throws {
        let steps = pipeline.steps.filter { chosen.contains($0.name) }
        guard force || steps.contains(where: review.isStale) || !review.gone.isEmpty else {
            return try listing.sayNothingToDo(steps.count)
        }
        let space = try PipelineSpace(folder)
        defer { space.leave() }
        let run = try PipelineRun(folder, pipeline, review, found, lock: lock, chosen: chosen, isForced: force) {
            try listing.say($0)
        }
        do {
            try Interruption.handled { try run.run() }
        } catch is CancellationError {
            Output.report(
                .error(at: folder.file.place(), "stopped; what was done stands", remedy: "'anker run' goes on from there"))
            throw ExitCode(Interruption.exitStatus)
        }
        listing.say(orphans: review.orphans)
        let upToDate = force ? 0 : steps.count { !review.isStale($0) }
        try listing.finish(of: steps.count, upToDate: upToDate, studyIsBuilt: run.studyIsBuilt)
    }

    private func chosenSteps(of pipeline: Pipeline, _ folder: PipelineFolder) throws -> Set<String> {
        let names = pipeline.steps.map(\.name)
        for name in only where !names.contains(name) {
            throw Refusal(
                at: folder.file.place(), .noStep(name), remedy: name.suggestion(among: names, "there are"))
        }
        return only.isEmpty ? Set(names) : pipeline.needed(for: Set(only))
    }
}

extension Diagnostic.Message {
    fileprivate static func noStep(_ name: String) -> Self { "no step is called '\(name)'" }
}
