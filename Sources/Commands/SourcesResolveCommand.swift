import Analysis
import ArgumentParser
import FileFormats
import Importers
import StudyModel
import StudyStore

struct SourcesResolve: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resolve", abstract: "List passages that have no place in an edited source, and settle them.",
        discussion: """
            Alone it lists the ambiguous and lost passages, each with its old surroundings and the places of the newest text that come \
            into question. With --coding or --passage one is settled: by its place, with --lost (its words are gone; it stays with its old \
            revision), or with --drop (its codings are taken away). What is said of a coding holds for all that rests on its passage.

            A file has one JSON object a line:
              {"coding": "8f0c…", "range": [120, 180]}
              {"coding": "91d2…", "quote": "das Café", "turn": 5}
              {"passage": 17, "lost": true}
              {"coding": "a7b1…", "drop": true}
            All of them are settled or, if one cannot be, none; it is one change.

            With --json a line of the list has "passage", "source", "state", "revision", "was" and "candidates" (each with "range", \
            "before", "quote" and "after"), "codings" and "tieCount"; what was settled is one line: "placed", "lost" and "dropped".
            """)

    @Argument(help: ArgumentHelp("Only those of this source.", valueName: "source"), completion: .names(of: .source))
    var source: String?

    @Option(name: .long, help: ArgumentHelp("Settle the passage of this coding.", valueName: "id"))
    var coding: String?

    @Option(name: .long, help: ArgumentHelp("Settle the passage of this number.", valueName: "number"))
    var passage: Int64?

    @OptionGroup var place: PlaceOptionGroup

    @Flag(name: .long, help: "Its words are gone.")
    var lost = false

    @Flag(name: .long, help: "Take its codings away.")
    var drop = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A file of what is to be settled, one JSON object a line; '-' is standard input.", valueName: "file"),
        completion: .file())
    var from: String?

    @OptionGroup var change: ChangeOptions
    @OptionGroup var options: StudyOptions

    private var namesOne: Bool { coding != nil || passage != nil }

    func validate() throws {
        let decisions = [!place.isEmpty, lost, drop].count { $0 }
        if from != nil {
            guard source == nil, !namesOne, decisions == 0 else {
                throw ValidationError("with --from everything else comes from the file\nleave out the source and the passage")
            }
        } else if namesOne {
            guard source == nil, coding == nil || passage == nil else {
                throw ValidationError("a passage is named by one of --coding and --passage\nleave out the others")
            }
            guard decisions == 1 else {
                throw ValidationError("say one thing of it\nits place with --at or --quote, or --lost, or --drop")
            }
            _ = try settlement()
        } else {
            guard decisions == 0 else { throw ValidationError("no passage is named\nname it with --coding or --passage") }
            guard !change.dryRun else { throw ValidationError("--dry-run goes with --coding, --passage or --from") }
        }
    }

    private func settlement() throws -> Settlement {
        let subject: Settlement.Subject
        if let coding {
            guard let id = Coding.ID(parsing: coding) else {
                throw ValidationError("--coding is no id\ncopy it from 'anker sources resolve --json'")
            }
            subject = .coding(id)
        } else {
            subject = .passage(passage ?? 0)
        }
        return Settlement(subject, lost ? .lost : drop ? .drop : .place(try place.target()))
    }

    func run() throws {
        try options.withStudy { study in
            if let from {
                let lines = try LineValues(of: from, SettlementLine.self) { $0.settlement(line: $1) }
                try settle(lines.values, of: lines.hash, problems: lines.problems, in: study)
            } else if namesOne {
                try settle([settlement()], problems: [], in: study)
            } else {
                try list(study)
            }
        }
    }

    private func list(_ study: Study) throws {
        let passages = try study.unplaced(in: source) { Anchoring.outcomes(of: $0, from: $1, to: $2) }
        var output = BufferedOutput()
        var name: String?
        for passage in passages {
            if options.json {
                var line = JSONWriter()
                passage.write(to: &line)
                try output.line(line)
            } else {
                if passage.source != name { try output.line(passage.source.visible) }
                name = passage.source
                for line in passage.lines { try output.line(line.visible) }
            }
        }
        if passages.isEmpty, !options.json, !options.quiet { try output.line("every passage has its place") }
        try output.flush()
    }

    private func settle(
        _ settlements: [Settlement], of file: ContentHash? = nil, problems: [(line: Int, diagnostic: Diagnostic)],
        in study: Study
    ) throws {
        // Where lines cannot be read nothing is settled, but those that cannot be settled are listed with them.
        let outcome = try study.settle(
            settlements, input: file, by: change.coder, dryRun: change.dryRun || !problems.isEmpty)
        func place(_ line: Int?) -> Diagnostic.Place {
            from.map { LineReader.place(in: $0, line: line) } ?? Diagnostic.Place(file: "resolve")
        }
        for note in outcome.notes { options.report(.note(at: place(note.line), note.message)) }
        let failures = outcome.unplaced.map { failure in
            (
                line: failure.line ?? 0,
                diagnostic: Diagnostic.error(at: place(failure.line), failure.reason.message, remedy: failure.reason.remedy)
            )
        }
        let all = (problems + failures).sorted { $0.line < $1.line }
        for problem in all { Output.report(problem.diagnostic) }
        guard all.isEmpty else { throw ExitCode.notDone }
        try say(outcome)
    }

    private func say(_ outcome: SettlementOutcome) throws {
        let counts = [(outcome.placed, "placed"), (outcome.lost, "lost"), (outcome.dropped, "dropped")].filter { $0.0 > 0 }
        let parts = counts.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
        try options.say("\(change.dryRun ? "would settle" : "settled"): \(parts.isEmpty ? "nothing" : parts)", change) { line in
            line.member("placed", outcome.placed)
            line.member("lost", outcome.lost)
            line.member("dropped", outcome.dropped)
        }
    }
}
