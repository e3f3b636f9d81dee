package import StudyModel

/// Whether those who are tied by one relation are tied by another too, for each two relations of a network.
package struct RelationLayers: Sendable {
    package struct Pair: Hashable, Sendable {
        package var first: String
        package var second: String
        /// Tied pairs; in a directed network each way counts.
        package var firstTies: Int
        package var secondTies: Int
        package var both: Int
        /// Pairs tied by both among those tied by either (Jaccard 1901).
        package var jaccard: Double
        /// Pearson's correlation over all pairs of nodes, tied or not; nil where a relation ties all.
        package var correlation: Double?
        package var test: PermutationTest?
    }

    package private(set) var pairs: [Pair] = []

    /// Weights do not matter, nor how often a pair is tied by one relation.
    ///
    /// - Parameters:
    ///   - rounds: how often the nodes of one relation are put in a random order.
    ///   - seed: what the random orders begin with.
    package init(_ network: Network, rounds: Int, seed: UInt64) {
        let relations = network.relations.filter { !$0.relation.isEmpty }
        let layers = Dictionary(grouping: relations, by: \.relation).sorted { inNameOrder($0.key, $1.key) }.map {
            (
                name: $0.key,
                graph: Graph(count: network.nodes.count, isDirected: network.isDirected, edges: $0.value.map(\.edge))
                    .withoutWeights
            )
        }
        for (place, first) in layers.enumerated() {
            for second in layers.dropFirst(place + 1) {
                let both = first.graph.sharedEdges(with: second.graph)
                let (one, other) = (first.graph.edgeCount, second.graph.edgeCount)
                let correlation = LayerCorrelation(first.graph, second.graph)
                pairs.append(
                    Pair(
                        first: first.name, second: second.name, firstTies: one, secondTies: other, both: both,
                        jaccard: one + other > both ? Double(both) / Double(one + other - both) : 0,
                        correlation: correlation?.coefficient, test: correlation?.test(rounds: rounds, seed: seed)))
            }
        }
    }

    package func table(of network: Network, choice: RowChoice = .init()) -> DataTable {
        DataTable(
            name: "relations", title: "Relations of the network \(network.name)",
            columns: [
                .init("first", .string, "a relation"), .init("second", .string, "another"),
                .init("first_ties", .integer, "pairs tied by the first"),
                .init("second_ties", .integer, "pairs tied by the second"),
                .init("both", .integer, "pairs tied by both"),
                .init("jaccard", .number, "those among the pairs tied by either"),
                .init("correlation", .number, "Pearson's correlation over all pairs of nodes"),
                .init("expected", .number, "its mean where the nodes of one are put in random order"),
                .init("deviation", .number, "its standard deviation then"),
                .init("p_larger", .number, "the share of random orders in which it is at least as large"),
                .init("p_smaller", .number, "the share of random orders in which it is at most as large"),
            ],
            primaryKey: ["first", "second"],
            rows: choice.rows(pairs.map(\.correlation)) { [pairs[$0].first, pairs[$0].second] }.map { index in
                let pair = pairs[index]
                let numbers = [pair.correlation, pair.test?.mean, pair.test?.deviation, pair.test?.larger, pair.test?.smaller]
                return [
                    .text(pair.first), .text(pair.second), .integer(pair.firstTies), .integer(pair.secondTies),
                    .integer(pair.both), .number(pair.jaccard),
                ] + numbers.map { $0.map { .number($0) } ?? .empty }
            })
    }
}

extension Graph {
    /// How many pairs are tied in both; in directed graphs each way counts.
    fileprivate func sharedEdges(with other: Graph) -> Int {
        let shared = (0..<count).reduce(0) { sum, node in
            sum + out.neighbours(node).count { other.out.place(of: Int($0), at: node) != nil }
        }
        return isDirected ? shared : shared / 2
    }
}
