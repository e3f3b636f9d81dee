import Foundation
import StudyModel
import Testing

@testable import Analysis

/// Values of networkx, igraph and sna; `Golden/golden.py` and `Golden/sna.R` say which, and how they were computed.
struct MeasuresGoldenTests {
    struct Golden: Decodable, CustomTestStringConvertible, Sendable {
        var name: String
        var directed: Bool
        var kinds: [String]
        var edges: [[Double]]
        var nodes: Nodes
        var whole: Whole
        var testDescription: String { name }

        var graph: Graph {
            Graph(
                count: kinds.count, isDirected: directed,
                edges: edges.map { .init(Int($0[0]), Int($0[1]), weight: $0[2]) })
        }
    }

    struct Nodes: Decodable, Sendable {
        enum CodingKeys: String, CodingKey {
            case degree, strength, betweenness, harmonic, pagerank, eigenvector, core, component, clustering, constraint
            case articulation, diversity
            case strengthOut = "strength out"
            case degreeInto = "degree into"
            case strongComponent = "strong component"
            case betweennessByLength = "betweenness by length"
            case harmonicByLength = "harmonic by length"
            case effectiveSize = "effective size"
            case fragmentationWithout = "fragmentation without"
        }
        var degree: [Int]
        var strength: [Double]
        var strengthOut: [Double]?
        var degreeInto: [Int]?
        var strongComponent: [Int]?
        var betweenness: [Double]
        var betweennessByLength: [Double]
        var harmonic: [Double]
        var harmonicByLength: [Double]
        var pagerank: [Double]
        var eigenvector: [Double?]?
        var core: [Int]
        var component: [Int]
        var clustering: [Double?]
        var constraint: [Double?]
        var effectiveSize: [Double?]
        var articulation: [Bool]
        var fragmentationWithout: [Double]
        var diversity: [[Double]?]
    }

    struct Whole: Decodable, Sendable {
        enum CodingKeys: String, CodingKey {
            case reciprocity, bridges, fragmentation, density, transitivity, assortativity
            case meanClustering = "mean clustering"
            case externalInternal = "E-I"
            case modularity = "modularity of odd and even"
            case bestModularity = "modularity, best of igraph"
        }
        var reciprocity: Double?
        var bridges: [[Int]]
        var fragmentation: Double
        var density: Double
        var transitivity: Double?
        var assortativity: Double?
        var meanClustering: Double
        var externalInternal: Double?
        var modularity: Double?
        var bestModularity: Double?
    }

    struct Sna: Decodable, Sendable {
        struct Network: Decodable, Sendable {
            var name: String
            var brokerage: [[Int]]
        }
        struct Correlation: Decodable, Sendable {
            var first: String
            var second: String
            var value: Double
        }
        var networks: [Network]
        var correlations: [Correlation]
    }

    private static func decoded<Value: Decodable>(_ name: String, as type: Value.Type) -> Value? {
        let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden/\(name)")
        return (try? Data(contentsOf: url)).flatMap { try? JSONDecoder().decode(type, from: $0) }
    }

    static let golden = decoded("golden.json", as: [Golden].self) ?? []
    static let sna = decoded("sna.json", as: Sna.self)

    private func expect(
        _ found: [Double?], _ expected: [Double?], _ what: String, _ location: SourceLocation = #_sourceLocation
    ) {
        #expect(found.count == expected.count, sourceLocation: location)
        for (node, pair) in zip(found, expected).enumerated() {
            #expect(isNear(pair.0, pair.1), "\(what) of node \(node)", sourceLocation: location)
        }
    }

    private func isNear(_ value: Double?, _ expected: Double?) -> Bool {
        guard let value, let expected else { return value == nil && expected == nil }
        return abs(value - expected) <= 1e-9 * max(1, abs(expected))
    }

    @Test func thereAreValues() {
        #expect(Self.golden.count == 11 && Self.sna?.networks.count == 11 && Self.sna?.correlations.count == 2)
    }

