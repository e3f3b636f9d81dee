import ArgumentParser
import Exporters
import FileFormats
import StudyModel
import StudyStore

struct SourcesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sources", abstract: "The sources of the study: list them, take in edited ones.",
        subcommands: [SourcesList.self, SourcesUpdate.self, SourcesResolve.self], defaultSubcommand: SourcesList.self)
}

struct SourcesList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the sources of the study.",
        discussion: """
            Lengths count Unicode scalars. With --json a line has "id", "source", "kind" (transcript, answer or note), "format", \
            "language", "case", "turnCount", "characterCount", "codingCount", "revision" and, where some have no place in that, "unplaced"; what is \
            not known is left out.
            """)

    @Flag(name: .long, help: "List the open answers of surveys too.")
    var answers = false

    @Option(
        name: .customLong("where"),
        help: ArgumentHelp("Only sources for which this query holds; see 'anker find --help'.", valueName: "query"))
    var query: String?

    @OptionGroup var options: StudyOptions

    func run() throws {
        let sources = try options.withStudy { study in
            let chosen = try query.map { try StudyQuery($0, in: study).sources() }
            return try study.sources(answers: answers, only: chosen)
        }
        guard options.json else {
            return try Output.write(
                DataTable(
                    name: "sources", title: "Sources",
                    columns: [
                        .init("source", .string, "name"), .init("kind", .string, "kind"), .init("format", .string, "format"),
                        .init("case", .string, "case"), .init("turns", .integer, "turns"),
                        .init("characters", .integer, "Unicode scalars"), .init("codings", .integer, "codings"),
                    ],
                    rows: sources.map { source in
                        [
                            .text(source.name), .text(source.kind.rawValue), .optional(source.format),
                            .optional(source.caseName),
                            .integer(source.turns), .integer(source.length), .integer(source.codings),
                        ]
                    }
                ).terminalText().utf8)
        }
        var output = BufferedOutput()
        var line = JSONWriter()
        for source in sources {
            line.removeAll()
            line.beginObject()
            line.member("id", source.id.description)
            line.member("source", source.name)
            line.member("kind", source.kind.rawValue)
            line.member("format", source.format)
            line.member("language", source.language)
            line.member("case", source.caseName)
            line.member("turnCount", source.turns)
            line.member("characterCount", source.length)
            line.member("codingCount", source.codings)
            line.member("revision", source.revision)
            if source.unplaced > 0 { line.member("unplaced", source.unplaced) }
            line.endObject()
            try output.line(line)
        }
        try output.flush()
    }
}
