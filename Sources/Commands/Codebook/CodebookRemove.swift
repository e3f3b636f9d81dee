import ArgumentParser
import FileFormats
import StudyModel
import StudyStore

extension CodingPolicy: ExpressibleByArgument {}

struct CodebookRemove: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove", abstract: "Take codes out of the codebook.",
        discussion: """
            A code that has codings is not removed unless --codings says what becomes of them. Codes under it take its place.

            With --json a line has "code", "deleted" (codings), "parent", "moved", "dropped", "weightsTaken", "weightsNoted", "memos" and \
            "children".
            """)

    @Argument(help: ArgumentHelp("The codes to remove.", valueName: "code"), completion: .names(of: .code))
    var codes: [String]

    @Option(name: .long, help: "What becomes of their codings.")
    var codings = CodingPolicy.refuse

    @OptionGroup var change: ChangeOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        let outcome = try options.withStudy {
            try $0.removeCodes(codes, codings: codings, dryRun: change.dryRun, by: change.coder)
        }
        for removed in outcome.removed {
            try options.say("\(change.dryRun ? "would remove" : "removed") code \(removed.code): \(told(removed))", change) {
                write(removed, to: &$0)
            }
        }
    }

    private func told(_ removed: RemovalOutcome.Removed) -> String {
        var parts: [String] = []
        if let parent = removed.parent {
            parts.append("\(removed.moves.told), to \(parent)")
            if removed.memos > 0 { parts.append("\(removed.memos.counted("memo")) on it moved too") }
        } else {
            parts.append(removed.deleted > 0 ? "\(removed.deleted.counted("coding")) deleted" : "it had no codings")
            if removed.deletedMemos > 0 { parts.append("with \(removed.deletedMemos.counted("memo")) on them") }
            if removed.memos > 0 { parts.append("\(removed.memos.counted("memo")) on it deleted") }
        }
        if removed.children > 0 { parts.append("\(removed.children.counted("code")) under it in its place") }
        return parts.joined(separator: "; ")
    }

    private func write(_ removed: RemovalOutcome.Removed, to line: inout JSONWriter) {
        line.member("code", removed.code)
        line.member("deleted", removed.deleted)
        line.member("parent", removed.parent)
        line.member("moved", removed.moves.moved)
        line.member("dropped", removed.moves.dropped)
        line.member("weightsTaken", removed.moves.weightsTaken)
        line.member("weightsNoted", removed.moves.weightsNoted)
        line.member("memos", removed.memos + removed.deletedMemos + removed.moves.memos)
        line.member("children", removed.children)
    }
}
