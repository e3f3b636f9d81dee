/// Shortest paths whose edges are 1 / weight long, from one source after another (Dijkstra; Brandes 2001).
struct LengthSearch {
    private let graph: Graph
    private let lengths: [Double]
    private(set) var betweenness: [Double]
    /// The sum of 1 / length from the sources.
    private(set) var closeness: [Double]
    private var distance: [Double]
    private var paths: [Double]
    /// What lies behind a node, for each path to it.
    private var behind: [Double]
    private var isSettled: [Bool]
    private var order: [Int32] = []
    private var heap = DistanceHeap()

    /// Lengths that differ by no more than this share are the same.
    private static let tolerance = 1e-10

    init(_ graph: Graph) {
        self.graph = graph
        lengths = graph.out.weights.map { 1 / $0 }
        betweenness = Array(repeating: 0, count: graph.count)
        closeness = betweenness
        distance = Array(repeating: .infinity, count: graph.count)
        paths = betweenness
        behind = betweenness
        isSettled = Array(repeating: false, count: graph.count)
    }

    mutating func run(from source: Int) {
        for node in order {
            distance[Int(node)] = .infinity
            paths[Int(node)] = 0
            behind[Int(node)] = 0
            isSettled[Int(node)] = false
        }
        order.removeAll(keepingCapacity: true)
        distance[source] = 0
        paths[source] = 1
        heap.insert(Int32(source), at: 0)
        while let (node, length) = heap.removeNearest() {
            let node = Int(node)
            if isSettled[node] { continue }
            isSettled[node] = true
            order.append(Int32(node))
            let own = paths[node]
            for place in graph.out.range(node) {
                let neighbour = Int(graph.out.nodes[place])
                if isSettled[neighbour] { continue }
                let way = length + lengths[place]
                let known = distance[neighbour]
                if known == .infinity || way < known - Self.tolerance * known {
                    distance[neighbour] = way
                    paths[neighbour] = own
                    heap.insert(Int32(neighbour), at: way)
                } else if way <= known + Self.tolerance * known {
                    paths[neighbour] += own
                }
            }
        }
        for index in (1..<max(order.count, 1)).reversed() {
            let node = Int(order[index])
            let length = distance[node]
            var sum = 0.0
            for place in graph.out.range(node) {
                let neighbour = Int(graph.out.nodes[place])
                let known = distance[neighbour]
                // Only those farther away have what lies behind them by now.
                if behind[neighbour] > 0, abs(length + lengths[place] - known) <= Self.tolerance * known {
                    sum += behind[neighbour]
                }
            }
            let own = paths[node] * sum
            betweenness[node] += own
            closeness[node] += 1 / length
            behind[node] = (1 + own) / paths[node]
        }
    }
}

/// Nodes by their distance, the nearest first; of equal ones the smaller number.
private struct DistanceHeap {
    private var entries: [(node: Int32, distance: Double)] = []

    private static func precedes(_ one: (node: Int32, distance: Double), _ other: (node: Int32, distance: Double)) -> Bool {
        one.distance != other.distance ? one.distance < other.distance : one.node < other.node
    }

    mutating func insert(_ node: Int32, at distance: Double) {
        entries.append((node, distance))
        var place = entries.count - 1
        while place > 0 {
            let parent = (place - 1) / 2
            guard Self.precedes(entries[place], entries[parent]) else { return }
            entries.swapAt(place, parent)
            place = parent
        }
    }

    mutating func removeNearest() -> (node: Int32, distance: Double)? {
        guard let nearest = entries.first, let last = entries.popLast() else { return nil }
        guard !entries.isEmpty else { return nearest }
        var place = 0
        while 2 * place + 1 < entries.count {
            var child = 2 * place + 1
            if child + 1 < entries.count, Self.precedes(entries[child + 1], entries[child]) { child += 1 }
            guard Self.precedes(entries[child], last) else { break }
            entries[place] = entries[child]
            place = child
        }
        entries[place] = last
        return nearest
    }
}
