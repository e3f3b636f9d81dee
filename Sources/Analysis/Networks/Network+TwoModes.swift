package import StudyModel

extension Network {
    /// The codes and the cases in which they were given; undirected.
    ///
    /// Nodes are of two sorts, told apart by `ap_mode` and by `type`, as igraph has it. Cases
    /// without a coding are nodes too.
    ///
    /// - Parameter cite: the citation of a place; nil leaves it out of the evidence.
    /// - Throws: `NetworkProblem` where two ids are the same in their first 12 digits.
    package init(
        cases: [Case], _ data: CodingData, codes: CodeIndex, frequencies: Frequencies, weight: TwoModeWeight = .init(),
        cite: (PointRange) -> Citation?
    ) throws(NetworkProblem) {
        let byName = Dictionary(cases.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        var ties = TwoModeTies()
        for point in data.points {
            guard let index = codes.index(ofRow: point.code), let place = data.casesBySource[point.source],
                let owner = byName[data.caseNames[Int(place)]]
            else { continue }
            ties.add(from: codes.codes[index].nodeID, to: owner.nodeID, sign: .supporting, point)
        }
        var nodes: [Node] = []
        var ids = NetworkIDs()
        for (index, code) in codes.codes.enumerated() where frequencies.own[index].codings > 0 {
            var values = codes.nodeValues(of: index, counts: frequencies.own[index])
            values["type"] = .boolean(false)
            nodes.append(Node(id: try ids.take(code.nodeID, for: code.name), values: values))
        }
        for one in cases {
            nodes.append(Node(id: try ids.take(one.nodeID, for: one.name), values: one.nodeValues))
        }
        self.init(
            name: "code-by-case", isDirected: false, graphValues: weight.values(of: "code-by-case"),
            nodeAttributes: Code.nodeAttributes + [.init("type", .boolean)], edgeAttributes: TwoModeTies.attributes,
            nodes: nodes, edges: ties.edges(data, weight, cite: cite))
    }

    /// The actors that speak for a case, and the findings on which their passages bear; undirected.
    ///
    /// An edge rests on the passages with a code that bears on the finding; those that contradict it are edges of their own,
    /// whose `sign` is negative. A coding of a lower code bears by that code's own finding only.
    ///
    /// - Throws: `NetworkProblem` where two ids are the same in their first 12 digits.
    package init(
        actors: [Actor], findings: [Finding], _ data: CodingData, codes: CodeIndex, weight: TwoModeWeight = .init(),
        cite: (PointRange) -> Citation?
    ) throws(NetworkProblem) {
        let speaking = Dictionary(
            grouping: actors.filter { $0.caseName != nil }.sorted { $0.id < $1.id }, by: { $0.caseName ?? "" })
        var ties = TwoModeTies()
        for point in data.points {
            guard let index = codes.index(ofRow: point.code), let place = data.casesBySource[point.source] else { continue }
            for actor in speaking[data.caseNames[Int(place)]] ?? [] {
                for (finding, bearing) in codes.codes[index].findings {
                    ties.add(from: actor.nodeID, to: Finding.nodeID(finding), sign: bearing, point)
                }
            }
        }
        var nodes: [Node] = []
        var ids = NetworkIDs()
        let attributes = ActorAttributes(of: actors.filter { $0.caseName != nil })
        for actor in actors where actor.caseName != nil {
            var values = actor.nodeValues(ties: nil).merging(attributes.values(of: actor)) { own, _ in own }
            values["type"] = .boolean(false)
            nodes.append(Node(id: try ids.take(actor.nodeID, for: actor.name), values: values))
        }
        for finding in findings {
            nodes.append(
                Node(
                    id: try ids.take(Finding.nodeID(finding.name), for: finding.name),
                    values: [
                        "label": .string(finding.name), "ap_mode": .string("finding"), "ap_class": .string("finding"),
                        "type": .boolean(true),
                    ]))
        }
        self.init(
            name: "actor-by-finding", isDirected: false, graphValues: weight.values(of: "actor-by-finding"),
            nodeAttributes: Actor.nodeAttributes.filter { $0.name != "n_ties" } + attributes.columns
                + [.init("type", .boolean)],
            edgeAttributes: TwoModeTies.attributes, nodes: nodes, edges: ties.edges(data, weight, cite: cite))
    }
}

extension Case {
    fileprivate var nodeID: String { "k\(id.shortDigits)" }

    fileprivate var nodeValues: [String: Network.Value] {
        [
            "label": .string(name), "ap_mode": .string("case"), "ap_class": .string("case"), "type": .boolean(true),
            "n_sources": .integer(sources.count),
        ]
    }
}

extension Finding {
    fileprivate static func nodeID(_ name: String) -> String {
        "f\(Identifier<Finding>(of: "finding", parts: [name]).shortDigits)"
    }
}
