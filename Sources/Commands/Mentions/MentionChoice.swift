import ArgumentParser
import Importers
import StudyModel
import StudyStore

/// Which suggested mentions are meant: those of some actors, all, or the lines of a file.
struct MentionChoice: ParsableArguments {
    @OptionGroup var search: MentionSearchOptions

    @Flag(name: .long, help: "Those of all actors.")
    var all = false

    @Option(
        name: .long,
        help: ArgumentHelp("A file of mentions, one JSON object a line; '-' is standard input.", valueName: "file"),
        completion: .file())
    var from: String?

    @OptionGroup var change: ChangeOptions

    func validate() throws {
        guard [all, !search.actors.isEmpty, from != nil].count(where: { $0 }) == 1 else {
            throw ValidationError("it is not said which mentions are meant\nname actors, or pass --all or --from, one of these")
        }
        guard from == nil || search.scope.isEmpty else {
            throw ValidationError("with --from everything comes from the file\nleave out where to look")
        }
    }

    /// Takes what the lines of the file say.
    ///
    /// - Throws: `ExitCode.notDone` after problems were listed, where a line cannot be read or placed.
    func take(
        _ lines: LineValues<[MentionRequest]>, _ verdict: MentionVerdict, nothing: Diagnostic.Message, _ options: StudyOptions
    ) throws -> MentionOutcome {
        func place(_ line: Int?) -> Diagnostic.Place { LineReader.place(in: from ?? "", line: line) }
        let addsNothing = change.dryRun || !lines.problems.isEmpty
        let outcome = try options.withStudy {
            try $0.add(lines.values.flatMap(\.self), verdict, input: lines.hash, by: change.coder, dryRun: addsNothing)
        }
        for note in outcome.notes { options.report(.note(at: place(note.line), note.message)) }
        let problems =
            lines.problems
            + outcome.unplaced.map {
                ($0.line ?? 0, .error(at: place($0.line), $0.reason.message, remedy: $0.reason.remedy))
            }
        guard problems.isEmpty else {
            problems.sorted { $0.line < $1.line }.forEach { Output.report($0.diagnostic) }
            options.report(.note(at: place(nil), nothing))
            throw ExitCode.notDone
        }
        return outcome
    }

    /// Takes what is suggested.
    ///
    /// - Parameter actors: says for which actors a place is taken; for none it is left out.
    func takeFound(
        _ verdict: MentionVerdict, _ options: StudyOptions, for actors: (MentionSuggestion) -> [Actor]
    ) throws -> MentionOutcome {
        try options.withStudy { study in
            var requests: [MentionRequest] = []
            _ = try search.forEach(in: study, context: 0) { suggestion in
                requests += actors(suggestion).map {
                    MentionRequest(actor: $0.name, source: suggestion.source, target: .range(suggestion.range))
                }
                return true
            }
            return try study.add(requests, verdict, by: change.coder, dryRun: change.dryRun)
        }
    }
}
