import ArgumentParser
import Exporters
import FileFormats
import StudyModel
import StudyStore

struct CodebookCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "codebook", abstract: "The codes, the findings they bear on, and the kinds of actors and ties.",
        subcommands: [CodebookList.self, CodebookAdd.self, CodebookImport.self, CodebookExport.self])
}

struct CodebookList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the codes as a tree.",
        discussion: """
            Behind a code stand the findings it bears on. With --json a line has "id", "code", "path" (from the top), "codable", \
            "colour", "findings" (supporting or contradicting), "labels" and "definition" by language.
            """)

    @OptionGroup var options: StudyOptions

    func run() throws {
        let codebook = try options.withStudy { try $0.codebook() }
        var output = BufferedOutput()
        var line = JSONWriter()
        for code in codebook.codes {
            let path = codebook.path(of: code)
            guard options.json else {
                let findings = code.findings.sorted { $0.key < $1.key }.map {
                    $0.value == .supporting ? $0.key : "against \($0.key)"
                }
                let tail = findings.isEmpty ? "" : "  [\(findings.joined(separator: ", "))]"
                try output.line((String(repeating: "  ", count: path.count - 1) + code.name + tail).visible)
                continue
            }
            line.removeAll()
            line.beginObject()
            line.member("id", code.id.description)
            line.member("code", code.name)
            line.member("path", path)
            line.key("codable")
            line.boolean(code.isCodable)
            line.member("colour", code.colour)
            line.key("findings")
            line.beginObject()
            for (finding, bearing) in code.findings.sorted(by: { $0.key < $1.key }) { line.member(finding, bearing.rawValue) }
            line.endObject()
            for (key, text) in [("labels", code.labels), ("definition", code.definition)] where !text.isEmpty {
                line.key(key)
                line.beginObject()
                for language in text.languages { line.member(language, text[language]) }
                line.endObject()
            }
            line.endObject()
            try output.line(line)
        }
        try output.flush()
    }
}

struct CodebookAdd: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "add", abstract: "Add a code.")

    @Argument(help: "The name of the new code.")
    var name: String

    @Option(name: .long, help: ArgumentHelp("The code that it stands under.", valueName: "code"))
    var under: String?

    @Option(name: .long, help: "What it means.")
    var definition: String?

    @Option(name: .long, help: ArgumentHelp("Its colour, such as #1b9e77.", valueName: "colour"))
    var colour: String?

    @Flag(name: .long, help: "It only holds other codes.")
    var notCodable = false

    @OptionGroup var coder: CoderOptions
    @OptionGroup var options: StudyOptions

    func validate() throws {
        guard !name.normalizedName.isEmpty else { throw ValidationError("the name is empty") }
        if let colour, !colour.isColour {
            throw ValidationError("--colour is six hexadecimal digits behind #, such as #1b9e77")
        }
    }

    func run() throws {
        try options.withStudy { study in
            try study.addCode(
                named: name, under: under, definition: definition, colour: colour?.lowercased(), isCodable: !notCodable,
                by: coder.name)
        }
        try options.say("added code \(name.normalizedName.visible)", known: 0, added: 1)
    }
}

struct CodebookImport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take a codebook in.",
        discussion: "Codes are matched by name. Those that the file does not name stay as they are.")

    @Argument(help: ArgumentHelp("The codebook (YAML).", valueName: "file"))
    var file: String

    @OptionGroup var coder: CoderOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        let codebook = try CodebookFile.read(file)
        let counts = try options.withStudy { try $0.importCodebook(codebook, by: coder.name) }
        try options.say("added \(counts.added.counted("code"))", known: counts.known, added: counts.added)
    }
}

struct CodebookExport: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "export", abstract: "Write the codebook as YAML.")

    @Argument(help: ArgumentHelp("The file to write; '-' is standard output.", valueName: "file"))
    var file = "-"

    @OptionGroup var options: StudyOptions

    func run() throws {
        let codebook = try options.withStudy { try $0.codebook() }
        try OutputFile.write(file, bytes: Array(CodebookYAML.text(of: codebook).utf8))
        try options.sayWritten(file, [("code", codebook.codes.count)])
    }
}

extension String {
    fileprivate var isColour: Bool { count == 7 && first == "#" && dropFirst().allSatisfy(\.isHexDigit) }
}
