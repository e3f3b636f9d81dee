import Analysis
import ArgumentParser
import Exporters
import StudyModel
import StudyStore

struct NetworkCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "network", abstract: "Networks of actors and of codes.", subcommands: [NetworkExport.self])
}

struct NetworkExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Write a network for Gephi and its like.",
        subcommands: [ActorNetworkExport.self, CooccurrenceNetworkExport.self])
}

extension ActorNetworkOptions.Direction: ExpressibleByArgument {}
extension ActorNetworkOptions.Parallels: ExpressibleByArgument {}
extension ActorNetworkOptions.Weight: ExpressibleByArgument {}

struct ActorNetworkExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "actors", abstract: "The actors and their ties; each edge names its evidence.",
        discussion: """
            A file has one direction for all its edges. 'auto' is undirected where no tie has a direction, else directed, each tie as \
            one edge, undirected ones with reciprocal = true; 'directed' writes those both ways.
            """)

    @Option(name: .long, help: "Whether edges have a direction.")
    var direction = ActorNetworkOptions.Direction.auto

    @Option(name: .long, help: "Whether several ties of a pair are one edge.")
    var parallels = ActorNetworkOptions.Parallels.byKind

    @Option(
        name: .long, help: "What an edge weighs: evidence (how many passages and answers) or strength (their coders' mean).")
    var weight = ActorNetworkOptions.Weight.evidence

    @Flag(name: .long, help: "Put the first words of the evidence on each edge.")
    var quotes = false

    @OptionGroup var output: NetworkOutputOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        let (actors, ties) = try options.withStudy { (try $0.actors(), try $0.ties()) }
        let choices = ActorNetworkOptions(direction: direction, parallels: parallels, weight: weight, hasQuotes: quotes)
        try output.write(options) { try Network(actors: actors, ties: ties, options: choices) }
    }
}

struct CooccurrenceNetworkExport: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "code-cooccurrence", abstract: "The codes, tied where they occur together.")

    @OptionGroup var meeting: MeetingOptions

    @Option(name: .long, help: ArgumentHelp("Leave out pairs with a smaller weight.", valueName: "weight"))
    var minWeight = 1

    @OptionGroup var chosen: WhereOptions
    @OptionGroup var output: NetworkOutputOptions
    @OptionGroup var options: StudyOptions

    func run() throws {
        let network = try options.withStudy { study -> () throws -> Network in
            let data = try study.codingData(only: chosen.codings(in: study), meeting.extent)
            let codes = CodeIndex(try study.codebook(), rows: data.codeRows)
            let frequencies = Frequencies(data.points, codes: codes, cases: data.casesBySource)
            let cooccurrence = Cooccurrence(data, codes: codes, unit: meeting.unit, within: meeting.within)
            let citations = try study.citations(
                of: Set(cooccurrence.pairs.flatMap { $0.places.map(PointRange.init) }), in: data)
            return {
                try Network(cooccurrence, frequencies: frequencies, codes: codes, minimumWeight: minWeight) {
                    citations[PointRange($0)]
                }
            }
        }
        try output.write(options, network)
    }
}

extension PointRange {
    fileprivate init(_ place: Cooccurrence.Place) {
        self.init(source: place.source, lower: place.lower, upper: place.upper)
    }
}
