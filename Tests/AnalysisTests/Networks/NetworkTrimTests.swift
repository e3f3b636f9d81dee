import Analysis
import StudyModel
import Testing

struct NetworkTrimTests {
    /// Nine actors with weighted ties, of which `ends` are the labels.
    private static let edges: [(ends: String, weight: Double)] = [
        ("N1 I1", 3), ("N1 I2", 2), ("N1 I3", 1), ("N1 N2", 2), ("N2 I4", 4), ("N2 K1", 1), ("I1 I2", 1), ("I3 K1", 2),
        ("I4 S1", 1), ("I4 H1", 1), ("K1 S1", 1),
    ]

    private func network(isDirected: Bool = false, sources: [String: Int] = [:]) -> Network {
        let labels = Set(Self.edges.flatMap { $0.ends.split(separator: " ").map(String.init) })
        return Network(
            name: "actors", isDirected: isDirected, nodeAttributes: [.init("label", .string)],
            edgeAttributes: [.init("weight", .double)], nodes: labels.map { .init(id: $0, values: ["label": .string($0)]) },
            edges: Self.edges.map { edge in
                let ends = edge.ends.split(separator: " ").map(String.init)
                var values: [String: Network.Value] = ["weight": .double(edge.weight)]
                values["n_sources"] = sources[edge.ends].map(Network.Value.integer)
                return .init(id: edge.ends.replacing(" ", with: "-"), source: ends[0], target: ends[1], values: values)
            })
    }

    private func level(_ id: String, in network: Network) -> Double {
        zip(network.edges, DisparityFilter(network).levels).first { $0.0.id == id }?.1 ?? .nan
    }

    /// Serrano, Boguñá and Vespignani 2009, equation 2: (1 − w/s)^(k − 1), by hand for both ends.
    @Test func disparityIsThatOfTheBetterEnd() {
        let network = network()
        // N1: strength 8, 4 neighbours; I1: 4 and 2.
        #expect(abs(level("N1-I1", in: network) - min(0.625 * 0.625 * 0.625, 0.25)) < 1e-12)
        // N2: 7 and 3; I4: 6 and 3.
        #expect(abs(level("N2-I4", in: network) - min((3.0 / 7) * (3.0 / 7), (2.0 / 6) * (2.0 / 6))) < 1e-12)
        // H1 has one neighbour and says nothing; I4: 6 and 3.
        #expect(abs(level("I4-H1", in: network) - (5.0 / 6) * (5.0 / 6)) < 1e-12)
    }

    @Test func whatGoesOutAndWhatComesInAreApartWhereThereAreDirections() {
        let network = network(isDirected: true)
        // N1 has four ways out, of strength 8; nothing else comes into I1.
        #expect(abs(level("N1-I1", in: network) - 0.625 * 0.625 * 0.625) < 1e-12)
        // One way out of I1, two into I2, of strength 3.
        #expect(abs(level("I1-I2", in: network) - 2.0 / 3) < 1e-12)
        // Nothing else goes out of K1, and two ways come into S1, of strength 2.
        #expect(abs(level("K1-S1", in: network) - 0.5) < 1e-12)
    }

    @Test func aPairAloneIsNoChance() {
        let pair = Network(
            name: "x", isDirected: false, nodeAttributes: [], edgeAttributes: [],
            nodes: ["a", "b"].map { .init(id: $0, values: [:]) },
            edges: [.init(id: "e", source: "a", target: "b", values: [:])])
        #expect(DisparityFilter(pair).levels == [nil])
        var trim = NetworkTrim()
        trim.backbone = 0.01
        #expect(trim.applied(to: pair).edges.count == 1)
    }

    @Test func edgesGoAndNodesStay() {
        var trim = NetworkTrim()
        trim.minimumWeight = 2
        let heavy = trim.applied(to: network())
        #expect(heavy.edges.count == 5 && heavy.nodes.count == 9)
        #expect(heavy.graphValues["min_weight"] == .double(2))
        trim.dropsIsolates = true
        #expect(trim.applied(to: network()).nodes.map(\.id) == ["I1", "I2", "I3", "I4", "K1", "N1", "N2"])
        var sources = NetworkTrim()
        sources.minimumSources = 2
        let shared = sources.applied(to: network(sources: ["N1 I1": 3, "N1 I2": 1]))
        #expect(shared.edges.contains { $0.id == "N1-I1" } && !shared.edges.contains { $0.id == "N1-I2" })
        #expect(NetworkTrim().applied(to: network()) == network())
    }

    /// What is stricter keeps no edge that what is laxer drops.
    @Test(arguments: 1...20 as ClosedRange<UInt64>) func stricterBackbonesLieInLaxerOnes(seed: UInt64) {
        var numbers = SplitMix(seed: seed)
        let nodes = (0..<12).map { "n\($0)" }
        let random = Network(
            name: "x", isDirected: seed.isMultiple(of: 2), nodeAttributes: [], edgeAttributes: [],
            nodes: nodes.map { .init(id: $0, values: [:]) },
            edges: (0..<40).map { number in
                .init(
                    id: "e\(number)", source: nodes[numbers.below(12)], target: nodes[numbers.below(12)],
                    values: ["weight": .double(Double(numbers.below(9) + 1))])
            })
        var kept = Set(random.edges.map(\.id))
        for level in [0.9, 0.5, 0.2, 0.05, 0.01] {
            var trim = NetworkTrim()
            trim.backbone = level
            let next = Set(trim.applied(to: random).edges.map(\.id))
            #expect(next.isSubset(of: kept))
            kept = next
        }
    }
}
