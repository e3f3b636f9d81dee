import ArgumentParser
import Exporters
import FileFormats
import StudyModel
import StudyStore

struct MentionsSuggest: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "suggest", abstract: "Find names and other names of actors in the texts, and show them in their context.",
        discussion: """
            Whole words are compared as 'anker search' compares them: case and accents do not count, an umlaut may be spelled out, and the \
            last word may have the s or es of a genitive. Where names overlap the longest wins. A name of up to four letters that is in \
            capitals stands in capitals in the text too. What is a mention already, or was rejected, is not suggested again.

            A name that several actors share stands with all of them, and is accepted only where a line of a file says who is meant: with \
            --json a line has "actor" or, for several, "candidates", and then "source", "case", "turn", "speaker", "range", "quote", "before" \
            and "after". Write them to a file, take out or correct lines, and take in the rest with 'anker mentions accept --from'.
            """)

    @OptionGroup var search: MentionSearchOptions

    @Option(name: .long, help: ArgumentHelp("Print so many characters on each side.", valueName: "count"))
    var context = 30

    @Option(name: .long, help: ArgumentHelp("Stop after so many places.", valueName: "count"))
    var limit: Int?

    @Flag(name: .long, help: "Print how many places each actor has.")
    var count = false

    @Flag(name: .long, help: "What was rejected, in place of what nobody has looked at.")
    var rejected = false

    @OptionGroup var options: StudyOptions

    func validate() throws {
        guard 0...10_000 ~= context else { throw ValidationError("--context takes 0 to 10000") }
        if let limit, limit < 1 { throw ValidationError("--limit takes 1 or more") }
        if count && limit != nil { throw ValidationError("--count counts all of them; leave out --limit") }
    }

    func run() throws {
        try options.withStudy { study in
            if count { return try printCounts(in: study) }
            let lines = KeywordLine(context: context)
            var output = BufferedOutput()
            var left = limit ?? Int.max
            let leftOut = try search.forEach(in: study, context: context, rejected: rejected) { suggestion in
                if options.json {
                    try output.line(suggestion.json)
                } else {
                    let names = suggestion.actors.map(\.name).joined(separator: " | ")
                    try output.line(
                        lines.text(
                            before: suggestion.before, pieces: [suggestion.quote, suggestion.after],
                            place: "\(suggestion.citation)  \(names)"))
                }
                left -= 1
                return left > 0
            }
            try output.flush()
            let place = Diagnostic.Place(file: "mentions")
            if leftOut.mentions > 0 { options.report(.note(at: place, .known(leftOut.mentions))) }
            if leftOut.rejected > 0, !rejected {
                options.report(
                    .note(at: place, .rejected(leftOut.rejected), remedy: "pass --rejected to see them"))
            }
        }
    }

    /// A row for each actor, or each set of actors that share a name.
    private func printCounts(in study: Study) throws {
        var counts: [[String]: (places: Int, sources: Set<String>)] = [:]
        _ = try search.forEach(in: study, context: 0, rejected: rejected) { suggestion in
            counts[suggestion.actors.map(\.name), default: (0, [])].places += 1
            counts[suggestion.actors.map(\.name), default: (0, [])].sources.insert(suggestion.source)
            return true
        }
        let rows = counts.sorted {
            $0.value.places != $1.value.places
                ? $0.value.places > $1.value.places
                : inNameOrder($0.key.joined(separator: " | "), $1.key.joined(separator: " | "))
        }
        let table = DataTable(
            name: "suggestions", title: "Suggested mentions",
            columns: [
                .init("actor", .string, "name of the actor, or of all that share a name"),
                .init("places", .integer, "how many places were found"), .init("sources", .integer, "in how many sources"),
            ],
            rows: rows.map {
                [.text($0.key.joined(separator: " | ")), .integer($0.value.places), .integer($0.value.sources.count)]
            })
        try Output.write(options.json ? table.jsonLines() : Array(table.terminalText().utf8))
    }
}

extension MentionSuggestion {
    /// The shape that `anker mentions accept --from` reads.
    fileprivate var json: JSONWriter {
        var line = JSONWriter()
        line.beginObject()
        if actors.count == 1 { line.member("actor", actors[0].name) } else { line.member("candidates", actors.map(\.name)) }
        line.member("source", source)
        line.member("case", caseName)
        line.member("turn", turn)
        line.member("speaker", speaker)
        line.key("range")
        line.range(range)
        line.member("quote", quote)
        line.member("before", before)
        line.member("after", after)
        line.endObject()
        return line
    }
}

extension Diagnostic.Message {
    fileprivate static func known(_ count: Int) -> Self {
        count == 1 ? "1 more place is a mention already" : "\(count) more places are mentions already"
    }
    fileprivate static func rejected(_ count: Int) -> Self {
        count == 1 ? "1 more place was rejected" : "\(count) more places were rejected"
    }
}
