import ArgumentParser
import Exporters
import FileFormats
import Importers
import StudyModel
import StudyStore

struct TieCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tie", abstract: "Ties between actors.", subcommands: [TieAdd.self, TieImport.self, TieExport.self])
}

struct TieAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a tie with its evidence, or many from a file.",
        discussion: """
            A tie without evidence cannot be stored. Whether a tie has a direction is said by its kind. To a tie that this coder has \
            already, new evidence is added, and what was not known of it. One of the other sign is another tie.

            A file has one JSON object a line, as 'anker ties --json' prints them (here broken to fit):
              {"from": "Gemeinde Kupferau", "to": "Dorfcafé", "kind": "Unterstützung",
               "reach": "local", "strength": 3, "first": "2019", "last": "2024",
               "evidence": [{"source": "interview-01", "quote": "zahlt die Heizung"}]}
            In place of "quote" evidence may have "range" or "turn", or name an answer by "survey", "respondent" and "question". All \
            ties are added or, if one cannot be placed, none. A table is taken in by 'anker tie import'.
            """)

    @Argument(help: ArgumentHelp("The actor from whom the tie goes.", valueName: "actor"), completion: .names(of: .actor))
    var from: String?

    @Argument(help: ArgumentHelp("The actor to whom it goes.", valueName: "other actor"), completion: .names(of: .actor))
    var to: String?

    @Option(
        name: .long, help: ArgumentHelp("The kind of tie, as the codebook names it.", valueName: "name"),
        completion: .names(of: .tieKind))
    var kind: String?

    @Option(name: .long, help: ArgumentHelp("The source of the evidence.", valueName: "name"), completion: .names(of: .source))
    var source: String?

    @OptionGroup var place: PlaceOptionGroup

    @Option(name: .long, help: "How far it reaches.")
    var reach: Reach?

    @Option(name: .long, help: ArgumentHelp("How strong, greater than 0.", valueName: "number"))
    var strength: Double?

    @Option(name: .long, help: ArgumentHelp("The first time it is known for, such as 2019 or 2019-05.", valueName: "date"))
    var first: String?

    @Option(name: .long, help: ArgumentHelp("The last time it is known for.", valueName: "date"))
    var last: String?

    @Flag(name: .long, help: "A tie of conflict or refusal (sign -); else the sign of its kind.")
    var negative = false

    @Option(
        name: .customLong("from"),
        help: ArgumentHelp("A file of ties, one JSON object a line; '-' is standard input.", valueName: "file"),
        completion: .file())
    var fromFile: String?

    @OptionGroup var change: ChangeOptions
    @OptionGroup var options: StudyOptions

    func validate() throws {
        if fromFile != nil {
            guard from == nil, kind == nil, source == nil, place.isEmpty, reach == nil, strength == nil, first == nil,
                last == nil, !negative
            else {
                throw ValidationError(
                    "with --from everything else comes from the file\nleave out the actors and what is said of them")
            }
            return
        }
        guard from != nil, to != nil, kind != nil else {
            throw ValidationError(
                "two actors and a kind of tie are needed\nname the actors and the --kind, or a file with --from")
        }
        guard source != nil else {
            throw ValidationError("a tie needs evidence\nname its --source, and in it a --quote, --at or --turn")
        }
        if let strength, !(strength > 0 && strength.isFinite) { throw ValidationError("--strength is greater than 0") }
        for (option, date) in [("--first", first), ("--last", last)] {
            guard let date, !date.isYearMonthOrDay else { continue }
            throw ValidationError("\(option) is no date\nwrite it as 2019, 2019-05 or 2019-05-31")
        }
        _ = try place.target()
    }

    func run() throws {
        var requests: [TieRequest] = []
        var input: ContentHash?
        var problems: [(line: Int, diagnostic: Diagnostic)] = []
        if let fromFile {
            let name = change.coder
            let lines = try LineValues(of: fromFile, TieLine.self) { $0.request(coder: name, line: $1) }
            (requests, problems, input) = (lines.values, lines.problems, lines.hash)
        } else {
            requests = [
                TieRequest(
                    from: from ?? "", to: to ?? "", kind: kind ?? "", sign: negative ? .negative : nil, reach: reach,
                    strength: strength, first: first, last: last, coder: change.coder,
                    evidence: [.passage(source: source ?? "", target: try place.target())])
            ]
        }
        // Where lines cannot be read nothing is added, but those that cannot be placed are listed with them.
        let addsNothing = change.dryRun || !problems.isEmpty
        let outcome = try options.withStudy { try $0.add(requests, input: input, by: change.coder, dryRun: addsNothing) }
        func lineOrSource(_ line: Int?) -> Diagnostic.Place {
            fromFile.map { LineReader.place(in: $0, line: line) } ?? .init(file: source ?? "tie")
        }
        for note in outcome.notes + outcome.differences { options.report(.note(at: lineOrSource(note.line), note.message)) }
        problems += outcome.unplaced.map {
            ($0.line ?? 0, .error(at: lineOrSource($0.line), $0.reason.message, remedy: $0.reason.remedy))
        }
        guard problems.isEmpty else {
            problems.sorted { $0.line < $1.line }.forEach { Output.report($0.diagnostic) }
            if fromFile != nil { options.report(.note(at: lineOrSource(nil), "no ties were added")) }
            throw ExitCode.notDone
        }
        let verb = change.dryRun ? "would add" : "added"
        try options.say(
            "\(verb) \(outcome.added.counted("tie"))", known: outcome.known, added: outcome.added, evidence: outcome.evidence,
            dryRun: change.dryRun)
    }
}
