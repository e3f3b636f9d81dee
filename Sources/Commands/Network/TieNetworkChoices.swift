import Analysis
import ArgumentParser
import Importers
import StudyModel
import StudyStore

extension ActorNetworkOptions.Direction: ExpressibleByArgument {}
extension ActorNetworkOptions.Parallels: ExpressibleByArgument {}
extension ActorNetworkOptions.Weight: ExpressibleByArgument {}

struct ActorNetworkChoice: NetworkChoice {
    static let name = "actors"
    static let abstract = "The actors and their ties; each edge names its evidence."
    static let discussion = """
        A network has one direction for all its edges. 'auto' is undirected where no tie has a direction, else directed, each tie as \
        one edge, undirected ones with reciprocal = true; 'directed' has those both ways.
        """

    @OptionGroup var edges: TieEdgeOptions
    @OptionGroup var choice: TieChoiceOptions
    @OptionGroup var trim: NetworkTrimOptions

    func networks(_ options: StudyOptions) throws -> NetworkForms {
        let chosen = try options.withStudy { try choice.chosen(in: $0, options) }
        return edges.networks(of: chosen.actors, chosen.ties, name: Self.name).trimmed(trim.trim)
    }
}

/// How ties become edges.
struct TieEdgeOptions: ParsableArguments {
    @Option(name: .long, help: "Whether edges have a direction.")
    var direction = ActorNetworkOptions.Direction.auto

    @Option(name: .long, help: "Whether several ties of a pair are one edge.")
    var parallels = ActorNetworkOptions.Parallels.byKind

    @OptionGroup var weight: TieWeightOptions

