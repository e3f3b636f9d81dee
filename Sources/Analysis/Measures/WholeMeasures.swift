package import StudyModel

/// What a network is as a whole, beside what it would be by chance.
package struct WholeMeasures: Sendable {
    /// A measure with its value, nil where it has none, and what chance gives.
    package struct Line: Hashable, Sendable {
        package var name: String
        /// Whole where things are counted.
        package var value: DataTable.Cell
        /// What is put in random order: the groups of nodes, or the ends of ties, so that each node keeps as many.
        package var chance: Chance?
        package var test: PermutationTest?
        package var meaning: String
    }

    package enum Chance: String, Hashable, Sendable { case groups, ties }

    package private(set) var lines: [Line] = []

    package init(_ network: Network, _ options: MeasureOptions) {
        let graph = options.isWeighted ? network.graph : network.graph.withoutWeights
        let groups = network.groups(by: options.groups)
        let components = graph.components
        let (rounds, seed) = (options.rounds, options.seed)
        func add(_ name: String, _ value: Double?, _ meaning: String) {
            lines.append(Line(name: name, value: value.map { .number($0) } ?? .empty, meaning: meaning))
        }
        func add(_ name: String, count: Int, _ meaning: String) {
            lines.append(Line(name: name, value: .integer(count), meaning: meaning))
        }
        func add(
            _ name: String, _ chance: Chance, on base: Graph? = nil, _ meaning: String,
            _ measure: @escaping @Sendable (Graph, [String?]) -> Double?
        ) {
            let graph = base ?? graph
            let observed = measure(graph, groups)
            let test =
                chance == .groups
                ? PermutationTest(observed: observed, rounds: rounds, seed: seed) {
                    measure(graph, groups.shuffled(using: &$0))
                }
                : PermutationTest(observed: observed, rounds: rounds, seed: seed) { measure(graph.rewired(using: &$0), groups) }
            lines.append(
                Line(
                    name: name, value: observed.map { .number($0) } ?? .empty, chance: chance, test: test, meaning: meaning))
        }
        add("nodes", count: graph.count, "how many nodes there are")
        add("edges", count: graph.edgeCount, "how many pairs are tied; in a directed network each way counts")
        add("density", graph.density, "the share of possible pairs that are tied")
        add("mean_degree", graph.count > 0 ? Double(graph.degrees().reduce(0, +)) / Double(graph.count) : nil, "ties of a node")
        add("components", count: Set(components).count, "parts that no tie connects")
        var sizes: [Int: Int] = [:]
        for component in components { sizes[component, default: 0] += 1 }
        add(
            "largest_share", graph.count > 0 ? Double(sizes.values.max() ?? 0) / Double(graph.count) : nil,
            "the share of nodes in the largest of them")
        let cuts = CutPoints(graph)
        add("fragmentation", cuts.fragmentation, "the share of pairs out of reach of one another")
        add("articulations", count: cuts.isArticulation.count { $0 }, "nodes without which a component falls apart")
        add("bridges", count: cuts.bridges.count, "ties without which a component falls apart")
        // Of a tie both ways one way alone would be swapped else.
        add(
            "transitivity", .ties, on: graph.undirected, "the share of pairs with a common neighbour that are tied"
        ) { graph, _ in Clustering(graph).transitivity }
        if graph.isDirected {
            // A tie without a direction is no answer to anything.
            let directed = network.keepingEdges { $0.values["reciprocal"] != .boolean(true) }.graph
            add(
                "reciprocity", .ties, on: options.isWeighted ? directed : directed.withoutWeights,
                "the share of ties with a direction that are answered"
            ) { graph, _ in graph.reciprocity }
        }
        let multiplexity = Multiplexity(count: graph.count, edges: network.relations)
        add("multiplexity", multiplexity.mean, "by how many relations a tied pair is tied, on average")
        add("multiplex_share", multiplexity.shareAboveOne, "the share of tied pairs with several relations")
        if Set(groups.compactMap { $0 }).count > 1 {
            add("e_i", .groups, "ties across groups less those within, as a share of all: -1 to 1") {
                Mixing($0, groups: $1).externalInternal
            }
            add("assortativity", .groups, "how much more ties run within groups than by chance: 1 at the most") {
                Mixing($0, groups: $1).assortativity
            }
        }
        let communities = Communities(
            graph, resolution: options.resolution, runs: options.runs, seed: options.seed)
        add("modularity", communities.modularity, "how many more ties are within communities than by chance")
        add("communities", count: Set(communities.membership).count, "groups with more ties among them")
        add("stability", communities.stability, "how alike the runs of the search for them are: 1 where all found the same")
    }

    package func table(of network: Network) -> DataTable {
        DataTable(
            name: "measures", title: "Measures of the network \(network.name)",
            columns: [
                .init("measure", .string, "its name"), .init("value", .any, "in this network"),
                .init("expected", .number, "the mean by chance"), .init("deviation", .number, "standard deviation by chance"),
                .init("p_larger", .number, "the share of values by chance at least as large"),
                .init("p_smaller", .number, "the share of values by chance at most as large"),
                .init("chance", .string, "what was put in random order: groups, or the ends of ties"),
                .init("meaning", .string, "in a sentence"),
            ],
            rows: lines.map { line in
                let numbers = [line.test?.mean, line.test?.deviation, line.test?.larger, line.test?.smaller]
                return [.text(line.name), line.value] + numbers.map { $0.map { .number($0) } ?? .empty }
                    + [.optional(line.test == nil ? nil : line.chance?.rawValue), .text(line.meaning)]
            })
    }
}
