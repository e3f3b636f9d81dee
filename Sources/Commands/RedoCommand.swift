import ArgumentParser
import StudyModel
import StudyStore

struct RedoCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "redo", abstract: "Bring back what the last undo took.",
        discussion: """
            Typed again, it goes further forward, until everything is back that was taken. A new change ends that; what was taken back \
            before it stays in the log and is not brought back any more.

            With --json: "event" (the one that is in force again), "verb", "coder" and "counts".
            """)

    @Flag(name: .long, help: "Say what would be brought back, and change nothing.")
    var dryRun = false

    @OptionGroup var coder: CoderOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        let event = try options.withStudy { try $0.redo(by: coder.name, dryRun: dryRun) }
        try options.say(dryRun ? "would bring back" : "brought back", event, dryRun: dryRun)
    }
}