    /// The network as it is written, and as it is measured: there an undirected tie among directed ones runs both ways.
    func networks(of actors: [Actor], _ ties: [Tie], name: String) -> NetworkForms {
        let choices = ActorNetworkOptions(
            direction: direction, parallels: parallels, weight: weight.weight, hasQuotes: weight.quotes)
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

/// What stands on the edges of ties.
struct TieWeightOptions: ParsableArguments {
    @Option(
        name: .long,
        help:
            "What an edge weighs: how much evidence (passages and answers), from how many sources or cases, or the mean strength its coders gave."
    )
    var weight = ActorNetworkOptions.Weight.evidence

    @Flag(name: .long, help: "Put the first words of the evidence on each edge.")
    var quotes = false
}

/// Which ties and actors are taken.
struct TieChoiceOptions: ParsableArguments {
    @Option(
        name: .customLong("where"),
        help: ArgumentHelp(
            "Only evidence in turns for which this query holds, and answers of cases for which it does; see 'anker find --help'.",
            valueName: "query"))
    var query: String?

    @Option(
        name: .long, parsing: .upToNextOption, help: ArgumentHelp("Only ties of these kinds.", valueName: "name"),
        completion: .names(of: .tieKind))
    var kind: [String] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Only ties that are known for some time in this span, such as 2019, 2019-05 or 2015..2019.", valueName: "span"))
    var during: TieChoice.Span?

    @Flag(name: .long, help: "With --during: ties of which no time is known too.")
    var undated = false

    @Flag(name: .long, help: "Only actors that speak for a case, and not those who were only named.")
    var interviewed = false

    func validate() throws {
        if undated, during == nil { throw ValidationError("--undated goes with --during") }
    }

    func chosen(in study: Study, _ options: StudyOptions) throws -> TieChoice.Chosen {
        let evidence = try query.map { text -> EvidenceChoice in
            let query = try StudyQuery(text, in: study)
            let (material, hits) = try query.hits(.turn)
            let places = Dictionary(grouping: hits) { material.documents[$0.document].revision }
                .mapValues { $0.map { $0.lower..<$0.upper } }
            return EvidenceChoice(places: places, cases: try query.cases())
        }
        var choice = TieChoice()
        choice.span = during
        choice.takesUndated = undated
        choice.interviewedOnly = interviewed
        choice.kinds = Set(kind.map(\.normalizedName))
        let ties = try study.ties(restingOn: evidence)
        let names = Set(try study.codebook().tieKinds.map(\.name))
        if let unknown = kind.first(where: { !names.contains($0.normalizedName) }) {
            throw Refusal(
                at: .init(file: "network"), .noTieKind(unknown), remedy: unknown.suggestion(among: names.sorted(), "there are"))
        }
        let chosen = choice.chosen(of: try study.actors(), ties)
        if chosen.undated > 0 {
            options.report(.note(at: .init(file: "network"), .undated(chosen.undated), remedy: "take them with --undated"))
        }
        return chosen
    }
}

extension TieChoice.Span: ExpressibleByArgument {
    /// A date, or two with two dots between them.
    public init?(argument: String) {
        let dots = argument.firstRange(of: "..")
        let first = dots.map { String(argument[..<$0.lowerBound]) } ?? argument
        let last = dots.map { String(argument[$0.upperBound...]) } ?? argument
        guard first.isYearMonthOrDay, last.isYearMonthOrDay else { return nil }
        self.init(first, last)
    }
}

struct EgoNetworkChoice: NetworkChoice {
    static let name = "ego"
    static let abstract = "What one case tells of: the actors and ties that its sources and answers speak of."
    static let discussion = ActorNetworkChoice.discussion

    @Argument(help: ArgumentHelp("The case.", valueName: "case"), completion: .names(of: .case))
    var caseName: String

    @OptionGroup var edges: TieEdgeOptions
    @OptionGroup var choice: TieChoiceOptions
    @OptionGroup var trim: NetworkTrimOptions

    func networks(_ options: StudyOptions) throws -> NetworkForms {
        let (name, chosen) = try options.withStudy { study in
            let names = try study.cases().map(\.name)
            guard names.contains(caseName.normalizedName) else {
                throw Refusal(
                    at: .init(file: "network"), .noCase(caseName), remedy: caseName.suggestion(among: names, "there are"))
            }
            return (caseName.normalizedName, try choice.chosen(in: study, options))
        }
        let ego = EgoNetwork.of(case: name, actors: chosen.actors, ties: chosen.ties)
        return edges.networks(of: ego.actors, ego.ties, name: Self.name).trimmed(trim.trim)
    }
}

struct ActorByEventChoice: NetworkChoice {
    static let name = "actor-by-event"
    static let abstract = "Actors and the events, programmes or places they are tied to."
    static let discussion = """
        Events are actors of the kinds that --events names, such as Veranstaltung or Programm. All ties of an actor with an event are one \
        edge; ties of actors with one another are left out. With --project actor those are tied who share events.
        """

    @Option(
        name: .long, parsing: .upToNextOption,
        help: ArgumentHelp("The kinds of actors that are events.", valueName: "kind"), completion: .names(of: .actorKind))
    var events: [String]

    @OptionGroup var weight: TieWeightOptions
    @OptionGroup var choice: TieChoiceOptions
    @OptionGroup var projection: ProjectionOptions
    @OptionGroup var trim: NetworkTrimOptions

    func networks(_ options: StudyOptions) throws -> NetworkForms {
        let chosen = try options.withStudy { try choice.chosen(in: $0, options) }
        let kinds = Set(chosen.actors.compactMap { $0.kind?.normalizedName })
        if let unknown = events.first(where: { !kinds.contains($0.normalizedName) }) {
            throw Refusal(
                at: .init(file: "network"), .noActorOfKind(unknown),
                remedy: unknown.suggestion(among: kinds.sorted(), "there are"))
        }
        let edges = ActorNetworkOptions(weight: weight.weight, hasQuotes: weight.quotes)
        return projection.applied(
            trim.trim,
            to: NetworkForms {
                try Network(
                    events: Set(events.map(\.normalizedName)), actors: chosen.actors, ties: chosen.ties, options: edges)
            })
    }
}

extension Diagnostic.Message {
    fileprivate static func noCase(_ name: String) -> Self { "no case '\(name)'" }
    fileprivate static func noTieKind(_ name: String) -> Self { "no kind of tie '\(name)' is in the codebook" }
    fileprivate static func noActorOfKind(_ name: String) -> Self { "no actor is of the kind '\(name)'" }
    fileprivate static func undated(_ count: Int) -> Self {
        "\(count.counted("tie")) of which no time is known \(count == 1 ? "is" : "are") left out"
    }
}
