import StudyModel
import Testing

@testable import Analysis

/// What must hold of the measures of any network.
struct MeasuresPropertyTests {
    private func random(_ seed: UInt64) -> (graph: Graph, groups: [String?]) {
        var numbers = SplitMix(seed: seed)
        let count = numbers.between(1...40)
        let isDirected = numbers.chance(50)
        let edges = (0..<numbers.between(0...120)).map { _ in
            Graph.Edge(numbers.below(count), numbers.below(count), weight: Double(numbers.between(1...6)) / 2)
        }
        let groups = (0..<count).map { _ in numbers.pick(["a", "b", "c", nil]) }
        return (Graph(count: count, isDirected: isDirected, edges: edges), groups)
    }

    private func values(_ graph: Graph, _ groups: [String?]) -> [[Double?]] {
        let (steps, lengths) = (PathMeasures(graph, isWeighted: false), PathMeasures(graph, isWeighted: true))
        let holes = StructuralHoles(graph, isWeighted: true)
        return [
            graph.degrees().map(Double.init), graph.strengths(), steps.betweenness, steps.harmonicCloseness,
            lengths.betweenness, lengths.harmonicCloseness, graph.pageRank(), graph.cores.map(Double.init),
            Clustering(graph).local, holes.constraint, holes.effectiveSize, CutPoints(graph).fragmentationWithout,
            Brokerage.ofNodes(graph, groups: groups).map { Double($0.total) },
            Mixing(graph, groups: groups).externalInternalOfNodes,
        ]
    }

    private func isNear(_ one: Double?, _ other: Double?) -> Bool {
        guard let one, let other else { return one == nil && other == nil }
        return abs(one - other) <= 1e-9 * max(1, abs(other))
    }

