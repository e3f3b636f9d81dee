import ArgumentParser
import StudyModel

/// The commands that a pipeline can be made of, as their own help describes them.
enum PipelineCommands {
    /// Those that change the study.
    static let changing: Set<String> = [
        "init", "import", "sources update", "sources resolve", "codebook add", "codebook edit", "codebook move",
        "codebook rename", "codebook merge", "codebook split", "codebook remove", "codebook import", "code", "uncode",
        "autocode", "coders rename", "memo add", "memo edit", "memo remove", "cases add", "cases rename", "cases merge",
        "cases remove", "cases assign", "cases unassign", "attributes set", "attributes unset", "attributes rename",
        "attributes retype", "attributes remove", "attributes import", "actor add", "actor edit", "actor merge", "actor remove",
        "actor import", "mentions accept", "mentions reject", "mentions remove", "tie add", "tie import", "query save",
        "query remove",
    ]

    /// Those that look at the study, and at networks that came out of it.
    static let reading: Set<String> = [
        "log", "check", "inspect", "sources list", "show", "codebook list", "codebook show", "codebook check",
        "codebook export",
        "codebook at", "codebook compare", "codings", "search", "coders list", "memo list", "memo show", "memo export",
        "cases list", "attributes list", "attributes export", "actor list", "actor duplicates", "actor export", "mentions list",
        "mentions suggest", "tie export", "ties", "find", "query list", "table frequencies", "table coverage",
        "table cooccurrence", "table code-by-case", "table code-by-attribute", "table code-by-source", "table code-by-speaker",
        "table code-by-coder", "table code-by-finding", "table question-by-question", "table question-by-code", "words",
        "agreement", "network export actors", "network export ego", "network export actor-by-event",
        "network export actor-by-finding", "network export code-cooccurrence", "network export code-by-case",
        "network export codebook", "network export speakers", "network measure actors", "network measure ego",
        "network measure actor-by-event", "network measure actor-by-finding", "network measure code-cooccurrence",
        "network measure code-by-case", "network measure codebook", "network measure speakers", "network correlate",
        "network draw actors", "network draw ego", "network draw actor-by-event", "network draw actor-by-finding",
        "network draw code-cooccurrence", "network draw code-by-case", "network draw codebook", "network draw speakers",
        "network trace", "network validate", "report findings", "export csv", "export jsonl", "export qdpx", "export qdc",
        "export crate",
    ]

    /// Those that go back over what was done, or are about a single moment: a pipeline makes everything from the beginning.
    static let left: Set<String> = ["undo", "redo", "backup", "run"]

    private static let checks: Set<String> = ["check", "codebook check", "network validate"]
    /// What stands by itself in them is written, where it is read in others.
    private static let writing: [String: PipelineCommand.Role] = [
        "codebook export": .output, "memo export": .output, "attributes export": .output, "actor export": .output,
        "tie export": .output, "export csv": .outputFolder,
        "export jsonl": .outputFolder, "export qdpx": .output, "export qdc": .output, "export crate": .outputFolder,
    ]
    /// Options that a pipeline sets itself, or that are about a terminal.
    private static let unused: Set<String> = [
        "study", "quiet", "dry-run", "help", "version", "repair", "salvage", "replay", "pipeline",
    ]

    /// All of them, in the order of the program's help.
    static func all() throws -> [PipelineCommand] { commands(below: try HelpDump.read(), []) }

    /// One that is known by its words, without looking at the others; nil where it cannot be a step.
    static func named(_ name: String) throws -> PipelineCommand? {
        guard changing.contains(name) || reading.contains(name) else { return nil }
        let words = name.split(separator: " ").map(String.init)
        var command: any ParsableCommand.Type = AnkerCommand.self
        for word in words {
            guard let next = command.allSubcommands.first(where: { $0.commandName == word }) else { return nil }
            command = next
        }
        return PipelineCommand(try HelpDump.read(command), words: words)
    }

    private static func commands(below command: HelpDump.Command, _ words: [String]) -> [PipelineCommand] {
        let subcommands = (command.subcommands ?? []).filter { $0.commandName != "help" }
        guard subcommands.isEmpty else { return subcommands.flatMap { commands(below: $0, words + [$0.commandName]) } }
        let name = words.joined(separator: " ")
        guard changing.contains(name) || reading.contains(name) else { return [] }
        return [PipelineCommand(command, words: words)]
    }

    fileprivate static func role(of argument: HelpDump.Argument, called name: String, in command: String)
        -> PipelineCommand.Role
    {
        if argument.kind == .positional, let role = writing[command] { return role }
        guard argument.completionKind?.isFile == true, command != "init" || argument.kind == .option else { return .plain }
        return name == "output" ? .output : .input
    }

    fileprivate static func isCheck(_ name: String) -> Bool { checks.contains(name) }

    fileprivate static func isUsed(_ argument: HelpDump.Argument, called name: String) -> Bool {
        argument.shouldDisplay && !unused.contains(name)
    }
}

extension PipelineCommand {
    fileprivate init(_ command: HelpDump.Command, words: [String]) {
        let name = words.joined(separator: " ")
        var values: [Parameter] = []
        var options: [Parameter] = []
        for argument in command.arguments ?? [] {
            let called = argument.names?.first { $0.kind == "long" }?.name ?? argument.valueName ?? ""
            guard PipelineCommands.isUsed(argument, called: called) else { continue }
            let parameter = Parameter(
                called, isFlag: argument.kind == .flag, isRepeating: argument.isRepeating, values: argument.allValues ?? [],
                role: PipelineCommands.role(of: argument, called: called, in: name), help: argument.abstract ?? "")
            if argument.kind == .positional { values.append(parameter) } else { options.append(parameter) }
        }
        self.init(
            words, changesStudy: PipelineCommands.changing.contains(name), isCheck: PipelineCommands.isCheck(name),
            help: command.abstract ?? "", values: values, options: options)
    }
}
