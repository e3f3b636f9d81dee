import ArgumentParser
import Foundation
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
        if let problem = Self.unknownCommand(path, command, rest) {
            diagnostic = problem
            return
        }
        let place = Diagnostic.Place(file: path.joined(separator: " "))
        let (problem, remedy) = Self.sentences(root.message(for: error))
        let help = "see '\(place.file) --help'"
        diagnostic = .error(
            at: place, Diagnostic.Message(problem), remedy: [remedy, help].compactMap(\.self).joined(separator: "\n"))
    }

    /// Nil where no file is named in a way that the parser takes for a row of options, as in `anker import -h.txt`.
    init?(files arguments: [String], root: any ParsableCommand.Type) {
        let words = arguments.prefix { $0 != "--" }
        let name = words.first {
            $0.hasPrefix("-") && !$0.hasPrefix("--") && $0.count > 2 && FileManager.default.fileExists(atPath: $0)
        }
        guard let name else { return nil }
        let path = Self.command(in: arguments, below: root).path.joined(separator: " ")
        diagnostic = .error(at: .init(file: path), .looksLikeOption(name), remedy: "name the file as './\(name)'")
    }

    /// Nil where `anker help COMMAND` names commands that are.
    init?(help arguments: [String], root: any ParsableCommand.Type) {
        guard arguments.first == "help" else { return nil }
        let (path, command, rest) = Self.command(in: Array(arguments.dropFirst()), below: root)
        guard let problem = Self.unknownCommand(path, command, rest) else { return nil }
        diagnostic = problem
    }

    private static func unknownCommand(
        _ path: [String], _ command: any ParsableCommand.Type, _ rest: ArraySlice<String>
    ) -> Diagnostic? {
        let names = command.subcommandNames
        guard !names.isEmpty, let word = rest.first, !word.hasPrefix("-") else { return nil }
        let near = word.nearest(among: names) ?? names.first { $0.hasPrefix(word) }
        return .error(
            at: .init(file: path.joined(separator: " ")), .noCommand(word),
            remedy: near.map { "did you mean '\((path + [$0]).joined(separator: " "))'?" }
                ?? "choose one of \(names.joined(separator: ", "))")
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
        // A long list of values comes as one a line.
        let listing = ". Please provide one of the following:"
        if let first = lines.first, first.hasSuffix(listing), lines.count > 2 {
            let values = lines[1...].map { "'\($0.drop { $0 == " " || $0 == "-" })'" }
            let list = values.dropLast().joined(separator: ", ") + " or " + (values.last ?? "")
            lines = [String(first.dropLast(listing.count)), "give one of \(list)"]
        }
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
    fileprivate static func looksLikeOption(_ name: String) -> Self { "'\(name)' is read as options" }
    fileprivate static func noCommand(_ word: String) -> Self { "no command '\(word)'" }
}
