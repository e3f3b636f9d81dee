import Analysis
import ArgumentParser
import Exporters
import FileFormats
import StudyModel
import StudyStore

extension AutocodeUnit: ExpressibleByArgument {}

struct AutocodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "autocode", abstract: "Code every place for which a query holds; a preview, until --apply.",
        discussion: """
            With --unit match each place is coded that a 'text ~' of the query matches, with sentence the sentence around it; the query \
            is asked of each paragraph then. With turn, paragraph and passage it is asked of these, and the whole of each is coded. What \
            lies behind 'not' or in 'within(…)' and its like is a condition, and is not coded.

            Without --apply the places are listed with the words around them, and nothing is changed; with --json in the form that \
            'anker code --from' reads, with "quote", "before" and "after". With --apply all is coded as one change, which 'anker undo' takes \
            back; what you have coded so already is left and said. With --json there is then one line: "added", "known", "createdCodes" and "leftOut".

            Passages that have no place in the newest text of their source are left out, and the exit status is 1.
            """)

    @Argument(help: ArgumentHelp("Where it is coded; see 'anker find --help'.", valueName: "query"))
    var query: String

    @Option(
        name: .long, parsing: .upToNextOption, help: ArgumentHelp("The code; several names may follow.", valueName: "name"),
        completion: .names(of: .code))
    var code: [String]

    @Option(name: .long, help: "What becomes a passage.")
    var unit = AutocodeUnit.sentence

    @Option(name: .long, help: ArgumentHelp("How many characters are shown on either side.", valueName: "number"))
    var context = 30

    @Flag(name: .long, help: "Code them.")
    var apply = false

    @Flag(name: .long, help: "Add codes that are missing to the codebook.")
    var createCodes = false

    @OptionGroup var coder: CoderOptions
    @OptionGroup var options: StudyOptions

    func validate() throws {
        guard !code.isEmpty else { throw ValidationError("no code is named\nname one with --code") }
        guard (0...1000).contains(context) else { throw ValidationError("--context is a number from 0 to 1000") }
    }

    func run() throws {
        let isComplete = try options.withStudy { study in
            let (places, leftOut) = try StudyQuery(query, in: study).autocodePlaces(unit)
            var requests: [CodingRequest] = []
            var rows: [[DataTable.Cell]] = []
            var output = BufferedOutput()
            let told = places.enumerated().map { number, place in
                PlaceRequest(
                    revision: place.revision, lower: Int32(clamping: place.range.lowerBound),
                    upper: Int32(clamping: place.range.upperBound), passage: nil, number: number)
            }
            try study.forEachPlace(told, context: apply ? 0 : context) { place in
                guard let range = place.citation.range else { return }
                requests.append(
                    CodingRequest(source: place.citation.source, target: .range(range), codes: code, coder: coder.name))
                if apply { return }
                guard options.json else {
                    return rows.append([
                        .text(place.citation.description), .text(range.description), .text(place.before.oneLine),
                        .text(place.quote?.oneLine ?? ""), .text(place.after.oneLine),
                    ])
                }
                try output.line(json(place, range))
            }
            try output.flush()
            let outcome = try code(requests, in: study)
            if !apply, !options.json { try Output.write(table(rows).terminalText().utf8) }
            if apply || !options.json { try say(outcome, leftOut) }
            if leftOut > 0 { options.report(.note(at: .init(file: "autocode"), .leftOut(leftOut))) }
            return leftOut == 0
        }
        if !isComplete { throw ExitCode.leftOut }
    }

    private func code(_ requests: [CodingRequest], in study: Study) throws -> CodingOutcome {
        // Where nothing is coded nobody else would ask for them.
        if requests.isEmpty, !createCodes {
            let codebook = try study.codebook()
            do {
                for name in code { _ = try codebook.code(required: name) }
            } catch let error as StudyError {
                throw Refusal(at: .init(file: "autocode"), Diagnostic.Message(error.problem), remedy: error.remedy)
            }
        }
        var next = requests.makeIterator()
        let outcome = try study.code(by: coder.name, recording: .automatic, creatingCodes: createCodes, dryRun: !apply) {
            next.next().map { .success($0) }
        }
        if let failure = outcome.unplaced.first {
            throw Refusal(at: .init(file: "autocode"), failure.reason.message, remedy: failure.reason.remedy)
        }
        return outcome
    }

    private func table(_ rows: [[DataTable.Cell]]) -> DataTable {
        DataTable(
            name: "autocode", title: "To be coded",
            columns: [
                .init("place", .string, "source and turn"), .init("range", .string, "Unicode scalars"),
                .init("before", .string, "the words before it"), .init("passage", .string, "what is to be coded"),
                .init("after", .string, "the words behind it"),
            ], rows: rows)
    }

    private func json(_ place: FoundPlace, _ range: TextRange) -> JSONWriter {
        var line = JSONWriter()
        line.beginObject()
        line.member("source", place.citation.source)
        line.member("case", place.citation.caseName)
        line.member("turn", place.citation.turn)
        line.key("range")
        line.range(range)
        line.member("codes", code)
        line.member("quote", place.quote)
        line.member("before", place.before)
        line.member("after", place.after)
        line.endObject()
        return line
    }

    private func say(_ outcome: CodingOutcome, _ leftOut: Int) throws {
        if options.json {
            var line = JSONWriter()
            line.beginObject()
            line.member("added", outcome.added)
            line.member("known", outcome.known)
            line.member("createdCodes", outcome.createdCodes)
            line.member("leftOut", leftOut)
            line.endObject()
            return try Output.line(line)
        }
        guard !options.quiet else { return }
        var parts = ["\(apply ? "added" : "would add") \(outcome.added.counted("coding"))"]
        if outcome.known > 0 { parts.append("\(outcome.known) known already") }
        if !outcome.createdCodes.isEmpty { parts.append("\(outcome.createdCodes.count.counted("new code"))") }
        try Output.line(parts.joined(separator: ", ") + (apply || outcome.added == 0 ? "" : "; code them with --apply"))
    }
}

extension String {
    fileprivate var oneLine: String { split(whereSeparator: \.isNewline).joined(separator: " ") }
}

extension Diagnostic.Message {
    fileprivate static func leftOut(_ count: Int) -> Self {
        "\(count.counted("passage")) without a place in the newest text left out"
    }
}
