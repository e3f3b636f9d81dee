/// Who is tied to whom and how strongly, as numbers: what measures are computed on.
///
/// Nodes are numbered from 0. Several edges of a pair become one whose weight is their sum, in a directed graph for each
/// direction; the tie of a node with itself is left out, since no measure here says anything of it.
package struct Graph: Hashable, Sendable {
    package struct Edge: Hashable, Sendable {
        package var source: Int
        package var target: Int
        /// More than 0.
        package var weight: Double

        package init(_ source: Int, _ target: Int, weight: Double = 1) {
            self.source = source
            self.target = target
            self.weight = weight
        }
    }

    /// The neighbours of each node one behind another, sorted.
    struct Adjacency: Hashable, Sendable {
        /// Where the neighbours of each node begin, and at last how many there are.
        var starts: [Int32]
        var nodes: [Int32] = []
        var weights: [Double] = []

        func range(_ node: Int) -> Range<Int> { Int(starts[node])..<Int(starts[node + 1]) }
        func degree(_ node: Int) -> Int { Int(starts[node + 1] - starts[node]) }
        func neighbours(_ node: Int) -> ArraySlice<Int32> { nodes[range(node)] }

        /// Where in `nodes` a neighbour stands.
        func place(of neighbour: Int, at node: Int) -> Int? {
            var range = range(node)
            while !range.isEmpty {
                let middle = range.lowerBound + range.count / 2
                let found = Int(nodes[middle])
                if found == neighbour { return middle }
                range = found < neighbour ? middle + 1..<range.upperBound : range.lowerBound..<middle
            }
            return nil
        }

        func weight(from node: Int, to neighbour: Int) -> Double {
            place(of: neighbour, at: node).map { weights[$0] } ?? 0
        }
    }

    package let isDirected: Bool
    /// How many nodes there are.
    package let count: Int
    /// Along the edges; in an undirected graph each edge stands at both its nodes.
    let out: Adjacency
    /// Against the edges; the same in an undirected graph.
    let into: Adjacency

    package init(count: Int, isDirected: Bool, edges: [Edge]) {
        self.count = count
        self.isDirected = isDirected
        let arcs = edges.filter { $0.source != $0.target }
        let reversed = arcs.map { Edge($0.target, $0.source, weight: $0.weight) }
        out = Self.adjacency(isDirected ? arcs : arcs + reversed, count: count)
        into = isDirected ? Self.adjacency(reversed, count: count) : out
    }

    /// Weights are added in the order of the edges, so that the sums do not depend on anything else.
    private static func adjacency(_ arcs: [Edge], count: Int) -> Adjacency {
        var starts = [Int32](repeating: 0, count: count + 1)
        for arc in arcs { starts[arc.source + 1] += 1 }
        for node in 0..<count { starts[node + 1] += starts[node] }
        var next = starts
        var order = [Int32](repeating: 0, count: arcs.count)
        for (index, arc) in arcs.enumerated() {
            order[Int(next[arc.source])] = Int32(index)
            next[arc.source] += 1
        }
        var adjacency = Adjacency(starts: [0])
        adjacency.nodes.reserveCapacity(arcs.count)
        adjacency.weights.reserveCapacity(arcs.count)
        for node in 0..<count {
            let own = order[Int(starts[node])..<Int(starts[node + 1])]
            let first = adjacency.nodes.count
            for index in own.sorted(by: { (arcs[Int($0)].target, $0) < (arcs[Int($1)].target, $1) }) {
                let arc = arcs[Int(index)]
                if adjacency.nodes.count > first, adjacency.nodes[adjacency.nodes.count - 1] == Int32(arc.target) {
                    adjacency.weights[adjacency.weights.count - 1] += arc.weight
                } else {
                    adjacency.nodes.append(Int32(arc.target))
                    adjacency.weights.append(arc.weight)
                }
            }
            adjacency.starts.append(Int32(adjacency.nodes.count))
        }
        return adjacency
    }

    /// How many pairs are tied; in a directed graph how many ordered ones.
    package var edgeCount: Int { isDirected ? out.nodes.count : out.nodes.count / 2 }

    /// Each edge once, by source and target; in an undirected graph the smaller number is the source.
    package var edges: [Edge] {
        (0..<count).flatMap { node in
            out.range(node).compactMap { place in
                let neighbour = Int(out.nodes[place])
                return isDirected || node < neighbour ? Edge(node, neighbour, weight: out.weights[place]) : nil
            }
        }
    }

    /// Both directions of a pair as one edge, whose weight is their sum; the graph itself where it is undirected.
    package var undirected: Graph { isDirected ? Graph(count: count, isDirected: false, edges: edges) : self }

    /// The same edges, each with a weight of 1.
    package var withoutWeights: Graph {
        Graph(count: count, isDirected: isDirected, edges: edges.map { Edge($0.source, $0.target) })
    }

    /// True where all edges weigh the same.
    package var isUniform: Bool { out.weights.allSatisfy { $0 == out.weights.first } }
}
