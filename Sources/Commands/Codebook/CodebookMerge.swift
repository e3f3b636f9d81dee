import ArgumentParser
import FileFormats
import StudyModel
import StudyStore

struct CodebookMerge: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "merge", abstract: "Give the codings of codes to another code, and take the codes out.",
        discussion: """
            Codings keep their ids. Where a passage has both codes by one coder, the coding of the code behind --into stays and the other \
            is dropped; memos go over to the one that stays, and so does the weight, where it has none. Where both have one, the other \
            weight is kept in a memo. The code behind --into keeps its own texts and findings; codes and memos of the merged ones go over \
            to it.

            With --json there is one line: "into", "merged", "codings", "dropped", "memos", "weightsTaken", "weightsNoted", "children", \
            and "bearings" for findings that a merged code bore on otherwise.
            """)

    @Argument(help: ArgumentHelp("The codes to merge.", valueName: "code"), completion: .names(of: .code))
    var codes: [String]

    @Option(name: .long, help: ArgumentHelp("The code that stays.", valueName: "code"), completion: .names(of: .code))
    var into: String

    @OptionGroup var change: ChangeOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        let outcome = try options.withStudy { try $0.mergeCodes(codes, into: into, dryRun: change.dryRun, by: change.coder) }
        for bearing in outcome.bearings {
            options.report(.note(at: .init(file: "codebook"), .otherBearing(bearing, outcome.target)))
        }
        let verb = change.dryRun ? "would merge" : "merged"
        var parts = [outcome.codings.told]
        if outcome.memos > 0 { parts.append("\(outcome.memos.counted("memo")) on codes taken over") }
        if !outcome.children.isEmpty {
            parts.append("\(outcome.children.count.counted("code")) under them now under \(outcome.target)")
        }
        try options.say(
            "\(verb) \(outcome.merged.joined(separator: ", ")) into \(outcome.target): \(parts.joined(separator: "; "))", change
        ) { line in
            line.member("into", outcome.target)
            line.member("merged", outcome.merged)
            outcome.codings.write(to: &line, memosOnCodes: outcome.memos)
            line.member("children", outcome.children)
            line.key("bearings")
            line.beginArray()
            for bearing in outcome.bearings {
                line.beginObject()
                line.member("code", bearing.code)
                line.member("finding", bearing.finding)
                line.member("bearing", bearing.bearing.rawValue)
                line.endObject()
            }
            line.endArray()
        }
    }
}

extension CodingMoves {
    /// `12 codings moved; 2 dropped, since …`
    var told: String {
        var parts = ["\(moved.counted("coding")) moved"]
        if dropped > 0 {
            parts.append(
                "\(dropped) dropped, whose \(dropped == 1 ? "passage has" : "passages have") that code by the same coder")
        }
        if memos > 0 { parts.append("\(memos.counted("memo")) of dropped codings kept on those that stay") }
        if weightsTaken > 0 { parts.append("\(weightsTaken.counted("weight")) taken over") }
        if weightsNoted > 0 { parts.append("\(weightsNoted.counted("other weight")) kept in memos") }
        return parts.joined(separator: "; ")
    }

    func write(to line: inout JSONWriter, memosOnCodes: Int = 0) {
        line.member("codings", moved)
        line.member("dropped", dropped)
        line.member("memos", memos + memosOnCodes)
        line.member("weightsTaken", weightsTaken)
        line.member("weightsNoted", weightsNoted)
    }
}

extension Diagnostic.Message {
    fileprivate static func otherBearing(_ bearing: MergeOutcome.Bearing, _ target: String) -> Self {
        "code '\(bearing.code)' was \(bearing.bearing.rawValue) finding '\(bearing.finding)', and '\(target)' is not"
    }
}
