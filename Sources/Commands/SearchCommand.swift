import Analysis
import ArgumentParser
import Exporters
import FileFormats
import StudyModel
import StudyStore

struct SearchCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "search", abstract: "Find words in the texts, and show them in their context.",
        discussion: """
            Each WORD is a word, a phrase in quotes ("im Dorf"), or the beginning of a word with a star (dorf*). Case, accents and normal \
            forms do not count; 'strasse' finds 'Straße', 'ubung' and 'uebung' find 'Übung'. Several words must stand in one turn; with \
            --any each is found for itself, with --near so close together.

            The newest texts are looked through: transcripts, notes, and the open answers of surveys. With --json each line is a place in \
            the shape that 'anker code --from' reads once codes are added: "source", "turn", "speaker", "range", "quote", and what stands \
            "before" and "after". The exit status is 0 also where nothing is found.
            """)

    @Argument(help: ArgumentHelp("What to look for.", valueName: "word"))
    var words: [String]

    @Flag(name: .long, help: "Find each of several words, not only all of them together.")
    var any = false

    @Option(
        name: .long,
        help: ArgumentHelp("Find all of several words with so many words at the most between them.", valueName: "count"))
    var near: Int?

    @Flag(name: .long, help: "The one WORD is a regular expression, as ICU reads them: '(?i)dorf(café|laden)'.")
    var regex = false

    @Option(name: .long, help: ArgumentHelp("Print so many characters on each side.", valueName: "count"))
    var context = 40

    @Option(name: .long, help: ArgumentHelp("Stop after so many places.", valueName: "count"))
    var limit: Int?

    @Flag(name: .long, help: "Print how many places each source has.")
    var count = false

    @OptionGroup var scope: SearchScopeOptions
    @OptionGroup var options: StudyOptions

    func validate() throws {
        if any && near != nil { throw ValidationError("--any and --near contradict one another") }
        if let near, near < 0 { throw ValidationError("--near takes 0 or more") }
        guard 0...10_000 ~= context else { throw ValidationError("--context takes 0 to 10000") }
        if let limit, limit < 1 { throw ValidationError("--limit takes 1 or more") }
        if count && limit != nil { throw ValidationError("--count counts all of them; leave out --limit") }
        if regex && (words.count > 1 || any || near != nil) {
            throw ValidationError("--regex takes one expression, without --any or --near")
        }
    }

    private func search() throws -> TextSearch {
        if regex {
            do {
                return TextSearch(try RegularExpression(words[0]))
            } catch {
                throw Refusal(
                    at: .init(file: "search"), Diagnostic.Message(error.problem),
                    remedy: "check its brackets, and put it in quotes")
            }
        }
        let patterns = try words.map { try WordPattern(wanted: $0, by: "search") }
        return TextSearch(patterns, any ? .any : near.map { .near($0) } ?? .all)
    }

    func run() throws {
        let search = try search()
        try options.withStudy { study in
            if count { return try printCounts(search, in: study) }
            var output = SearchOutput(lines: KeywordLine(context: context), isJSON: options.json)
            var left = limit ?? Int.max
            try study.forEachText(in: scope.scope(in: study), holding: search.indexExpression) { text in
                for place in text.places(of: search) {
                    try output.write(place, of: text)
                    left -= 1
                    if left == 0 { return false }
                }
                return true
            }
            try output.flush()
        }
    }

    private func printCounts(_ search: TextSearch, in study: Study) throws {
        var rows: [[DataTable.Cell]] = []
        try study.forEachText(in: scope.scope(in: study), holding: search.indexExpression) { text in
            let count = text.places(of: search).count
            if count > 0 { rows.append([.text(text.source), .optional(text.caseName), .integer(count)]) }
            return true
        }
        let table = DataTable(
            name: "places", title: "Places",
            columns: [
                .init("source", .string, "name of the source"), .init("case", .string, "case of the source"),
                .init("places", .integer, "how many places were found"),
            ], rows: rows)
        try Output.write(options.json ? table.jsonLines() : Array(table.terminalText().utf8))
    }
}

/// A place in a text, with the unit it stands in.
private struct FoundPlace {
    var unit: SearchedText.Unit
    var hit: TextSearch.Hit
}

extension SearchedText {
    fileprivate func places(of search: TextSearch) -> [FoundPlace] {
        text.bytes.withUnsafeBufferPointer { bytes in
            units.flatMap { unit in
                search.hits(in: bytes[unit.range]).filter { isInScope($0.range) }.map { FoundPlace(unit: unit, hit: $0) }
            }
        }
    }
}

/// Places as lines of text or JSON.
private struct SearchOutput {
    let lines: KeywordLine
    let isJSON: Bool
    private var output = BufferedOutput()
    private var json = JSONWriter()

    init(lines: KeywordLine, isJSON: Bool) {
        self.lines = lines
        self.isJSON = isJSON
    }

    mutating func write(_ place: FoundPlace, of text: SearchedText) throws {
        guard let range = text.range(place.hit.range) else { return }
        let citation = Citation(source: text.source, caseName: text.caseName, turn: place.unit.turn, range: range)
        // More bytes than the context can have characters, cut at a character's border.
        let reach = 4 * lines.context + 16
        let unit = place.unit.range
        let lower = text.border(atOrBehind: max(unit.lowerBound, place.hit.range.lowerBound - reach))
        let upper = text.border(atOrBehind: min(unit.upperBound, place.hit.range.upperBound + reach))
        let before = text.words(at: lower..<place.hit.range.lowerBound)
        guard isJSON else {
            var pieces: [String] = []
            var end = place.hit.range.lowerBound
            for word in place.hit.words where word.lowerBound >= end {
                if !pieces.isEmpty { pieces.append(text.words(at: end..<word.lowerBound)) }
                pieces.append(text.words(at: word))
                end = word.upperBound
            }
            pieces.append(text.words(at: end..<upper))
            return try output.line(lines.text(before: before, pieces: pieces, place: citation.description))
        }
        json.removeAll()
        json.beginObject()
        json.member("source", text.source)
        json.member("case", text.caseName)
        json.member("turn", place.unit.turn)
        json.member("speaker", place.unit.speaker)
        json.key("range")
        json.range(range)
        json.member("quote", text.words(at: place.hit.range))
        json.member("before", String(before.suffix(lines.context)))
        json.member("after", String(text.words(at: place.hit.range.upperBound..<upper).prefix(lines.context)))
        json.endObject()
        try output.line(json)
    }

    mutating func flush() throws { try output.flush() }
}
