extension Graph {
    /// The core number of each node: the largest k for which it is in a part of the graph whose nodes all have k edges within it
    /// (Batagelj and Zaveršnik 2003). In a directed graph edges both ways count twice, as networkx and igraph do.
    package var cores: [Int] {
        var degree = degrees()
        let largest = degree.max() ?? 0
        // Nodes in the order of their degrees, and where each degree begins.
        var starts = [Int](repeating: 0, count: largest + 2)
        for value in degree { starts[value + 1] += 1 }
        for value in 0...largest { starts[value + 1] += starts[value] }
        var next = starts
        var nodes = [Int](repeating: 0, count: count)
        var places = [Int](repeating: 0, count: count)
        for node in 0..<count {
            places[node] = next[degree[node]]
            nodes[places[node]] = node
            next[degree[node]] += 1
        }
        func lower(_ node: Int) {
            // The first node of the same degree takes its place, and the degree begins one later.
            let first = nodes[starts[degree[node]]]
            let place = places[node]
            if first != node {
                nodes.swapAt(place, starts[degree[node]])
                places[first] = place
                places[node] = starts[degree[node]]
            }
            starts[degree[node]] += 1
            degree[node] -= 1
        }
        for index in 0..<count {
            let node = nodes[index]
            for neighbours in [out.neighbours(node), isDirected ? into.neighbours(node) : []] {
                for neighbour in neighbours where degree[Int(neighbour)] > degree[node] { lower(Int(neighbour)) }
            }
        }
        return degree
    }
}
