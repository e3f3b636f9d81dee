import Foundation
import StudyModel

/// How many kinds a set has, and how evenly.
package struct Diversity: Hashable, Sendable {
    /// How often each kind occurs, by its name.
    package var counts: [String: Int]
    /// How many kinds there could be, whether they occur or not.
    package var possible: Int

    package init(_ kinds: some Sequence<String>, possible: Int) {
        counts = [:]
        for kind in kinds { counts[kind, default: 0] += 1 }
        self.possible = possible
    }

    private var shares: [Double] {
        let total = Double(counts.values.reduce(0, +))
        return counts.keys.sorted(by: inNameOrder).map { Double(counts[$0] ?? 0) / total }
    }

    /// The probability that two drawn with replacement are of different kinds, 0 to 1; nil of nothing (Blau 1977).
    package var blau: Double? { counts.isEmpty ? nil : 1 - shares.reduce(0) { $0 + $1 * $1 } }

    /// That, as a share of the most that is possible with so many kinds (Mueller and Schuessler 1961: the index of qualitative
    /// variation); nil where only one is possible.
    package var qualitativeVariation: Double? {
        guard possible > 1, let blau else { return nil }
        return blau * Double(possible) / Double(possible - 1)
    }

    /// In natural logarithms; nil of nothing (Shannon 1948).
    package var shannon: Double? { counts.isEmpty ? nil : -shares.reduce(0) { $0 + $1 * log($1) } }
}

extension Graph {
    /// Of which groups the neighbours of each node are; those of none are left out. An arc both ways is one neighbour.
    package func diversityOfNeighbours(groups: [String?], possible: Int) -> [Diversity] {
        let graph = undirected
        return (0..<count).map { node in
            Diversity(graph.out.neighbours(node).compactMap { groups[Int($0)] }, possible: possible)
        }
    }
}
