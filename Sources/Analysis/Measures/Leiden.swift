import Foundation
import StudyModel

/// Communities by the Leiden algorithm (Traag, Waltman and van Eck 2019), which maximises modularity and, other than Louvain,
/// gives no community that is not connected.
struct Leiden {
    private let resolution: Double
    private var numbers: SplitMix

    /// How far the refinement may take a choice that is not the best.
    private static let randomness = 0.01
    /// Passes end when nothing changes, and after so many: where there are groups they are found by then, and where there are
    /// none, as in a random network, the last thousandth of modularity would take most of the time.
    private static let passes = 8

    init(resolution: Double, seed: UInt64) {
        self.resolution = resolution
        numbers = SplitMix(seed: seed)
    }

    /// The community of each node, in any numbering.
    mutating func communities(of graph: LeidenGraph) -> [Int] {
        var membership = Array(0..<graph.count)
        for _ in 0..<Self.passes {
            let next = pass(over: graph, from: membership)
            if next.numberedAnew.numbers == membership.numberedAnew.numbers { break }
            membership = next
        }
        return membership
    }

    private mutating func pass(over graph: LeidenGraph, from membership: [Int]) -> [Int] {
        var graph = graph
        var membership = membership
        // Which node of the aggregated graph each node has become.
        var place = Array(0..<graph.count)
        while true {
            move(&membership, graph)
            if membership.numberedAnew.count == graph.count { break }
            let refined = refine(membership, graph)
            let (aggregated, numbers) = graph.aggregated(by: refined)
            if aggregated.count == graph.count { break }
            var next = [Int](repeating: 0, count: aggregated.count)
            for node in 0..<graph.count { next[numbers[node]] = membership[node] }
            // Communities are numbered by their nodes, of which there are fewer now.
            membership = next.numberedAnew.numbers
            place = place.map { numbers[$0] }
            graph = aggregated
        }
        return place.map { membership[$0] }
    }

    /// Moves each node to the community where it adds most, until none moves.
    private mutating func move(_ membership: inout [Int], _ graph: LeidenGraph) {
        var strengths = [Double](repeating: 0, count: graph.count)
        var sizes = [Int](repeating: 0, count: graph.count)
        for node in 0..<graph.count {
            strengths[membership[node]] += graph.strengths[node]
            sizes[membership[node]] += 1
        }
        var empty = (0..<graph.count).filter { sizes[$0] == 0 }
        var waiting = Array(0..<graph.count).shuffled(using: &numbers)
        var isWaiting = [Bool](repeating: true, count: graph.count)
        var head = 0
        var ties = [Double](repeating: 0, count: graph.count)
        var near: [Int] = []
        while head < waiting.count {
            let node = waiting[head]
            head += 1
            isWaiting[node] = false
            let own = membership[node]
            near.removeAll(keepingCapacity: true)
            near.append(own)
            for place in graph.range(node) {
                let community = membership[Int(graph.nodes[place])]
                if ties[community] == 0, community != own { near.append(community) }
                ties[community] += graph.weights[place]
            }
            strengths[own] -= graph.strengths[node]
            sizes[own] -= 1
            let share = resolution * graph.strengths[node] / graph.total
            var best = (community: own, gain: ties[own] - share * strengths[own])
            for community in near.dropFirst() {
                let gain = ties[community] - share * strengths[community]
                if gain > best.gain + Self.tolerance
                    || abs(gain - best.gain) <= Self.tolerance && community < best.community
                        && best.community != own
                {
                    best = (community, gain)
                }
            }
            if best.gain < -Self.tolerance, sizes[own] > 0, let free = empty.last { best = (free, 0) }
            for community in near { ties[community] = 0 }
            if best.community != own {
                if best.community == empty.last { empty.removeLast() }
                if sizes[own] == 0 { empty.append(own) }
                for place in graph.range(node) {
                    let neighbour = Int(graph.nodes[place])
                    if !isWaiting[neighbour], membership[neighbour] != best.community {
                        isWaiting[neighbour] = true
                        waiting.append(neighbour)
                    }
                }
            }
            membership[node] = best.community
            strengths[best.community] += graph.strengths[node]
            sizes[best.community] += 1
        }
    }

    private static let tolerance = 1e-12

