import StudyModel

/// Places of the nodes of a graph in the plane: tied nodes near one another, none on another (Fruchterman and Reingold 1991).
///
/// A tie pulls by its weight, all others push, and a pull to the middle keeps parts together that no tie connects. The
/// places come from a seed and are the same on any machine.
package struct NetworkLayout: Sendable {
    package struct Point: Hashable, Sendable {
        package var x: Double
        package var y: Double

        package init(x: Double, y: Double) {
            self.x = x
            self.y = y
        }
    }

    /// One a node, 1 being how far tied nodes like to be apart.
    package private(set) var points: [Point]

    /// How many pairs are looked at, over all rounds.
    private static let work = 150_000_000
    private static let rounds = 50...600

    package init(_ graph: Graph, seed: UInt64) {
        let count = graph.count
        var numbers = SplitMix(seed: seed)
        let span = Double(max(1, count)).squareRoot()
        func between(_ low: Double, _ high: Double) -> Double {
            low + (high - low) * Double(numbers.next() >> 11) / Double(1 << 53)
        }
        points = (0..<count).map { _ in Point(x: between(-span, span), y: between(-span, span)) }
        guard count > 1 else {
            points = points.map { _ in Point(x: 0, y: 0) }
            return
        }
        let undirected = graph.undirected
        let components = graph.components
        var sizes: [Int: Int] = [:]
        for component in components { sizes[component, default: 0] += 1 }
        let largest = sizes.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
        // Small parts would be pushed far away, and the picture be empty between.
        let pulls = components.map { $0 == largest ? 0.3 : 2 }
        let heaviest = undirected.out.weights.max() ?? 1
        let ties = undirected.edges.map { ($0.source, $0.target, 0.5 + 0.5 * $0.weight / heaviest) }
        let rounds = min(max(Self.work / (count * count), Self.rounds.lowerBound), Self.rounds.upperBound)
        for round in 0..<rounds {
            // Steps grow shorter, so that all comes to rest.
            let longest = span * 0.2 * (1 - Double(round) / Double(rounds)) + 0.01
            move(ties, pulls, longest)
        }
    }

    private mutating func move(_ ties: [(Int, Int, Double)], _ pulls: [Double], _ longest: Double) {
        var pushes = [Point](repeating: Point(x: 0, y: 0), count: points.count)
        for one in points.indices {
            let own = points[one]
            var push = pushes[one]
            for other in one + 1..<points.count {
                let (x, y) = (own.x - points[other].x, own.y - points[other].y)
                let square = max(x * x + y * y, 1e-6)
                push.x += x / square
                push.y += y / square
                pushes[other].x -= x / square
                pushes[other].y -= y / square
            }
            pushes[one] = push
        }
        for (one, other, strength) in ties {
            let (x, y) = (points[one].x - points[other].x, points[one].y - points[other].y)
            let pull = (x * x + y * y).squareRoot() * strength
            pushes[one].x -= x * pull
            pushes[one].y -= y * pull
            pushes[other].x += x * pull
            pushes[other].y += y * pull
        }
        for node in points.indices {
            let (x, y) = (
                pushes[node].x - pulls[node] * points[node].x, pushes[node].y - pulls[node] * points[node].y
            )
            let length = (x * x + y * y).squareRoot()
            guard length > 0 else { continue }
            let step = min(length, longest) / length
            points[node].x += x * step
            points[node].y += y * step
        }
    }
}
