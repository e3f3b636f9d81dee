import ArgumentParser
import FileFormats
import StudyModel
import StudyStore

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
        try options.say(
            removed == 0
                ? "case \(name.normalizedName) has none of them already"
                : "\(change.dryRun ? "would take" : "took") \(removed.counted("attribute value")) from \(name.normalizedName)",
            change
        ) { line in
            line.member("case", name.normalizedName)
            line.member("removed", removed)
        }
    }
}
