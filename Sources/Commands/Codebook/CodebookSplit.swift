import ArgumentParser
import FileFormats
import Importers
import StudyModel
import StudyStore

struct CodebookSplit: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "split", abstract: "Give a part of a code's codings to other codes.",
        discussion: """
            By query: '--where QUERY --to NAME' moves those for which the query holds; see 'anker find --help'.

            By coder: '--by AB --to NAME' moves the codings of AB, '--each-coder' gives every coder's to a code of their own.

            From a list: each line of the file is the id of a coding, or a JSON object with "id", as 'anker codings --code NAME --json' \
            prints them. With --to all of them go to one code; without it a line's "codes" names the code that its coding is to have, so \
            that a list can be printed, edited and read back. One line that names no coding of the code is enough to change nothing.

            Codes that are missing are made, behind the code that is split or where the options of place say, with its colour and its \
            findings. Codings keep their ids; where a passage has both codes by one coder, it is as with 'merge'.

            With --json there is one line: "code", "kept", and "parts" with "code", "new", "codings", "dropped", "memos", "weightsTaken" \
            and "weightsNoted".
            """)

    @Argument(help: ArgumentHelp("The code to split.", valueName: "code"), completion: .names(of: .code))
    var code: String

    @Option(name: .long, help: ArgumentHelp("The code that codings go to.", valueName: "code"), completion: .names(of: .code))
    var to: String?

    @Option(
        name: .long, parsing: .upToNextOption,
        help: ArgumentHelp("Move the codings of this coder; several may follow.", valueName: "coder"),
        completion: .names(of: .coder))
    var by: [String] = []

    @Flag(name: .long, help: "Move every coder's codings to a code 'CODE (CODER)'.")
    var eachCoder = false

    @Option(
        name: .long, help: ArgumentHelp("A list of codings; '-' is standard input.", valueName: "file"), completion: .file())
    var from: String?

    @OptionGroup var chosen: WhereOptions

    @OptionGroup(title: "Where new codes stand") var place: CodePlaceOptions
    @OptionGroup var change: ChangeOptions
    @OptionGroup var options: StudyOptions

    func validate() throws {
        let ways = (by.isEmpty ? 0 : 1) + (eachCoder ? 1 : 0) + (from == nil ? 0 : 1) + (chosen.query == nil ? 0 : 1)
        guard ways == 1 else {
            throw ValidationError("codings are chosen in one way\nchoose one of --where, --by, --each-coder and --from")
        }
        guard by.isEmpty && chosen.query == nil || to != nil else {
            throw ValidationError("no code is named for them\nname one with --to")
        }
        guard !eachCoder || to == nil else { throw ValidationError("--each-coder names its codes itself\nleave out --to") }
        if let to, to.normalizedName.isEmpty { throw ValidationError("the name behind --to is empty") }
    }

    private func split(_ study: Study) throws -> (CodeSplit, input: ContentHash?) {
        if let rows = try chosen.codings(in: study) { return (.rows(rows, to: to ?? ""), nil) }
        guard let from else { return (eachCoder ? .eachCoder : .coders(by, to: to ?? ""), nil) }
        let lines = try CodingList(of: from, to: to)
        guard lines.problems.isEmpty else {
            lines.problems.forEach(Output.report)
            throw ExitCode.notDone
        }
        return (.listed(lines.codings), lines.hash)
    }

    func run() throws {
        let outcome = try options.withStudy { study in
            let (split, input) = try split(study)
            return try study.splitCode(code, split, at: place.placement, input: input, dryRun: change.dryRun, by: change.coder)
        }
        guard outcome.refused.isEmpty else {
            for line in outcome.refused {
                Output.report(
                    .error(at: LineReader.place(in: from ?? "-", line: line.line), line.message, remedy: line.remedy))
            }
            throw ExitCode.notDone
        }
        if options.json { return try Output.line(json(outcome)) }
        guard !options.quiet else { return }
        for part in outcome.parts {
            let what = part.isNew ? "new code \(part.code)" : part.code
            try Output.line("\(change.dryRun ? "would move" : "moved") to \(what): \(part.codings.told)".visible)
        }
        try Output.line("\(outcome.code) \(change.dryRun ? "would keep" : "keeps") \(outcome.kept.counted("coding"))".visible)
    }

    private func json(_ outcome: SplitOutcome) -> JSONWriter {
        var line = JSONWriter()
        line.beginObject()
        line.member("code", outcome.code)
        line.member("kept", outcome.kept)
        line.key("parts")
        line.beginArray()
        for part in outcome.parts {
            line.beginObject()
            line.member("code", part.code)
            line.key("new")
            line.boolean(part.isNew)
            part.codings.write(to: &line)
            line.endObject()
        }
        line.endArray()
        line.mark(change)
        line.endObject()
        return line
    }
}

/// The codings that a file lists.
private struct CodingList {
    private(set) var codings: [CodeSplit.Listed] = []
    /// The hash of the file.
    private(set) var hash: ContentHash?
    private(set) var problems: [Diagnostic] = []

    init(of path: String, to target: String?) throws {
        hash = try LineReader(path: path).forEachBatch { lines in
            for (number, line) in LineReader.decode(CodingIDLine.self, from: lines.map(\.quotedID)) {
                let place = LineReader.place(in: path, line: number)
                switch line {
                case .success(let line):
                    guard let code = target ?? line.code else {
                        problems.append(
                            .error(at: place, "no code is named", remedy: "name one in 'codes', or for all with --to"))
                        continue
                    }
                    codings.append(.init(coding: line.coding, code: code, line: number))
                case .failure(let problem): problems.append(.error(at: place, problem.message, remedy: problem.remedy))
                }
            }
        }
        if codings.isEmpty, problems.isEmpty {
            problems.append(
                .error(at: LineReader.place(in: path, line: nil), "lists no coding", remedy: "give one a line, by its id"))
        }
    }
}

extension LineReader.Line {
    /// A bare id as the JSON object that it stands for.
    fileprivate var quotedID: Self {
        let text = String(decoding: bytes, as: UTF8.self).normalizedName
        guard !text.hasPrefix("{") else { return self }
        var object = JSONWriter()
        object.beginObject()
        object.member("id", text)
        object.endObject()
        return Self(number: number, bytes: object.bytes)
    }
}
