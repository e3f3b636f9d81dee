import ArgumentParser
import StudyModel
import StudyStore

struct CodebookMove: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "move", abstract: "Put a code elsewhere in the tree, with the codes under it.",
        discussion: """
            Beside a code that is named with --before or --after it stands under the same code. With --json: "code", "id", "path" and \
            "changed".
            """)

    @Argument(help: ArgumentHelp("The code.", valueName: "code"), completion: .names(of: .code))
    var code: String

    @OptionGroup(title: "Its place") var place: CodePlaceOptions
    @OptionGroup var coder: CoderOptions
    @OptionGroup var options: StudyOptions

    func validate() throws {
        guard place.placement != nil else {
            throw ValidationError("no place is named\nname one with --under, --top, --before, --after, --first or --last")
        }
    }

    func run() throws {
        let outcome = try options.withStudy {
            try $0.moveCode(code, to: place.placement ?? .init(), by: coder.name)
        }
        let above = outcome.path.dropLast().joined(separator: "/")
        try options.say(
            outcome, "moved code \(outcome.code.name): it stands " + (above.isEmpty ? "at the top" : "under \(above)"),
            otherwise: "code \(outcome.code.name) stands there already")
    }
}
