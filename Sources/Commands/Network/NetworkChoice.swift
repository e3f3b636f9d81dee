import Analysis
import ArgumentParser
import StudyModel

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

/// What is done with a sort of network.
enum NetworkUse {
    case export, measure, draw

    /// A command for each sort of network.
    var subcommands: [any ParsableCommand.Type] {
        [
            command(ActorNetworkChoice.self), command(EgoNetworkChoice.self), command(ActorByEventChoice.self),
            command(ActorByFindingChoice.self), command(CooccurrenceNetworkChoice.self), command(CodeByCaseChoice.self),
            command(CodebookNetworkChoice.self), command(SpeakerNetworkChoice.self),
        ]
    }

    private func command<Choice: NetworkChoice>(_ choice: Choice.Type) -> any ParsableCommand.Type {
        switch self {
        case .export: ExportedNetwork<Choice>.self
        case .measure: MeasuredNetwork<Choice>.self
        case .draw: DrawnNetwork<Choice>.self
        }
    }
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

    /// The same without the edges that are to go; they are measured on the network as it is written.
    func trimmed(_ trim: NetworkTrim) -> NetworkForms {
        NetworkForms(
            written: { try trim.applied(to: written()) },
            measured: {
                let kept = try trim.applied(to: written())
                let ids = Set(kept.edges.map(\.id))
                // An edge both ways has the id of the one that is written, and the other way an 'r' behind it.
                let measured = try measured().keepingEdges {
                    ids.contains($0.id) || $0.id.hasSuffix("r") && ids.contains(String($0.id.dropLast()))
                }
                return trim.dropsIsolates ? measured.withoutIsolates : measured
            })
    }
}

/// Which edges stay.
struct NetworkTrimOptions: ParsableArguments {
    @Option(name: .long, help: ArgumentHelp("Leave out edges that weigh less.", valueName: "weight"))
    var minWeight: Double?

    @Option(
        name: .long,
        help: ArgumentHelp("Leave out edges that rest on fewer sources, with 2 what only one says.", valueName: "count"))
    var minSources: Int?

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Keep only edges that are stronger than chance at this level, such as 0.05 (disparity filter).", valueName: "level")
    )
    var backbone: Double?

    @Flag(name: .long, help: "Leave out nodes without an edge.")
    var tiedOnly = false

    func validate() throws {
        if let minWeight, !(minWeight > 0 && minWeight.isFinite) { throw ValidationError("--min-weight is greater than 0") }
        if let minSources, minSources < 1 { throw ValidationError("--min-sources is 1 at least") }
        if let backbone, !(backbone > 0 && backbone < 1) {
            throw ValidationError("--backbone is between 0 and 1, such as 0.05")
        }
    }

    var trim: NetworkTrim {
        var trim = NetworkTrim()
        trim.minimumWeight = minWeight
        trim.minimumSources = minSources
        trim.backbone = backbone
        trim.dropsIsolates = tiedOnly
        return trim
    }
}

/// Whether a network of two sorts of nodes becomes one of the first or the second.
struct ProjectionOptions: ParsableArguments {
    @Option(
        name: .customLong("project"),
        help: ArgumentHelp("Tie the nodes of one sort that share nodes of the other, such as actor.", valueName: "sort"))
    var mode: String?

    /// Bounds on sources hold for the network of two sorts, those on weights for what it becomes.
    func applied(_ trim: NetworkTrim, to forms: NetworkForms) -> NetworkForms {
        guard let mode else { return forms.trimmed(trim) }
        var (before, behind) = (NetworkTrim(), trim)
        before.minimumSources = trim.minimumSources
        behind.minimumSources = nil
        return NetworkForms {
            let network = before.applied(to: try forms.written())
            guard let projected = try network.projected(onto: mode) else {
                throw Refusal(
                    at: .init(file: network.name), .noSort(mode),
                    remedy: mode.suggestion(among: network.modes.sorted(), "there are"))
            }
            return projected
        }.trimmed(behind)
    }
}

extension Diagnostic.Message {
    fileprivate static func noSort(_ mode: String) -> Self { "has no nodes of the sort '\(mode)' to project on" }
}
