import Analysis
import ArgumentParser
import StudyModel

extension NodeMeasure: ExpressibleByArgument {}

/// How measures are computed.
struct MeasureOptionGroup: ParsableArguments {
    @Flag(name: .long, help: "Let all ties weigh the same.")
    var unweighted = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            "The attribute of nodes by which they are of groups, such as actor_type, reach or place.", valueName: "attribute"))
    var groups = "ap_class"

    @Option(name: .long, help: "Of communities: more than 1 gives more and smaller ones.")
    var resolution = 1.0

    @Option(name: .long, help: "What all that is random begins with.")
    var seed: UInt64 = 1

    func validate() throws {
        if !(resolution > 0 && resolution.isFinite) { throw ValidationError("--resolution wants a number greater than 0") }
    }

    var choices: MeasureOptions {
        var choices = MeasureOptions()
        choices.isWeighted = !unweighted
        choices.groups = groups
        choices.resolution = resolution
        choices.seed = seed
        return choices
    }

    /// Says what makes measures of a network mean little.
    ///
    /// - Parameter isCompared: whether the measures of its nodes are set beside one another.
    func check(
        _ network: Network, _ measures: [NodeMeasure], _ options: StudyOptions, isCompared: Bool = true
    ) throws {
        if measures.contains(where: \.needsGroups), !network.nodeAttributes.contains(where: { $0.name == groups }) {
            throw Refusal(
                at: .init(file: network.name), .noAttribute(groups),
                remedy: groups.suggestion(among: network.nodeAttributes.map(\.name), "there are"))
        }
        if isCompared, network.modes.count > 1 {
            options.report(
                .warning(
                    at: .init(file: network.name), .severalModes(network.modes),
                    remedy: "compare nodes of one sort only, or measure a network of one sort"))
        }
        if !network.isDirected, let measure = measures.first(where: \.isDirected) {
            throw Refusal(
                at: .init(file: network.name), .undirected(measure), remedy: "ask for degree, or take --direction directed")
        }
    }
}

/// Measures as columns of an exported network.
struct MeasureColumns: ParsableArguments {
    @Option(
        name: .long, parsing: .upToNextOption,
        help: ArgumentHelp("Put these measures on the nodes, as ap_NAME.", valueName: "measure"))
    var measures: [NodeMeasure] = []

    @OptionGroup var measuring: MeasureOptionGroup

    /// The network with the measures, computed on another form of it with the same nodes.
    func adding(to network: Network, measuredOn measured: () throws -> Network, _ options: StudyOptions) throws -> Network {
        guard !measures.isEmpty else { return network }
        let measured = try measured()
        try measuring.check(measured, measures, options)
        return NodeMeasures(measured, measuring.choices).adding(measures, to: network)
    }
}

extension Diagnostic.Message {
    fileprivate static func noAttribute(_ name: String) -> Self { "no attribute '\(name)' of nodes" }
    fileprivate static func severalModes(_ modes: Set<String>) -> Self {
        "its nodes are of several sorts, \(modes.sorted().joined(separator: " and ")), and measures of them together mean little"
    }
    fileprivate static func undirected(_ measure: NodeMeasure) -> Self { "is undirected and has no \(measure.rawValue)" }
}