    /// Which number a node has does not matter.
    @Test(arguments: UInt64(0)..<60)
    func numberingNodesAnewMovesTheirValues(seed: UInt64) {
        let (graph, groups) = random(seed)
        var numbers = SplitMix(seed: seed &+ 1000)
        let order = Array(0..<graph.count).shuffled(using: &numbers)
        var moved = groups
        for (node, group) in groups.enumerated() { moved[order[node]] = group }
        let other = Graph(
            count: graph.count, isDirected: graph.isDirected,
            edges: graph.edges.map { .init(order[$0.source], order[$0.target], weight: $0.weight) }.reversed())
        for (measure, pair) in zip(values(graph, groups), values(other, moved)).enumerated() {
            for node in 0..<graph.count { #expect(isNear(pair.0[node], pair.1[order[node]]), "measure \(measure)") }
        }
    }

    /// Somebody who is tied to nobody changes nothing of the others but what is a share of all.
    @Test(arguments: UInt64(0)..<60)
    func aNodeWithoutATieLeavesTheOthersAsTheyAre(seed: UInt64) {
        let (graph, groups) = random(seed)
        let more = Graph(count: graph.count + 1, isDirected: graph.isDirected, edges: graph.edges)
        let shares = [6, 11]
        for (measure, pair) in zip(values(graph, groups), values(more, groups + [nil])).enumerated()
        where !shares.contains(measure) {
            for node in 0..<graph.count { #expect(isNear(pair.0[node], pair.1[node]), "measure \(measure)") }
        }
    }

    @Test(arguments: UInt64(0)..<60)
    func valuesStayWithinTheirBounds(seed: UInt64) {
        let (graph, groups) = random(seed)
        func expect(_ values: [Double?], in bounds: ClosedRange<Double>, _ what: String) {
            let wide = bounds.lowerBound - 1e-12...bounds.upperBound + 1e-12
            #expect(values.allSatisfy { $0.map { wide.contains($0) } ?? true }, "\(what)")
        }
        let pairs = Double((graph.count - 1) * (graph.count - 2)) / (graph.isDirected ? 1 : 2)
        expect(PathMeasures(graph, isWeighted: true).betweenness, in: 0...max(0, pairs), "betweenness")
        expect(PathMeasures(graph, isWeighted: false).harmonicCloseness, in: 0...Double(graph.count), "harmonic closeness")
        expect(
            Clustering(graph).local + [Clustering(graph).transitivity, graph.density, graph.reciprocity], in: 0...1, "share")
        expect(CutPoints(graph).fragmentationWithout + [CutPoints(graph).fragmentation], in: 0...1, "fragmentation")
        expect(graph.pageRank(), in: 0...1, "PageRank")
        #expect(abs(graph.pageRank().reduce(0, +) - 1) < 1e-9)
        let mixing = Mixing(graph, groups: groups)
        expect(mixing.externalInternalOfNodes + [mixing.externalInternal, mixing.assortativity], in: -1...1, "mixing")
        let diversity = graph.diversityOfNeighbours(groups: groups, possible: 3)
        expect(diversity.map(\.blau) + diversity.map(\.qualitativeVariation), in: 0...1, "diversity")
        // The more is lost with a node that holds things together, the more is out of reach.
        let cuts = CutPoints(graph)
        for (node, isCut) in cuts.isArticulation.enumerated() where isCut {
            #expect(graph.degrees()[node] > 1)
        }
    }

    /// Communities hold together, and are the same for the same seed.
    @Test(arguments: UInt64(0)..<30)
    func communitiesHoldTogether(seed: UInt64) {
        let (graph, _) = random(seed)
        let found = Communities(graph, runs: 3, seed: seed)
        #expect(found.membership == Communities(graph, runs: 3, seed: seed).membership)
        for community in Set(found.membership) {
            let nodes = found.membership.indices.filter { found.membership[$0] == community }
            let places = Dictionary(uniqueKeysWithValues: zip(nodes, nodes.indices))
            let within = graph.edges.compactMap { edge -> Graph.Edge? in
                guard let source = places[edge.source], let target = places[edge.target] else { return nil }
                return .init(source, target, weight: edge.weight)
            }
            #expect(Set(Graph(count: nodes.count, isDirected: false, edges: within).components).count == 1)
        }
    }

    /// Two cliques of five with one tie between them, and the same by the other end of the scale.
    @Test func twoCliquesAreTwoCommunities() {
        let cliques = [0, 5].flatMap { first in
            (first..<first + 5).flatMap { one in (one + 1..<first + 5).map { Graph.Edge(one, $0) } }
        }
        let found = Communities(Graph(count: 10, isDirected: false, edges: cliques + [.init(4, 5)]), seed: 7)
        #expect(found.membership == [1, 1, 1, 1, 1, 2, 2, 2, 2, 2])
        #expect(found.stability == 1 && found.counts == 2...2)
    }

    @Test func chanceIsTheSameForTheSameSeedAndKeepsDegrees() throws {
        let (graph, groups) = random(3)
        let (one, other) = (
            PermutationTest(groups: groups, rounds: 99, seed: 5) { Mixing(graph, groups: $0).externalInternal },
            PermutationTest(groups: groups, rounds: 99, seed: 5) { Mixing(graph, groups: $0).externalInternal }
        )
        #expect(try #require(one) == other)
        var numbers = SplitMix(seed: 11)
        let rewired = graph.rewired(using: &numbers)
        #expect(rewired.degrees(.out) == graph.degrees(.out) && rewired.degrees(.into) == graph.degrees(.into))
        #expect(rewired.edges.map(\.weight).sorted() == graph.edges.map(\.weight).sorted())
        #expect(rewired != graph)
    }

    /// Three tied to one another in a row of six: of the 20 ways to choose three of six, 4 lie in a row.
    @Test func theShareOfChanceIsThatOfCounting() throws {
        let row = Graph(count: 6, isDirected: false, edges: (0..<5).map { .init($0, $0 + 1) })
        let groups: [String?] = ["a", "a", "a", nil, nil, nil]
        let test = try #require(
            PermutationTest(groups: groups, rounds: 4000, seed: 1) { groups in
                Double(row.edges.count { groups[$0.source] == "a" && groups[$0.target] == "a" })
            })
        #expect(test.observed == 2)
        #expect(abs(test.larger - 0.2) < 0.03)
        #expect(abs(test.mean - 1) < 0.05)
    }

    @Test(arguments: UInt64(0)..<20)
    func placesAreTheSameForTheSameSeedAndApart(seed: UInt64) {
        let (graph, _) = random(seed)
        let points = NetworkLayout(graph, seed: seed).points
        #expect(points.count == graph.count && points == NetworkLayout(graph, seed: seed).points)
        #expect(points.allSatisfy { $0.x.isFinite && $0.y.isFinite })
        #expect(Set(points).count == points.count)
    }

    /// Two cliques that nothing connects: who is tied is nearer than who is not, on average.
    @Test func whoIsTiedIsNear() {
        let edges = [0, 5].flatMap { first in
            (first..<first + 5).flatMap { one in (one + 1..<first + 5).map { Graph.Edge(one, $0) } }
        }
        let points = NetworkLayout(Graph(count: 10, isDirected: false, edges: edges), seed: 3).points
        func distance(_ one: Int, _ other: Int) -> Double {
            let (x, y) = (points[one].x - points[other].x, points[one].y - points[other].y)
            return (x * x + y * y).squareRoot()
        }
        func mean(_ pairs: [Double]) -> Double { pairs.reduce(0, +) / Double(pairs.count) }
        let tied = edges.map { distance($0.source, $0.target) }
        let untied = (0..<5).flatMap { one in (5..<10).map { distance(one, $0) } }
        #expect(mean(tied) < 0.7 * mean(untied))
    }
}
