import Analysis
import ArgumentParser
import StudyModel
import StudyStore

extension ActorNetworkOptions.Direction: ExpressibleByArgument {}
extension ActorNetworkOptions.Parallels: ExpressibleByArgument {}
extension ActorNetworkOptions.Weight: ExpressibleByArgument {}

/// A sort of network, and how it is made of a study.
protocol NetworkChoice: ParsableArguments {
    static var name: String { get }
    static var abstract: String { get }
    static var discussion: String { get }

    /// Reads the study; the networks themselves are made by what is returned.
    func networks(_ options: StudyOptions) throws -> NetworkForms
}

extension NetworkChoice {
    static var discussion: String { "" }
}

/// A network as it is written, and as it is measured.
struct NetworkForms {
    var written: () throws -> Network
    var measured: () throws -> Network

    init(written: @escaping () throws -> Network, measured: @escaping () throws -> Network) {
        self.written = written
        self.measured = measured
    }

    init(_ network: @escaping () throws -> Network) { self.init(written: network, measured: network) }
}

struct ActorNetworkChoice: NetworkChoice {
    static let name = "actors"
    static let abstract = "The actors and their ties; each edge names its evidence."
    static let discussion = """
        A network has one direction for all its edges. 'auto' is undirected where no tie has a direction, else directed, each tie as \
        one edge, undirected ones with reciprocal = true; 'directed' has those both ways.
        """

    @OptionGroup var ties: TieOptions

    func networks(_ options: StudyOptions) throws -> NetworkForms {
        let (actors, ties) = try options.withStudy { (try $0.actors(), try $0.ties()) }
        return self.ties.networks(of: actors, ties, name: Self.name)
    }
}

/// How ties become edges.
struct TieOptions: ParsableArguments {
    @Option(name: .long, help: "Whether edges have a direction.")
    var direction = ActorNetworkOptions.Direction.auto

    @Option(name: .long, help: "Whether several ties of a pair are one edge.")
    var parallels = ActorNetworkOptions.Parallels.byKind

    @Option(
        name: .long, help: "What an edge weighs: evidence (how many passages and answers) or strength (their coders' mean).")
    var weight = ActorNetworkOptions.Weight.evidence

    @Flag(name: .long, help: "Put the first words of the evidence on each edge.")
    var quotes = false

    /// The network as it is written, and as it is measured: there an undirected tie among directed ones runs both ways.
    func networks(of actors: [Actor], _ ties: [Tie], name: String) -> NetworkForms {
        let choices = ActorNetworkOptions(direction: direction, parallels: parallels, weight: weight, hasQuotes: quotes)
        var measured = choices
        if direction == .auto, ties.contains(where: \.isDirected) { measured.direction = .directed }
        func network(_ choices: ActorNetworkOptions) -> () throws -> Network {
            {
                var network = try Network(actors: actors, ties: ties, options: choices)
                network.name = name
                network.graphValues["network"] = .string(name)
                return network
            }
        }
        return NetworkForms(written: network(choices), measured: network(measured))
    }
}

struct EgoNetworkChoice: NetworkChoice {
    static let name = "ego"
    static let abstract = "What one case tells of: the actors and ties that its sources and answers speak of."
    static let discussion = ActorNetworkChoice.discussion

    @Argument(help: ArgumentHelp("The case.", valueName: "case"), completion: .names(of: .case))
    var caseName: String

    @OptionGroup var ties: TieOptions

    func networks(_ options: StudyOptions) throws -> NetworkForms {
        let (name, actors, ties) = try options.withStudy { study in
            let names = try study.cases().map(\.name)
            guard names.contains(caseName.normalizedName) else {
                throw Refusal(
                    at: .init(file: "network"), .noCase(caseName), remedy: caseName.suggestion(among: names, "there are"))
            }
            return (caseName.normalizedName, try study.actors(), try study.ties())
        }
        let ego = EgoNetwork.of(case: name, actors: actors, ties: ties)
        return self.ties.networks(of: ego.actors, ego.ties, name: Self.name)
    }
}

