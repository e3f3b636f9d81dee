import ArgumentParser
import FileFormats
import Importers
import StudyModel
import StudyStore

struct AttributesRename: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rename", abstract: "Give an attribute another name.",
        discussion: """
            Saved queries name an attribute by its name, and are to be saved anew.

            With --json: "attribute", "was" and "changed".
            """)

    @Argument(help: ArgumentHelp("The attribute.", valueName: "attribute"), completion: .names(of: .attribute))
    var name: String

    @Argument(help: ArgumentHelp("Its new name.", valueName: "name"))
    var newName: String

    @OptionGroup var change: ChangeOptions
    @OptionGroup var options: StudyOptions

    func validate() throws {
        guard !newName.normalizedName.isEmpty else { throw ValidationError("the name is empty") }
    }

    func run() throws {
        try options.withStudy { try $0.renameAttribute(name, to: newName, dryRun: change.dryRun, by: change.coder) }
        try options.sayRenamed("attribute", name.normalizedName, newName.normalizedName, dryRun: change.dryRun)
    }
}

struct AttributesRemove: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Take attributes out.",
        discussion: """
            One for which a case has a value is not removed unless --values says that the values go with it.

            With --json a line has "attribute" and "values", the number of values that went with it.
            """)

    @Argument(help: ArgumentHelp("The attributes.", valueName: "attribute"), completion: .names(of: .attribute))
    var names: [String]

    @Flag(name: .long, help: "Take their values with them.")
    var values = false

    @OptionGroup var change: ChangeOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        let removed = try options.withStudy {
            try $0.removeAttributes(names, withValues: values, dryRun: change.dryRun, by: change.coder)
        }
        for (name, count) in removed {
            if options.json {
                var line = JSONWriter()
                line.beginObject()
                line.member("attribute", name)
                line.member("values", count)
                line.mark(change)
                line.endObject()
                try Output.line(line)
            } else if !options.quiet {
                try Output.line(
                    ("\(change.dryRun ? "would remove" : "removed") attribute \(name)"
                        + (count > 0 ? ", with \(count.counted("value"))" : "")).visible)
            }
        }
    }
}

struct AttributesRetype: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "retype", abstract: "Give an attribute another type, and read its values anew.",
        discussion: """
            Where a value is none of the new type, nothing is changed, and its case is named. Every value can become a text.

            With --json: "attribute", "type" and "values", the number of values that were read anew.
            """)

    @Argument(help: ArgumentHelp("The attribute.", valueName: "attribute"), completion: .names(of: .attribute))
    var name: String

    @Argument(help: ArgumentHelp("text, integer, decimal, boolean, date or dateTime.", valueName: "type"))
    var kind: Attribute.Kind

    @OptionGroup var change: ChangeOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        let outcome = try options.withStudy {
            try $0.retypeAttribute(name, to: kind, dryRun: change.dryRun, by: change.coder) {
                AttributeText.value(of: $0, as: $1)
            }
        }
        guard outcome.refused.isEmpty else {
            var told: Set<String> = []
            for refused in outcome.refused where told.insert(refused.caseName).inserted {
                Output.report(
                    .error(
                        at: .init(file: "attributes"), .notOfKind(name, of: refused.caseName, kind),
                        remedy: "correct it with 'anker attributes set' first"))
            }
            throw ExitCode.notDone
        }
        if options.json {
            var line = JSONWriter()
            line.beginObject()
            line.member("attribute", name.normalizedName)
            line.member("type", kind.rawValue)
            line.member("values", outcome.changed)
            line.mark(change)
            line.endObject()
            try Output.line(line)
        } else if !options.quiet {
            try Output.line(
                "attribute \(name.normalizedName) \(change.dryRun ? "would be" : "is") of type \(kind.rawValue): \(outcome.changed.counted("value")) read anew"
                    .visible)
        }
    }
}