    @Test(arguments: golden)
    func degreesAndPathsAreThoseOfOthers(network: Golden) {
        let graph = network.graph
        let expected = network.nodes
        #expect(graph.degrees() == expected.degree)
        expect(graph.strengths(), expected.strength, "strength")
        if let into = expected.degreeInto { #expect(graph.degrees(.into) == into) }
        if let out = expected.strengthOut { expect(graph.strengths(.out), out, "strength out") }
        let steps = PathMeasures(graph, isWeighted: false)
        expect(steps.betweenness, expected.betweenness, "betweenness")
        expect(steps.harmonicCloseness, expected.harmonic, "harmonic closeness")
        let lengths = PathMeasures(graph, isWeighted: true)
        expect(lengths.betweenness, expected.betweennessByLength, "betweenness by length")
        expect(lengths.harmonicCloseness, expected.harmonicByLength, "harmonic closeness by length")
    }

    @Test(arguments: golden)
    func centralitiesAreThoseOfOthers(network: Golden) {
        let graph = network.graph
        let expected = network.nodes
        expect(graph.pageRank(), expected.pagerank, "PageRank")
        if let eigenvector = expected.eigenvector {
            // An eigenvector has no sign.
            expect(graph.eigenvectorCentrality, eigenvector.map { $0.map(abs) }, "eigenvector centrality")
        }
        let holes = StructuralHoles(graph, isWeighted: true)
        expect(holes.constraint, expected.constraint, "constraint")
        expect(holes.effectiveSize, expected.effectiveSize, "effective size")
        let diversity = graph.diversityOfNeighbours(groups: network.kinds, possible: 5)
        expect(diversity.map(\.blau), expected.diversity.map { $0?[0] }, "Blau")
        expect(diversity.map { $0.counts.isEmpty ? nil : $0.qualitativeVariation }, expected.diversity.map { $0?[1] }, "IQV")
        expect(diversity.map(\.shannon), expected.diversity.map { $0?[2] }, "Shannon")
    }

    @Test(arguments: golden)
    func partsAreThoseOfOthers(network: Golden) {
        let graph = network.graph
        let expected = network.nodes
        #expect(graph.components == expected.component)
        #expect(graph.cores == expected.core)
        if let strong = expected.strongComponent {
            #expect(Communities.adjustedRand(graph.strongComponents, strong) == 1)
        }
        let cuts = CutPoints(graph)
        #expect(cuts.isArticulation == expected.articulation)
        #expect(cuts.bridges.map { [$0.source, $0.target] } == network.whole.bridges)
        #expect(isNear(cuts.fragmentation, network.whole.fragmentation))
        expect(cuts.fragmentationWithout, expected.fragmentationWithout, "fragmentation without")
        let clustering = Clustering(graph)
        expect(clustering.local, expected.clustering, "clustering")
        #expect(isNear(clustering.mean, network.whole.meanClustering))
        #expect(isNear(clustering.transitivity, network.whole.transitivity))
        #expect(isNear(graph.density, network.whole.density))
        #expect(isNear(graph.reciprocity, network.whole.reciprocity))
    }

    @Test(arguments: golden)
    func groupsAreThoseOfOthers(network: Golden) {
        let graph = network.graph
        let mixing = Mixing(graph, groups: network.kinds)
        #expect(isNear(mixing.assortativity, network.whole.assortativity))
        #expect(isNear(mixing.externalInternal, network.whole.externalInternal))
        let halves = (0..<graph.count).map { $0 % 2 }
        #expect(isNear(Communities.modularity(of: halves, graph, resolution: 1), network.whole.modularity))
        let brokers = Brokerage.ofNodes(graph, groups: network.kinds).map {
            [$0.coordinator, $0.consultant, $0.representative, $0.gatekeeper, $0.liaison, $0.total]
        }
        if let counts = Self.sna?.networks.first(where: { $0.name == network.name })?.brokerage, !counts.isEmpty {
            #expect(brokers == counts)
        }
    }

    /// Both are heuristics: ours must not be worse than the best of fifty runs of igraph's.
    @Test(arguments: golden)
    func communitiesAreAsGoodAsThoseOfIgraph(network: Golden) throws {
        let found = Communities(network.graph, runs: 50, seed: 1)
        guard let best = network.whole.bestModularity else {
            #expect(found.modularity == nil)
            return
        }
        #expect(try #require(found.modularity) >= best - 1e-9)
    }

    @Test func correlationsOfLayersAreThoseOfSna() throws {
        for expected in try #require(Self.sna).correlations {
            let graphs = [expected.first, expected.second].compactMap { name in
                Self.golden.first { $0.name == name }?.graph
            }
            let correlation = try #require(LayerCorrelation(graphs[0], graphs[1]))
            #expect(isNear(correlation.coefficient, expected.value))
        }
    }

    /// The values of network.md, computed with networkx 3.6.1 and igraph, and those of brokerage with sna.
    @Test func theNetworkOfInitiativesHasItsKnownValues() throws {
        let network = try #require(Self.golden.first { $0.name == "fixture" })
        let graph = network.graph
        func rounded(_ values: [Double?]) -> [String] { values.map { $0.map { String(format: "%.4f", $0) } ?? "-" } }
        #expect(
            rounded(PathMeasures(graph, isWeighted: true).betweenness)
                == ["14.5000", "14.5000", "0.0000", "0.0000", "1.5000", "11.0000", "2.5000", "0.0000", "0.0000"])
        #expect(
            rounded(StructuralHoles(graph, isWeighted: false).constraint).prefix(4) == ["0.4062", "0.3333", "0.9531", "0.9531"])
        #expect(rounded([Mixing(graph, groups: network.kinds).externalInternal]) == ["0.6364"])
        #expect(
            rounded(CutPoints(graph).fragmentationWithout).prefix(6) == [
                "0.4286", "0.0000", "0.0000", "0.0000", "0.0000", "0.2500",
            ])
    }
}
