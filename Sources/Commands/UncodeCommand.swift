import ArgumentParser
import FileFormats
import StudyModel
import StudyStore

struct UncodeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "uncode", abstract: "Take codings away: by their ids, at a place, or by a query.",
        discussion: """
            'anker uncode ID…' takes codings by the ids that 'anker codings --json' prints. 'anker uncode interview-03 --turn 14 --code \
            Resonanz' takes those of exactly that passage; without --code those of every code. 'anker uncode --where QUERY' takes all \
            for which the query holds; see 'anker find --help'.

            At a place only codings of who does this are taken, unless --by names somebody else or --everyone is passed; ids and queries \
            take everybody's, unless --by is passed. Memos on the codings go with them. One 'anker undo' brings all of it back.

            With --json there is one line: "removed", "memos", "sources", "codes" and "coders".
            """)

    @Argument(
        help: ArgumentHelp("A source, with a place; or the ids of codings.", valueName: "source|id"),
        completion: .names(of: .source))
    var names: [String] = []

    @OptionGroup var place: PlaceOptionGroup

    @Option(
        name: .long, parsing: .upToNextOption,
        help: ArgumentHelp("Only of this code; several names may follow.", valueName: "name"), completion: .names(of: .code))
    var code: [String] = []

    @Option(name: .customLong("where"), help: ArgumentHelp("The codings for which this query holds.", valueName: "query"))
    var query: String?

    @Option(
        name: .customLong("by"), help: ArgumentHelp("Only codings by this coder.", valueName: "name"),
        completion: .names(of: .coder))
    var maker: String?

    @Flag(name: .long, help: "At a place: everybody's codings.")
    var everyone = false

    @OptionGroup var change: ChangeOptions
    @OptionGroup var options: StudyOptions

    func validate() throws {
        guard !(everyone && maker != nil) else { throw ValidationError("--everyone and --by contradict each other") }
        if query != nil {
            guard names.isEmpty, place.isEmpty, code.isEmpty else {
                throw ValidationError(
                    "--where says all\nleave out the source, the passage and the code, or put them into the query")
            }
            return
        }
        guard !names.isEmpty else {
            throw ValidationError("no coding is named\nname a source with a place, ids, or a query with --where")
        }
        if place.isEmpty {
            guard code.isEmpty else { throw ValidationError("--code goes with a place\nname one with --quote, --at or --turn") }
            for name in names where Coding.ID(parsing: name) == nil {
                throw ValidationError(
                    "'\(name)' is no id of a coding\nof a source, name the passage with --quote, --at or --turn, or use --where"
                )
            }
        } else {
            guard names.count == 1 else { throw ValidationError("a place is in one source") }
            _ = try place.target()
        }
    }

    func run() throws {
        let outcome = try options.withStudy { study in
            do {
                return try study.uncode(try selection(study), of: by, dryRun: change.dryRun, by: change.coder)
            } catch let reason as Unplaced {
                throw Refusal(at: .init(file: names.first ?? "uncode"), reason.message, remedy: reason.remedy)
            }
        }
        if let note = outcome.note { options.report(.note(at: .init(file: names.first ?? "uncode"), note)) }
        try options.say(told(outcome), change) { line in
            line.member("removed", outcome.codings)
            line.member("memos", outcome.memos)
            line.member("sources", outcome.sources)
            line.member("codes", outcome.codes)
            line.member("coders", outcome.coders)
        }
    }

    private func told(_ outcome: UncodeOutcome) -> String {
        guard outcome.codings > 0 else { return "no coding is meant; nothing was done" }
        var text = "\(change.dryRun ? "would remove" : "removed") \(outcome.codings.counted("coding"))"
        text += " in \(outcome.sources.counted("source")) by \(outcome.coders.joined(separator: ", "))"
        text += ": \(outcome.codes.joined(separator: ", "))".shortened(to: 120)
        if outcome.memos > 0 { text += "; \(outcome.memos.counted("memo")) on them too" }
        return text
    }

    /// Whose codings are meant; nil for everybody's.
    private var by: String? { maker ?? (place.isEmpty || everyone ? nil : change.coder) }

    private func selection(_ study: Study) throws -> CodingSelection {
        if let query { return .rows(try StudyQuery(query, in: study).codings()) }
        if place.isEmpty { return .ids(names.compactMap { Coding.ID(parsing: $0) }) }
        return .place(source: names[0], try place.target(), codes: code)
    }
}
