/// Shortest paths counted in edges, from one source after another (Brandes 2001).
struct StepSearch {
    private let graph: Graph
    private(set) var betweenness: [Double]
    /// The sum of 1 / distance from the sources.
    private(set) var closeness: [Double]

    init(_ graph: Graph) {
        self.graph = graph
        betweenness = Array(repeating: 0, count: graph.count)
        closeness = betweenness
    }

    mutating func run(from sources: Range<Int>) {
        let count = graph.count
        var distance = [Int32](repeating: -1, count: count)
        var paths = [Double](repeating: 0, count: count)
        // What lies behind a node, for each path to it.
        var behind = paths
        var queue = [Int32](repeating: 0, count: count)
        graph.out.starts.withUnsafeBufferPointer { starts in
            graph.out.nodes.withUnsafeBufferPointer { nodes in
                distance.withUnsafeMutableBufferPointer { distance in
                    paths.withUnsafeMutableBufferPointer { paths in
                        behind.withUnsafeMutableBufferPointer { behind in
                            queue.withUnsafeMutableBufferPointer { queue in
                                betweenness.withUnsafeMutableBufferPointer { betweenness in
                                    closeness.withUnsafeMutableBufferPointer { closeness in
                                        let memory = Memory(
                                            starts: starts, nodes: nodes, distance: distance, paths: paths,
                                            behind: behind, queue: queue, betweenness: betweenness, closeness: closeness)
                                        for source in sources { memory.run(from: source) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    /// Buffers without checks: this is where nearly all the time of a large network goes.
    private struct Memory {
        let starts: UnsafeBufferPointer<Int32>
        let nodes: UnsafeBufferPointer<Int32>
        let distance: UnsafeMutableBufferPointer<Int32>
        let paths: UnsafeMutableBufferPointer<Double>
        let behind: UnsafeMutableBufferPointer<Double>
        let queue: UnsafeMutableBufferPointer<Int32>
        let betweenness: UnsafeMutableBufferPointer<Double>
        let closeness: UnsafeMutableBufferPointer<Double>

        func run(from source: Int) {
            var (head, tail) = (0, 1)
            queue[0] = Int32(source)
            distance[source] = 0
            paths[source] = 1
            while head < tail {
                let node = Int(queue[head])
                head += 1
                let next = distance[node] &+ 1
                let own = paths[node]
                for place in Int(starts[node])..<Int(starts[node + 1]) {
                    let neighbour = Int(nodes[place])
                    if distance[neighbour] < 0 {
                        distance[neighbour] = next
                        paths[neighbour] = own
                        queue[tail] = nodes[place]
                        tail += 1
                    } else if distance[neighbour] == next {
                        paths[neighbour] += own
                    }
                }
            }
            for index in (1..<max(tail, 1)).reversed() {
                let node = Int(queue[index])
                let next = distance[node] &+ 1
                var sum = 0.0
                for place in Int(starts[node])..<Int(starts[node + 1]) {
                    let neighbour = Int(nodes[place])
                    if distance[neighbour] == next { sum += behind[neighbour] }
                }
                let own = paths[node] * sum
                betweenness[node] += own
                closeness[node] += 1 / Double(distance[node])
                behind[node] = (1 + own) / paths[node]
            }
            for index in 0..<tail { distance[Int(queue[index])] = -1 }
        }
    }
}
