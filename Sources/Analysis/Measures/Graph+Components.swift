extension Graph {
    /// The number of each node's component, counted from 0 in the order of their first nodes; directions do not matter.
    package var components: [Int] {
        var component = [Int](repeating: -1, count: count)
        var next = 0
        for start in 0..<count where component[start] < 0 {
            component[start] = next
            var waiting = [start]
            while let node = waiting.popLast() {
                for neighbours in [out.neighbours(node), isDirected ? into.neighbours(node) : []] {
                    for neighbour in neighbours where component[Int(neighbour)] < 0 {
                        component[Int(neighbour)] = next
                        waiting.append(Int(neighbour))
                    }
                }
            }
            next += 1
        }
        return component
    }

    /// The number of each node's strong component, in which each reaches each along the edges, counted from 0 in the order of
    /// their first nodes (Tarjan 1972).
    package var strongComponents: [Int] {
        guard isDirected else { return components }
        var search = StrongSearch(self)
        for node in 0..<count where search.order[node] < 0 { search.visit(node) }
        var numbers: [Int: Int] = [:]
        return search.component.map { root in
            if let number = numbers[root] { return number }
            numbers[root] = numbers.count
            return numbers.count - 1
        }
    }
}

/// Depth first with a stack of its own, so that a long chain of nodes does not exhaust that of the program.
private struct StrongSearch {
    let graph: Graph
    var order: [Int]
    var low: [Int]
    var component: [Int]
    private var isOpen: [Bool]
    private var open: [Int] = []
    private var visited = 0

    init(_ graph: Graph) {
        self.graph = graph
        order = Array(repeating: -1, count: graph.count)
        low = order
        component = order
        isOpen = Array(repeating: false, count: graph.count)
    }

    private mutating func begin(_ node: Int) {
        order[node] = visited
        low[node] = visited
        visited += 1
        open.append(node)
        isOpen[node] = true
    }

    mutating func visit(_ start: Int) {
        begin(start)
        var path = [(node: start, next: graph.out.range(start).lowerBound)]
        while let (node, place) = path.last {
            if place < graph.out.range(node).upperBound {
                path[path.count - 1].next += 1
                let neighbour = Int(graph.out.nodes[place])
                if order[neighbour] < 0 {
                    begin(neighbour)
                    path.append((neighbour, graph.out.range(neighbour).lowerBound))
                } else if isOpen[neighbour] {
                    low[node] = min(low[node], order[neighbour])
                }
                continue
            }
            path.removeLast()
            if let parent = path.last { low[parent.node] = min(low[parent.node], low[node]) }
            guard low[node] == order[node] else { continue }
            while let last = open.popLast() {
                isOpen[last] = false
                component[last] = node
                if last == node { break }
            }
        }
    }
}
