import Analysis
import ArgumentParser
import FileFormats
import Foundation
import StudyModel
import StudyStore

struct ActorDuplicatesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "duplicates", abstract: "List actors that may be one, with why, and the command that merges them.",
        discussion: """
            Names and other names are compared: the same but for case, accents and signs, for 'e. V.' and small words, for what stands in \
            brackets, for the order of words, or for one or two letters; a name that is another name of the other; first letters; a first \
            name that is a letter; 'Gemeinde Kupferau' beside 'Kupferau'. What both are known by and differ in (kind, place, case) speaks \
            against it. Names in which numbers differ are never taken for one.

            The score, from 0 to 1, puts the likeliest first; it is no probability. Nothing is changed. In the command the actor stays on \
            which more rests. With --json a line has "kept", "other", "score", "reasons" (each with "reason" and the two "names") and "doubts".
            """)

    @Option(name: .long, help: ArgumentHelp("Only pairs with at least this score.", valueName: "score"))
    var minScore = 0.5

    @Option(name: .long, help: ArgumentHelp("Stop after so many pairs.", valueName: "count"))
    var limit: Int?

    @OptionGroup var options: StudyOptions

    func validate() throws {
        guard (0...1).contains(minScore) else { throw ValidationError("--min-score is from 0 to 1") }
        if let limit, limit < 1 { throw ValidationError("--limit takes 1 or more") }
    }

    func run() throws {
        let (actors, uses) = try options.withStudy { (try $0.actors(), try $0.actorUses()) }
        let found = ActorDuplicates.find(among: actors, uses: uses, atLeast: minScore)
        var output = BufferedOutput()
        for pair in found.prefix(limit ?? .max) {
            if options.json {
                try output.line(pair.json)
            } else {
                let score = "\(pair.score)".padding(toLength: 4, withPad: "0", startingAt: 0)
                let doubts =
                    pair.doubts.isEmpty ? "" : "; but of another \(pair.doubts.map(\.rawValue).joined(separator: ", "))"
                try output.line("\(score)  \(pair.kept.name) · \(pair.other.name): \(pair.told)\(doubts)".visible)
                try output.line(
                    "      anker actor merge \(ShellWord.quoted(pair.other.name)) --into \(ShellWord.quoted(pair.kept.name))")
            }
        }
        try output.flush()
    }
}

extension ActorDuplicate {
    fileprivate var json: JSONWriter {
        var line = JSONWriter()
        line.beginObject()
        line.member("kept", kept.name)
        line.member("other", other.name)
        line.key("score")
        line.number(score)
        line.key("reasons")
        line.beginArray()
        for reason in reasons {
            line.beginObject()
            line.member("reason", reason.kind.rawValue)
            line.member("names", reason.names)
            line.endObject()
        }
        line.endArray()
        line.member("doubts", doubts.map(\.rawValue))
        line.endObject()
        return line
    }

    /// The strongest reason in words, and how many there are besides.
    fileprivate var told: String {
        guard let reason = reasons.first else { return "" }
        let names = reason.names
        // The actors' own names stand before it.
        let which = names == [kept.name, other.name] ? "" : " ('\(names[0])', '\(names[1])')"
        let told =
            switch reason.kind {
            case .sameLetters: "the same letters"
            case .nameOfOther: "'\(names[0])' is a name of both"
            case .sharedAlias: "'\(names[0])' is another name of both"
            case .smallWords: "differ in small words\(which)"
            case .brackets: "the same but for what stands in brackets\(which)"
            case .wordOrder: "the same words in another order\(which)"
            case .spelling: "spelled almost alike\(which)"
            case .abbreviation: "the first letters\(which)"
            case .initial: "a first name is a letter\(which)"
            case .sortOfActor: "the same but for the sort of actor\(which)"
            }
        return told + (reasons.count > 1 ? ", and \(reasons.count - 1) more" : "")
    }
}
