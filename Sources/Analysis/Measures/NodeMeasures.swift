package import StudyModel

/// Measures of the nodes of a network, in their order.
package struct NodeMeasures: Sendable {
    let network: Network
    private let graph: Graph
    private let groups: [String?]
    private let options: MeasureOptions

    package init(_ network: Network, _ options: MeasureOptions) {
        self.network = network
        self.options = options
        let graph = network.graph
        self.graph = options.isWeighted ? graph : graph.withoutWeights
        groups = network.groups(by: options.groups)
    }

    /// Column by column; nil where a measure is not defined for a node.
    ///
    /// Each part of the work is done once, whatever is asked for, and nothing that is not.
    package func columns(_ measures: [NodeMeasure]) -> [NodeMeasure: [Network.Value?]] {
        let wanted = Set(measures)
        var columns: [NodeMeasure: [Network.Value?]] = [:]
        func set(_ measure: NodeMeasure, _ values: @autoclosure () -> [Int?]) {
            if wanted.contains(measure) { columns[measure] = values().map { $0.map { .integer($0) } } }
        }
        func set(_ measure: NodeMeasure, _ values: @autoclosure () -> [Double?]) {
            if wanted.contains(measure) { columns[measure] = values().map { $0.map { .double($0) } } }
        }
        set(.degree, graph.degrees().map(Optional.some))
        set(.degreeIn, graph.degrees(.into).map(Optional.some))
        set(.degreeOut, graph.degrees(.out).map(Optional.some))
        set(.strength, network.graph.strengths())
        if !wanted.isDisjoint(with: [.betweenness, .harmonic]) {
            let paths = PathMeasures(graph, isWeighted: options.isWeighted)
            set(.betweenness, paths.betweenness)
            set(.harmonic, paths.harmonicCloseness)
        }
        set(.eigenvector, graph.eigenvectorCentrality)
        set(.pagerank, graph.pageRank())
        set(.core, graph.cores.map(Optional.some))
        set(.clustering, Clustering(graph).local)
        set(.component, graph.components.map { $0 + 1 })
        if !wanted.isDisjoint(with: [.isArticulation, .fragmentationWithout]) {
            let cuts = CutPoints(graph)
            if wanted.contains(.isArticulation) { columns[.isArticulation] = cuts.isArticulation.map { .boolean($0) } }
            set(.fragmentationWithout, cuts.fragmentationWithout)
        }
        if !wanted.isDisjoint(with: [.constraint, .effectiveSize]) {
            let holes = StructuralHoles(graph, isWeighted: options.isWeighted)
            set(.constraint, holes.constraint)
            set(.effectiveSize, holes.effectiveSize)
        }
        set(.multiplexity, Multiplexity(count: graph.count, edges: network.relations).ofNodes)
        if wanted.contains(where: \.needsGroups) { setGroups(wanted, &columns) }
        if wanted.contains(.community) {
            let found = Communities(graph, resolution: options.resolution, runs: options.runs, seed: options.seed)
            columns[.community] = found.membership.map { .integer($0) }
        }
        return columns
    }

    private func setGroups(_ wanted: Set<NodeMeasure>, _ columns: inout [NodeMeasure: [Network.Value?]]) {
        let possible = Set(groups.compactMap { $0 }).count
        let mixed = graph.diversityOfNeighbours(groups: groups, possible: possible)
        let doubles: [NodeMeasure: [Double?]] = [
            .externalInternal: Mixing(graph, groups: groups).externalInternalOfNodes, .blau: mixed.map(\.blau),
            .iqv: mixed.map(\.qualitativeVariation), .shannon: mixed.map(\.shannon),
        ]
        for (measure, values) in doubles where wanted.contains(measure) {
            columns[measure] = values.map { $0.map { .double($0) } }
        }
        let roles: [(NodeMeasure, KeyPath<Brokerage, Int>)] = [
            (.brokerage, \.total), (.coordinator, \.coordinator), (.consultant, \.consultant), (.gatekeeper, \.gatekeeper),
            (.representative, \.representative), (.liaison, \.liaison),
        ]
        guard roles.contains(where: { wanted.contains($0.0) }) else { return }
        let brokers = Brokerage.ofNodes(graph, groups: groups)
        for (measure, count) in roles where wanted.contains(measure) {
            columns[measure] = brokers.map { .integer($0[keyPath: count]) }
        }
    }
}

extension Network {
    /// Its nodes by number, in their order, and its edges with their weights; an edge without one weighs 1.
    package var graph: Graph {
        let places = places
        return Graph(
            count: nodes.count, isDirected: isDirected,
            edges: edges.compactMap { edge in
                guard let source = places[edge.source], let target = places[edge.target] else { return nil }
                return .init(source, target, weight: edge.weight)
            })
    }

    private var places: [String: Int] { Dictionary(uniqueKeysWithValues: zip(nodes.map(\.id), nodes.indices)) }

    /// Of which group each node is, by an attribute.
    package func groups(by attribute: String) -> [String?] {
        nodes.map { node in
            switch node.values[attribute] {
            case .string(let text): text
            case .integer(let number): String(number)
            case .boolean(let value): value ? "true" : "false"
            case .double, nil: nil
            }
        }
    }

    /// The edges with the kinds of tie that each stands for.
    var relations: [(edge: Graph.Edge, relation: String)] {
        let places = places
        return edges.flatMap { edge -> [(edge: Graph.Edge, relation: String)] in
            guard let source = places[edge.source], let target = places[edge.target] else { return [] }
            guard case .string(let text) = edge.values["relation"] else { return [(.init(source, target), "")] }
            // A pair's kinds stand in one attribute where its ties are one edge.
            return text.split(separator: ";").map { (.init(source, target), $0.trimmed) }
        }
    }

    /// The same without nodes that nothing is tied to.
    package var withoutIsolates: Network {
        let tied = Set(edges.flatMap { $0.source == $0.target ? [] : [$0.source, $0.target] })
        return Network(
            name: name, isDirected: isDirected, graphValues: graphValues, nodeAttributes: nodeAttributes,
            edgeAttributes: edgeAttributes, nodes: nodes.filter { tied.contains($0.id) },
            edges: edges.filter { tied.contains($0.source) })
    }

    /// The sorts of things that its nodes are; measures of several at once mean little.
    package var modes: Set<String> { Set(groups(by: "ap_mode").compactMap { $0 }) }
}

extension Network.Edge {
    /// 1 where it has none.
    package var weight: Double {
        switch values["weight"] {
        case .double(let weight): weight
        case .integer(let weight): Double(weight)
        default: 1
        }
    }
}

extension Substring {
    fileprivate var trimmed: String { String(drop { $0 == " " }) }
}
