import Foundation
package import StudyModel

/// Which edges of a network stay. Nodes stay, tied or not, unless they are asked to go.
package struct NetworkTrim: Hashable, Sendable {
    /// Edges that weigh less go.
    package var minimumWeight: Double?
    /// Edges go that rest on fewer sources: what only one interview says may be its own.
    package var minimumSources: Int?
    /// Pairs go that are not tied more strongly than chance would have it: the level of the disparity filter, below 1.
    package var backbone: Double?
    /// Nodes go that no edge ends at.
    package var dropsIsolates = false

    package init() {}

    /// The network with what stays; its values say what was asked.
    ///
    /// The disparity filter is computed on what the other bounds leave.
    package func applied(to network: Network) -> Network {
        var trimmed = network.keepingEdges { edge in
            if let minimumWeight, edge.weight < minimumWeight { return false }
            if let minimumSources, case .integer(let sources)? = edge.values["n_sources"] { return sources >= minimumSources }
            return true
        }
        trimmed.graphValues["min_weight"] = minimumWeight.map(Network.Value.double) ?? trimmed.graphValues["min_weight"]
        trimmed.graphValues["min_sources"] = minimumSources.map(Network.Value.integer)
        if let backbone {
            let levels = DisparityFilter(trimmed).levels
            let kept = Set(zip(trimmed.edges, levels).lazy.filter { $1.map { $0 < backbone } ?? true }.map(\.0.id))
            trimmed = trimmed.keepingEdges { kept.contains($0.id) }
            trimmed.graphValues["backbone"] = .double(backbone)
        }
        return dropsIsolates ? trimmed.withoutIsolates : trimmed
    }
}

/// How likely chance alone would give an edge its share of what its ends have, if each spread its strength evenly at random: the
/// disparity filter (Serrano, Boguñá and Vespignani 2009).
///
/// Of an end with k neighbours and strength s, an edge of weight w has the level (1 − w/s)^(k − 1); the smaller of both ends
/// counts. An end with one neighbour says nothing. Several edges of a pair count as one whose weight is their sum, in a
/// directed network for each direction, where the tail counts what goes out and the head what comes in.
package struct DisparityFilter: Sendable {
    /// For each edge of the network; nil where neither end says anything.
    package let levels: [Double?]

    package init(_ network: Network) {
        let graph = network.graph
        let places = Dictionary(uniqueKeysWithValues: zip(network.nodes.map(\.id), network.nodes.indices))
        func sums(_ adjacency: Graph.Adjacency) -> [Double] {
            (0..<graph.count).map { adjacency.weights[adjacency.range($0)].reduce(0, +) }
        }
        let (out, into) = (sums(graph.out), sums(graph.into))
        levels = network.edges.map { edge in
            guard let source = places[edge.source], let target = places[edge.target], source != target else { return nil }
            let weight = graph.out.weight(from: source, to: target)
            func level(_ degree: Int, _ strength: Double) -> Double? {
                degree > 1 ? pow(max(0, 1 - weight / strength), Double(degree - 1)) : nil
            }
            let both = [
                level(graph.out.degree(source), out[source]), level(graph.into.degree(target), into[target]),
            ]
            return both.compactMap(\.self).min()
        }
    }
}

extension Network {
    /// The same nodes, and the edges for which `keeps` is true.
    package func keepingEdges(_ keeps: (Edge) -> Bool) -> Network {
        Network(
            name: name, isDirected: isDirected, graphValues: graphValues, nodeAttributes: nodeAttributes,
            edgeAttributes: edgeAttributes, nodes: nodes, edges: edges.filter(keeps))
    }
}
