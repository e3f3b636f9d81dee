import Analysis
import StudyModel
import Testing

struct ProjectionTests {
    private let actors = [
        Actor(name: "Dorfcafé", kind: "Initiative"), Actor(name: "Theater", kind: "Initiative"),
        Actor(name: "Gemeinde", kind: "Kommune"), Actor(name: "Erntefest", kind: "Veranstaltung"),
        Actor(name: "Lichternacht", kind: "Veranstaltung"),
    ]

    private func tie(_ from: String, _ to: String, _ turn: Int, isDirected: Bool = true) -> Tie {
        func id(_ name: String) -> Actor.ID { actors.first { $0.name == name }?.id ?? actors[0].id }
        return Tie(
            from: id(from), to: id(to), kind: "Teilnahme", isDirected: isDirected, coder: "AB",
            evidence: [.passage(citation: Citation(source: "interview-01", turn: turn), quote: "x")])
    }

    private func network() throws -> Network {
        try Network(
            events: ["Veranstaltung"], actors: actors,
            ties: [
                tie("Dorfcafé", "Erntefest", 1), tie("Erntefest", "Theater", 2), tie("Dorfcafé", "Lichternacht", 3),
                tie("Theater", "Lichternacht", 4, isDirected: false), tie("Dorfcafé", "Gemeinde", 5),
                tie("Gemeinde", "Lichternacht", 6), tie("Erntefest", "Lichternacht", 7),
            ])
    }

    private func label(_ network: Network, _ id: String) -> String {
        guard case .string(let label)? = network.nodes.first(where: { $0.id == id })?.values["label"] else { return "" }
        return label
    }

    @Test func onlyTiesOfAnActorWithAnEventCount() throws {
        let network = try network()
        #expect(!network.isDirected && network.modes == ["actor", "event"])
        // The actor stands first, whoever the tie came from.
        #expect(
            Set(network.edges.map { "\(label(network, $0.source)), \(label(network, $0.target))" }) == [
                "Dorfcafé, Erntefest", "Theater, Erntefest", "Dorfcafé, Lichternacht", "Theater, Lichternacht",
                "Gemeinde, Lichternacht",
            ])
        #expect(network.nodes.filter { $0.values["type"] == .boolean(true) }.count == 2)
    }

    @Test func thoseWhoShareEventsAreTied() throws {
        let network = try #require(try network().projected(onto: "actor"))
        let edges = network.edges.map { edge -> String in
            let ends = [label(network, edge.source), label(network, edge.target)].sorted().joined(separator: ", ")
            guard case .double(let weight)? = edge.values["weight"], case .string(let shared)? = edge.values["shared"],
                case .string(let evidence)? = edge.values["evidence"]
            else { return "" }
            return "\(ends): \(weight), \(shared), \(evidence.split(separator: "; ").sorted().joined(separator: "; "))"
        }
        #expect(
            edges.sorted() == [
                "Dorfcafé, Gemeinde: 1.0, Lichternacht, interview-01:3; interview-01:6",
                "Dorfcafé, Theater: 2.0, Erntefest; Lichternacht, interview-01:1; interview-01:2; interview-01:3; interview-01:4",
                "Gemeinde, Theater: 1.0, Lichternacht, interview-01:4; interview-01:6",
            ])
        #expect(try self.network().projected(onto: "finding") == nil)
        #expect(try network.projected(onto: "actor") == nil)
    }

    /// Two who speak for a finding and one who speaks against it.
    @Test func whoDisagreesIsTiedByConflict() throws {
        func edge(_ id: String, _ source: String, _ sign: String) -> Network.Edge {
            .init(id: id, source: source, target: "f", values: ["sign": .string(sign), "evidence": .string(id)])
        }
        let network = Network(
            name: "actor-by-finding", isDirected: false, nodeAttributes: [], edgeAttributes: [],
            nodes: ["a", "b", "c"].map { .init(id: $0, values: ["ap_mode": .string("actor")]) }
                + [.init(id: "f", values: ["ap_mode": .string("finding"), "label": .string("F1")])],
            edges: [edge("1", "a", "positive"), edge("2", "b", "positive"), edge("3", "c", "negative")])
        let projected = try #require(try network.projected(onto: "actor"))
        let signs = Dictionary(uniqueKeysWithValues: projected.edges.map { ($0.source + $0.target, $0.values["sign"]) })
        #expect(signs == ["ab": .string("positive"), "ac": .string("negative"), "bc": .string("negative")])
    }
}