    /// Parts of communities that hold together well, each begun by single nodes.
    private mutating func refine(_ membership: [Int], _ graph: LeidenGraph) -> [Int] {
        var refined = Array(0..<graph.count)
        var whole = [Double](repeating: 0, count: graph.count)
        for node in 0..<graph.count { whole[membership[node]] += graph.strengths[node] }
        var strengths = graph.strengths
        // How strongly each part is tied to the rest of its community.
        var outside = [Double](repeating: 0, count: graph.count)
        for node in 0..<graph.count {
            for place in graph.range(node) where membership[Int(graph.nodes[place])] == membership[node] {
                outside[node] += graph.weights[place]
            }
        }
        var isAlone = [Bool](repeating: true, count: graph.count)
        var ties = [Double](repeating: 0, count: graph.count)
        var near: [Int] = []
        var choices: [(part: Int, weight: Double)] = []
        for node in Array(0..<graph.count).shuffled(using: &numbers) where isAlone[node] {
            let community = membership[node]
            let own = graph.strengths[node]
            func isWellTied(_ part: Int) -> Bool {
                let expected = resolution * strengths[part] * (whole[community] - strengths[part]) / graph.total
                return outside[part] >= expected - Self.tolerance
            }
            guard isWellTied(node) else { continue }
            near.removeAll(keepingCapacity: true)
            for place in graph.range(node) where membership[Int(graph.nodes[place])] == community {
                let part = refined[Int(graph.nodes[place])]
                if ties[part] == 0 { near.append(part) }
                ties[part] += graph.weights[place]
            }
            choices.removeAll(keepingCapacity: true)
            choices.append((node, 1))
            for part in near where part != node && isWellTied(part) {
                let gain = ties[part] - resolution * own * strengths[part] / graph.total
                // Modularity is this gain as a share of the weights.
                if gain >= 0 { choices.append((part, exp(min(500, 2 * gain / graph.total / Self.randomness)))) }
            }
            var drawn = Double(numbers.next() >> 11) / Double(1 << 53) * choices.reduce(0) { $0 + $1.weight }
            var chosen = node
            for choice in choices {
                chosen = choice.part
                drawn -= choice.weight
                if drawn < 0 { break }
            }
            if chosen != node {
                let tied = ties[chosen]
                refined[node] = chosen
                isAlone[node] = false
                isAlone[chosen] = false
                strengths[chosen] += own
                strengths[node] = 0
                outside[chosen] += outside[node] - 2 * tied
            }
            for part in near { ties[part] = 0 }
        }
        return refined
    }
}

/// An undirected graph whose nodes may stand for many.
struct LeidenGraph: Sendable {
    private(set) var starts: [Int32]
    private(set) var nodes: [Int32]
    private(set) var weights: [Double]
    /// With the weights within a node, twice.
    private(set) var strengths: [Double]
    /// The sum of the strengths.
    private(set) var total: Double
    var count: Int { strengths.count }

    init(_ graph: Graph) {
        let graph = graph.undirected
        starts = graph.out.starts
        nodes = graph.out.nodes
        weights = graph.out.weights
        strengths = graph.strengths()
        total = strengths.reduce(0, +)
    }

    func range(_ node: Int) -> Range<Int> { Int(starts[node])..<Int(starts[node + 1]) }

    /// One node for each part, in the order of their first nodes, and which one each node has become.
    func aggregated(by parts: [Int]) -> (LeidenGraph, numbers: [Int]) {
        let (place, count) = parts.numberedAnew
        // The members of each part one behind another.
        var ends = [Int](repeating: 0, count: count)
        for number in place { ends[number] += 1 }
        for number in 1..<max(count, 1) { ends[number] += ends[number - 1] }
        var members = place
        for node in place.indices.reversed() {
            ends[place[node]] -= 1
            members[ends[place[node]]] = node
        }
        var next = self
        next.starts = [0]
        next.nodes.removeAll(keepingCapacity: true)
        next.weights.removeAll(keepingCapacity: true)
        next.strengths = [Double](repeating: 0, count: count)
        var ties = [Double](repeating: 0, count: count)
        var from = 0
        for number in 0..<count {
            let first = next.nodes.count
            while from < members.count, place[members[from]] == number {
                let node = members[from]
                next.strengths[number] += strengths[node]
                for index in range(node) {
                    let other = place[Int(nodes[index])]
                    guard other != number else { continue }
                    if ties[other] == 0 { next.nodes.append(Int32(truncatingIfNeeded: other)) }
                    ties[other] += weights[index]
                }
                from += 1
            }
            for index in first..<next.nodes.count {
                let other = Int(next.nodes[index])
                next.weights.append(ties[other])
                ties[other] = 0
            }
            next.starts.append(Int32(truncatingIfNeeded: next.nodes.count))
        }
        return (next, place)
    }
}

extension [Int] {
    /// The same groups, numbered from 0 in the order of their first elements. None is negative.
    fileprivate var numberedAnew: (numbers: [Int], count: Int) {
        var names = [Int](repeating: -1, count: (self.max() ?? -1) + 1)
        var count = 0
        let numbers = map { group in
            if names[group] < 0 {
                names[group] = count
                count += 1
            }
            return names[group]
        }
        return (numbers, count)
    }
}
