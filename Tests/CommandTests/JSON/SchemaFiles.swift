import Commands
import Foundation

/// The JSON Schemas in `Docs/Schemas`, each named after the command whose lines it describes: `codebook-add.schema.json`; with
/// `-from` behind it the lines that the command reads.
enum SchemaFiles {
    static let folder = Workplace.package.appendingPathComponent("Docs/Schemas")
    private static let ending = ".schema.json"
    /// What several of them refer to.
    static let shared = "shared"

    /// By name, without the ending.
    static func read() throws -> [String: JSONValue] {
        var schemas: [String: JSONValue] = [:]
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) where file.hasSuffix(ending) {
            let text = try String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
            schemas[String(file.dropLast(ending.count))] = try JSONValue(text)
        }
        return schemas
    }

    static func file(of name: String) -> String { name + ending }

    static func schemas() throws -> JSONSchema {
        try JSONSchema(Dictionary(uniqueKeysWithValues: read().map { (file(of: $0.key), $0.value) }))
    }
}

/// The commands, as their help tells them.
struct CommandList {
    /// By the name of their schema: the words that call it, joined by hyphens.
    private let help: [String: String]
    /// In the order of the program's help.
    let names: [String]

    init() {
        let commands = CommandsPage.commands.dropFirst().map {
            (name: $0.path.dropFirst().joined(separator: "-"), help: $0.help)
        }
        help = Dictionary(uniqueKeysWithValues: commands.map { ($0.name, $0.help) })
        names = commands.map(\.name)
    }

    func names(taking option: String) -> [String] {
        names.filter { help[$0]?.contains("\n  \(option) ") ?? false }
    }

    /// The command that was called, as far as one is named.
    func name(calledBy arguments: [String]) -> String? {
        var rest = arguments[...]
        // Options may stand before the command.
        while let word = rest.first, word.hasPrefix("-") {
            let hasValue = ["--study", "--coder"].contains(word)
            rest = rest.dropFirst(hasValue ? 2 : 1)
        }
        guard let name = (1...3).reversed().map({ rest.prefix($0).joined(separator: "-") }).first(where: { help[$0] != nil })
        else { return nil }
        guard let text = help[name], let preset = text.firstMatch(of: /\n  ([a-z-]+) \(default\)/) else { return name }
        return "\(name)-\(preset.1)"
    }
}
