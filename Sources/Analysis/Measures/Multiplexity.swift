/// By how many relations pairs are tied. Directions do not matter.
package struct Multiplexity: Sendable {
    /// The mean over tied pairs; nil without one.
    package private(set) var mean: Double?
    /// The share of tied pairs with more than one relation.
    package private(set) var shareAboveOne: Double?
    /// The mean over each node's neighbours; nil for one without a tie.
    package private(set) var ofNodes: [Double?]

    /// - Parameter edges: with the relation of each; their weights do not matter.
    package init(count: Int, edges: [(edge: Graph.Edge, relation: String)]) {
        var relations: [[Int]: Set<String>] = [:]
        for (edge, relation) in edges where edge.source != edge.target {
            relations[[min(edge.source, edge.target), max(edge.source, edge.target)], default: []].insert(relation)
        }
        var sums = [Int](repeating: 0, count: count)
        var neighbours = sums
        for (pair, found) in relations {
            for node in pair {
                sums[node] += found.count
                neighbours[node] += 1
            }
        }
        ofNodes = zip(sums, neighbours).map { $1 > 0 ? Double($0) / Double($1) : nil }
        guard !relations.isEmpty else { return }
        mean = Double(relations.values.reduce(0) { $0 + $1.count }) / Double(relations.count)
        shareAboveOne = Double(relations.values.count { $0.count > 1 }) / Double(relations.count)
    }
}
