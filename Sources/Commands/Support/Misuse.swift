import ArgumentParser
import StudyModel

/// A command line that cannot be understood, told in the manner of every other problem.
struct Misuse {
    let diagnostic: Diagnostic

    /// - Parameters:
    ///   - error: what the parser or a command's own check threw.
    ///   - arguments: the command line without the name of the program.
    ///   - root: the command that they were held against.
    init(_ error: any Error, arguments: [String], root: any ParsableCommand.Type) {
        let (path, command, rest) = Self.command(in: arguments, below: root)
        let names = command.subcommandNames
        let place = Diagnostic.Place(file: path.joined(separator: " "))
        if !names.isEmpty, let word = rest.first, !word.hasPrefix("-") {
            let near = names.filter { $0.hasPrefix(word) }.first ?? word.nearest(among: names)
            diagnostic = .error(
                at: place, .noCommand(word),
                remedy: near.map { "did you mean '\((path + [$0]).joined(separator: " "))'?" }
                    ?? "choose one of \(names.joined(separator: ", "))")
            return
        }
        let (problem, remedy) = Self.sentences(root.message(for: error))
        let help = "see '\(place.file) --help'"
        // The parser takes a file name such as '-x.txt' for a row of options.
        let isFileName = rest.contains { $0.hasPrefix("-") && !$0.hasPrefix("--") && $0.count > 2 }
        let hint = isFileName ? "write a name that begins with '-' with its folder, as in './-name'" : nil
        diagnostic = .error(
            at: place, Diagnostic.Message(problem), remedy: [remedy, hint, help].compactMap(\.self).joined(separator: "\n"))
    }

    /// How far the arguments name commands, and what follows.
    private static func command(
        in arguments: [String], below root: any ParsableCommand.Type
    ) -> (path: [String], command: any ParsableCommand.Type, rest: ArraySlice<String>) {
        var (path, command, rest) = ([root.commandName], root, arguments[...])
        while let name = rest.first, let next = command.allSubcommands.first(where: { $0.commandName == name }) {
            path.append(name)
            command = next
            rest = rest.dropFirst()
        }
        return (path, command, rest)
    }

    /// The parser's sentences as a problem and a remedy: 'The value 'x' is invalid. Please provide …'.
    private static func sentences(_ message: String) -> (problem: String, remedy: String?) {
        var lines = message.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
        if lines.count == 1, let end = lines[0].firstRange(of: ". ") {
            lines = [String(lines[0][..<end.lowerBound]), String(lines[0][end.upperBound...])]
        }
        let told = lines.map { line in
            let line = line.hasPrefix("Please provide ") ? "give " + line.dropFirst("Please provide ".count) : line
            let end = line.hasSuffix(".") ? line.dropLast() : line[...]
            return end.prefix(1).lowercased() + end.dropFirst()
        }
        return (told.first ?? "", told.count > 1 ? told[1...].joined(separator: "\n") : nil)
    }
}

extension ParsableCommand {
    /// The commands below this one, in the order of its help.
    static var allSubcommands: [any ParsableCommand.Type] {
        configuration.subcommands
    }

    static var subcommandNames: [String] { allSubcommands.map { $0.commandName } }

    static var commandName: String { configuration.commandName ?? "" }
}

extension Diagnostic.Message {
    fileprivate static func noCommand(_ word: String) -> Self { "no command '\(word)'" }
}
