import ArgumentParser
import FileFormats
import Importers
import StudyModel
import StudyStore

struct CodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "code", abstract: "Code one passage, or many from a file.",
        discussion: """
            Positions count Unicode characters (scalars) from 0; the end is not part of the passage. A quote that stands in the source \
            more than once is refused with all its places.

            A file has one JSON object a line, as 'anker codings --json' prints them:
              {"source": "interview-03", "range": [120, 180], "codes": ["Resonanz"]}
              {"source": "interview-03", "turn": "14-16", "codes": ["Resonanz"]}
              {"source": "interview-03", "quote": "das Café", "turn": 5, "codes": ["Resonanz"]}
            With "quote" there may be a "turn" or an "occurrence" where it is not unique; each line may have "coder" and "weight". All \
            lines are coded or, if one cannot be placed, none. A table (.csv) has a row a coding, with the columns "source", "quote" and \
            "code"; highlights of Taguette are read as they are.

            With --json there is one line: "added", "known" and "leftOut" by number, and "createdCodes" by name.
            """)

    @Argument(help: ArgumentHelp("The source to code in.", valueName: "source"), completion: .names(of: .source))
    var source: String?

    @OptionGroup var place: PlaceOptionGroup

    @Option(
        name: .long, parsing: .upToNextOption, help: ArgumentHelp("The code; several names may follow.", valueName: "name"),
        completion: .names(of: .code))
    var code: [String] = []

    @Option(name: .long, help: ArgumentHelp("How strongly, 0 to 100.", valueName: "number"))
    var weight: Int?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A file of codings, one JSON object a line, or a table (CSV); '-' is standard input.", valueName: "file"),
        completion: .file())
    var from: String?

    @Flag(name: .long, help: "Add codes that are missing to the codebook.")
    var createCodes = false

    @Flag(name: .long, help: "With --from: leave out lines that cannot be placed.")
    var skip = false

    @OptionGroup var change: ChangeOptions
    @OptionGroup var options: StudyOptions

    func validate() throws {
        if from != nil {
            guard source == nil, place.isEmpty, code.isEmpty, weight == nil else {
                throw ValidationError(
                    "with --from everything else comes from the file\nleave out the source, the passage and the code")
            }
            return
        }
        guard source != nil else {
            // '--code A B interview-03' takes the source for a third code.
            throw ValidationError("no source is named\nname it before the options, or a file with --from")
        }
        guard !code.isEmpty else { throw ValidationError("no code is named\nname one with --code") }
        guard !skip else { throw ValidationError("--skip goes with --from") }
        if let weight, !(0...100).contains(weight) { throw ValidationError("--weight is a number from 0 to 100") }
        _ = try place.target()
    }

    func run() throws {
        try options.withStudy { study in
            guard let from else { return try codeOne(in: study) }
            try Interruption.handled { try codeLines(of: from, in: study) }
        }
    }

    private func codeOne(in study: Study) throws {
        var requests = [
            CodingRequest(source: source ?? "", target: try place.target(), codes: code, coder: change.coder, weight: weight)
        ]
        let outcome = try study.code(by: change.coder, recording: .single, creatingCodes: createCodes, dryRun: change.dryRun) {
            requests.popLast().map { .success($0) }
        }
        let place = Diagnostic.Place(file: source ?? "")
        for note in outcome.notes { options.report(.note(at: place, note.message)) }
        if let failure = outcome.unplaced.first {
            throw Refusal(at: place, failure.reason.message, remedy: failure.reason.remedy)
        }
        try say(outcome)
    }

    /// What the reading thread sends: lines, and at the end the hash of the file.
    private enum Piece: Sendable {
        case lines([Result<CodingRequest, CodingOutcome.Failure>])
        case end(ContentHash)
    }

    private static func send(
        _ lines: LineReader, _ coder: String, _ send: (Piece) throws -> Void
    ) throws -> ContentHash {
        try lines.forEachBatch { lines in
            try send(
                .lines(
                    LineReader.decode(CodingLine.self, from: lines).map { line, value in
                        value.map { $0.request(coder: coder, line: line) }
                            .mapError { .init(line: line, reason: Unplaced($0.message, $0.remedy)) }
                    }))
        }
    }

    /// - Parameter sources: the names of those in the study.
    private static func send(
        _ table: QuoteTable, _ sources: Set<String>, _ coder: String, _ send: (Piece) throws -> Void
    ) throws -> ContentHash {
        try send(
            .lines(
                table.rows.map { row in
                    Result { () throws(LineProblem) in try row.request(in: sources, coder: coder) }
                        .mapError { .init(line: row.number, reason: Unplaced($0.message, $0.remedy)) }
                }))
        return table.hash
    }

    private func codeLines(of path: String, in study: Study) throws {
        let defaultCoder = change.coder
        let sources = QuoteTable.recognizes(path) ? Set(try study.sources().map(\.name)) : []
        let outcome = try pipelined(capacity: 8) { (send: (Piece) throws -> Void) in
            let hash =
                try QuoteTable.recognizes(path)
                ? Self.send(try QuoteTable(path: path), sources, defaultCoder, send)
                : Self.send(LineReader(path: path), defaultCoder, send)
            try send(.end(hash))
        } consume: { next in
            var batch: [Result<CodingRequest, CodingOutcome.Failure>] = []
            var position = 0
            var hash: ContentHash?
            return try study.code(
                by: defaultCoder, recording: .bulk, creatingCodes: createCodes, skipping: skip, dryRun: change.dryRun,
                input: { hash }
            ) {
                while position == batch.count {
                    switch try next() {
                    case .lines(let more): (batch, position) = (more, 0)
                    case .end(let all): hash = all
                    case nil: return nil
                    }
                }
                defer { position += 1 }
                return batch[position]
            }
        }
        for note in outcome.notes { options.report(.note(at: LineReader.place(in: path, line: note.line), note.message)) }
        for failure in outcome.unplaced {
            Output.report(
                .error(
                    at: LineReader.place(in: path, line: failure.line), failure.reason.message, remedy: failure.reason.remedy))
        }
        let failures = outcome.unplaced
        if !failures.isEmpty && !skip {
            let (place, count) = (LineReader.place(in: path, line: nil), failures.count.counted("line"))
            options.report(.note(at: place, .nothingCoded(count)))
            throw ExitCode.notDone
        }
        try say(outcome)
        if !failures.isEmpty { throw ExitCode.leftOut }
    }

    private func say(_ outcome: CodingOutcome) throws {
        var parts = ["\(change.dryRun ? "would add" : "added") \(outcome.added.counted("coding"))"]
        if outcome.known > 0 { parts.append("\(outcome.known) known already") }
        if !outcome.createdCodes.isEmpty { parts.append("\(outcome.createdCodes.count.counted("new code"))") }
        try options.say(parts.joined(separator: ", "), change) { line in
            line.member("added", outcome.added)
            line.member("known", outcome.known)
            line.member("createdCodes", outcome.createdCodes)
            line.member("leftOut", outcome.unplaced.count)
        }
    }
}

extension Diagnostic.Message {
    fileprivate static func nothingCoded(_ lines: String) -> Self { "nothing was coded, since \(lines) cannot be placed" }
}
