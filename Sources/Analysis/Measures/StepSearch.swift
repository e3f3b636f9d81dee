/// Shortest paths counted in edges, from one source after another (Brandes 2001).
struct StepSearch: ~Copyable {
    private let starts: Scratch<Int32>
    private let nodes: Scratch<Int32>
    private let between: Scratch<Double>
    private let close: Scratch<Double>
    private let distance: Scratch<Int32>
    private let paths: Scratch<Double>
    /// What lies behind a node, for each path to it.
    private let behind: Scratch<Double>
    private let queue: Scratch<Int32>

    init(_ graph: Graph) {
        starts = Scratch(graph.out.starts)
        nodes = Scratch(graph.out.nodes)
        between = Scratch(repeating: 0, count: graph.count)
        close = Scratch(repeating: 0, count: graph.count)
        distance = Scratch(repeating: -1, count: graph.count)
        paths = Scratch(repeating: 0, count: graph.count)
        behind = Scratch(repeating: 0, count: graph.count)
        queue = Scratch(repeating: 0, count: graph.count)
    }

    var betweenness: [Double] { between.array }
    /// The sum of 1 / distance from the sources.
    var closeness: [Double] { close.array }

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
            between[node] += own
            close[node] += 1 / Double(distance[node])
            behind[node] = (1 + own) / paths[node]
        }
        for index in 0..<tail { distance[Int(queue[index])] = -1 }
    }
}
