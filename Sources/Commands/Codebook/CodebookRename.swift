import ArgumentParser
import StudyModel
import StudyStore

struct CodebookRename: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rename", abstract: "Give a code another name; its id and its codings stay.",
        discussion: "With --json: \"code\", \"id\", \"path\" and \"changed\".")

    @Argument(help: ArgumentHelp("The code.", valueName: "code"), completion: .names(of: .code))
    var code: String

    @Argument(help: ArgumentHelp("Its new name.", valueName: "name"))
    var name: String

    @OptionGroup var coder: CoderOptions
    @OptionGroup var options: StudyOptions

    func validate() throws {
        guard !name.normalizedName.isEmpty else { throw ValidationError("the name is empty") }
    }

    func run() throws {
        let outcome = try options.withStudy { try $0.renameCode(code, to: name, by: coder.name) }
        try options.say(
            outcome, "renamed code \(code) to \(outcome.code.name)", otherwise: "code \(outcome.code.name) is called so already"
        )
    }
}
