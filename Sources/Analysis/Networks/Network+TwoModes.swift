package import StudyModel

extension Network {
    /// The codes and the cases in which they were given; undirected.
    ///
    /// `weight` counts distinct passages. Nodes are of two sorts, told apart by `ap_mode` and by `type`, as igraph has it. Cases
    /// without a coding are nodes too.
    ///
    /// - Parameter cite: the citation of a place; nil leaves it out of the evidence.
    /// - Throws: `NetworkProblem` where two ids are the same in their first 12 digits.
    package init(
        cases: [Case], _ data: CodingData, codes: CodeIndex, frequencies: Frequencies, cite: (PointRange) -> Citation?
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
            name: "code-by-case", isDirected: false, graphValues: ["network": .string("code-by-case")],
            nodeAttributes: Code.nodeAttributes + [.init("type", .boolean)], edgeAttributes: TwoModeTies.attributes,
            nodes: nodes, edges: ties.edges(data, cite: cite))
    }

    /// The actors that speak for a case, and the findings on which their passages bear; undirected.
    ///
    /// `weight` counts distinct passages with a code that bears on the finding; those that contradict it are edges of their own,
    /// whose `sign` is negative. A coding of a lower code bears by that code's own finding only.
    ///
    /// - Throws: `NetworkProblem` where two ids are the same in their first 12 digits.
    package init(
        actors: [Actor], findings: [Finding], _ data: CodingData, codes: CodeIndex, cite: (PointRange) -> Citation?
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
        for actor in actors where actor.caseName != nil {
            var values = actor.nodeValues(ties: nil)
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
            name: "actor-by-finding", isDirected: false, graphValues: ["network": .string("actor-by-finding")],
            nodeAttributes: Actor.nodeAttributes.filter { $0.name != "n_ties" } + [.init("type", .boolean)],
            edgeAttributes: TwoModeTies.attributes, nodes: nodes, edges: ties.edges(data, cite: cite))
    }
}

/// Ties between nodes of two sorts, with the passages that they rest on.
private struct TwoModeTies {
    static let attributes: [Network.Attribute] = [
        .init("weight", .double), .init("sign", .string), .init("n_passages", .integer), .init("n_codings", .integer),
        .init("n_sources", .integer), .init("n_coders", .integer), .init("evidence", .string),
    ]

    private struct Key: Hashable {
        var from: String
        var to: String
        var sign: Finding.Bearing
    }

    private var points: [Key: [CodingPoint]] = [:]

    mutating func add(from: String, to: String, sign: Finding.Bearing, _ point: CodingPoint) {
        points[Key(from: from, to: to, sign: sign), default: []].append(point)
    }

    func edges(_ data: CodingData, cite: (PointRange) -> Citation?) -> [Network.Edge] {
        points.map { key, points in
            let passages = Set(points.map { PointRange(source: $0.source, lower: $0.lower, upper: $0.upper) })
                .sorted { ($0.source, $0.lower, $0.upper) < ($1.source, $1.lower, $1.upper) }
            var seen: Set<String> = []
            let evidence = passages.compactMap { cite($0)?.description }.filter { seen.insert($0).inserted }
            let id = Identifier<Network>(of: "two-mode", parts: [key.from, key.to, key.sign.rawValue])
            return Network.Edge(
                id: "e\(id.shortDigits)", source: key.from, target: key.to,
                values: [
                    "weight": .double(Double(passages.count)),
                    "sign": .string(key.sign == .supporting ? "positive" : "negative"), "n_passages": .integer(passages.count),
                    "n_codings": .integer(points.count), "n_sources": .integer(Set(points.map(\.source)).count),
                    "n_coders": .integer(Set(points.map(\.coder)).count),
                    "evidence": .string(evidence.joined(separator: "; ")),
                ])
        }
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
