import ArgumentParser
import FileFormats
import StudyModel

/// What a thing of the study is to be called from now on.
struct NewNameOptions: ParsableArguments {
    @Argument(help: ArgumentHelp("Its new name.", valueName: "name"))
    var newName: String

    func validate() throws {
        guard !newName.normalizedName.isEmpty else { throw ValidationError("the name is empty") }
    }
}

extension StudyOptions {
    /// Says that a thing has another name.
    func sayRenamed(_ what: String, _ old: String, _ new: String, _ change: ChangeOptions) throws {
        try say(
            old == new
                ? "\(what) \(new) is called so already"
                : "\(change.dryRun ? "would rename" : "renamed") \(what) \(old) to \(new)", change
        ) { line in
            line.member(what, new)
            line.member("was", old)
            line.key("changed")
            line.boolean(old != new && !change.dryRun)
        }
    }
}
