import Analysis
import ArgumentParser
import StudyModel
import StudyStore

extension Coverage.Per: ExpressibleByArgument {}

struct CoverageTable: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "coverage", abstract: "How many words and characters codes cover.",
        discussion: """
            What is covered twice counts once. A word is covered where a passage shares a character with it. Percentages are of the sources \
            in which something is coded.
            """)

    @Option(name: .long, help: "A row for each code, each source, or each code in each source.")
    var per = Coverage.Per.code

    @Flag(name: .long, help: "A coding counts for the codes above its own too.")
    var withChildren = false

    @Flag(name: .long, help: "Show codes too that were never given.")
    var all = false

    @OptionGroup var rows: RowOptions
    @OptionGroup var chosen: WhereOptions
    @OptionGroup var table: TableOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        let (coverage, codes) = try options.withStudy { study -> (Coverage, CodeIndex) in
            let (data, codebook) = try study.codingData(only: chosen.codings(in: study), .texts)
            let codes = CodeIndex(codebook, rows: data.codeRows)
            var coverage = Coverage(data, codes: codes, withChildren: withChildren)
            let used = Set(data.points.map(\.source))
            let texts = data.texts.filter { $0.offset == 0 && used.contains($0.source) }
            let sources = Dictionary(texts.map { ($0.revision, $0.source) }, uniquingKeysWith: { first, _ in first })
            try study.forEachText(of: texts.map(\.revision)) { revision, bytes in
                if let source = sources[revision] { coverage.add(bytes, ofSource: source) }
            }
            return (coverage, codes)
        }
        if coverage.leftOut > 0 {
            options.report(
                .note(
                    at: .init(file: "table"), .leftOut(coverage.leftOut), remedy: "settle them with 'anker sources resolve'"))
        }
        let choice = rows.choice(minimum: all ? nil : 1)
        try table.write(
            coverage.table(codes, per: per, choice: choice), chart: coverage.chart(codes, per: per, choice: choice), options)
    }
}

extension Diagnostic.Message {
    fileprivate static func leftOut(_ count: Int) -> Self {
        "\(count.counted("coding")) without a place in the newest text \(count == 1 ? "is" : "are") left out"
    }
}
