extension Graph {
    /// How often each node is met on endless random walks along the edges, by their weights; the sum is 1 (Page and Brin 1998).
    ///
    /// With probability 1 - `damping` the walk goes on anywhere, and from a node without an edge always.
    package func pageRank(damping: Double = 0.85) -> [Double] {
        guard count > 0 else { return [] }
        let strengths = strengths(.out)
        var ranks = [Double](repeating: 1 / Double(count), count: count)
        for _ in 0..<Self.rounds {
            let lost = (0..<count).reduce(0.0) { strengths[$1] > 0 ? $0 : $0 + ranks[$1] }
            let base = (1 - damping + damping * lost) / Double(count)
            let next = (0..<count).map { node in
                base
                    + damping
                    * into.range(node).reduce(0.0) { sum, place in
                        let from = Int(into.nodes[place])
                        return sum + ranks[from] * into.weights[place] / strengths[from]
                    }
            }
            let change = zip(ranks, next).reduce(0.0) { $0 + abs($1.0 - $1.1) }
            ranks = next
            if change < Self.precision { break }
        }
        return ranks
    }

    /// How central each node is by how central its neighbours are, weights counted: the leading eigenvector of the largest
    /// component, of length 1 (Bonacich 1972). Directions do not matter.
    ///
    /// In a graph of several components it is not defined which of them is scaled how: nodes outside of the largest have nil.
    /// Of equally large components it is the one of the first node.
    package var eigenvectorCentrality: [Double?] {
        let graph = undirected
        let components = graph.components
        var sizes = [Int](repeating: 0, count: (components.max() ?? -1) + 1)
        for component in components { sizes[component] += 1 }
        guard let largest = sizes.max(), largest > 1, let chosen = sizes.firstIndex(of: largest) else {
            return Array(repeating: nil, count: count)
        }
        var vector = components.map { $0 == chosen ? 1 / Double(largest).squareRoot() : 0 }
        for _ in 0..<Self.rounds {
            // The vector itself is added, so that a graph of two modes does not swing to and fro.
            var next = (0..<count).map { node in
                vector[node]
                    + graph.out.range(node).reduce(0.0) { $0 + graph.out.weights[$1] * vector[Int(graph.out.nodes[$1])] }
            }
            let length = next.reduce(0) { $0 + $1 * $1 }.squareRoot()
            for node in 0..<count { next[node] /= length }
            let change = zip(vector, next).reduce(0.0) { $0 + abs($1.0 - $1.1) }
            vector = next
            if change < Self.precision { break }
        }
        return zip(vector, components).map { $1 == chosen ? $0 : nil }
    }

    /// Rounds end when all values together change by less.
    private static var precision: Double { 1e-13 }
    private static var rounds: Int { 100_000 }
}
