import StudyModel

/// How ties run within groups and across them; who is of no group is left out, with their ties.
package struct Mixing: Sendable {
    /// The names of the groups, sorted.
    package private(set) var groups: [String]
    /// How many edges run from one group to another, by their places in `groups`. In an undirected graph an edge across counts
    /// in both cells, and one within twice.
    package private(set) var ends: [[Int]]
    /// (E - I) / (E + I) of the edges across groups and within them, -1 to 1; nil without an edge (Krackhardt and Stern 1988).
    package private(set) var externalInternal: Double?
    /// The same of each node's neighbours; nil for one without a group or a tie. An arc both ways is one neighbour.
    package private(set) var externalInternalOfNodes: [Double?]
    /// How much more edges run within groups than by chance, 1 at the most; nil where all ends are of one group (Newman 2003).
    package private(set) var assortativity: Double?

    /// - Parameter groups: of each node.
    package init(_ graph: Graph, groups: [String?]) {
        let names = Set(groups.compactMap { $0 }).sorted(by: inNameOrder)
        self.groups = names
        let places = Dictionary(uniqueKeysWithValues: zip(names, names.indices))
        let group = groups.map { $0.flatMap { places[$0] } }
        var ends = Array(repeating: Array(repeating: 0, count: names.count), count: names.count)
        for source in 0..<graph.count {
            guard let from = group[source] else { continue }
            for target in graph.out.neighbours(source) {
                if let to = group[Int(target)] { ends[from][to] += 1 }
            }
        }
        self.ends = ends
        let total = ends.reduce(0) { $0 + $1.reduce(0, +) }
        let within = names.indices.reduce(0) { $0 + ends[$1][$1] }
        if total > 0 { externalInternal = Double(total - 2 * within) / Double(total) }
        let both = graph.undirected
        externalInternalOfNodes = (0..<graph.count).map { node in
            guard let own = group[node] else { return nil }
            let others = both.out.neighbours(node).compactMap { group[Int($0)] }
            guard !others.isEmpty else { return nil }
            return Double(others.count - 2 * others.count { $0 == own }) / Double(others.count)
        }
        guard total > 0 else { return }
        let expected = names.indices.reduce(0.0) { sum, index in
            let from = ends[index].reduce(0, +)
            let to = ends.reduce(0) { $0 + $1[index] }
            return sum + Double(from) * Double(to) / (Double(total) * Double(total))
        }
        if expected < 1 { assortativity = (Double(within) / Double(total) - expected) / (1 - expected) }
    }
}
