import ArgumentParser
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

    @OptionGroup var wanted: NewNameOptions
    @OptionGroup var change: ChangeOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        try options.withStudy { try $0.renameAttribute(name, to: wanted.newName, dryRun: change.dryRun, by: change.coder) }
        try options.sayRenamed("attribute", name.normalizedName, wanted.newName.normalizedName, change)
    }
}
