package import StudyModel

/// The network that bears on a finding, with its places in a picture and what it measures.
package struct FindingNetwork: Sendable {
    package enum Kind: String, Hashable, Sendable, CaseIterable {
        /// Actors and the ties that somebody spoke of where the finding was spoken of.
        case ties
        /// The actors that speak for a case, each tied to the finding by its passages.
        case actors
    }

    package var kind: Kind
    package var network: Network
    /// Of the nodes, in their order; empty where they are more than anybody could see in a picture.
    package var points: [NetworkLayout.Point] = []
    package var degrees: [Int] = []
    /// Edges by the side of the finding on which they were spoken of; one of both counts in both. 0 for a network of actors.
    package var supportingTies = 0
    package var contradictingTies = 0
    /// Whether ties with and without a direction stand together, so that measures leave directions out.
    package var isMixed = false
    /// Empty for a network of actors, since measures over nodes of two sorts mean little.
    package var measures: [WholeMeasures.Line] = []
    /// The nodes with most ties.
    package var nodes: [NodeLine] = []
    package var groups: [GroupLine] = []

    package struct NodeLine: Hashable, Sendable {
        package var node: String
        package var label: String
        package var group: String?
        package var degree: Int
        package var strength: Double
        package var betweenness: Double
    }

    /// How central the nodes of one group are, beside what the same nodes would give if the groups were dealt out at random.
    package struct GroupLine: Sendable {
        package var group: String
        package var nodes: Int
        package var degree: PermutationTest?
        package var betweenness: PermutationTest?
    }

    /// More nodes would be a black cloud on a page.
    package static let mostDrawn = 300
    static let mostNodes = 5
    static let mostGroups = 8

    /// - Returns: nil where no tie is left.
    /// - Throws: `NetworkProblem` where two ids are the same in their first 12 digits.
    init?(_ found: FindingTies, actors: [Actor], options: MeasureOptions) throws(NetworkProblem) {
        guard !found.ties.isEmpty else { return nil }
        let ends = Set(found.ties.flatMap { [$0.from, $0.to] })
        let actors = actors.filter { ends.contains($0.id) }
        kind = .ties
        network = try Network(actors: actors, ties: found.ties)
        supportingTies = try Network(actors: actors, ties: found.sides[.supporting] ?? []).edges.count
        contradictingTies = try Network(actors: actors, ties: found.sides[.contradicting] ?? []).edges.count
        isMixed = network.isDirected && found.ties.contains { !$0.isDirected }
        // An undirected tie counted both ways would look like one that is answered, and chance would tear it apart.
        let measured =
            isMixed
            ? try Network(actors: actors, ties: found.ties, options: ActorNetworkOptions(direction: .undirected)) : network
        draw(seed: options.seed)
        measures = WholeMeasures(measured, options).lines
        measureNodes(measured, options)
    }

    /// - Parameter network: with the finding as its only node of that sort.
    /// - Returns: nil where no actor is tied to it.
    init?(actors network: Network, seed: UInt64) {
        let tied = network.withoutIsolates
        guard !tied.edges.isEmpty else { return nil }
        kind = .actors
        self.network = tied
        draw(seed: seed)
    }

    private mutating func draw(seed: UInt64) {
        let graph = network.graph
        degrees = graph.degrees()
        guard network.nodes.count <= Self.mostDrawn else { return }
        points = NetworkLayout(graph, seed: seed).points
    }

    private mutating func measureNodes(_ measured: Network, _ options: MeasureOptions) {
        let columns = NodeMeasures(measured, options).columns([.degree, .strength, .betweenness])
        func numbers(_ measure: NodeMeasure) -> [Double] {
            columns[measure]?.map { $0?.number ?? 0 } ?? measured.nodes.map { _ in 0 }
        }
        let (degrees, strengths, betweenness) = (numbers(.degree), numbers(.strength), numbers(.betweenness))
        let groups = measured.groups(by: options.groups)
        let labels = measured.nodes.map(\.label)
        let order = measured.nodes.indices.sorted { left, right in
            if degrees[left] != degrees[right] { return degrees[left] > degrees[right] }
            if betweenness[left] != betweenness[right] { return betweenness[left] > betweenness[right] }
            return labels[left] == labels[right] ? left < right : inNameOrder(labels[left], labels[right])
        }
        nodes = order.prefix(Self.mostNodes).map { index in
            NodeLine(
                node: measured.nodes[index].id, label: labels[index], group: groups[index], degree: Int(degrees[index]),
                strength: strengths[index], betweenness: betweenness[index])
        }
        var sizes: [String: Int] = [:]
        for group in groups.compactMap({ $0 }) { sizes[group, default: 0] += 1 }
        // Of one group alone any order is the same.
        guard sizes.count > 1 else { return }
        let names = sizes.keys.sorted { left, right in
            let counts = (sizes[left] ?? 0, sizes[right] ?? 0)
            return counts.0 != counts.1 ? counts.0 > counts.1 : inNameOrder(left, right)
        }
        self.groups = names.prefix(Self.mostGroups).map { name in
            func test(_ values: [Double]) -> PermutationTest? {
                PermutationTest(groups: groups, rounds: options.rounds, seed: options.seed) { groups in
                    mean(of: values, where: groups, are: name)
                }
            }
            return GroupLine(group: name, nodes: sizes[name] ?? 0, degree: test(degrees), betweenness: test(betweenness))
        }
    }
}

private func mean(of values: [Double], where groups: [String?], are name: String) -> Double? {
    var (sum, count) = (0.0, 0)
    for (value, group) in zip(values, groups) where group == name {
        sum += value
        count += 1
    }
    return count > 0 ? sum / Double(count) : nil
}
