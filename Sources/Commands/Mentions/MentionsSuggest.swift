import ArgumentParser
import Exporters
import FileFormats
import Importers
import StudyModel
import StudyStore

struct MentionsSuggest: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suggest", abstract: "Find names and other names of actors in the texts, and show them in their context.",
        discussion: """
            Whole words are compared as 'anker search' compares them: case and accents do not count, an umlaut may be spelled out, and the \
            last word may have the s or es of a genitive. Where names overlap the longest wins. A name of up to four letters that is in \
            capitals stands in capitals in the text too. What is a mention already is not suggested again.

            A name that several actors share stands with all of them, and is accepted only where a line of a file says who is meant: with \
            --json a line has "actor" or, for several, "candidates", and then "source", "case", "turn", "speaker", "range", "quote", "before" \
            and "after". Write them to a file, take out or correct lines, and take in the rest with 'anker mentions accept --from'.
            """)

    @OptionGroup var search: MentionSearchOptions

    @Option(name: .long, help: ArgumentHelp("Print so many characters on each side.", valueName: "count"))
    var context = 30

    @Option(name: .long, help: ArgumentHelp("Stop after so many places.", valueName: "count"))
    var limit: Int?

    @Flag(name: .long, help: "Print how many places each actor has.")
    var count = false

    @OptionGroup var options: StudyOptions

    func validate() throws {
        guard 0...10_000 ~= context else { throw ValidationError("--context takes 0 to 10000") }
        if let limit, limit < 1 { throw ValidationError("--limit takes 1 or more") }
        if count && limit != nil { throw ValidationError("--count counts all of them; leave out --limit") }
    }

    func run() throws {
        try options.withStudy { study in
            if count { return try printCounts(in: study) }
            let lines = KeywordLine(context: context)
            var output = BufferedOutput()
            var left = limit ?? Int.max
            let known = try search.forEach(in: study, context: context) { suggestion in
                if options.json {
                    try output.line(suggestion.json)
                } else {
                    let names = suggestion.actors.map(\.name).joined(separator: " | ")
                    try output.line(
                        lines.text(
                            before: suggestion.before, pieces: [suggestion.quote, suggestion.after],
                            place: "\(suggestion.citation)  \(names)"))
                }
                left -= 1
                return left > 0
            }
            try output.flush()
            if known > 0 { options.report(.note(at: .init(file: "mentions"), .known(known))) }
        }
    }

    /// A row for each actor, or each set of actors that share a name.
    private func printCounts(in study: Study) throws {
        var counts: [[String]: (places: Int, sources: Set<String>)] = [:]
        _ = try search.forEach(in: study, context: 0) { suggestion in
            counts[suggestion.actors.map(\.name), default: (0, [])].places += 1
            counts[suggestion.actors.map(\.name), default: (0, [])].sources.insert(suggestion.source)
            return true
        }
        let rows = counts.sorted {
            $0.value.places != $1.value.places
                ? $0.value.places > $1.value.places
                : inNameOrder($0.key.joined(separator: " | "), $1.key.joined(separator: " | "))
        }
        let table = DataTable(
            name: "suggestions", title: "Suggested mentions",
            columns: [
                .init("actor", .string, "name of the actor, or of all that share a name"),
                .init("places", .integer, "how many places were found"), .init("sources", .integer, "in how many sources"),
            ],
            rows: rows.map {
                [.text($0.key.joined(separator: " | ")), .integer($0.value.places), .integer($0.value.sources.count)]
            })
        try Output.write(options.json ? table.jsonLines() : Array(table.terminalText().utf8))
    }
}

