package import StudyModel

extension Network {
    /// The nodes of one sort of a network of two, tied where they share nodes of the other; undirected.
    ///
    /// `weight` is how many they share, whose labels stand in `shared`. Where edges have a sign, what both are tied to with the same
    /// sign makes an edge of agreement and what they are tied to with different ones an edge of conflict, whose `sign` is
    /// negative (Leifeld 2017); something that one is tied to both ways counts in both. `evidence` is that of both ends.
    ///
    /// - Parameter mode: the `ap_mode` of the nodes that stay.
    /// - Returns: nil where the network has not two sorts of nodes, or none of this.
    /// - Throws: `NetworkProblem` where two ids are the same in their first 12 digits.
    package func projected(onto mode: String) throws(NetworkProblem) -> Network? {
        guard modes.count == 2, modes.contains(mode) else { return nil }
        let labels = Dictionary(uniqueKeysWithValues: nodes.map { ($0.id, $0.values["label"]?.text ?? $0.id) })
        let staying = nodes.filter { $0.values["ap_mode"] == .string(mode) }
        let stays = Set(staying.map(\.id))
        var shares: [SharedPair: [Share]] = [:]
        let ends = edges.compactMap { edge -> (node: String, shared: String, edge: Edge)? in
            if stays.contains(edge.source) == stays.contains(edge.target) { return nil }
            return stays.contains(edge.source) ? (edge.source, edge.target, edge) : (edge.target, edge.source, edge)
        }
        for (shared, near) in Dictionary(grouping: ends, by: \.shared) {
            for (place, one) in near.enumerated() {
                for other in near[..<place] where one.node != other.node {
                    let agrees = one.edge.values["sign"] == other.edge.values["sign"]
                    let pair = SharedPair(min(one.node, other.node), max(one.node, other.node), agrees)
                    shares[pair, default: []].append(Share(node: shared, edges: [one.edge, other.edge]))
                }
            }
        }
        var ids = NetworkIDs()
        var tied: [Edge] = []
        for (pair, shares) in shares.sorted(by: { $0.key < $1.key }) {
            let id = Identifier<Network>(of: "projection", parts: [name, pair.one, pair.other, pair.agrees ? "+" : "-"])
            let shared = Set(shares.map(\.node)).compactMap { labels[$0] }.sorted(by: inNameOrder)
            var seen: Set<String> = []
            let evidence = shares.sorted { $0.node < $1.node }.flatMap(\.edges)
                .flatMap { ($0.values["evidence"]?.text ?? "").split(separator: "; ").map(String.init) }
                .filter { seen.insert($0).inserted }
            tied.append(
                Edge(
                    id: try ids.take("e\(id.shortDigits)", for: "\(labels[pair.one] ?? ""), \(labels[pair.other] ?? "")"),
                    source: pair.one, target: pair.other,
                    values: [
                        "weight": .double(Double(shared.count)), "sign": .string(pair.agrees ? "positive" : "negative"),
                        "shared": .string(shared.joined(separator: "; ")),
                        "evidence": .string(evidence.joined(separator: "; ")),
                    ]))
        }
        var values = graphValues
        values["projection"] = .string(mode)
        values["weight_is"] = .string("shared")
        return Network(
            name: name, isDirected: false, graphValues: values, nodeAttributes: nodeAttributes.filter { $0.name != "type" },
            edgeAttributes: [
                .init("weight", .double), .init("sign", .string), .init("shared", .string), .init("evidence", .string),
            ],
            nodes: staying.map { node in
                var node = node
                node.values["type"] = nil
                return node
            }, edges: tied)
    }
}

/// Two nodes, and whether they agree on what they share.
private struct SharedPair: Hashable, Comparable {
    let one: String
    let other: String
    let agrees: Bool

    init(_ one: String, _ other: String, _ agrees: Bool) { (self.one, self.other, self.agrees) = (one, other, agrees) }

    static func < (left: Self, right: Self) -> Bool {
        (left.one, left.other, left.agrees ? 0 : 1) < (right.one, right.other, right.agrees ? 0 : 1)
    }
}

private struct Share {
    var node: String
    var edges: [Network.Edge]
}

extension Network.Value {
    fileprivate var text: String? {
        if case .string(let text) = self { text } else { nil }
    }
}
