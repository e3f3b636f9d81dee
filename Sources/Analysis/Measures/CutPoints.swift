/// What holds a graph together: the nodes and edges without which a component falls apart. Directions do not matter.
package struct CutPoints: Sendable {
    /// For each node whether its component falls apart without it.
    package private(set) var isArticulation: [Bool]
    /// Edges without which a component falls apart, by source and target.
    package private(set) var bridges: [Graph.Edge] = []
    /// How much of the graph is out of reach of one another, 0 to 1: the share of pairs in different components (Borgatti 2006).
    package private(set) var fragmentation = 0.0
    /// The same without each node.
    package private(set) var fragmentationWithout: [Double]

    package init(_ graph: Graph) {
        let graph = graph.undirected
        let components = graph.components
        var sizes = [Int](repeating: 0, count: (components.max() ?? -1) + 1)
        for component in components { sizes[component] += 1 }
        // Pairs within components; without a node they are those within what is left of its own.
        let connected = sizes.reduce(0.0) { $0 + Self.pairs($1) }
        isArticulation = Array(repeating: false, count: graph.count)
        var left = [Double](repeating: 0, count: graph.count)
        // How many nodes hang below each that are cut off without it.
        var cutOff = [Int](repeating: 0, count: graph.count)
        var order = [Int](repeating: -1, count: graph.count)
        var low = order
        var size = [Int](repeating: 1, count: graph.count)
        var visited = 0
        func begin(_ node: Int) {
            order[node] = visited
            low[node] = visited
            visited += 1
        }
        for root in 0..<graph.count where order[root] < 0 {
            begin(root)
            var path = [(node: root, parent: -1, next: graph.out.range(root).lowerBound)]
            var children = 0
            while let (node, parent, place) = path.last {
                if place < graph.out.range(node).upperBound {
                    path[path.count - 1].next += 1
                    let neighbour = Int(graph.out.nodes[place])
                    if order[neighbour] < 0 {
                        begin(neighbour)
                        path.append((neighbour, node, graph.out.range(neighbour).lowerBound))
                    } else if neighbour != parent {
                        low[node] = min(low[node], order[neighbour])
                    }
                    continue
                }
                path.removeLast()
                guard parent >= 0 else { continue }
                size[parent] += size[node]
                low[parent] = min(low[parent], low[node])
                if parent == root { children += 1 }
                if low[node] >= order[parent] {
                    left[parent] += Self.pairs(size[node])
                    cutOff[parent] += size[node]
                    if parent != root { isArticulation[parent] = true }
                }
                if low[node] > order[parent] {
                    let place = graph.out.place(of: node, at: parent)
                    bridges.append(
                        .init(min(node, parent), max(node, parent), weight: place.map { graph.out.weights[$0] } ?? 0))
                }
            }
            isArticulation[root] = children > 1
        }
        bridges.sort { ($0.source, $0.target) < ($1.source, $1.target) }
        let all = Self.pairs(graph.count)
        fragmentation = all > 0 ? 1 - connected / all : 0
        let allWithout = Self.pairs(graph.count - 1)
        fragmentationWithout = (0..<graph.count).map { node in
            guard allWithout > 0 else { return 0 }
            let own = sizes[components[node]]
            let rest = Self.pairs(own - 1 - cutOff[node])
            return 1 - (connected - Self.pairs(own) + left[node] + rest) / allWithout
        }
    }

    private static func pairs(_ count: Int) -> Double { count > 1 ? Double(count) * Double(count - 1) / 2 : 0 }
}
