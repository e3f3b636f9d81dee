import StudyModel

/// Whether those who are tied by one relation are tied by another too: the correlation of two graphs of the same nodes, cell by
/// cell without the diagonal, and its test by a quadratic assignment procedure, which puts the nodes of one into a random order
/// (Krackhardt 1988).
package struct LayerCorrelation: Sendable {
    private let first: Graph
    private let second: Graph
    private let firstMoments: (mean: Double, deviation: Double)
    private let secondMoments: (mean: Double, deviation: Double)

    /// - Returns: nil where the graphs are not of the same nodes, or are not both directed or both undirected.
    package init?(_ first: Graph, _ second: Graph) {
        guard first.count == second.count, first.isDirected == second.isDirected, first.count > 1 else { return nil }
        (self.first, self.second) = (first, second)
        firstMoments = Self.moments(first)
        secondMoments = Self.moments(second)
    }

    private static func moments(_ graph: Graph) -> (mean: Double, deviation: Double) {
        let cells = Double(graph.count) * Double(graph.count - 1)
        let mean = graph.out.weights.reduce(0, +) / cells
        let squares = graph.out.weights.reduce(0) { $0 + $1 * $1 } / cells
        return (mean, max(0, squares - mean * mean).squareRoot())
    }

    /// Pearson's correlation; nil where a graph has no tie, or all of the same weight.
    package var coefficient: Double? { coefficient(Array(0..<first.count)) }

    private func coefficient(_ order: [Int]) -> Double? {
        guard firstMoments.deviation > 0, secondMoments.deviation > 0 else { return nil }
        var products = 0.0
        for node in 0..<first.count {
            for place in first.out.range(node) {
                let other = order[Int(first.out.nodes[place])]
                if let found = second.out.place(of: other, at: order[node]) {
                    products += first.out.weights[place] * second.out.weights[found]
                }
            }
        }
        let cells = Double(first.count) * Double(first.count - 1)
        return (products / cells - firstMoments.mean * secondMoments.mean) / (firstMoments.deviation * secondMoments.deviation)
    }

    package func test(rounds: Int, seed: UInt64) -> PermutationTest? {
        PermutationTest(observed: coefficient, rounds: rounds, seed: seed) { numbers in
            coefficient(Array(0..<first.count).shuffled(using: &numbers))
        }
    }
}
