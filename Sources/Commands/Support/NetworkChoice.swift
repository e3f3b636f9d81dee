import Analysis
import ArgumentParser
import StudyModel
import StudyStore

extension ActorNetworkOptions.Direction: ExpressibleByArgument {}
extension ActorNetworkOptions.Parallels: ExpressibleByArgument {}
extension ActorNetworkOptions.Weight: ExpressibleByArgument {}

/// How the ties of actors become a network.
struct ActorNetworkChoice: ParsableArguments {
    static let discussion = """
        A network has one direction for all its edges. 'auto' is undirected where no tie has a direction, else directed, each tie as \
        one edge, undirected ones with reciprocal = true; 'directed' has those both ways.
        """

    @Option(name: .long, help: "Whether edges have a direction.")
    var direction = ActorNetworkOptions.Direction.auto

    @Option(name: .long, help: "Whether several ties of a pair are one edge.")
    var parallels = ActorNetworkOptions.Parallels.byKind

    @Option(
        name: .long, help: "What an edge weighs: evidence (how many passages and answers) or strength (their coders' mean).")
    var weight = ActorNetworkOptions.Weight.evidence

    @Flag(name: .long, help: "Put the first words of the evidence on each edge.")
    var quotes = false

    /// Reads the study; the networks themselves are made by what is returned.
    ///
    /// - Returns: the network as it is written, and as it is measured: there an undirected tie among directed ones runs both ways.
    func networks(_ options: StudyOptions) throws -> (written: () throws -> Network, measured: () throws -> Network) {
        let (actors, ties) = try options.withStudy { (try $0.actors(), try $0.ties()) }
        let choices = ActorNetworkOptions(direction: direction, parallels: parallels, weight: weight, hasQuotes: quotes)
        var measured = choices
        if direction == .auto, ties.contains(where: \.isDirected) { measured.direction = .directed }
        return (
            { try Network(actors: actors, ties: ties, options: choices) },
            { [measured] in try Network(actors: actors, ties: ties, options: measured) }
        )
    }
}

/// When codes are tied.
struct CooccurrenceNetworkChoice: ParsableArguments {
    @OptionGroup var meeting: MeetingOptions

    @Option(name: .long, help: ArgumentHelp("Leave out pairs with a smaller weight.", valueName: "weight"))
    var minWeight = 1

    @OptionGroup var chosen: WhereOptions

    /// Reads the study; the network itself is made by what is returned.
    func network(_ options: StudyOptions) throws -> () throws -> Network {
        try options.withStudy { study in
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
    }
}

extension PointRange {
    fileprivate init(_ place: Cooccurrence.Place) {
        self.init(source: place.source, lower: place.lower, upper: place.upper)
    }
}
