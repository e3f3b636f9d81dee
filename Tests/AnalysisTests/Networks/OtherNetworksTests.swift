import Analysis
import StudyModel
import Testing

struct OtherNetworksTests {
    private static let a = Code(name: "A", findings: ["F1": .supporting, "F2": .contradicting])
    private static let b = Code(name: "B", parent: a.id)
    private static let codebook = Codebook(findings: [.init(name: "F1"), .init(name: "F2")], codes: [a, b])

    /// Two sources of one case and one of another: A twice over the same passage in the first, B in the third.
    private var data: CodingData {
        var data = CodingData()
        data.points = [(0, 0, 5, 1, 1), (0, 0, 5, 1, 2), (1, 3, 9, 1, 1), (2, 0, 4, 2, 1)].map {
            CodingPoint(source: $0.0, lower: $0.1, upper: $0.2, code: $0.3, coder: $0.4)
        }
        data.codeRows = [Self.a.id: 1, Self.b.id: 2]
        data.sourceNames = ["eins", "zwei", "drei"]
        data.caseNames = ["Initiative 1", "Initiative 2"]
        data.casesBySource = [0: 0, 1: 0, 2: 1]
        return data
    }

    private var codes: CodeIndex { CodeIndex(Self.codebook, rows: data.codeRows) }
    private func cite(_ range: PointRange) -> Citation? { Citation(source: data.sourceNames[Int(range.source)], turn: 1) }
    private func isA(_ node: String, _ letter: Character) -> Bool { node.first == letter }

    @Test func codesAreTiedToTheCasesInWhichTheyWereGiven() throws {
        let cases = [
            Case(id: .init(of: "case", "1"), name: "Initiative 1"), Case(id: .init(of: "case", "2"), name: "Initiative 2"),
        ]
        let network = try Network(
            cases: cases, data, codes: codes, frequencies: Frequencies(data.points, codes: codes), cite: cite)
        #expect(network.nodes.count == 4 && network.edges.count == 2)
        let edge = try #require(network.edges.first { $0.values["weight"] == .double(2) })
        #expect(isA(edge.source, "c") && isA(edge.target, "k"))
        #expect(edge.values["n_codings"] == .integer(3) && edge.values["n_coders"] == .integer(2))
        #expect(edge.values["evidence"] == .string("eins:1; zwei:1"))
        #expect(network.modes == ["code", "case"])
    }

    /// A is in both cases with B; of its three codings two passages are in the first.
    @Test func weightsCanBeSharesOfEitherEnd() throws {
        let cases = [
            Case(id: .init(of: "case", "1"), name: "Initiative 1"), Case(id: .init(of: "case", "2"), name: "Initiative 2"),
        ]
        var data = data
        data.points.append(CodingPoint(source: 2, lower: 8, upper: 9, code: 1, coder: 1))
        func weights(_ weight: TwoModeWeight) throws -> Set<Network.Value?> {
            let network = try Network(
                cases: cases, data, codes: codes, frequencies: Frequencies(data.points, codes: codes), weight: weight,
                cite: cite)
            return Set(network.edges.map { $0.values["weight"] })
        }
        // A in the first case, A and B in the second.
        #expect(try weights(.init(.codings)) == [.double(3), .double(1)])
        #expect(try weights(.init(.sources)) == [.double(2), .double(1)])
        #expect(try weights(.init(.passages, .activity)) == [.double(2.0 / 3), .double(1.0 / 3), .double(1)])
        #expect(try weights(.init(.passages, .prominence)) == [.double(1), .double(0.5)])
    }

