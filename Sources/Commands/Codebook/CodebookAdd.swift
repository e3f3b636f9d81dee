import ArgumentParser
import StudyModel
import StudyStore

struct CodebookAdd: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "add", abstract: "Add a code.")

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
        try options.say("added code \(outcome.code.name.visible)", known: 0, added: 1)
        try options.sayNewLanguage(outcome)
    }
}
