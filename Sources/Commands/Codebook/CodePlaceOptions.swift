import ArgumentParser
import StudyModel
import StudyStore

/// Where in the tree a code is to stand.
struct CodePlaceOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("The code that it stands under.", valueName: "code"), completion: .names(of: .code))
    var under: String?

    @Flag(name: .long, help: "It stands under no other code.")
    var top = false

    @Option(
        name: .long, help: ArgumentHelp("The code that it stands before.", valueName: "code"), completion: .names(of: .code))
    var before: String?

    @Option(
        name: .long, help: ArgumentHelp("The code that it stands behind.", valueName: "code"), completion: .names(of: .code))
    var after: String?

    @Flag(name: .long, help: "It is the first of the codes under the same code.")
    var first = false

    @Flag(name: .long, help: "It is the last of them, as where nothing is said.")
    var last = false

    mutating func validate() throws {
        guard under == nil || !top else { throw ValidationError("--under and --top exclude each other") }
        let places = (before == nil ? 0 : 1) + (after == nil ? 0 : 1) + (first ? 1 : 0) + (last ? 1 : 0)
        guard places <= 1 else { throw ValidationError("--before, --after, --first and --last exclude each other") }
    }

    /// Nil where nothing is said.
    var placement: CodePlacement? {
        let place: CodePlacement.Place? =
            before.map { .before($0) } ?? after.map { .after($0) } ?? (first ? .first : last ? .last : nil)
        let parent: CodePlacement.Parent = top ? .top : under.map { .under($0) } ?? .unsaid
        return place == nil && parent == .unsaid ? nil : CodePlacement(parent: parent, place: place ?? .last)
    }
}