    @Test func actorsAreTiedToFindingsForAndAgainst() throws {
        let actors = [
            Actor(name: "Dorfcafé", caseName: "Initiative 1"), Actor(name: "Gemeinde"),
            Actor(name: "Bank", caseName: "Initiative 2"),
        ]
        let network = try Network(actors: actors, findings: Self.codebook.findings, data, codes: codes, cite: cite)
        #expect(
            Set(network.nodes.map { $0.values["label"] }) == [
                .string("Dorfcafé"), .string("Bank"), .string("F1"), .string("F2"),
            ])
        // B bears on no finding of its own.
        #expect(network.edges.count == 2)
        #expect(Set(network.edges.map { $0.values["sign"] }) == [.string("positive"), .string("negative")])
        #expect(network.edges.allSatisfy { $0.values["weight"] == .double(2) })
    }

    @Test func theCodebookIsATree() throws {
        let network = try Network(codes, frequencies: Frequencies(data.points, codes: codes))
        let edge = try #require(network.edges.first)
        #expect(network.isDirected && network.edges.count == 1)
        #expect(edge.source == "c\(Self.a.id.shortDigits)" && edge.target == "c\(Self.b.id.shortDigits)")
    }

    @Test func aCaseTellsOfItsOwnTiesOnly() {
        let (one, two, three) = (Actor(name: "1", caseName: "Initiative 1"), Actor(name: "2"), Actor(name: "3"))
        func tie(_ from: Actor, _ to: Actor, _ cases: [String]) -> Tie {
            Tie(
                from: from.id, to: to.id, kind: "K", isDirected: true, coder: "AB",
                evidence: cases.map { .passage(citation: Citation(source: $0, caseName: $0), quote: "x") })
        }
        let ego = EgoNetwork.of(
            case: "Initiative 1", actors: [one, two, three],
            ties: [tie(one, two, ["Initiative 1", "Initiative 2"]), tie(two, three, ["Initiative 2"])])
        #expect(ego.actors == [one, two])
        #expect(ego.ties.map(\.evidence.count) == [1])
    }

    /// A tie of two kinds, and one the other way.
    @Test func measuresStandOnTheNodesOfANetwork() throws {
        let actors = [Actor(name: "1", kind: "I"), Actor(name: "2", kind: "K"), Actor(name: "3", kind: "K")].sorted {
            $0.id < $1.id
        }
        func tie(_ from: Int, _ to: Int, _ kind: String) -> Tie {
            Tie(
                from: actors[from].id, to: actors[to].id, kind: kind, isDirected: false, coder: "AB",
                evidence: [.passage(citation: Citation(source: "s", turn: 1), quote: "x")])
        }
        let network = try Network(actors: actors, ties: [tie(0, 1, "K"), tie(0, 1, "L"), tie(1, 2, "K")])
        let measures = NodeMeasures(network, MeasureOptions())
        let columns = measures.columns([.degree, .strength, .betweenness, .multiplexity, .component])
        #expect(columns[.degree] == [.integer(1), .integer(2), .integer(1)])
        #expect(columns[.strength] == [.double(2), .double(3), .double(1)])
        #expect(columns[.betweenness] == [.double(0), .double(1), .double(0)])
        #expect(columns[.multiplexity] == [.double(2), .double(1.5), .double(1)])
        let measured = measures.adding([.degree, .eigenvector], to: network)
        #expect(measured.nodes.map { $0.values["ap_degree"] } == [.integer(1), .integer(2), .integer(1)])
        #expect(measured.nodeAttributes.suffix(2) == [.init("ap_degree", .integer), .init("ap_eigenvector", .double)])
        let table = measures.table([.degree], choice: RowChoice(order: .count))
        #expect(table.rows.first?.last == .integer(2))
        let whole = WholeMeasures(network, MeasureOptions())
        #expect(whole.lines.first { $0.name == "edges" }?.value == .integer(2))
        #expect(whole.lines.first { $0.name == "multiplex_share" }?.value == .number(0.5))
    }

    /// Of the six pairs of four actors two are tied by each relation and one by both: phi is (6 · 1 − 2 · 2) / √(2 · 4 · 2 · 4).
    @Test func relationsAreComparedOverAllPairs() throws {
        let actors = (1...4).map { Actor(name: "\($0)") }
        func tie(_ from: Int, _ to: Int, _ kind: String, _ coder: String = "AB") -> Tie {
            Tie(
                from: actors[from].id, to: actors[to].id, kind: kind, isDirected: false, coder: coder,
                evidence: [.passage(citation: Citation(source: "s", turn: 1), quote: "x")])
        }
        let ties = [tie(0, 1, "K"), tie(0, 1, "K", "CD"), tie(1, 2, "K"), tie(1, 0, "L"), tie(2, 3, "L")]
        for parallels in [ActorNetworkOptions.Parallels.separate, .byKind, .byPair] {
            let network = try Network(actors: actors, ties: ties, options: ActorNetworkOptions(parallels: parallels))
            let pair = try #require(RelationLayers(network, rounds: 500, seed: 1).pairs.first)
            #expect(pair.first == "K" && pair.second == "L" && pair.firstTies == 2 && pair.secondTies == 2 && pair.both == 1)
            #expect(abs(pair.jaccard - 1.0 / 3) < 1e-12)
            #expect(abs(try #require(pair.correlation) - 0.25) < 1e-12)
            let test = try #require(pair.test)
            // By all 24 orders the mean of an undirected correlation is 0.
            #expect(abs(test.mean) < 0.1 && test.larger > 0.1)
        }
    }

    /// 1 and 2 are tied both ways since their tie has no direction; of the ties with one 1 to 3 is answered, and 2 to 3 is not.
    @Test func onlyTiesWithADirectionCanBeAnswered() throws {
        let actors = (1...3).map { Actor(name: "\($0)") }
        func tie(_ from: Int, _ to: Int, _ kind: String, isDirected: Bool) -> Tie {
            Tie(
                from: actors[from].id, to: actors[to].id, kind: kind, isDirected: isDirected, coder: "AB",
                evidence: [.passage(citation: Citation(source: "s", turn: 1), quote: "x")])
        }
        let network = try Network(
            actors: actors,
            ties: [
                tie(0, 1, "Z", isDirected: false), tie(0, 2, "F", isDirected: true), tie(2, 0, "F", isDirected: true),
                tie(1, 2, "F", isDirected: true),
            ], options: ActorNetworkOptions(direction: .directed))
        let lines = WholeMeasures(network, MeasureOptions()).lines
        #expect(lines.first { $0.name == "reciprocity" }?.value == .number(2.0 / 3))
        #expect(lines.first { $0.name == "transitivity" }?.value == .number(1))
    }
}
