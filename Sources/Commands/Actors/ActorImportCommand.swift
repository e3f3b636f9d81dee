import ArgumentParser
import FileFormats
import Importers
import StudyModel
import StudyStore

struct ActorImportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take in a table of actors.",
        discussion: """
            A row is an actor; the first row heads the columns: 'name', and 'kind', 'place', 'reach', 'case' and 'alias' as far as they are \
            there. Further names stand in 'alias[2]', 'alias[3]' or, set apart by semicolons, in 'aliases'. Each other column is an \
            attribute of actors. The German words are understood too: Akteur, Art, Ort, Reichweite, Fall, 'Weiterer Name', 'Weitere Namen'.

            Of an actor that is known by its name, or by another name that it alone has, what was missing is filled in. What stands \
            and is another is listed and left so (exit status 1), unless --update puts what the table says in its place. An empty cell \
            says nothing. All of the table is taken in or, where a row cannot be, nothing; one 'anker undo' takes it back. What 'anker \
            actor export' writes comes in again as the same.

            With --json there is one line: "added", "known", "completed", "newAttributes" (with "attribute" and "type"), "newCases" and \
            "newKinds".
            """)

    @OptionGroup var table: TableFileOptions
    @OptionGroup var types: TypeOptions

    @Flag(name: .long, help: "Add cases that are not there.")
    var createCases = false

    @Flag(name: .long, help: "Put what the table says in the place of what stands.")
    var update = false

    @OptionGroup var change: ChangeOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        let input = table.input
        let actors = try ActorTable(input, sheet: table.sheet, options: table.options)
        let hasErrors = actors.diagnostics.contains { $0.severity == .error }
        let hash = try OriginalFile(input, keepingContent: false).hash
        let intake = ActorIntake(
            .import, createsCases: createCases, updates: update, reader: types.reader(decimal: actors.decimal))
        // Where rows cannot be read nothing is added, but those that cannot be taken are listed with them.
        let outcome = try options.withStudy {
            try $0.add(
                actors.rows.map(ActorRow.init), intake, input: hash, dryRun: change.dryRun || hasErrors, by: change.coder)
        }
        try options.report(actors.diagnostics + outcome.problems, of: input, nothing: "no actors were added")
        try say(outcome, of: input)
        if !outcome.differences.isEmpty { throw ExitCode.leftOut }
    }

    private func say(_ outcome: ActorOutcome, of input: InputFile) throws {
        outcome.differences.forEach(options.report)
        options.note(outcome.newAttributes, of: input.name, correction: "")
        for kind in outcome.newKinds {
            options.report(
                .note(
                    at: input.place(), "kind of actor '\(kind.name)' is new",
                    remedy: kind.near.map { "there is a kind '\($0)'" }))
        }
        var text = "\(change.dryRun ? "would add" : "added") \(outcome.added.counted("actor"))"
        if outcome.known > 0 { text += ", \(outcome.known) known already" }
        if outcome.completed > 0 { text += ", \(outcome.completed) of them completed" }
        if !outcome.newCases.isEmpty { text += ", \(outcome.newCases.count.counted("new case"))" }
        try options.say(text, change) { line in
            line.member("added", outcome.added)
            line.member("known", outcome.known)
            line.member("completed", outcome.completed)
            line.member(outcome.newAttributes)
            line.member("newCases", outcome.newCases)
            line.member("newKinds", outcome.newKinds.map(\.name))
        }
    }
}

extension ActorRow {
    fileprivate init(_ row: ActorTable.Row) {
        let settings = row.values.map {
            AttributeSetting(holder: row.actor.name, attribute: $0.attribute, texts: $0.texts, place: $0.place)
        }
        self.init(row.actor, settings: settings, place: row.place)
    }
}
