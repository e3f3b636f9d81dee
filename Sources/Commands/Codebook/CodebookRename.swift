import ArgumentParser
import StudyModel
import StudyStore

struct CodebookRename: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rename", abstract: "Give a code another name; its id and its codings stay.",
        discussion: "With --json: \"code\", \"id\", \"path\" and \"changed\".")

    @Argument(help: ArgumentHelp("The code.", valueName: "code"), completion: .names(of: .code))
    var code: String

    @OptionGroup var wanted: NewNameOptions
    @OptionGroup var coder: CoderOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        let outcome = try options.withStudy { try $0.renameCode(code, to: wanted.newName, by: coder.name) }
        try options.say(
            outcome, "renamed code \(code) to \(outcome.code.name)", otherwise: "code \(outcome.code.name) is called so already"
        )
    }
}
