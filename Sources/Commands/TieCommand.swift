import ArgumentParser
import Exporters
import FileFormats
import Importers
import StudyModel
import StudyStore

struct TieCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "tie", abstract: "Ties between actors.", subcommands: [TieAdd.self])
}

struct TieAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a tie with its evidence, or many from a file.",
        discussion: """
            A tie without evidence cannot be stored. Whether a tie has a direction is said by its kind.

            A file has one JSON object a line:
              {"from": "Gemeinde Kupferau", "to": "Dorfcafé", "kind": "Unterstützung", "reach": "local", "strength": 3,
               "first": "2019", "last": "2024", "evidence": [{"source": "interview-01", "quote": "die Gemeinde zahlt die Heizung"}]}
            In place of "quote" evidence may have "range" or "turn", or name an answer by "survey", "respondent" and "question".
            """)

    @Argument(help: "From whom.")
    var from: String?

    @Argument(help: "To whom.")
    var to: String?

    @Option(name: .long, help: "The kind of tie.")
    var kind: String?

    @Option(name: .long, help: "The source of the evidence.")
    var source: String?

    @Option(name: .long, help: ArgumentHelp("The words that speak of the tie.", valueName: "words"))
    var quote: String?

    @Option(name: .long, help: ArgumentHelp("Their range, such as 120..<180.", valueName: "range"))
    var at: String?

    @Option(name: .long, help: ArgumentHelp("Their turn; with --quote, the turn it stands in.", valueName: "number"))
    var turn: Int?

    @Option(name: .long, help: ArgumentHelp("Which occurrence of the quote, from 1.", valueName: "number"))
    var occurrence: Int?

    @Option(name: .long, help: "local, regional or supraregional.")
    var reach: Reach?

    @Option(name: .long, help: ArgumentHelp("How strong, greater than 0.", valueName: "number"))
    var strength: Double?

    @Option(name: .long, help: ArgumentHelp("The first time it is known for, such as 2019 or 2019-05.", valueName: "date"))
    var first: String?

    @Option(name: .long, help: ArgumentHelp("The last time.", valueName: "date"))
    var last: String?

    @Flag(name: .long, help: "A tie of conflict or refusal (sign -); else the sign of its kind.")
    var negative = false

    @Option(
        name: .customLong("from"),
        help: ArgumentHelp("A file of ties, one JSON object a line; '-' is standard input.", valueName: "file"))
    var fromFile: String?

    @Flag(name: .long, help: "Say what would be done, and do nothing.")
    var dryRun = false

    @OptionGroup var coder: CoderOptions
    @OptionGroup var options: StudyOptions

    func validate() throws {
        if fromFile != nil {
            guard from == nil, kind == nil, source == nil else {
                throw ValidationError("--from takes everything from the file")
            }
            return
        }
        guard from != nil, to != nil, kind != nil else {
            throw ValidationError("name two actors and the --kind of tie, or a file with --from")
        }
        guard source != nil else { throw ValidationError("a tie needs evidence: --source, and --quote, --at or --turn") }
        if let strength, !(strength > 0) { throw ValidationError("--strength is greater than 0") }
        _ = try target()
    }

    private func target() throws -> CodingRequest.Target {
        if let at {
            guard let range = TextRange(parsing: at) else { throw ValidationError("--at is a range such as '120..<180'") }
            return .range(range)
        }
        if let quote { return .quote(quote, turn: turn, occurrence: occurrence) }
        guard let turn, turn > 0 else { throw ValidationError("say which words speak of it: --quote, --at or --turn") }
        return .turns(turn...turn)
    }

    func run() throws {
        var requests: [TieRequest] = []
        if let fromFile {
            let name = coder.name
            requests = try readLines(TieLine.self, from: fromFile, what: "ties") { $0.request(coder: name, line: $1) }
        } else {
            requests = [
                TieRequest(
                    from: from ?? "", to: to ?? "", kind: kind ?? "", sign: negative ? .negative : nil, reach: reach,
                    strength: strength, first: first, last: last, coder: coder.name,
                    evidence: [.passage(source: source ?? "", target: try target())])
            ]
        }
        let outcome = try options.withStudy { try $0.add(requests, by: coder.name, dryRun: dryRun) }
        func place(_ line: Int?) -> Diagnostic.Place {
            fromFile.map { LineReader.place(in: $0, line: line) } ?? .init(file: source ?? "tie")
        }
        for note in outcome.notes { Output.report(.note(at: place(note.line), note.message)) }
        for failure in outcome.unplaced {
            Output.report(.error(at: place(failure.line), failure.reason.message, remedy: failure.reason.remedy))
        }
        guard outcome.unplaced.isEmpty else {
            if fromFile != nil { Output.remark("no ties were added") }
            throw ExitCode.notDone
        }
        let verb = dryRun ? "would add" : "added"
        try options.say(
            "\(verb) \(outcome.added) tie\(outcome.added == 1 ? "" : "s")", known: outcome.known, added: outcome.added)
    }
}

struct TiesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "ties", abstract: "List the ties with what they rest on.")

    @OptionGroup var options: StudyOptions

    func run() throws {
        let (ties, actors) = try options.withStudy { (try $0.ties(), try $0.actors()) }
        let names = Dictionary(uniqueKeysWithValues: actors.map { ($0.id, $0.name) })
        let table = DataTable(
            name: "ties", title: "Ties",
            columns: [
                .init("from", .string, "from whom"), .init("to", .string, "to whom"), .init("kind", .string, "kind"),
                .init("directed", .boolean, "whether it has a direction"), .init("sign", .string, "+ or -"),
                .init("reach", .string, "reach"),
                .init("strength", .number, "strength"), .init("first", .string, "first time"),
                .init("last", .string, "last time"),
                .init("coder", .string, "coder"), .init("evidence", .string, "citations"),
            ],
            rows: ties.map { tie in
                [
                    .text(names[tie.from] ?? ""), .text(names[tie.to] ?? ""), .text(tie.kind), .boolean(tie.isDirected),
                    .text(tie.sign.rawValue), .optional(tie.reach?.rawValue), tie.strength.map { .number($0) } ?? .empty,
                    .optional(tie.first), .optional(tie.last), .text(tie.coder),
                    .text(tie.evidence.map(\.citation.description).joined(separator: "; ")),
                ]
            })
        try Output.write(options.json ? table.jsonLines() : Array(table.terminalText().utf8))
    }
}
