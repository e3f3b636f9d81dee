import ArgumentParser
import Foundation

/// What the argument parser tells of a command and those below it, as `--experimental-dump-help` prints it.
struct HelpDump: Decodable {
    struct Command: Decodable {
        var commandName: String
        var abstract: String?
        var discussion: String?
        var arguments: [Argument]?
        var subcommands: [Command]?
    }

    struct Argument: Decodable {
        enum Kind: String, Decodable {
            case positional, option, flag
        }

        struct Name: Decodable {
            var kind: String
            var name: String

            /// As it is typed.
            var typed: String { (kind == "long" ? "--" : "-") + name }
        }

        /// What the shell offers for it.
        struct Completion: Decodable {
            var isFile = false

            init(from decoder: any Decoder) throws {
                let keys = try decoder.container(keyedBy: Key.self).allKeys.map(\.stringValue)
                isFile = keys.contains("file") || keys.contains("directory")
            }

            private struct Key: CodingKey {
                var stringValue: String
                var intValue: Int? { nil }
                init(stringValue: String) { self.stringValue = stringValue }
                init?(intValue: Int) { nil }
            }
        }

        var kind: Kind
        var shouldDisplay: Bool
        var sectionTitle: String?
        var isOptional: Bool
        var isRepeating: Bool
        var names: [Name]?
        var valueName: String?
        var abstract: String?
        var discussion: String?
        var defaultValue: String?
        var allValues: [String]?
        var completionKind: Completion?
    }

    var command: Command

    /// - Parameter command: the one that it is of, with all below it.
    static func read(_ command: any ParsableCommand.Type = AnkerCommand.self) throws -> Command {
        try JSONDecoder().decode(Self.self, from: Data(command._dumpHelp().utf8)).command
    }
}