struct AttributesImport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take in a table of attributes as CSV.",
        discussion: """
            A row is a case, a column an attribute; the first row names them. The first column names the case, or that which --case names. \
            'Partner[2]' beside 'Partner' holds a second value of the same attribute. An empty cell says nothing; what a case has already \
            is replaced. Separator, decimal sign and character set are found out, as for a survey.

            All of the table is taken in or, if a cell does not fit or a case is not there, nothing. With --json as 'anker attributes set'.
            """)

    @Argument(help: ArgumentHelp("The table.", valueName: "file"), completion: .file(extensions: ["csv", "tsv", "txt"]))
    var file: String

    @Option(name: .customLong("case"), help: ArgumentHelp("The column that names the case.", valueName: "column"))
    var column: String?

    @OptionGroup var types: TypeOptions

    @Flag(name: .long, help: "Add cases that are not there.")
    var add = false

    @OptionGroup(title: "How a CSV file is built") var csv: CSVOptionGroup
    @OptionGroup var change: ChangeOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        let input = InputFile(path: file)
        let table = try AttributeTable(input, caseColumn: column, options: csv.options)
        table.diagnostics.forEach(options.report)
        guard !table.diagnostics.contains(where: { $0.severity == .error }) else {
            options.report(.note(at: input.place(), "no attributes were set"))
            throw ExitCode.notDone
        }
        let settings = table.settings.map {
            AttributeSetting(caseName: $0.caseName, attribute: $0.attribute, texts: $0.texts, place: $0.place)
        }
        let hash = try OriginalFile(input, keepingContent: false).hash
        let outcome = try options.withStudy {
            try $0.setAttributes(
                settings, reader: types.reader(decimal: table.decimal), addingCases: add, from: hash, isImport: true,
                dryRun: change.dryRun, by: change.coder)
        }
        try options.say(outcome, of: input.name, dryRun: change.dryRun)
    }
}

struct AttributesExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write the attributes as CSV, as 'attributes import' reads them.",
        discussion: """
            A row is a case, a column an attribute; a second value of a multiple response stands in 'Name[2]'. Answers to surveys are not \
            in it; 'anker export csv' writes them. With --json: "wrote", "cases" and "attributes".
            """)

    @Argument(help: ArgumentHelp("The file to write; '-' is standard output.", valueName: "file"))
    var file = "-"

    @Flag(name: .long, help: "Write for Excel: byte order mark, ';', decimal comma, guarded formulas.")
    var excel = false

    @OptionGroup var options: StudyOptions

    func run() throws {
        let (cases, attributes) = try options.withStudy { study in (try study.cases(), try study.attributes()) }
        var csv = CSVWriter(excel ? .excel : .standard)
        csv.text("case")
        let columns = attributes.flatMap { attribute in
            (0..<attribute.instances).map { (attribute: attribute, instance: $0) }
        }
        for column in columns {
            csv.text(column.attribute.name + (column.instance == 0 ? "" : "[\(column.instance + 1)]"))
        }
        csv.endRow()
        for item in cases {
            csv.text(item.name)
            for column in columns {
                let values = item.values[column.attribute.name] ?? []
                guard values.indices.contains(column.instance) else {
                    csv.empty()
                    continue
                }
                csv.value(values[column.instance], as: column.attribute.kind)
            }
            csv.endRow()
        }
        try OutputFile.write(file, bytes: csv.bytes)
        try options.sayWritten(file, [("case", cases.count), ("attribute", attributes.count)])
    }
}

extension CSVWriter {
    fileprivate mutating func value(_ value: AttributeValue, as kind: Attribute.Kind) {
        switch value.cell(as: kind) {
        case .boolean(let truth): boolean(truth)
        case .integer(let number): integer(number)
        case .number(let number): self.number(number)
        case .text(let text): self.text(text)
        case .empty: empty()
        }
    }
}

extension Diagnostic.Message {
    fileprivate static func notOfKind(_ name: String, of caseName: String, _ kind: Attribute.Kind) -> Self {
        "what case '\(caseName)' has for attribute '\(name)' is not of type \(kind.rawValue)"
    }
}
