/// How far the neighbours of nodes are tied to one another, and so make a node dispensable (Burt 1992).
package struct StructuralHoles: Sendable {
    /// How much each node's effort goes to neighbours who are tied to one another, nil for a node without a tie. It
    /// can exceed 1. Of an edge both directions are added.
    package private(set) var constraint: [Double?] = []
    /// How many neighbours each node has, less the mean number of ties of each to the others (Borgatti 1997); nil for a node
    /// without a tie. Weights and directions do not matter.
    package private(set) var effectiveSize: [Double?] = []

    /// - Parameter isWeighted: whether effort goes to neighbours by weights, or to all alike.
    package init(_ graph: Graph, isWeighted: Bool) {
        let graph = isWeighted ? graph.undirected : graph.undirected.withoutWeights
        let strengths = graph.strengths()
        let triangles = Clustering(graph).triangles
        // What each neighbour gets of a node's effort, straight and by others.
        var effort = [Double](repeating: 0, count: graph.count)
        for node in 0..<graph.count {
            let places = graph.out.range(node)
            guard !places.isEmpty else {
                constraint.append(nil)
                effectiveSize.append(nil)
                continue
            }
            for place in places { effort[Int(graph.out.nodes[place])] += graph.out.weights[place] / strengths[node] }
            for place in places {
                let between = Int(graph.out.nodes[place])
                let share = graph.out.weights[place] / strengths[node]
                for other in graph.out.range(between) {
                    effort[Int(graph.out.nodes[other])] += share * graph.out.weights[other] / strengths[between]
                }
            }
            constraint.append(places.reduce(0) { $0 + effort[Int(graph.out.nodes[$1])] * effort[Int(graph.out.nodes[$1])] })
            for place in places {
                let between = Int(graph.out.nodes[place])
                effort[between] = 0
                for other in graph.out.neighbours(between) { effort[Int(other)] = 0 }
            }
            let degree = Double(places.count)
            effectiveSize.append(degree - 2 * Double(triangles[node]) / degree)
        }
    }
}
