import ArgumentParser
import FileFormats
import StudyModel
import StudyStore

struct ActorMergeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "Make one actor of several: names, ties, mentions and memos go to the one that stays.",
        discussion: """
            The names of the others become other names of the one that stays. What is not known of it (kind, place, reach, case, \
            attributes) is filled in; where they differ it keeps its own, and the difference is told. A tie that it has already, of the \
            same kind, direction, sign and coder with the same other actor, gets the evidence.

            A tie between two that are to become one would be a tie of one with itself. Somebody has held them for two, so nothing is \
            done, and such ties are listed, unless --drop-between says that they are mistaken. 'anker undo' brings all of it back.

            With --json there is one line: "into", "merged", "aliases", "filled", "differences", "ties", "joined", "evidence", \
            "dropped", "mentions", "memos" and "droppedMemos".
            """)

    @Argument(help: ArgumentHelp("The actors to merge.", valueName: "actor"), completion: .names(of: .actor))
    var names: [String]

    @Option(name: .long, help: ArgumentHelp("The actor that stays.", valueName: "actor"), completion: .names(of: .actor))
    var into: String

    @Flag(name: .long, help: "Drop ties between the actors that become one, with their evidence.")
    var dropBetween = false

    @OptionGroup var change: ChangeOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        let outcome = try options.withStudy {
            try $0.mergeActors(names, into: into, droppingBetween: dropBetween, dryRun: change.dryRun, by: change.coder)
        }
        guard outcome.between.isEmpty || dropBetween else {
            for tie in outcome.between {
                Output.report(
                    .error(
                        at: .init(file: "actors"), .between(tie),
                        remedy: "see whether they are two; if they are one, pass --drop-between"))
            }
            throw ExitCode.notDone
        }
        for difference in outcome.differences {
            options.report(.note(at: .init(file: "actors"), .differ(difference, outcome.target)))
        }
        try options.say(told(outcome), change) { line in
            line.member("into", outcome.target)
            line.member("merged", outcome.merged)
            line.member("aliases", outcome.aliases)
            line.member("filled", outcome.filled)
            line.key("differences")
            line.beginArray()
            for difference in outcome.differences {
                line.beginObject()
                line.member(difference.isOfTie ? "tie" : "actor", difference.subject)
                line.member("property", difference.property)
                line.member("kept", difference.kept)
                line.member("dropped", difference.other)
                line.endObject()
            }
            line.endArray()
            line.member("ties", outcome.ties)
            line.member("joined", outcome.joined)
            line.member("evidence", outcome.evidence)
            line.member("dropped", outcome.dropped)
            line.member("mentions", outcome.mentions)
            line.member("memos", outcome.memos)
            line.member("droppedMemos", outcome.droppedMemos)
        }
    }

    private func told(_ outcome: ActorMergeOutcome) -> String {
        var parts: [String] = []
        func add(_ count: Int, _ word: String, _ rest: String = "") {
            if count > 0 { parts.append(count.counted(word) + rest) }
        }
        add(outcome.aliases.count, "more name")
        if !outcome.filled.isEmpty { parts.append("\(outcome.filled.joined(separator: ", ")) filled in") }
        add(outcome.ties, "tie")
        add(outcome.joined, "tie", " joined with one that stood")
        add(outcome.dropped, "tie", " between them dropped")
        add(outcome.mentions, "mention")
        add(outcome.memos, "memo")
        add(outcome.droppedMemos, "memo", " dropped")
        let rest = parts.isEmpty ? "" : ": " + parts.joined(separator: ", ")
        let verb = change.dryRun ? "would merge" : "merged"
        return "\(verb) \(outcome.merged.joined(separator: ", ")) into \(outcome.target)\(rest)"
    }
}

struct ActorRemove: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Take actors out.",
        discussion: """
            An actor that has ties, mentions or memos is not removed unless --with-all says so: they go with it, and the evidence of its \
            ties too. What another name of the same actor stands for is better merged.

            With --json a line has "actor", "ties", "mentions" and "memos".
            """)

    @Argument(help: ArgumentHelp("The actors.", valueName: "actor"), completion: .names(of: .actor))
    var names: [String]

    @Flag(name: .long, help: "Take out their ties, mentions and memos with them.")
    var withAll = false

    @OptionGroup var change: ChangeOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        let removed = try options.withStudy {
            try $0.removeActors(names, withAll: withAll, dryRun: change.dryRun, by: change.coder)
        }
        for item in removed {
            let told = item.told.map { ", and \($0) with it" } ?? ""
            try options.sayRemoved("actor", item.name, told, change) { line in
                line.member("ties", item.ties)
                line.member("mentions", item.mentions)
                line.member("memos", item.memos)
            }
        }
    }
}

extension Diagnostic.Message {
    fileprivate static func between(_ tie: ActorMergeOutcome.Between) -> Self {
        "'\(tie.from)' has a tie with '\(tie.to)': \(tie.kind), by \(tie.coder), on \(tie.evidence.counted("place"))"
    }
    fileprivate static func differ(_ difference: ActorMergeOutcome.Difference, _ target: String) -> Self {
        difference.isOfTie
            ? "the \(difference.property) of '\(difference.subject)' stays \(difference.kept); the other tie has \(difference.other)"
            : "the \(difference.property) of '\(target)' stays '\(difference.kept)'; '\(difference.subject)' has '\(difference.other)'"
    }
}
