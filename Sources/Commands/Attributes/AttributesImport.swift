import ArgumentParser
import FileFormats
import Importers
import StudyModel
import StudyStore

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
        try options.say(outcome, of: input.name, change)
    }
}
