import StudyModel

/// Groups of nodes with more ties among them than by chance, and how far one can rely on them. Directions do not matter.
package struct Communities: Sendable {
    /// The community of each node, from 1, the largest first, of equal ones that of the first node.
    package private(set) var membership: [Int]
    /// How many more ties are within communities than by chance, as a share of all; nil without a tie (Newman and Girvan 2004).
    package private(set) var modularity: Double?
    /// How alike the runs are to the best one, which is the one told: the mean of the adjusted Rand index, 1 where all found the
    /// same (Hubert and Arabie 1985); nil for one run.
    package private(set) var stability: Double?
    /// The fewest and the most communities of a run.
    package private(set) var counts: ClosedRange<Int>

    /// - Parameters:
    ///   - resolution: More than 1 gives more and smaller communities.
    ///   - runs: How often they are looked for, each with another seed; told is the one of the highest modularity.
    package init(_ graph: Graph, resolution: Double = 1, runs: Int = 20, seed: UInt64) {
        let prepared = LeidenGraph(graph)
        let found = concurrently(max(1, runs)) { run in
            var leiden = Leiden(resolution: resolution, seed: seed &+ UInt64(run))
            let membership = prepared.total > 0 ? leiden.communities(of: prepared) : Array(0..<graph.count)
            return (membership, Self.modularity(of: membership, graph, resolution: resolution) ?? 0)
        }
        var best = 0
        for run in found.indices where found[run].1 > found[best].1 + Self.tolerance { best = run }
        membership = Self.numbered(found[best].0)
        if prepared.total > 0 { modularity = Self.modularity(of: membership, graph, resolution: 1) }
        let sizes = found.map { Set($0.0).count }
        counts = (sizes.min() ?? 0)...(sizes.max() ?? 0)
        if found.count > 1 {
            let others = found.indices.filter { $0 != best }
            stability = others.reduce(0) { $0 + Self.adjustedRand(found[best].0, found[$1].0) } / Double(others.count)
        }
    }

    private static let tolerance = 1e-12

    /// - Parameter membership: the community of each node.
    package static func modularity(of membership: [Int], _ graph: Graph, resolution: Double) -> Double? {
        let graph = graph.undirected
        let strengths = graph.strengths()
        let total = strengths.reduce(0, +)
        guard total > 0 else { return nil }
        var whole: [Int: Double] = [:]
        var within = 0.0
        for node in 0..<graph.count {
            whole[membership[node], default: 0] += strengths[node]
            for place in graph.out.range(node) where membership[Int(graph.out.nodes[place])] == membership[node] {
                within += graph.out.weights[place]
            }
        }
        let expected = whole.sorted { $0.key < $1.key }.reduce(0.0) { $0 + $1.value * $1.value } / (total * total)
        return within / total - resolution * expected
    }

    private static func numbered(_ membership: [Int]) -> [Int] {
        var sizes: [Int: (count: Int, first: Int)] = [:]
        for (node, community) in membership.enumerated() { sizes[community, default: (0, node)].count += 1 }
        let order = sizes.sorted { ($1.value.count, $0.value.first) < ($0.value.count, $1.value.first) }.map(\.key)
        let numbers = Dictionary(uniqueKeysWithValues: zip(order, 1...max(1, order.count)))
        return membership.map { numbers[$0] ?? 0 }
    }

    /// 1 for the same groups, about 0 for groups that agree by chance.
    package static func adjustedRand(_ one: [Int], _ other: [Int]) -> Double {
        func pairs(_ counts: some Collection<Int>) -> Double {
            counts.reduce(0) { $0 + Double($1) * Double($1 - 1) / 2 }
        }
        var cells: [[Int]: Int] = [:]
        var (rows, columns): ([Int: Int], [Int: Int]) = ([:], [:])
        for (first, second) in zip(one, other) {
            cells[[first, second], default: 0] += 1
            rows[first, default: 0] += 1
            columns[second, default: 0] += 1
        }
        let (both, first, second) = (pairs(cells.values), pairs(rows.values), pairs(columns.values))
        let all = Double(one.count) * Double(one.count - 1) / 2
        let expected = all > 0 ? first * second / all : 0
        let most = (first + second) / 2
        return most == expected ? 1 : (both - expected) / (most - expected)
    }
}
