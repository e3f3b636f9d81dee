import ArgumentParser
import Exporters
import FileFormats
import Importers
import StudyModel
import StudyStore

extension Attribute.Kind: ExpressibleByArgument {}

struct AttributesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "attributes", abstract: "What is known of cases: list attributes, set them, take in and write tables.",
        subcommands: [
            AttributesList.self, AttributesSet.self, AttributesUnset.self, AttributesRename.self, AttributesRetype.self,
            AttributesRemove.self, AttributesImport.self, AttributesExport.self,
        ], defaultSubcommand: AttributesList.self)
}

struct AttributesList: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the attributes with their types and values.",
        discussion: """
            With --json a line has "attribute", "type", "caseCount" (how many have a value) and "values", each with "value" and "caseCount".
            """)

    @OptionGroup var options: StudyOptions

    func run() throws {
        let attributes = try options.withStudy { try $0.attributes() }
        guard options.json else { return try Output.write(table(attributes).terminalText().utf8) }
        var output = BufferedOutput()
        for attribute in attributes {
            var line = JSONWriter()
            line.beginObject()
            line.member("attribute", attribute.name)
            line.member("type", attribute.kind.rawValue)
            line.member("caseCount", attribute.cases)
            line.key("values")
            line.beginArray()
            for count in attribute.values {
                line.beginObject()
                line.key("value")
                line.value(count.value, as: attribute.kind)
                line.member("caseCount", count.cases)
                line.endObject()
            }
            line.endArray()
            line.endObject()
            try output.line(line)
        }
        try output.flush()
    }

    private func table(_ attributes: [Attribute]) -> DataTable {
        DataTable(
            name: "attributes", title: "Attributes",
            columns: [
                .init("attribute", .string, "name"), .init("type", .string, "type"),
                .init("cases", .integer, "cases that have a value"),
                .init("values", .string, "the most frequent with their cases, the first 60 characters"),
            ],
            rows: attributes.map { attribute in
                let values = attribute.values.prefix(20).map { "\($0.value.text(as: attribute.kind)) (\($0.cases))" }
                return [
                    .text(attribute.name), .text(attribute.kind.rawValue), .integer(attribute.cases),
                    .text(values.joined(separator: ", ").shortened(to: 60)),
                ]
            })
    }
}

/// `NAME=TYPE` as it is typed.
struct TypedName: ExpressibleByArgument {
    let name: String
    let kind: Attribute.Kind

    init?(argument: String) {
        guard let sign = argument.lastIndex(of: "="),
            let kind = Attribute.Kind(rawValue: String(argument[argument.index(after: sign)...]))
        else { return nil }
        name = String(argument[..<sign]).normalizedName
        guard !name.isEmpty else { return nil }
        self.kind = kind
    }
}

/// The types that somebody gives attributes which are new.
struct TypeOptions: ParsableArguments {
    @Option(
        name: .long, parsing: .upToNextOption,
        help: ArgumentHelp(
            "The type of a new attribute: text, integer, decimal, boolean, date or dateTime; else it is guessed.",
            valueName: "name=type"))
    var type: [TypedName] = []

    /// - Parameter decimal: the sign before the fraction, where a whole file has one.
    func reader(decimal: UInt8 = UInt8(ascii: ".")) -> AttributeReader {
        AttributeReader(
            kinds: Dictionary(type.map { ($0.name, $0.kind) }, uniquingKeysWith: { _, last in last }),
            value: { AttributeText.value(of: $0, as: $1, decimal: decimal) },
            guess: { AttributeText.kind(of: $0, decimal: decimal) })
    }
}

