import Analysis
import ArgumentParser
import Exporters
import Foundation
import StudyModel
import StudyStore

struct WordsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "words", abstract: "Count the words of the texts, or those that stand near a word.",
        discussion: """
            Words that differ only in case are one, shown as they are written most often. With --near the words within so many words of \
            WORD in the same turn are listed, as far as they stand there more often than chance would have it: "together" beside what was \
            "expected", with the log-likelihood ratio (3.84 is passed by chance once in twenty words) and mutual information in bits.
            """)

    @Option(name: .long, help: ArgumentHelp("List what stands near this word or phrase.", valueName: "word"))
    var near: String?

    @Option(name: .long, help: ArgumentHelp("So many words on each side of it are near.", valueName: "count"))
    var within = 5

    @Option(name: .long, help: ArgumentHelp("Leave out what is counted less often.", valueName: "count"))
    var min: Int?

    @Option(name: .long, help: ArgumentHelp("Print so many words; 0 for all.", valueName: "count"))
    var top = 50

    @Option(name: .long, help: ArgumentHelp("Leave out shorter words.", valueName: "letters"))
    var letters = 1

    @Option(
        name: .long,
        help: ArgumentHelp(
            "A file of words to leave out, one a line, such as 'und' and 'der'. May be repeated.", valueName: "file"))
    var without: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Leave out articles, pronouns, prepositions, conjunctions, auxiliary verbs and particles of this language. May be repeated.",
            valueName: "language"))
    var withoutFunctionWords: [Language] = []

    @OptionGroup var scope: SearchScopeOptions
    @OptionGroup var table: TableOptions
    @OptionGroup var options: StudyOptions

    func validate() throws {
        if near == nil && within != 5 { throw ValidationError("--within goes with --near") }
        guard within > 0, within <= 1000 else { throw ValidationError("--within takes 1 to 1000") }
        guard top >= 0 else { throw ValidationError("--top takes 0 or more") }
    }

    private func unwanted() throws -> Set<String> {
        var words = withoutFunctionWords.reduce(into: Set()) { $0.formUnion(FunctionWords.keys($1)) }
        for path in without {
            guard let data = FileManager.default.contents(atPath: path), let text = String(bytes: data, encoding: .utf8) else {
                throw Refusal(
                    at: .init(file: URL(fileURLWithPath: path).lastPathComponent), "cannot be read as text in UTF-8",
                    remedy: "name a file with one word a line")
            }
            for line in text.split(whereSeparator: \.isNewline) {
                words.insert(WordCounts.key(line.trimmingCharacters(in: .whitespaces)))
            }
        }
        return words
    }

    func run() throws {
        let unwanted = try unwanted()
        func isWanted(_ word: String) -> Bool {
            word.count >= letters && (unwanted.isEmpty || !unwanted.contains(WordCounts.key(word)))
        }
        let result = try options.withStudy { study in
            guard let near else { return try frequencies(in: study, isWanted) }
            return try collocations(of: WordPattern(wanted: near, by: "words"), in: study, isWanted)
        }
        try table.write(result, options)
    }

    private func frequencies(in study: Study, _ isWanted: (String) -> Bool) throws -> DataTable {
        var counts = WordCounts()
        try forEachUnit(of: study) { counts.add($0) }
        let total = Double(counts.total)
        let entries = counts.sorted().filter { $0.count >= min ?? 1 && isWanted($0.word) }
        return DataTable(
            name: "words", title: LocalizedText { $0 == .german ? "Wörter" : "Words" },
            columns: [
                .init("word", .string, "as it is written most often"),
                .init("count", .integer, "how often it stands in the texts"),
                .init("per_1000", .number, "how often in a thousand words"),
            ],
            rows: entries.prefix(top == 0 ? Int.max : top).map {
                [.text($0.word), .integer($0.count), .number(1000 * Double($0.count) / total)]
            })
    }

    private func collocations(of pattern: WordPattern, in study: Study, _ isWanted: (String) -> Bool) throws -> DataTable {
        var found = Collocations(of: pattern, within: within)
        try forEachUnit(of: study) { found.add($0) }
        let entries = found.sorted(minimumCount: min ?? 2).filter { isWanted($0.word) }
        return DataTable(
            name: "collocations", title: LocalizedText { "\($0 == .german ? "Wörter nahe" : "Words near") \(pattern.text)" },
            columns: [
                .init("word", .string, "as it is written most often"),
                .init("together", .integer, "how often it stands near"),
                .init("count", .integer, "how often it stands anywhere"),
                .init("expected", .number, "how often it would stand near by chance"),
                .init("log_likelihood", .number, "log-likelihood ratio (Dunning 1993)"),
                .init("mutual_information", .number, "binary logarithm of together by expected"),
            ],
            rows: entries.prefix(top == 0 ? Int.max : top).map {
                [
                    .text($0.word), .integer($0.together), .integer($0.count), .number($0.expected), .number($0.logLikelihood),
                    .number($0.mutualInformation),
                ]
            })
    }

    /// Takes each unit in the scope; of texts in which only some passages are wanted the units are the passages.
    private func forEachUnit(of study: Study, _ body: (Slice<UnsafeBufferPointer<UInt8>>) -> Void) throws {
        try study.forEachText(in: scope.scope(in: study), holding: nil) { text in
            text.text.bytes.withUnsafeBufferPointer { bytes in
                for unit in text.units {
                    guard let passages = text.passages else {
                        body(bytes[unit.range])
                        continue
                    }
                    // Overlapping passages are joined, so that no word counts twice.
                    for part in passages.joined where part.overlaps(unit.range) { body(bytes[part.clamped(to: unit.range)]) }
                }
            }
            return true
        }
    }
}

extension [Range<Int>] {
    /// Those of a sorted list that overlap or touch made one.
    fileprivate var joined: [Range<Int>] {
        var result: [Range<Int>] = []
        for range in self {
            if let last = result.last, range.lowerBound <= last.upperBound {
                result[result.count - 1] = last.lowerBound..<Swift.max(last.upperBound, range.upperBound)
            } else {
                result.append(range)
            }
        }
        return result
    }
}
