extension Graph {
    /// Which edges of a node are meant; in an undirected graph all are the same.
    package enum Direction: Hashable, Sendable { case out, into, both }

    /// How many edges each node has. In a directed graph `both` counts a tie in both directions twice, as networkx and igraph do.
    package func degrees(_ direction: Direction = .both) -> [Int] {
        (0..<count).map { node in
            switch direction {
            case .out: out.degree(node)
            case .into: into.degree(node)
            case .both: isDirected ? out.degree(node) + into.degree(node) : out.degree(node)
            }
        }
    }

    /// The sum of the weights of each node's edges.
    package func strengths(_ direction: Direction = .both) -> [Double] {
        func sum(_ adjacency: Adjacency, _ node: Int) -> Double { adjacency.weights[adjacency.range(node)].reduce(0, +) }
        return (0..<count).map { node in
            switch direction {
            case .out: sum(out, node)
            case .into: sum(into, node)
            case .both: isDirected ? sum(out, node) + sum(into, node) : sum(out, node)
            }
        }
    }

    /// The share of possible pairs that are tied, 0 to 1; nil for fewer than two nodes.
    package var density: Double? {
        let pairs = Double(count) * Double(count - 1) / (isDirected ? 1 : 2)
        return pairs > 0 ? Double(edgeCount) / pairs : nil
    }

    /// The share of arcs that are answered by one the other way (networkx: `overall_reciprocity`); nil in an undirected graph
    /// and where there is no arc. The share of tied pairs that are tied both ways, which sna calls `dyadic.nonnull`, differs.
    package var reciprocity: Double? {
        guard isDirected, edgeCount > 0 else { return nil }
        let answered = edges.count { out.place(of: $0.source, at: $0.target) != nil }
        return Double(answered) / Double(edgeCount)
    }
}
