import Analysis
import StudyModel
import Testing

struct CooccurrenceNetworkTests {
    private let family = Code(name: "Räume", colour: "#1b9e77", isCodable: false)
    private let points = [(1, 0, 5, 1), (1, 0, 5, 2), (1, 20, 25, 1), (1, 22, 30, 2), (1, 40, 45, 3), (1, 40, 45, 1)].map {
        CodingPoint(source: Int32($0.0), lower: Int32($0.1), upper: Int32($0.2), code: Int32($0.3), coder: 1)
    }

    private var codes: CodeIndex {
        let a = Code(name: "A", parent: family.id, order: 0, findings: ["F1": .supporting, "F2": .contradicting])
        let b = Code(name: "B", parent: family.id, order: 1, colour: "#000000")
        let c = Code(name: "C", order: 1)
        return CodeIndex(Codebook(codes: [family, a, b, c]), rows: [a.id: 1, b.id: 2, c.id: 3])
    }

    private func network(weight: Association.Coefficient = .count) throws -> Network {
        try Network(
            Cooccurrence(points, codes: codes), frequencies: Frequencies(points, codes: codes), codes: codes,
            weight: weight
        ) { Citation(source: "interview-0\($0.source)", turn: Int($0.lower)) }
    }

    @Test func makesCodesThatWereGivenNodes() throws {
        let network = try network()
        #expect(Set(network.nodes.map { $0.values["label"] }) == [.string("A"), .string("B"), .string("C")])
        let node = try #require(network.nodes.first { $0.values["label"] == .string("A") })
        #expect(node.id == "c\(Code.ID(of: "code", "A").shortDigits)")
        #expect(
            node.values == [
                "label": .string("A"), "ap_mode": .string("code"), "ap_class": .string("code:Räume"),
                "path": .string("Räume > A"), "parent": .string("Räume"), "depth": .integer(1), "colour": .string("#1b9e77"),
                "n_codings": .integer(3), "n_passages": .integer(3), "n_sources": .integer(1), "n_cases": .integer(0),
                "n_coders": .integer(1), "findings": .string("F1"), "findings_against": .string("F2"),
            ])
    }

    @Test func tiesCodesThatOverlapAndCitesWhere() throws {
        let network = try network()
        #expect(!network.isDirected)
        #expect(network.edges.count == 2)
        let edge = try #require(network.edges.first { $0.values["weight"] == .double(2) })
        // A has 3 passages, B has 2, and both of B's overlap one of A's.
        #expect(edge.values["w_jaccard"] == .double(2.0 / 3))
        #expect(edge.values["n_events"] == .integer(2))
        #expect(edge.values["n_sources"] == .integer(1))
        #expect(edge.values["evidence"] == .string("interview-01:0; interview-01:20"))
    }

    /// 5 passages; A has 3 and B has 2, both with A, C has 1, which A has too. A and C: log₂(5 · 1 / (3 · 1)) / log₂ 5.
    @Test func weighsPairsByHowCloselyTheyGoTogether() throws {
        let network = try network(weight: .jaccard)
        #expect(Set(network.edges.map { $0.values["weight"] }) == [.double(2.0 / 3), .double(1.0 / 3)])
        #expect(Set(network.edges.map { $0.values["n_both"] }) == [.integer(2), .integer(1)])
        #expect(network.graphValues["weight_is"] == .string("jaccard"))
    }

    /// Three passages with A of four, two with B, one with both: less than the 1.5 of chance.
    @Test func makesNoEdgeOfPairsThatShunOneAnother() throws {
        let points = [(0, 1), (0, 2), (10, 1), (20, 1), (30, 2)].map {
            CodingPoint(source: 1, lower: Int32($0.0), upper: Int32($0.0 + 5), code: Int32($0.1), coder: 1)
        }
        func network(_ weight: Association.Coefficient) throws -> Network {
            try Network(
                Cooccurrence(points, codes: codes), frequencies: Frequencies(points, codes: codes), codes: codes, weight: weight
            ) { _ in nil }
        }
        #expect(try network(.count).edges.count == 1)
        #expect(try network(.npmi).edges.isEmpty)
    }
}
