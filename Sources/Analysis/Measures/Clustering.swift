/// How far the neighbours of nodes are tied to one another. Directions and weights do not matter.
package struct Clustering: Sendable {
    /// The share of each node's pairs of neighbours that are tied; nil for fewer than two neighbours.
    package private(set) var local: [Double?] = []
    /// Three times the triangles to the paths of two edges; nil where there is no such path.
    package private(set) var transitivity: Double?
    /// The mean of all nodes, of which those with fewer than two neighbours count as 0 (Watts and Strogatz 1998).
    package private(set) var mean: Double?
    /// In how many triangles each node is.
    package private(set) var triangles: [Int]

    package init(_ graph: Graph) {
        let graph = graph.undirected
        triangles = Array(repeating: 0, count: graph.count)
        var isNeighbour = [Bool](repeating: false, count: graph.count)
        for node in 0..<graph.count {
            for neighbour in graph.out.neighbours(node) { isNeighbour[Int(neighbour)] = true }
            var ties = 0
            for neighbour in graph.out.neighbours(node) {
                for other in graph.out.neighbours(Int(neighbour)) where isNeighbour[Int(other)] { ties += 1 }
            }
            triangles[node] = ties / 2
            for neighbour in graph.out.neighbours(node) { isNeighbour[Int(neighbour)] = false }
        }
        let pairs = graph.degrees().map { $0 * ($0 - 1) / 2 }
        local = zip(triangles, pairs).map { $1 > 0 ? Double($0) / Double($1) : nil }
        let paths = pairs.reduce(0, +)
        if paths > 0 { transitivity = Double(triangles.reduce(0, +)) / Double(paths) }
        if graph.count > 0 { mean = local.reduce(0) { $0 + ($1 ?? 0) } / Double(graph.count) }
    }
}
