import ArgumentParser
import Exporters
import FileFormats
import Importers
import StudyModel
import StudyStore

struct ActorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "actor", abstract: "The register of actors.",
        subcommands: [
            ActorAdd.self, ActorList.self, ActorEditCommand.self, ActorDuplicatesCommand.self, ActorMergeCommand.self,
            ActorRemove.self, ActorImportCommand.self, ActorExportCommand.self,
        ])
}

/// What is said of an actor.
struct ActorOptions: ParsableArguments {
    @Option(
        name: .long, help: ArgumentHelp("What kind of actor, such as Initiative.", valueName: "name"),
        completion: .names(of: .actorKind))
    var kind: String?

    @Option(name: .long, help: "Where it is at home.")
    var place: String?

    @Option(
        name: .customLong("case"), help: ArgumentHelp("The case that speaks for it.", valueName: "name"),
        completion: .names(of: .`case`))
    var caseName: String?

    @Option(
        name: .long, parsing: .upToNextOption,
        help: ArgumentHelp("Another name of it; several may follow.", valueName: "name"))
    var alias: [String] = []

    var isEmpty: Bool { kind == nil && place == nil && caseName == nil && alias.isEmpty }
}

struct ActorAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add an actor, or many from a file.",
        discussion: """
            Of an actor that is known by its name, what was missing is filled in; nothing that stands is overwritten.

            A file has one JSON object a line, as 'anker actor list --json' prints them:
              {"name": "Dorfcafé", "kind": "Initiative", "place": "Kupferau"}
            Each may have "reach", "aliases" (a list), "case" and "attributes" too. A table is taken in by 'anker actor import'.
            """)

    @Argument(help: "The actor's name.")
    var name: String?

    @OptionGroup var told: ActorOptions

    @Option(name: .long, help: "How far it reaches.")
    var reach: Reach?

    @Option(
        name: .long, help: ArgumentHelp("A file of actors, one JSON object a line; '-' is standard input.", valueName: "file"),
        completion: .file())
    var from: String?

    @OptionGroup var coder: CoderOptions
    @OptionGroup var options: StudyOptions

    func validate() throws {
        guard from == nil else {
            guard name == nil, reach == nil, told.isEmpty else {
                throw ValidationError(
                    "with --from everything else comes from the file\nleave out the name and what is said of it")
            }
            return
        }
        guard let name else { throw ValidationError("no actor is named\nname one, or a file with --from") }
        guard !name.normalizedName.isEmpty else { throw ValidationError("the name is empty") }
    }

    func run() throws {
        var rows: [ActorRow] = []
        var input: ContentHash?
        if let from {
            let lines = try LineValues(of: from, ActorLine.self) { $0.row(at: LineReader.place(in: from, line: $1)) }
            try listing(lines.problems.map(\.diagnostic))
            (rows, input) = (lines.values, lines.hash)
        } else if let name {
            let actor = Actor(
                name: name.normalizedName, aliases: told.alias, kind: told.kind, place: told.place, reach: reach,
                caseName: told.caseName)
            rows = [ActorRow(actor)]
        }
        let outcome = try options.withStudy {
            try $0.add(rows, ActorIntake(.add, reader: .typed()), input: input, by: coder.name)
        }
        try listing(outcome.problems)
        try options.say("added \(outcome.added.counted("actor"))", known: outcome.known, added: outcome.added)
    }

    /// - Throws: `ExitCode.notDone` after the problems were listed, where there are any.
    private func listing(_ problems: [Diagnostic]) throws {
        guard !problems.isEmpty else { return }
        problems.forEach(Output.report)
        options.report(.note(at: LineReader.place(in: from ?? "actor", line: nil), "no actors were added"))
        throw ExitCode.notDone
    }
}

extension ActorLine {
    fileprivate func row(at place: Diagnostic.Place) -> ActorRow {
        let settings = values.sorted { inNameOrder($0.key, $1.key) }.map {
            AttributeSetting(holder: actor.name, attribute: $0.key, texts: $0.value, place: place)
        }
        return ActorRow(actor, settings: settings, place: place)
    }
}

struct ActorList: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the actors.")

    @OptionGroup var options: StudyOptions

    func run() throws {
        let actors = try options.withStudy { try $0.actors() }
        if options.json {
            var output = BufferedOutput()
            for actor in actors { try output.line(actor.json) }
            return try output.flush()
        }
        let attributes = actors.attributeNames
        let table = DataTable(
            name: "actors", title: "Actors",
            columns: [
                .init("actor", .string, "name"), .init("kind", .string, "kind"), .init("place", .string, "place"),
                .init("reach", .string, "reach"), .init("case", .string, "case"), .init("aliases", .string, "other names"),
            ] + attributes.map { .init($0, .string, "an attribute") },
            rows: actors.map { actor in
                [
                    .text(actor.name), .optional(actor.kind), .optional(actor.place), .optional(actor.reach?.rawValue),
                    .optional(actor.caseName), .optional(actor.aliases.isEmpty ? nil : actor.aliases.joined(separator: "; ")),
                ] + attributes.map { name in .optional(actor.attributes.first { $0.name == name }?.text) }
            })
        try Output.write(table.terminalText().utf8)
    }
}

extension Actor {
    /// The shape that `anker actor add --from` reads, with the id.
    fileprivate var json: JSONWriter {
        var line = JSONWriter()
        line.beginObject()
        line.member("id", id.description)
        line.member("name", name)
        line.member("kind", kind)
        line.member("place", place)
        line.member("reach", reach?.rawValue)
        line.member("aliases", aliases)
        line.member("case", caseName)
        if !attributes.isEmpty {
            line.key("attributes")
            line.beginObject()
            for attribute in attributes { line.values(of: attribute) }
            line.endObject()
        }
        line.endObject()
        return line
    }
}

extension [Actor] {
    /// The names of all attributes that an actor has, sorted.
    var attributeNames: [String] { Set(flatMap { $0.attributes.map(\.name) }).sorted(by: inNameOrder) }
}

extension Reach: ExpressibleByArgument {}

extension StudyOptions {
    /// What an adding command says at its end.
    func say(_ text: String, known: Int, added: Int, evidence: Int? = nil, dryRun: Bool = false) throws {
        if json {
            var line = JSONWriter()
            line.beginObject()
            line.member("added", added)
            line.member("known", known)
            line.member("evidence", evidence)
            if dryRun { line.key("dryRun"); line.boolean(true) }
            line.endObject()
            try Output.line(line)
        } else if !quiet {
            let known = known > 0 ? ", \(known) known already" : ""
            // What a new tie rests on goes without saying.
            let more = evidence.map { known.isEmpty || $0 == 0 ? "" : "; \($0.counted("new place")) of evidence" } ?? ""
            try Output.line(text + known + more)
        }
    }
}
