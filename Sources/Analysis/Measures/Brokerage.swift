/// How often each node stands between two others that are not tied, by the groups of the three (Gould and Fernandez 1989).
///
/// Counted are paths from a to v to b without an arc from a to b; an undirected tie is one in both directions, so each pair
/// counts twice. Who is of no group is of one of their own.
package struct Brokerage: Hashable, Sendable {
    /// All three of one group: sna's w_I.
    package var coordinator = 0
    /// The other two of one group, the broker of another: w_O.
    package var consultant = 0
    /// Broker and receiver of one group: b_OI.
    package var gatekeeper = 0
    /// Broker and sender of one group: b_IO.
    package var representative = 0
    /// Three groups: b_O.
    package var liaison = 0

    package var total: Int { coordinator + consultant + gatekeeper + representative + liaison }

    package init() {}

    /// - Parameter groups: of each node.
    package static func ofNodes(_ graph: Graph, groups: [String?]) -> [Brokerage] {
        var numbers: [String: Int] = [:]
        let group = groups.map { name -> Int in
            let key = name.map { "=\($0)" } ?? ""
            if let number = numbers[key] { return number }
            numbers[key] = numbers.count
            return numbers.count - 1
        }
        var isTarget = [Bool](repeating: false, count: graph.count)
        var brokers = [Brokerage](repeating: Brokerage(), count: graph.count)
        for from in 0..<graph.count {
            for target in graph.out.neighbours(from) { isTarget[Int(target)] = true }
            for broker in graph.out.neighbours(from) {
                for to in graph.out.neighbours(Int(broker)) where Int(to) != from && !isTarget[Int(to)] {
                    brokers[Int(broker)].add(group[from], group[Int(broker)], group[Int(to)])
                }
            }
            for target in graph.out.neighbours(from) { isTarget[Int(target)] = false }
        }
        return brokers
    }

    private mutating func add(_ from: Int, _ own: Int, _ to: Int) {
        switch (from == own, own == to, from == to) {
        case (true, true, _): coordinator += 1
        case (true, false, _): representative += 1
        case (false, true, _): gatekeeper += 1
        case (false, false, true): consultant += 1
        case (false, false, false): liaison += 1
        }
    }
}