struct AttributesSet: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set", abstract: "Set attributes of a case.",
        discussion: """
            'anker attributes set Dorfcafé reach=local founded=2019' sets two. A name that is given again makes a multiple response of \
            it: partner=Schule partner=Kommune. What the case had for these attributes is replaced.

            An attribute that is new gets the type that its value looks like, which is said; --type NAME=TYPE says otherwise. Dates may be \
            written 2025-03-01 or 1.3.2025 and fractions 3.5 or 3,5 where the type is settled.

            With --json there is one line: "set", "replaced", "known", "newAttributes" (with "attribute" and "type") and "newCases".
            """)

    @Argument(help: ArgumentHelp("The case.", valueName: "case"), completion: .names(of: .case))
    var name: String

    @Argument(help: ArgumentHelp("What it is to have.", valueName: "name=value"))
    var values: [String]

    @OptionGroup var types: TypeOptions

    @Flag(name: .long, help: "Add the case where there is none.")
    var add = false

    @OptionGroup var change: ChangeOptions
    @OptionGroup var options: StudyOptions

    private func settings() throws -> [AttributeSetting] {
        var settings: [AttributeSetting] = []
        for text in values {
            guard let sign = text.firstIndex(of: "=") else {
                throw ValidationError("'\(text)' sets nothing\nwrite it as NAME=VALUE")
            }
            let attribute = String(text[..<sign]).normalizedName
            let value = String(text[text.index(after: sign)...]).normalizedName
            guard !attribute.isEmpty, !value.isEmpty else {
                throw ValidationError(
                    attribute.isEmpty
                        ? "'\(text)' names no attribute\nwrite it as NAME=VALUE"
                        : "'\(text)' gives no value\ntake away what a case has with 'anker attributes unset'")
            }
            if let known = settings.firstIndex(where: { $0.attribute == attribute }) {
                settings[known].texts.append(value)
            } else {
                settings.append(
                    .init(caseName: name, attribute: attribute, texts: [value], place: .init(file: "attributes")))
            }
        }
        return settings
    }

    func validate() throws { _ = try settings() }

    func run() throws {
        let outcome = try options.withStudy {
            try $0.setAttributes(
                try settings(), reader: types.reader(), addingCases: add, dryRun: change.dryRun, by: change.coder)
        }
        try options.say(outcome, dryRun: change.dryRun)
    }
}

extension StudyOptions {
    /// - Throws: `ExitCode.notDone` after the problems were listed, where there are any.
    func say(_ outcome: AttributeOutcome, of file: String = "attributes", dryRun: Bool) throws {
        guard outcome.problems.isEmpty else {
            outcome.problems.forEach(Output.report)
            report(.note(at: .init(file: file), "no attributes were set"))
            throw ExitCode.notDone
        }
        for attribute in outcome.newAttributes where attribute.isGuessed || attribute.near != nil {
            let remedy = [
                attribute.near.map { "there is an attribute '\($0)'" },
                attribute.isGuessed ? "pass --type '\(attribute.name)=TYPE', or retype it later" : nil,
            ].compactMap(\.self).joined(separator: "\n")
            report(.note(at: .init(file: file), .isNew(attribute), remedy: remedy))
        }
        if json {
            var line = JSONWriter()
            line.beginObject()
            line.member("set", outcome.set)
            line.member("replaced", outcome.replaced)
            line.member("known", outcome.known)
            line.key("newAttributes")
            line.beginArray()
            for attribute in outcome.newAttributes {
                line.beginObject()
                line.member("attribute", attribute.name)
                line.member("type", attribute.kind.rawValue)
                line.endObject()
            }
            line.endArray()
            line.member("newCases", outcome.newCases)
            if dryRun { line.key("dryRun"); line.boolean(true) }
            line.endObject()
            return try Output.line(line)
        }
        guard !quiet else { return }
        var text = "\(dryRun ? "would set" : "set") \(outcome.set.counted("attribute value"))"
        if outcome.replaced > 0 { text += ", \(outcome.replaced) in the place of another" }
        if outcome.known > 0 { text += ", \(outcome.known) known already" }
        if !outcome.newCases.isEmpty { text += ", \(outcome.newCases.count.counted("new case"))" }
        try Output.line(text)
    }
}

struct AttributesUnset: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "unset", abstract: "Take from a case what it has for some attributes.",
        discussion: "With --json: \"case\" and \"removed\", the number of values.")

    @Argument(help: ArgumentHelp("The case.", valueName: "case"), completion: .names(of: .case))
    var name: String

    @Argument(help: ArgumentHelp("The attributes.", valueName: "attribute"), completion: .names(of: .attribute))
    var attributes: [String]

    @OptionGroup var change: ChangeOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        let removed = try options.withStudy {
            try $0.unsetAttributes(attributes, of: name, dryRun: change.dryRun, by: change.coder)
        }
        if options.json {
            var line = JSONWriter()
            line.beginObject()
            line.member("case", name.normalizedName)
            line.member("removed", removed)
            line.mark(change)
            line.endObject()
            return try Output.line(line)
        }
        guard !options.quiet else { return }
        try Output.line(
            (removed == 0
                ? "case \(name.normalizedName) has none of them already"
                : "\(change.dryRun ? "would take" : "took") \(removed.counted("attribute value")) from \(name.normalizedName)")
                .visible
        )
    }
}

extension Diagnostic.Message {
    fileprivate static func isNew(_ attribute: AttributeOutcome.NewAttribute) -> Self {
        attribute.isGuessed
            ? "attribute '\(attribute.name)' is new, and by what its values look like of type \(attribute.kind.rawValue)"
            : "attribute '\(attribute.name)' is new"
    }
}
