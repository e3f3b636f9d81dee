import ArgumentParser
import FileFormats
import Importers
import StudyModel
import StudyStore

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

    @OptionGroup var choice: MentionChoice
    @OptionGroup var options: StudyOptions

    func run() throws {
        if let from = choice.from {
            let lines = try LineValues(of: from, MentionLine.self) { [$0.request(line: $1)] }
            return try say(try choice.take(lines, .accept, nothing: "no mentions were taken in", options))
        }
        var shared: [[String]: Int] = [:]
        let outcome = try choice.takeFound(.accept, options) { suggestion in
            if suggestion.actors.count == 1 { return suggestion.actors }
            shared[suggestion.actors.map(\.name), default: 0] += 1
            return []
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
            "\(choice.change.dryRun ? "would add" : "added") \(outcome.added.counted("mention"))", known: outcome.known,
            added: outcome.added, dryRun: choice.change.dryRun)
    }
}

struct MentionsReject: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "reject", abstract: "Say of suggested mentions that they are none, so that they are not suggested again.",
        discussion: """
            'anker mentions reject Mühle' rejects all that 'anker mentions suggest Mühle' shows, --all what it shows without a name. A name \
            that several actors share is rejected for those that are named, with --all for all of them.

            A file has lines as 'anker mentions suggest --json' prints them, those with "candidates" too, all of which are rejected then. \
            All lines are taken or, if one cannot be placed, none. What was accepted by the same coder is no mention any more. \
            'anker mentions list --rejected' shows what was rejected, 'mentions accept --from' and 'mentions remove --rejected' take it back, \
            and so does 'anker undo'.

            With --json there is one line: "rejected" and "known".
            """)

    @OptionGroup var choice: MentionChoice
    @OptionGroup var options: StudyOptions

    func run() throws {
        if let from = choice.from {
            let lines = try LineValues(of: from, RejectedMentionLine.self) { $0.requests(line: $1) }
            return try say(try choice.take(lines, .reject, nothing: "no places were rejected", options))
        }
        let names = choice.search.actors
        let named = try options.withStudy { Set(try $0.actorIDs(of: names)) }
        try say(
            try choice.takeFound(.reject, options) { suggestion in
                suggestion.actors.filter { named.isEmpty || named.contains($0.id) }
            })
    }

    private func say(_ outcome: MentionOutcome) throws {
        let known = outcome.known > 0 ? ", \(outcome.known) known already" : ""
        try options.say(
            "\(choice.change.dryRun ? "would reject" : "rejected") \(outcome.added.counted("place"))\(known)", choice.change
        ) { line in
            line.member("rejected", outcome.added)
            line.member("known", outcome.known)
        }
    }
}

extension Diagnostic.Message {
    fileprivate static func shared(_ names: [String], _ count: Int) -> Self {
        "\(count.counted("place")) left out that may mean any of \(names.map { "'\($0)'" }.joined(separator: ", "))"
    }
}
