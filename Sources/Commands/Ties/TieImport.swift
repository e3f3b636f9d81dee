import ArgumentParser
import FileFormats
import Importers
import StudyModel
import StudyStore

struct TieImport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take in a table of ties with their evidence.",
        discussion: """
            A row is a tie and one place that it rests on; the first row heads the columns. Needed are 'from', 'to' and 'kind', and for a \
            passage 'source' with 'quote', 'turn' or 'lower' and 'upper' (where there is a quote too, it must stand there), for an answer \
            'survey', 'respondent' and 'question'. There may be 'directed', 'sign', 'reach', 'strength', 'first', 'last' and 'coder'. The \
            German words are understood too, such as Von, Zu, Art, Vorzeichen, Reichweite, Stärke, Seit, Bis, Quelle and Zitat.

            Rows with the same ends, kind, sign and coder are one tie with several places. To a tie that is there already new evidence is \
            added, and what was not known of it; what stands and is another is listed and left so (exit status 1), unless --update puts \
            what the table says in its place. All of the table is taken in or, where a row cannot be, nothing, with each such row listed; \
            one 'anker undo' takes it back. What 'anker tie export' writes comes in again as the same.

            With --json there is one line: "added", "known", "completed", "evidence" and "newActors".
            """)

    @OptionGroup var table: TableFileOptions

    @Flag(name: .long, help: "Add actors that are not there.")
    var createActors = false

    @Flag(name: .long, help: "Put what the table says of a tie in the place of what stands.")
    var update = false

    @OptionGroup var change: ChangeOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        let input = table.input
        let ties = try TieTable(input, sheet: table.sheet, options: table.options, coder: change.coder)
        let hasErrors = ties.diagnostics.contains { $0.severity == .error }
        let hash = try OriginalFile(input, keepingContent: false).hash
        // Where rows cannot be read nothing is added, but those that cannot be placed are listed with them.
        let outcome = try options.withStudy {
            try $0.add(
                ties.requests, TieIntake(.import, createsActors: createActors, updates: update), input: hash,
                by: change.coder, dryRun: change.dryRun || hasErrors)
        }
        let unplaced = outcome.unplaced.map {
            Diagnostic.error(at: ties.place(line: $0.line), $0.reason.message, remedy: remedy($0.reason))
        }
        try options.report(ties.diagnostics + unplaced, of: input, nothing: "no ties were added")
        for note in outcome.notes { options.report(.note(at: ties.place(line: note.line), note.message)) }
        for difference in outcome.differences {
            options.report(
                .warning(
                    at: ties.place(line: difference.line), difference.message,
                    remedy: "pass --update to put what the table says in its place"))
        }
        for actor in outcome.newActors {
            guard let near = actor.near else { continue }
            options.report(.note(at: input.place(), "actor '\(actor.name)' is new", remedy: "there is an actor '\(near)'"))
        }
        try say(outcome)
        if !outcome.differences.isEmpty { throw ExitCode.leftOut }
    }

    private func remedy(_ reason: Unplaced) -> String? {
        reason.remedy == Unplaced.addActor ? "add it with 'anker actor add', or pass --create-actors" : reason.remedy
    }

    private func say(_ outcome: TieOutcome) throws {
        var text = "\(change.dryRun ? "would add" : "added") \(outcome.added.counted("tie"))"
        if outcome.known > 0 { text += ", \(outcome.known) known already" }
        if outcome.completed > 0 { text += ", \(outcome.completed) of them completed" }
        text += "; \(outcome.evidence.counted("new place")) of evidence"
        if !outcome.newActors.isEmpty { text += ", \(outcome.newActors.count.counted("new actor"))" }
        try options.say(text, change) { line in
            line.member("added", outcome.added)
            line.member("known", outcome.known)
            line.member("completed", outcome.completed)
            line.member("evidence", outcome.evidence)
            line.member("newActors", outcome.newActors.map(\.name))
        }
    }
}
