import ArgumentParser
import Exporters
import FileFormats
import Importers
import StudyModel
import StudyStore

struct ActorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "actor", abstract: "The register of actors.", subcommands: [ActorAdd.self, ActorList.self])
}

struct ActorAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add an actor, or many from a file.",
        discussion: """
            Of an actor that is known by its name, what was missing is filled in; nothing that stands is overwritten.

            A file has one JSON object a line:
              {"name": "Dorfcafé", "kind": "Initiative", "place": "Kupferau", "reach": "local", "aliases": ["das Café"], "case": "Initiative 1"}
            """)

    @Argument(help: "The actor's name.")
    var name: String?

    @Option(name: .long, help: "What kind of actor.")
    var kind: String?

    @Option(name: .long, help: "Where it is at home.")
    var place: String?

    @Option(name: .long, help: "local, regional or supraregional.")
    var reach: Reach?

    @Option(name: .long, parsing: .upToNextOption, help: "Other names of it.")
    var alias: [String] = []

    @Option(name: .customLong("case"), help: "The case that speaks for it.")
    var caseName: String?

    @Option(
        name: .long, help: ArgumentHelp("A file of actors, one JSON object a line; '-' is standard input.", valueName: "file"))
    var from: String?

    @OptionGroup var coder: CoderOptions
    @OptionGroup var options: StudyOptions

    func validate() throws {
        guard (name == nil) != (from == nil) else { throw ValidationError("name an actor, or a file with --from") }
    }

    func run() throws {
        var actors: [Actor] = []
        if let from {
            actors = try readLines(ActorLine.self, from: from, what: "actors") { line, _ in line.actor }
        } else if let name {
            actors = [
                Actor(name: name.normalizedName, aliases: alias, kind: kind, place: place, reach: reach, caseName: caseName)
            ]
        }
        let counts = try options.withStudy { try $0.add(actors, by: coder.name) }
        try options.say("added \(counts.added) actor\(counts.added == 1 ? "" : "s")", known: counts.known, added: counts.added)
    }
}

struct ActorList: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the actors.")

    @OptionGroup var options: StudyOptions

    func run() throws {
        let actors = try options.withStudy { try $0.actors() }
        let table = DataTable(
            name: "actors", title: "Actors",
            columns: [
                .init("actor", .string, "name"), .init("kind", .string, "kind"), .init("place", .string, "place"),
                .init("reach", .string, "reach"), .init("case", .string, "case"), .init("aliases", .string, "other names"),
            ],
            rows: actors.map { actor in
                [
                    .text(actor.name), .optional(actor.kind), .optional(actor.place), .optional(actor.reach?.rawValue),
                    .optional(actor.caseName), .optional(actor.aliases.isEmpty ? nil : actor.aliases.joined(separator: "; ")),
                ]
            })
        try Output.write(options.json ? table.jsonLines() : Array(table.terminalText().utf8))
    }
}

extension Reach: ExpressibleByArgument {}

/// The values of a file of JSON Lines.
///
/// - Throws: `ExitCode.notDone` where a line is none, after each such line was listed.
func readLines<Line: Decodable, Value>(
    _ type: Line.Type, from path: String, what: String, _ value: (Line, Int) -> Value
) throws -> [Value] {
    var values: [Value] = []
    var isBroken = false
    try LineReader(path: path).forEachBatch { lines in
        for (number, line) in LineReader.decode(type, from: lines) {
            switch line {
            case .success(let line): values.append(value(line, number))
            case .failure(let problem):
                isBroken = true
                Output.report(.error(at: LineReader.place(in: path, line: number), problem.message, remedy: problem.remedy))
            }
        }
    }
    guard !isBroken else {
        Output.remark("no \(what) were added")
        throw ExitCode.notDone
    }
    return values
}

extension StudyOptions {
    /// What an adding command says at its end.
    func say(_ text: String, known: Int, added: Int) throws {
        if json {
            var line = JSONWriter()
            line.beginObject()
            line.member("added", added)
            line.member("known", known)
            line.endObject()
            try Output.line(line)
        } else if !quiet {
            try Output.line(text + (known > 0 ? ", \(known) known already" : ""))
        }
    }
}
