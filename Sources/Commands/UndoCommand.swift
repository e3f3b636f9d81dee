import ArgumentParser
import FileFormats
import Foundation
import StudyModel
import StudyStore

struct UndoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "undo", abstract: "Take a change back.",
        discussion: """
            Without a number the newest change that is in force is taken back, whoever made it and whenever; --by takes the newest of \
            one coder. Typed again, it goes further back; 'anker redo' brings back what was taken last. With a number, as 'anker log' \
            shows it, that event is taken back, and what was done since stays.

            Where later work rests on an event (codings on a source, say) nothing is changed; the work is listed, and can be taken back \
            first. What an event shares with others stays for them: a passage that somebody else coded too, a case to which another source \
            belongs.

            An undo is an event of its own; nothing leaves the log. With --json: "event" (the one that was taken back), "verb", "coder" \
            and "counts".
            """)

    @Argument(help: ArgumentHelp("The number of the event; else the newest in force.", valueName: "event"))
    var event: Int64?

    @Option(
        name: .customLong("by"), help: ArgumentHelp("The newest change by this coder.", valueName: "name"),
        completion: .names(of: .coder))
    var maker: String?

    @Flag(name: .long, help: "Say what would be taken back, and change nothing.")
    var dryRun = false

    @OptionGroup var coder: CoderOptions
    @OptionGroup var options: StudyOptions

    func validate() throws {
        guard event == nil || maker == nil else {
            throw ValidationError("an event has one coder\ngive its number or --by, not both")
        }
    }

    func run() throws {
        let undone = try options.withStudy { study in
            do {
                return try study.undo(event, of: maker, by: coder.name, dryRun: dryRun)
            } catch let work as LaterWork {
                throw Refusal(work, path: study.path)
            }
        }
        try options.say(dryRun ? "would take back" : "took back", undone, dryRun: dryRun)
    }
}

extension StudyOptions {
    /// Says which event was taken back or brought back.
    func say(_ what: String, _ event: Event, dryRun: Bool) throws {
        if json {
            var line = JSONWriter()
            line.beginObject()
            line.member("event", Int(event.id))
            line.member("verb", event.verb)
            line.member("coder", event.coder)
            line.key("counts")
            line.counts(event.counts)
            if dryRun { line.key("dryRun"); line.boolean(true) }
            line.endObject()
            try Output.line(line)
        } else if !quiet {
            try Output.line("\(what) \(event.summary)".visible)
        }
    }
}

extension Refusal {
    private static let shown = 20

    /// Later work that rests on an event, with the way to take it back.
    init(_ work: LaterWork, path: String) {
        var lines = work.later.suffix(Self.shown).map(\.summary)
        if work.later.count > Self.shown { lines.insert("\(work.later.count - Self.shown) earlier ones, and", at: 0) }
        let newest = work.later.last?.id ?? 0
        lines.append("take that back first, the newest first, beginning with 'anker undo \(newest)'")
        self.init(
            at: .init(file: URL(fileURLWithPath: path).lastPathComponent),
            Diagnostic.Message("later work rests on \(work.event.summary)"), remedy: lines.joined(separator: "\n"))
    }
}
