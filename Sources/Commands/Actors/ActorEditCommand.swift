import ArgumentParser
import FileFormats
import StudyModel
import StudyStore

struct ActorEditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "edit", abstract: "Change what is said of an actor; its id and its ties stay.",
        discussion: """
            What is not named stays. An empty text, as in --place '', takes away what is said. The name from before goes, unless --alias \
            keeps it:
              anker actor edit Dorfkaffee --rename Dorfcafé --alias Dorfkaffee

            With --json there is one line: "actor", "id", "was" (its name before) and "changed".
            """)

    /// A reach, or that it is not known.
    enum ReachChoice: String, ExpressibleByArgument, CaseIterable {
        case local, regional, supraregional, none

        var edit: ActorEdit.ReachEdit { Reach(rawValue: rawValue).map { .known($0) } ?? .unknown }
    }

    @Argument(help: ArgumentHelp("The actor.", valueName: "actor"), completion: .names(of: .actor))
    var name: String

    @Option(name: .long, help: ArgumentHelp("Its new name.", valueName: "name"))
    var rename: String?

    @OptionGroup var told: ActorOptions

    @Option(name: .long, help: "How far it reaches.")
    var reach: ReachChoice?

    @Option(
        name: .long, parsing: .upToNextOption,
        help: ArgumentHelp("Another name that it has no more; several may follow.", valueName: "name"))
    var noAlias: [String] = []

    @OptionGroup var change: ChangeOptions
    @OptionGroup var options: StudyOptions

    private var edit: ActorEdit {
        var edit = ActorEdit()
        edit.name = rename
        edit.kind = told.kind
        edit.place = told.place
        edit.reach = reach?.edit
        edit.caseName = told.caseName
        edit.newAliases = told.alias
        edit.droppedAliases = noAlias
        return edit
    }

    func validate() throws {
        guard !edit.isEmpty else {
            throw ValidationError("nothing is to be changed\nsay what, with --rename, --kind and the like")
        }
        if let rename, rename.normalizedName.isEmpty { throw ValidationError("the name is empty") }
        guard !(told.alias + noAlias).contains(where: { $0.normalizedName.isEmpty }) else {
            throw ValidationError("another name is empty")
        }
        if let both = Set(told.alias.map(\.normalizedName)).intersection(noAlias.map(\.normalizedName)).min() {
            throw ValidationError("'\(both)' cannot be both another name and none")
        }
    }

    func run() throws {
        let outcome = try options.withStudy { try $0.editActor(name, edit, dryRun: change.dryRun, by: change.coder) }
        let (before, after) = (outcome.before, outcome.after)
        if !outcome.sharing.isEmpty {
            options.report(.note(at: .init(file: "actors"), .sharedName(after.name, outcome.sharing)))
        }
        let isChanged = before != after
        let renamed = before.name == after.name ? "" : " to \(after.name)"
        let verb = (renamed.isEmpty ? "change" : "rename", renamed.isEmpty ? "changed" : "renamed")
        try options.say(
            isChanged
                ? "\(change.dryRun ? "would \(verb.0)" : verb.1) actor \(before.name)\(renamed)"
                : "actor \(before.name) is so already", change
        ) { line in
            line.member("actor", after.name)
            line.member("id", after.id.description)
            line.member("was", before.name)
            line.key("changed")
            line.boolean(isChanged && !change.dryRun)
        }
    }
}

extension Diagnostic.Message {
    fileprivate static func sharedName(_ name: String, _ others: [String]) -> Self {
        "'\(name)' is another name of \(others.map { "'\($0)'" }.joined(separator: ", ")) too; from now on it means this one"
    }
}
