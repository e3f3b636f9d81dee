import ArgumentParser

/// The page `Docs/Commands.md`: every command with its help, from the commands themselves.
package enum CommandsPage {
    /// How wide help is set; the page does not depend on a terminal.
    private static let columns = 100

    /// Every command by the words that call it, with its help, in the order of the program's help.
    package static var commands: [(path: [String], help: String)] {
        all(below: AnkerCommand.self, path: [AnkerCommand.commandName]).map { ($0.path, help(of: $0.command)) }
    }

    package static func markdown() -> String {
        var page = """
            # Commands

            What `anker help COMMAND` prints, for every command. This page is made from the commands by `make docs`; a test fails \
            when it is stale.


            """
        let commands = all(below: AnkerCommand.self, path: [AnkerCommand.commandName])
        for (path, command) in commands {
            let name = path.joined(separator: " ")
            let indent = String(repeating: "  ", count: path.count - 1)
            page += "\(indent)- [`\(name)`](#\(path.joined(separator: "-"))): \(command.configuration.abstract)\n"
        }
        for (path, command) in commands {
            page += "\n\(String(repeating: "#", count: min(path.count + 1, 4))) \(path.joined(separator: " "))\n\n```text\n"
            page += help(of: command)
            page += "```\n"
        }
        return page
    }

    /// A command and those below it, in the order of its help.
    private static func all(
        below command: any ParsableCommand.Type, path: [String]
    ) -> [(path: [String], command: any ParsableCommand.Type)] {
        [(path, command)] + command.allSubcommands.flatMap { all(below: $0, path: path + [$0.commandName]) }
    }

    private static func help(of command: any ParsableCommand.Type) -> String {
        AnkerCommand.helpMessage(for: command, columns: columns)
            .split(separator: "\n", omittingEmptySubsequences: false)
            .map { line in String(line.reversed().drop { $0 == " " }.reversed()) }
            .joined(separator: "\n")
            .trimmed() + "\n"
    }
}

extension String {
    fileprivate func trimmed() -> String { String(reversed().drop(while: \.isNewline).reversed()) }
}
