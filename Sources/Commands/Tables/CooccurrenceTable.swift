import Analysis
import ArgumentParser
import StudyModel
import StudyStore

extension Cooccurrence.Unit: ExpressibleByArgument {}

extension Association.Coefficient: ExpressibleByArgument {
    package init?(argument: String) { self.init(rawValue: argument.replacing("-", with: "_")) }

    package static var allValueStrings: [String] { allCases.map { $0.rawValue.replacing("_", with: "-") } }
}

extension QueryRelation.Distance: ExpressibleByArgument {
    /// `200 scalars`, as in queries.
    package init?(argument: String) {
        let words = argument.split(separator: " ")
        guard words.count == 2, let count = Int(words[0]), (0..<Int(CodingPoint.farApart)).contains(count) else { return nil }
        let measure = words[1] == "scalar" || words[1] == "turn" || words[1] == "paragraph" ? words[1] + "s" : words[1]
        guard let measure = Measure(rawValue: String(measure)) else { return nil }
        self.init(count, measure)
    }
}

/// Where two codes must meet to occur together.
struct MeetingOptions: ParsableArguments {
    @Option(name: .long, help: "Where two codes must meet.")
    var unit = Cooccurrence.Unit.overlap

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Passages meet that lie at most so far apart, as in '2 turns', '1 paragraph' or '200 scalars'.",
            valueName: "distance"))
    var within: QueryRelation.Distance?

    func validate() throws {
        if within != nil, unit != .overlap { throw ValidationError("--within is about passages; leave out --unit") }
    }

    /// What of the study has to be known.
    var extent: CodingData.Extent {
        if unit == .turn || unit == .paragraph { return .cues }
        return within == nil || within?.measure == .scalars ? .codings : .cues
    }
}

struct CooccurrenceTable: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cooccurrence", abstract: "Which codes occur together, and how often.",
        discussion: """
            With --unit overlap two codes occur together where their passages have at least one character in common, or with --within lie \
            near; with turn, paragraph, source and case, where one of these holds both. The count is in every unit the same whichever code \
            is named first. What the measures say stands in Docs/Tables.md.
            """)

    @OptionGroup var meeting: MeetingOptions

    @Option(
        name: .long,
        help: "A measure to show; may be repeated. Else all. The first is what --min, --top and --sort go by.")
    var measure: [Association.Coefficient] = []

    @Flag(name: .long, help: "One row and one column a code, with the first measure; it is what is drawn.")
    var matrix = false

    @OptionGroup var rows: RowOptions
    @OptionGroup var chosen: WhereOptions
    @OptionGroup var table: TableOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        let (data, codebook) = try options.withStudy {
            try $0.codingData(only: chosen.codings(in: $0), meeting.extent)
        }
        let codes = CodeIndex(codebook, rows: data.codeRows)
        let cooccurrence = Cooccurrence(
            data, codes: codes, unit: meeting.unit, within: meeting.within, placesPerPair: 0)
        let leading = measure.first ?? .count
        let choice = rows.choice(minimum: leading == .count ? 1 : nil)
        if matrix || table.format == .svg {
            let matrix = cooccurrence.matrix(codes, measure: leading, choice: choice)
            return try table.write(matrix.table, chart: matrix.chart, options)
        }
        let measures = measure.isEmpty ? Association.Coefficient.allCases : measure
        try table.write(cooccurrence.table(codes, measures: measures, choice: choice), options)
    }
}