/// When codes are tied.
struct CooccurrenceNetworkChoice: NetworkChoice {
    static let name = "code-cooccurrence"
    static let abstract = "The codes, tied where they occur together."

    @OptionGroup var meeting: MeetingOptions

    @Option(name: .long, help: ArgumentHelp("Leave out pairs with a smaller weight.", valueName: "weight"))
    var minWeight = 1

    @OptionGroup var chosen: WhereOptions

    func networks(_ options: StudyOptions) throws -> NetworkForms {
        try options.withStudy { study in
            let (data, codebook) = try study.codingData(only: chosen.codings(in: study), meeting.extent)
            let codes = CodeIndex(codebook, rows: data.codeRows)
            let frequencies = Frequencies(data.points, codes: codes, cases: data.casesBySource)
            let cooccurrence = Cooccurrence(data, codes: codes, unit: meeting.unit, within: meeting.within)
            let citations = try study.citations(
                of: Set(cooccurrence.pairs.flatMap { $0.places.map(PointRange.init) }), in: data)
            return NetworkForms {
                try Network(cooccurrence, frequencies: frequencies, codes: codes, minimumWeight: minWeight) {
                    citations[PointRange($0)]
                }
            }
        }
    }
}

struct CodeByCaseChoice: NetworkChoice {
    static let name = "code-by-case"
    static let abstract = "The codes and the cases in which they were given."
    static let discussion = "An edge weighs as many passages as the code has in the sources and answers of the case."

    @OptionGroup var chosen: WhereOptions

    func networks(_ options: StudyOptions) throws -> NetworkForms {
        try options.withStudy { study in
            let (data, codebook) = try study.codingData(only: chosen.codings(in: study))
            let codes = CodeIndex(codebook, rows: data.codeRows)
            let frequencies = Frequencies(data.points, codes: codes, cases: data.casesBySource)
            let citations = try study.citations(of: Set(data.points.map(PointRange.init)), in: data)
            let cases = try study.cases()
            return NetworkForms {
                try Network(cases: cases, data, codes: codes, frequencies: frequencies) { citations[$0] }
            }
        }
    }
}

struct ActorByFindingChoice: NetworkChoice {
    static let name = "actor-by-finding"
    static let abstract = "The actors that speak for a case, and the findings on which their passages bear."
    static let discussion = """
        An edge weighs as many passages as the actor's case has with a code that bears on the finding; passages that contradict it are an \
        edge of their own with a negative sign.
        """

    @OptionGroup var chosen: WhereOptions

    func networks(_ options: StudyOptions) throws -> NetworkForms {
        try options.withStudy { study in
            let (data, codebook) = try study.codingData(only: chosen.codings(in: study))
            let codes = CodeIndex(codebook, rows: data.codeRows)
            let citations = try study.citations(of: Set(data.points.map(PointRange.init)), in: data)
            let actors = try study.actors()
            return NetworkForms {
                try Network(actors: actors, findings: codebook.findings, data, codes: codes) { citations[$0] }
            }
        }
    }
}

struct CodebookNetworkChoice: NetworkChoice {
    static let name = "codebook"
    static let abstract = "The codes and those under them, as a tree."

    func networks(_ options: StudyOptions) throws -> NetworkForms {
        try options.withStudy { study in
            let (data, codebook) = try study.codingData()
            let codes = CodeIndex(codebook, rows: data.codeRows)
            let frequencies = Frequencies(data.points, codes: codes, cases: data.casesBySource)
            return NetworkForms { try Network(codes, frequencies: frequencies) }
        }
    }
}

extension PointRange {
    fileprivate init(_ place: Cooccurrence.Place) {
        self.init(source: place.source, lower: place.lower, upper: place.upper)
    }

    fileprivate init(_ point: CodingPoint) {
        self.init(source: point.source, lower: point.lower, upper: point.upper)
    }
}

extension Diagnostic.Message {
    fileprivate static func noCase(_ name: String) -> Self { "no case '\(name)'" }
}
