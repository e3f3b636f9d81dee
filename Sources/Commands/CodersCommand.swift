import ArgumentParser
import Exporters
import FileFormats
import StudyModel
import StudyStore

struct CodersCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coders", abstract: "Who codes: list the coders, rename one.",
        subcommands: [CodersList.self, CodersRename.self], defaultSubcommand: CodersList.self)
}

struct CodersList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the coders with what is theirs.",
        discussion: """
            With --json a line has "coder", "formerNames", "codingCount", "sourceCount" and "codeCount" (in which and with which they \
            coded), "memoCount", "mentionCount", "tieCount", "changeCount" (their rows of the journal) and "last", the time of the last.
            """)

    @OptionGroup var options: StudyOptions

    func run() throws {
        let coders = try options.withStudy { try $0.coders() }
        guard options.json else {
            return try Output.write(
                DataTable(
                    name: "coders", title: "Coders",
                    columns: [
                        .init("coder", .string, "name"), .init("codings", .integer, "codings"),
                        .init("sources", .integer, "sources that they coded in"),
                        .init("codes", .integer, "codes that they used"),
                        .init("memos", .integer, "memos"), .init("mentions", .integer, "mentions"),
                        .init("ties", .integer, "ties"),
                        .init("changes", .integer, "rows of the journal"), .init("before", .string, "earlier names"),
                    ],
                    rows: coders.map { coder in
                        [
                            .text(coder.name), .integer(coder.codings), .integer(coder.sources), .integer(coder.codes),
                            .integer(coder.memos), .integer(coder.mentions), .integer(coder.ties), .integer(coder.events),
                            .optional(coder.formerNames.isEmpty ? nil : coder.formerNames.joined(separator: "; ")),
                        ]
                    }
                ).terminalText().utf8)
        }
        var output = BufferedOutput()
        for coder in coders {
            var line = JSONWriter()
            line.beginObject()
            line.member("coder", coder.name)
            line.member("formerNames", coder.formerNames)
            line.member("codingCount", coder.codings)
            line.member("sourceCount", coder.sources)
            line.member("codeCount", coder.codes)
            line.member("memoCount", coder.memos)
            line.member("mentionCount", coder.mentions)
            line.member("tieCount", coder.ties)
            line.member("changeCount", coder.events)
            line.member("last", coder.last)
            line.endObject()
            try output.line(line)
        }
        try output.flush()
    }
}

struct CodersRename: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rename", abstract: "Give a coder another name.",
        discussion: """
            Everything of the coder bears the new name, in the journal too. The name from before goes on meaning the same coder, so that \
            $ANKER_CODER need not be changed at once; nobody else can have it. Ids stay.

            With --json: "coder", "was" and "changed".
            """)

    @Argument(help: ArgumentHelp("The coder.", valueName: "coder"), completion: .names(of: .coder))
    var name: String

    @OptionGroup var wanted: NewNameOptions
    @OptionGroup var change: ChangeOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        try options.withStudy { try $0.renameCoder(name, to: wanted.newName, dryRun: change.dryRun, by: change.coder) }
        try options.sayRenamed("coder", name.normalizedName, wanted.newName.normalizedName, change)
    }
}