struct MentionsAccept: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept", abstract: "Take in suggested mentions: of some actors, all, or the lines of a file.",
        discussion: """
            'anker mentions accept Mühle' takes in all that 'anker mentions suggest Mühle' shows, --all what it shows without a name. Names \
            that several actors share are left out and counted; then the exit status is 1.

            A file has one JSON object a line, as 'anker mentions suggest --json' prints them:
              {"actor": "Mühle", "source": "interview-03", "range": [120, 125], "quote": "Mühle"}
            In place of "range" there may be a "quote" that stands once, or with its "turn" or "occurrence". All are taken in or, if one \
            cannot be placed, none. One 'anker undo' takes them back.
            """)

    @OptionGroup var search: MentionSearchOptions

    @Flag(name: .long, help: "Those of all actors.")
    var all = false

    @Option(
        name: .long,
        help: ArgumentHelp("A file of mentions, one JSON object a line; '-' is standard input.", valueName: "file"),
        completion: .file())
    var from: String?

    @OptionGroup var change: ChangeOptions
    @OptionGroup var options: StudyOptions

    func validate() throws {
        guard [all, !search.actors.isEmpty, from != nil].count(where: { $0 }) == 1 else {
            throw ValidationError("it is not said which mentions are meant\nname actors, or pass --all or --from, one of these")
        }
        guard from == nil || search.scope.isEmpty else {
            throw ValidationError("with --from everything comes from the file\nleave out where to look")
        }
    }

    func run() throws {
        guard let from else { return try acceptFound() }
        let lines = try LineValues(of: from, MentionLine.self) { $0.request(line: $1) }
        let addsNothing = change.dryRun || !lines.problems.isEmpty
        let outcome = try options.withStudy {
            try $0.add(lines.values, input: lines.hash, by: change.coder, dryRun: addsNothing)
        }
        for note in outcome.notes { options.report(.note(at: LineReader.place(in: from, line: note.line), note.message)) }
        let problems =
            lines.problems
            + outcome.unplaced.map {
                (
                    $0.line ?? 0,
                    .error(at: LineReader.place(in: from, line: $0.line), $0.reason.message, remedy: $0.reason.remedy)
                )
            }
        guard problems.isEmpty else {
            problems.sorted { $0.line < $1.line }.forEach { Output.report($0.diagnostic) }
            options.report(.note(at: LineReader.place(in: from, line: nil), "no mentions were taken in"))
            throw ExitCode.notDone
        }
        try say(outcome)
    }

    private func acceptFound() throws {
        var requests: [MentionRequest] = []
        var shared: [[String]: Int] = [:]
        let outcome = try options.withStudy { study in
            _ = try search.forEach(in: study, context: 0) { suggestion in
                if suggestion.actors.count > 1 {
                    shared[suggestion.actors.map(\.name), default: 0] += 1
                } else if let actor = suggestion.actors.first {
                    requests.append(
                        MentionRequest(actor: actor.name, source: suggestion.source, target: .range(suggestion.range)))
                }
                return true
            }
            return try study.add(requests, by: change.coder, dryRun: change.dryRun)
        }
        try say(outcome)
        guard !shared.isEmpty else { return }
        for (names, count) in shared.sorted(by: { inNameOrder($0.key.joined(), $1.key.joined()) }) {
            Output.report(
                .warning(
                    at: .init(file: "mentions"), .shared(names, count),
                    remedy: "write them to a file with 'anker mentions suggest --json', and say there who is meant"))
        }
        throw ExitCode.leftOut
    }

    private func say(_ outcome: MentionOutcome) throws {
        try options.say(
            "\(change.dryRun ? "would add" : "added") \(outcome.added.counted("mention"))", known: outcome.known,
            added: outcome.added, dryRun: change.dryRun)
    }
}

/// A line of a file of mentions: `{"actor": "Mühle", "source": "interview-03", "range": [120, 125], "quote": "Mühle"}`.
struct MentionLine: Decodable {
    private enum Key: String, CodingKey {
        case actor, source, range, quote, turn, occurrence
    }

    private let actor: String
    private let source: String
    private let target: CodingRequest.Target
    private let expectedQuote: String?

    init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        guard values.contains(.actor) else {
            throw LineProblem("no actor is named", remedy: "name the one of its candidates that is meant, or take the line out")
        }
        actor = try values.decode(String.self, forKey: .actor)
        source = try values.decode(String.self, forKey: .source)
        let quote = try values.decodeIfPresent(String.self, forKey: .quote)
        if let bounds = try values.decodeIfPresent([Int].self, forKey: .range) {
            guard bounds.count == 2, let range = TextRange(bounds[0], bounds[1]) else {
                throw LineProblem(
                    "the range is not two whole numbers, the first below the second", remedy: "write it as [120, 180]")
            }
            (target, expectedQuote) = (.range(range), quote)
        } else if let quote {
            target = .quote(
                quote, turn: try values.decodeIfPresent(Int.self, forKey: .turn),
                occurrence: try values.decodeIfPresent(Int.self, forKey: .occurrence))
            expectedQuote = nil
        } else {
            throw LineProblem("no passage is named", remedy: "give a 'range' or a 'quote'")
        }
    }

    func request(line: Int) -> MentionRequest {
        MentionRequest(actor: actor, source: source, target: target, expectedQuote: expectedQuote, line: line)
    }
}

extension MentionSuggestion {
    /// The shape that `anker mentions accept --from` reads.
    fileprivate var json: JSONWriter {
        var line = JSONWriter()
        line.beginObject()
        if actors.count == 1 { line.member("actor", actors[0].name) } else { line.member("candidates", actors.map(\.name)) }
        line.member("source", source)
        line.member("case", caseName)
        line.member("turn", turn)
        line.member("speaker", speaker)
        line.key("range")
        line.range(range)
        line.member("quote", quote)
        line.member("before", before)
        line.member("after", after)
        line.endObject()
        return line
    }
}

extension Diagnostic.Message {
    fileprivate static func known(_ count: Int) -> Self {
        count == 1 ? "1 more place is a mention already" : "\(count) more places are mentions already"
    }
    fileprivate static func shared(_ names: [String], _ count: Int) -> Self {
        "\(count.counted("place")) left out that may mean any of \(names.map { "'\($0)'" }.joined(separator: ", "))"
    }
}
