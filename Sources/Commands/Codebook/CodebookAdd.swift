import ArgumentParser
import StudyModel
import StudyStore

struct CodebookAdd: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "add", abstract: "Add a code.",
        discussion: "With --json: \"code\", \"id\", \"path\" and \"changed\", as with 'edit'.")

    @Argument(help: "The name of the new code.")
    var name: String

    @OptionGroup(title: "Its place") var place: CodePlaceOptions
    @OptionGroup(title: "What is said of it") var texts: CodeEditOptions
    @OptionGroup var coder: CoderOptions
    @OptionGroup var options: StudyOptions

    func validate() throws {
        guard !name.normalizedName.isEmpty else { throw ValidationError("the name is empty") }
    }

    func run() throws {
        let outcome = try options.withStudy {
            try $0.addCode(named: name, at: place.placement ?? .init(), texts.edit, by: coder.name)
        }
        try options.say(outcome, "added code \(outcome.code.name)", otherwise: "code \(outcome.code.name) is there already")
        try options.sayNewLanguage(outcome)
    }
}
