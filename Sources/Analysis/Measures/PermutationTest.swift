package import StudyModel

/// What a measure would be if chance alone were at work: its values on things put in random order.
///
/// Each round has a generator of its own, seeded with the seed and its number: results are the same on any number of cores.
package struct PermutationTest: Hashable, Sendable {
    package private(set) var observed: Double
    /// Of the values by chance.
    package private(set) var mean: Double
    /// Their standard deviation, by n.
    package private(set) var deviation: Double
    /// The share of values by chance at least as large as the observed one, which itself counts as one of them, so that it is
    /// never 0 (Phipson and Smyth 2010).
    package private(set) var larger: Double
    /// The same of values at most as large.
    package private(set) var smaller: Double
    /// How many values by chance there are.
    package private(set) var rounds: Int

    /// Values that differ by less are the same.
    private static let tolerance = 1e-12

    /// - Parameter measure: of things in a random order; rounds in which it has no value are left out.
    /// - Returns: nil where the observed value is nil, or every one by chance.
    package init?(
        observed: Double?, rounds: Int, seed: UInt64, _ measure: @escaping @Sendable (inout SplitMix) -> Double?
    ) {
        guard let observed else { return nil }
        let values = concurrently(rounds) { round -> Double? in
            var seeds = SplitMix(seed: seed &+ UInt64(round) &* 0x9E37_79B9)
            var numbers = SplitMix(seed: seeds.next())
            return measure(&numbers)
        }.compactMap { $0 }
        guard !values.isEmpty else { return nil }
        self.observed = observed
        self.rounds = values.count
        let count = Double(values.count)
        let mean = values.reduce(0, +) / count
        self.mean = mean
        deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count).squareRoot()
        larger = Double(1 + values.count { $0 >= observed - Self.tolerance }) / (count + 1)
        smaller = Double(1 + values.count { $0 <= observed + Self.tolerance }) / (count + 1)
    }

    /// How a measure of groups would be if the same nodes were of them in another order.
    package init?(
        groups: [String?], rounds: Int, seed: UInt64, _ measure: @escaping @Sendable ([String?]) -> Double?
    ) {
        self.init(observed: measure(groups), rounds: rounds, seed: seed) { measure(groups.shuffled(using: &$0)) }
    }
}

extension Graph {
    /// A graph at random in which each node has as many edges as here, and the same weights occur: the ends of random pairs of
    /// edges are swapped, ten times for each edge (Maslov and Sneppen 2002).
    package func rewired(using numbers: inout SplitMix) -> Graph {
        var edges = edges
        guard edges.count > 1 else { return self }
        func key(_ source: Int, _ target: Int) -> UInt64 {
            let ends = isDirected || source < target ? (source, target) : (target, source)
            return UInt64(ends.0) << 32 | UInt64(ends.1)
        }
        var taken = Set(edges.map { key($0.source, $0.target) })
        for _ in 0..<10 * edges.count {
            let (one, other) = (numbers.below(edges.count), numbers.below(edges.count))
            var (first, second) = (edges[one], edges[other])
            if !isDirected, numbers.chance(50) { (second.source, second.target) = (second.target, second.source) }
            guard one != other, first.source != second.target, second.source != first.target,
                !taken.contains(key(first.source, second.target)), !taken.contains(key(second.source, first.target))
            else { continue }
            taken.remove(key(first.source, first.target))
            taken.remove(key(second.source, second.target))
            (first.target, second.target) = (second.target, first.target)
            taken.insert(key(first.source, first.target))
            taken.insert(key(second.source, second.target))
            (edges[one], edges[other]) = (first, second)
        }
        return Graph(count: count, isDirected: isDirected, edges: edges)
    }
}
