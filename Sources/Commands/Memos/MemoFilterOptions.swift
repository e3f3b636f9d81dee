import ArgumentParser
import StudyModel
import StudyStore

/// Which memos a command is about.
struct MemoFilterOptions: ParsableArguments {
    @Option(
        name: .customLong("on"),
        help: "Only those on things of this sort.")
    var subject: Memo.Subject?

    @Option(
        name: .customLong("name"),
        help: ArgumentHelp("Only those on what has this name; of passages and codings, their source.", valueName: "name"))
    var name: String?

    @Option(
        name: .customLong("by"), help: ArgumentHelp("Only those by this coder.", valueName: "name"),
        completion: .names(of: .coder))
    var coder: String?

    @Option(
        name: .long,
        help: ArgumentHelp("Only those with these words in title or text, as 'anker search' finds words.", valueName: "words"))
    var search: String?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Only those with a link that leads there, named as in a link; of a source also to what stands in it.",
            valueName: "place"))
    var linkingTo: String?

    func validate() throws {
        if let search, WordPattern(search) == nil { throw ValidationError("'\(search)' holds no word") }
    }

    func memos(of study: Study) throws -> [Memo] {
        do {
            return try study.memos(
                MemoFilter(
                    subject: subject, name: name, coder: coder, words: search.flatMap { WordPattern($0) },
                    linkTarget: linkingTo))
        } catch let reason as Unplaced {
            throw Refusal(at: .init(file: "--linking-to"), reason.message, remedy: reason.remedy)
        }
    }
}
