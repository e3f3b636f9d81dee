import Analysis
import Foundation
import StudyModel
import Testing

struct ActorNetworkTests {
    private let court = Actor(
        name: "Hof", kind: "Initiative", place: "Mühlgrund", reach: .local, caseName: "Fall 1")
    private let ring = Actor(name: "Ring", kind: "Netzwerkakteur", place: "Halle", reach: .supraregional)
    private let school = Actor(name: "Schule")

    private func evidence(_ source: String, _ turn: Int, caseName: String? = nil, quote: String = "…") -> Tie.Evidence {
        .passage(citation: Citation(source: source, caseName: caseName, turn: turn), quote: quote)
    }

    private func tie(
        _ from: Actor, _ to: Actor, _ kind: String = "Zusammenarbeit", directed: Bool = false, sign: Tie.Sign = .positive,
        strength: Double? = nil, coder: String = "ana", on evidence: Tie.Evidence...
    ) -> Tie {
        Tie(
            from: from.id, to: to.id, kind: kind, isDirected: directed, sign: sign, strength: strength, coder: coder,
            evidence: evidence.isEmpty ? [self.evidence("interview-03", 27)] : evidence)
    }

    @Test func makesEveryActorANode() throws {
        let network = try Network(actors: [court, ring, school], ties: [tie(court, ring)])
        #expect(Set(network.nodes.map(\.id)) == Set([court, ring, school].map { "a\($0.id.shortDigits)" }))
        let node = try #require(network.nodes.first { $0.values["label"] == .string("Ring") })
        #expect(
            node.values == [
                "label": .string("Ring"), "ap_mode": .string("actor"), "ap_class": .string("actor:Netzwerkakteur"),
                "actor_type": .string("Netzwerkakteur"), "is_netzwerkakteur": .boolean(true),
                "reach": .string("supraregional"), "reach_rank": .integer(3), "place": .string("Halle"),
                "interviewed": .boolean(false), "n_ties": .integer(1),
            ])
        let unknown = try #require(network.nodes.first { $0.values["label"] == .string("Schule") })
        #expect(unknown.values["actor_type"] == nil)
        #expect(unknown.values["is_netzwerkakteur"] == nil)
        #expect(unknown.values["n_ties"] == .integer(0))
    }

    @Test func carriesTheEvidenceOnEachEdge() throws {
        let network = try Network(
            actors: [court, ring],
            ties: [
                tie(
                    court, ring, on: evidence("interview-11", 3, caseName: "Fall 2"),
                    evidence("interview-03", 27, caseName: "Fall 1"),
                    evidence("interview-03", 4, caseName: "Fall 1"),
                    .response(citation: Citation(source: "survey/R-1/Q2"), answer: "Ring"))
            ])
        let edge = try #require(network.edges.first)
        #expect(edge.values["evidence"] == .string("interview-03:4; interview-03:27; interview-11:3; survey/R-1/Q2"))
        #expect(edge.values["weight"] == .double(4))
        #expect(edge.values["n_passages"] == .integer(3))
        #expect(edge.values["n_answers"] == .integer(1))
        #expect(edge.values["n_sources"] == .integer(3))
        #expect(edge.values["n_cases"] == .integer(2))
        #expect(edge.values["crosses_type"] == .boolean(true))
        #expect(edge.values["crosses_place"] == .boolean(true))
        #expect(edge.values["strength"] == nil)
        #expect(edge.values["quote"] == nil)
    }

    @Test func unitesCodersOfOneTieAndKeepsKindsApart() throws {
        let ties = [
            tie(court, ring, strength: 1), tie(ring, court, strength: 2, coder: "ben", on: evidence("interview-03", 28)),
            tie(court, ring, "Förderung", directed: true), tie(court, ring, "Zusammenarbeit", sign: .negative, coder: "cem"),
        ]
        let network = try Network(actors: [court, ring], ties: ties)
        #expect(network.edges.count == 3)
        let united = try #require(network.edges.first { $0.values["n_coders"] == .integer(2) })
        #expect(united.values["evidence"] == .string("interview-03:27; interview-03:28"))
        #expect(united.values["strength"] == .double(1.5))
        // Another coder changes no id.
        let alone = try Network(actors: [court, ring], ties: [ties[0]])
        #expect(alone.edges.map(\.id) == [united.id])
    }

    @Test func keepsEachTieOrUnitesAllBetweenTwoActors() throws {
        let ties = [
            tie(court, ring), tie(court, ring, coder: "ben"), tie(ring, court, "Förderung", directed: true, sign: .negative),
        ]
        let separate = try Network(actors: [court, ring], ties: ties, options: .init(parallels: .separate))
        #expect(Set(separate.edges.map(\.id)) == Set(ties.map { "e\($0.id.shortDigits)" }))
        let united = try Network(
            actors: [court, ring], ties: ties, options: .init(direction: .undirected, parallels: .byPair))
        #expect(united.edges.count == 1)
        #expect(united.edges.first?.values["relation"] == .string("Förderung; Zusammenarbeit"))
        #expect(united.edges.first?.values["sign"] == .string("mixed"))
        #expect(united.edges.first?.values["reciprocal"] == .boolean(false))
        let directed = try Network(actors: [court, ring], ties: ties, options: .init(parallels: .byPair))
        #expect(directed.edges.count == 2)
    }

    @Test func isDirectedOnlyWhereATieIs() throws {
        let undirected = try Network(actors: [court, ring], ties: [tie(court, ring)])
        #expect(!undirected.isDirected)
        let mixed = try Network(
            actors: [court, ring], ties: [tie(court, ring), tie(ring, court, "Förderung", directed: true)])
        #expect(mixed.isDirected)
        #expect(mixed.edges.count == 2)
        let directed = try #require(mixed.edges.first { $0.values["reciprocal"] == .boolean(false) })
        #expect(directed.source == "a\(ring.id.shortDigits)")
    }

    @Test func writesAnUndirectedTieBothWaysOnRequest() throws {
        let network = try Network(
            actors: [court, ring, school], ties: [tie(court, ring), tie(school, school, "Austausch")],
            options: .init(direction: .directed))
        #expect(network.isDirected)
        // One each way between two actors, and one for the actor tied to itself.
        #expect(network.edges.count == 3)
        #expect(Set(network.edges.map(\.id)).count == 3)
    }

    @Test func weighsByStrengthOnRequestAndLeavesUnknownStrengthOut() throws {
        let network = try Network(
            actors: [court, ring, school], ties: [tie(court, ring, strength: 0.5), tie(court, school)],
            options: .init(weight: .strength))
        #expect(Set(network.edges.map { $0.values["weight"] }) == [.double(0.5), nil])
    }

    @Test func addsTheFirstWordsOfTheFirstEvidenceOnRequest() throws {
        let ties = [
            tie(court, ring, on: evidence("b", 1, quote: "spät"), evidence("a", 1, quote: String(repeating: "ä", count: 300)))
        ]
        let network = try Network(actors: [court, ring], ties: ties, options: .init(hasQuotes: true))
        #expect(network.edges.first?.values["quote"] == .string(String(repeating: "ä", count: 199) + "…"))
        #expect(network.edgeAttributes.last?.name == "quote")
    }

    @Test func refusesTiesToNobodyAndStrengthsThatAreNone() {
        #expect(throws: NetworkProblem.unknownActor(tieKind: "Zusammenarbeit", actor: school.id)) {
            try Network(actors: [court], ties: [tie(court, school)])
        }
        #expect(throws: NetworkProblem.invalidStrength(tieKind: "Zusammenarbeit", from: "Hof", to: "Ring")) {
            try Network(actors: [court, ring], ties: [tie(court, ring, strength: 0)])
        }
    }

    @Test func refusesActorsWhoseShortIDsAgree() throws {
        let first = try #require(UUID(uuidString: "00000000-0000-5000-8000-000000000001"))
        let second = try #require(UUID(uuidString: "00000000-0000-5000-8000-000000000002"))
        #expect(throws: NetworkProblem.collidingIDs("a000000000000", first: "x", second: "y")) {
            try Network(
                actors: [Actor(id: Actor.ID(first), name: "x"), Actor(id: Actor.ID(second), name: "y")], ties: [])
        }
    }

    @Test func doesNotDependOnTheOrderOfActorsAndTies() throws {
        let ties = [tie(court, ring), tie(court, ring, coder: "ben"), tie(ring, school, "Förderung", directed: true)]
        #expect(
            try Network(actors: [court, ring, school], ties: ties)
                == Network(actors: [school, ring, court], ties: ties.reversed()))
    }
}
