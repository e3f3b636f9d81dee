import StudyModel

/// What the shortest paths of a graph say of its nodes.
///
/// With weights the length of an edge is 1 / weight: a strong tie is a short way (Newman 2001), since weights here count what
/// speaks for a tie. Lengths that differ by less than one in 10^10 are the same, so that it does not matter in which order
/// they were added.
package struct PathMeasures: Sendable {
    /// On how many shortest paths between two others each node lies, where there are several by their share; in an undirected
    /// graph each pair counts once (Freeman 1977, Brandes 2001). Not normalised.
    package private(set) var betweenness: [Double]
    /// The sum of 1 / length over all others; who is out of reach adds 0. In a directed graph the paths lead to the node, as in
    /// networkx.
    package private(set) var harmonicCloseness: [Double]

    /// So many parts are worked out by themselves and then added in their order: the sums are the same on any number of cores.
    private static let parts = 32

    package init(_ graph: Graph, isWeighted: Bool) {
        let parts = min(Self.parts, graph.count)
        let isByLength = isWeighted && !graph.isUniform
        let sums = concurrently(parts) { part in
            let sources = graph.count * part / parts..<graph.count * (part + 1) / parts
            if isByLength {
                var search = LengthSearch(graph)
                for source in sources { search.run(from: source) }
                return (search.betweenness, search.closeness)
            }
            let search = StepSearch(graph)
            for source in sources { search.run(from: source) }
            return (search.betweenness, search.closeness)
        }
        betweenness = Array(repeating: 0, count: graph.count)
        harmonicCloseness = betweenness
        for (between, close) in sums {
            for node in 0..<graph.count {
                betweenness[node] += between[node]
                harmonicCloseness[node] += close[node]
            }
        }
        if !graph.isDirected { for node in 0..<graph.count { betweenness[node] /= 2 } }
        if isWeighted, !isByLength, let weight = graph.out.weights.first {
            for node in 0..<graph.count { harmonicCloseness[node] *= weight }
        }
    }
}
