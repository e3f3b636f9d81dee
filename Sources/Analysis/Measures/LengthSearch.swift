/// Shortest paths whose edges are 1 / weight long, from one source after another (Dijkstra; Brandes 2001).
struct LengthSearch: ~Copyable {
    private struct Arc: BitwiseCopyable {
        var node: Int32
        var length: Double
    }

    private struct Entry: BitwiseCopyable {
        var node: Int32
        var distance: Double
    }

    private let starts: Scratch<Int32>
    private let arcs: Scratch<Arc>
    // What is known of a node from the source that is at work, apart from one another: in most steps only the distance is asked.
    private let distance: Scratch<Double>
    private let paths: Scratch<Double>
    /// What lies behind the node, for each path to it.
    private let behind: Scratch<Double>
    /// Its place in the heap while it waits there, else whether it is settled.
    private let place: Scratch<Int32>
    private let between: Scratch<Double>
    private let close: Scratch<Double>
    /// The nodes in the order in which they were reached.
    private let order: Scratch<Int32>
    private var reached = 0
    /// Nodes whose distance is not yet settled, each once: four under one, and none nearer than the one above it.
    private let heap: Scratch<Entry>
    private var waiting = 0

    /// Lengths that differ by no more than this share are the same.
    private static var tolerance: Double { 1e-10 }
    // In place of a place in the heap.
    private static var unseen: Int32 { -1 }
    private static var settled: Int32 { -2 }

    init(_ graph: Graph) {
        starts = Scratch(graph.out.starts)
        arcs = Scratch(zip(graph.out.nodes, graph.out.weights).map { Arc(node: $0, length: 1 / $1) })
        distance = Scratch(repeating: .infinity, count: graph.count)
        paths = Scratch(repeating: 0, count: graph.count)
        behind = Scratch(repeating: 0, count: graph.count)
        place = Scratch(repeating: Self.unseen, count: graph.count)
        between = Scratch(repeating: 0, count: graph.count)
        close = Scratch(repeating: 0, count: graph.count)
        order = Scratch(repeating: 0, count: graph.count)
        heap = Scratch(repeating: Entry(node: 0, distance: 0), count: graph.count)
    }

    var betweenness: [Double] { between.array }
    /// The sum of 1 / length from the sources.
    var closeness: [Double] { close.array }

    mutating func run(from source: Int) {
        for index in 0..<reached {
            let node = Int(order[index])
            distance[node] = .infinity
            behind[node] = 0
            place[node] = Self.unseen
        }
        reached = 0
        distance[source] = 0
        paths[source] = 1
        waiting = 1
        raise(Entry(node: Int32(source), distance: 0), from: 0)
        while waiting > 0 {
            let entry = removeNearest()
            order[reached] = entry.node
            reached += 1
            reach(on: entry)
        }
        count()
    }

    /// Goes on from a node whose distance is settled.
    private mutating func reach(on entry: Entry) {
        let own = paths[Int(entry.node)]
        for index in Int(starts[Int(entry.node)])..<Int(starts[Int(entry.node) + 1]) {
            let arc = arcs[index]
            let neighbour = Int(arc.node)
            let way = entry.distance + arc.length
            let known = distance[neighbour]
            let slack = Self.tolerance * known
            // Mostly a shorter way is known.
            if way > known + slack || place[neighbour] == Self.settled { continue }
            let isNew = place[neighbour] == Self.unseen
            if isNew || way < known - slack {
                distance[neighbour] = way
                paths[neighbour] = own
                if isNew { waiting += 1 }
                raise(Entry(node: arc.node, distance: way), from: isNew ? waiting - 1 : Int(place[neighbour]))
            } else {
                paths[neighbour] += own
            }
        }
    }

    /// From the farthest node back to the source, which counts for none.
    private func count() {
        for index in (1..<max(reached, 1)).reversed() {
            let node = Int(order[index])
            let length = distance[node]
            var sum = 0.0
            for index in Int(starts[node])..<Int(starts[node + 1]) {
                let arc = arcs[index]
                let known = distance[Int(arc.node)]
                // Of those at the right distance only the farther ones have what lies behind them by now.
                if abs(length + arc.length - known) <= Self.tolerance * known { sum += behind[Int(arc.node)] }
            }
            let own = paths[node] * sum
            between[node] += own
            close[node] += 1 / length
            behind[node] = (1 + own) / paths[node]
        }
    }

    private func put(_ entry: Entry, at place: Int) {
        heap[place] = entry
        self.place[Int(entry.node)] = Int32(truncatingIfNeeded: place)
    }

    private func raise(_ entry: Entry, from place: Int) {
        var place = place
        while place > 0 {
            let parent = (place - 1) / 4
            let above = heap[parent]
            guard entry.distance < above.distance else { break }
            put(above, at: place)
            place = parent
        }
        put(entry, at: place)
    }

    private mutating func removeNearest() -> Entry {
        let nearest = heap[0]
        place[Int(nearest.node)] = Self.settled
        waiting -= 1
        guard waiting > 0 else { return nearest }
        let last = heap[waiting]
        var free = 0
        while 4 * free + 1 < waiting {
            var child = 4 * free + 1
            for other in child + 1..<max(child + 1, min(child + 4, waiting)) where heap[other].distance < heap[child].distance {
                child = other
            }
            let below = heap[child]
            guard below.distance < last.distance else { break }
            put(below, at: free)
            free = child
        }
        put(last, at: free)
        return nearest
    }
}
