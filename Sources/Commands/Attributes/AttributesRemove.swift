import ArgumentParser
import FileFormats
import StudyStore

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
            let told = count > 0 ? ", with \(count.counted("value"))" : ""
            try options.sayRemoved("attribute", name, told, change) { $0.member("values", count) }
        }
    }
}
