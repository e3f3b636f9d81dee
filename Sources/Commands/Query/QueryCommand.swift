import Analysis
import ArgumentParser
import Exporters
import FileFormats
import StudyModel
import StudyStore

struct QueryCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "query", abstract: "Keep queries under a name, for 'find', '--where' and one another.",
        subcommands: [QuerySave.self, QueryList.self, QueryRemove.self])
}

struct QuerySave: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "save", abstract: "Keep a query under a name.",
        discussion: """
            Another query names it as @NAME. It is kept as it is understood, with its codes by the names that they have now; a query \
            that had the name is replaced.

            With --json there is one line: "query", "text" and "saved", which is added, replaced or known.
            """)

    @Argument(help: ArgumentHelp("The name of the query.", valueName: "name"), completion: .names(of: .query))
    var name: String

    @Argument(help: ArgumentHelp("What is looked for; see 'anker find --help'.", valueName: "query"))
    var query: String

    @OptionGroup var change: ChangeOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        try options.withStudy { study in
            let key = name.normalizedName
            let read = try StudyQuery.telling { try Query(QueryText(query)) }
            // Another that leads to this one would lead back to itself.
            let checked = try StudyQuery(query, in: study, besides: SavedQuery(name: key, text: read.description))
            try checked.check()
            let outcome = try study.saveQuery(read.description, as: name, dryRun: change.dryRun, by: change.coder)
            let told =
                switch outcome {
                case .added: change.dryRun ? "would save query" : "saved query"
                case .replaced: change.dryRun ? "would replace query" : "replaced query"
                case .known: "kept already: query"
                }
            try options.say("\(told) @\(key): \(read.description)", change) { line in
                line.member("query", key)
                line.member("text", read.description)
                line.member("saved", "\(outcome)")
            }
        }
    }
}

struct QueryList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the saved queries.",
        discussion: "With --json each line has \"query\" and \"text\".")

    @OptionGroup var options: StudyOptions

    func run() throws {
        let queries = try options.withStudy { try $0.savedQueries() }
        guard !options.json else {
            var output = BufferedOutput()
            for query in queries {
                var line = JSONWriter()
                line.beginObject()
                line.member("query", query.name)
                line.member("text", query.text)
                line.endObject()
                try output.line(line)
            }
            return try output.flush()
        }
        try Output.write(
            DataTable(
                name: "queries", title: "Saved queries",
                columns: [.init("query", .string, "name"), .init("text", .string, "what is looked for")],
                rows: queries.map { [.text($0.name), .text($0.text)] }
            ).terminalText().utf8)
    }
}

struct QueryRemove: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Forget a saved query.",
        discussion: """
            One that another saved query names is not removed.

            With --json there is one line: "query" and "removed".
            """)

    @Argument(help: ArgumentHelp("The name of the query.", valueName: "name"), completion: .names(of: .query))
    var name: String

    @OptionGroup var change: ChangeOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        try options.withStudy { study in
            let key = name.normalizedName
            let users = try study.savedQueries().filter { saved in
                (try? Query(QueryText(saved.text)))?.savedNames.contains(key) ?? false
            }
            guard users.isEmpty else {
                throw Refusal(
                    at: .init(file: "query @\(key)"), .isNamed(by: users.map { "@" + $0.name }),
                    remedy: "save those without it first")
            }
            try study.removeQuery(name, dryRun: change.dryRun, by: change.coder)
            try options.say("\(change.dryRun ? "would remove" : "removed") query @\(key)", change) { line in
                line.member("query", key)
                line.key("removed")
                line.boolean(!change.dryRun)
            }
        }
    }
}

extension Diagnostic.Message {
    fileprivate static func isNamed(by users: [String]) -> Self { "\(users.joined(separator: ", ")) rests on it" }
}
