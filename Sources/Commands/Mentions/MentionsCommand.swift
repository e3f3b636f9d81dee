import ArgumentParser
import FileFormats
import StudyModel
import StudyStore

struct MentionsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mentions", abstract: "Passages in which actors are spoken of: find, accept, list and remove them.",
        discussion: """
            A mention says that a passage speaks of an actor; a tie says more. 'mentions suggest' finds names and other names in the texts, \
            'mentions accept' takes in all, those of some actors, or the lines of a file that was looked through. When a source is edited \
            mentions go along with their words, as codings do. What 'mentions reject' was told of is not suggested again.
            """,
        subcommands: [
            MentionsList.self, MentionsSuggest.self, MentionsAccept.self, MentionsReject.self, MentionsRemove.self,
        ],
        defaultSubcommand: MentionsList.self)
}

/// Which mentions are meant.
struct MentionFilterOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("Only of these actors.", valueName: "actor"), completion: .names(of: .actor))
    var actors: [String] = []

    @Option(
        name: .long, help: ArgumentHelp("Only in this source. May be repeated.", valueName: "name"),
        completion: .names(of: .source))
    var source: [String] = []

    @Option(
        name: .customLong("by"), help: ArgumentHelp("Only by this coder.", valueName: "name"), completion: .names(of: .coder))
    var maker: String?

    @Flag(name: .long, help: "Places that were rejected, in place of mentions.")
    var rejected = false

    var filter: MentionFilter {
        var filter = MentionFilter()
        filter.actors = actors
        filter.sources = source
        filter.coder = maker
        filter.isRejected = rejected
        return filter
    }
}

struct MentionsList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List mentions in their context.",
        discussion: """
            With --json a line has "actor", "source", "case", "turn", "range", "quote", "before", "after", "coder", "revision" and "state"; \
            'anker mentions accept --from' reads it.
            """)

    @OptionGroup var chosen: MentionFilterOptions

    @Option(name: .long, help: ArgumentHelp("Print so many characters on each side.", valueName: "count"))
    var context = 30

    @OptionGroup var options: StudyOptions

    func validate() throws {
        guard 0...10_000 ~= context else { throw ValidationError("--context takes 0 to 10000") }
    }

    func run() throws {
        let mentions = try options.withStudy { try $0.mentions(chosen.filter, context: context) }
        let lines = KeywordLine(context: context)
        var output = BufferedOutput()
        for mention in mentions {
            guard options.json else {
                let state = mention.state == .placed ? "" : ", \(mention.state.rawValue)"
                try output.line(
                    lines.text(
                        before: mention.before, pieces: [mention.quote, mention.after],
                        place: "\(mention.citation)  \(mention.actorName) (\(mention.coder)\(state))"))
                continue
            }
            var line = JSONWriter()
            line.beginObject()
            line.member("actor", mention.actorName)
            line.members(of: mention.citation)
            line.member("quote", mention.quote)
            line.member("before", mention.before)
            line.member("after", mention.after)
            line.member("coder", mention.coder)
            line.member("revision", mention.revision)
            line.member("state", mention.state.rawValue)
            line.endObject()
            try output.line(line)
        }
        try output.flush()
    }
}

struct MentionsRemove: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Take mentions away: of actors, in sources, by a coder, or all.",
        discussion: """
            What is named together must hold together: 'anker mentions remove Mühle --source interview-03' takes those of the mill there. \
            With --rejected rejections are taken back, and the places suggested again.

            With --json there is one line: "removed", "actors" and "sources".
            """)

    @OptionGroup var chosen: MentionFilterOptions

    @Flag(name: .long, help: "All of them.")
    var all = false

    @OptionGroup var change: ChangeOptions
    @OptionGroup var options: StudyOptions

    func validate() throws {
        var everything = MentionFilter()
        everything.isRejected = chosen.rejected
        guard all != (chosen.filter != everything) else {
            throw ValidationError(
                all
                    ? "--all takes every mention\nleave it out, or the actors, sources and coders"
                    : "no mention is named\nname actors, --source, --by or --all")
        }
    }

    func run() throws {
        let removal = try options.withStudy {
            try $0.removeMentions(chosen.filter, dryRun: change.dryRun, by: change.coder)
        }
        let of = removal.mentions > 0 ? ": \(removal.actors.counted("actor")), \(removal.sources.counted("source"))" : ""
        let what = chosen.rejected ? "rejected place" : "mention"
        try options.say("\(change.dryRun ? "would remove" : "removed") \(removal.mentions.counted(what))\(of)", change) {
            $0.member("removed", removal.mentions)
            $0.member("actors", removal.actors)
            $0.member("sources", removal.sources)
        }
    }
}
