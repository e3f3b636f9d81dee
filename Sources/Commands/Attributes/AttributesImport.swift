import ArgumentParser
import FileFormats
import Importers
import StudyModel
import StudyStore

struct AttributesImport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Take in a table of attributes.",
        discussion: """
            A row is a case, a column an attribute; the first row names them. The first column names the case, or that which --case names. \
            'Partner[2]' beside 'Partner' holds a second value of the same attribute. An empty cell says nothing; what a case has already \
            is replaced. In CSV separator, decimal sign and character set are found out, as for a survey.

            All of the table is taken in or, if a cell does not fit or a case is not there, nothing. With --json as 'anker attributes set'.
            """)

    @OptionGroup var table: TableFileOptions

    @Option(name: .customLong("case"), help: ArgumentHelp("The column that names the case.", valueName: "column"))
    var column: String?

    @OptionGroup var types: TypeOptions

    @Flag(name: .long, help: "Add cases that are not there.")
    var add = false

    @OptionGroup var change: ChangeOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        let input = table.input
        let table = try AttributeTable(input, caseColumn: column, sheet: table.sheet, options: table.options)
        try options.report(table.diagnostics, of: input, nothing: "no attributes were set")
        let settings = table.settings.map {
            AttributeSetting(holder: $0.caseName, attribute: $0.attribute, texts: $0.texts, place: $0.place)
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
