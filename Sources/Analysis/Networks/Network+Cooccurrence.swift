package import StudyModel

extension Network {
    /// The codes of a study, tied where they occur together; undirected.
    ///
    /// Every code that was given at least once is a node, even if it occurs with no other. `n_both` is the number of units
    /// with both codes; see `Cooccurrence` for what is counted. `evidence` cites the places that the co-occurrence kept.
    ///
    /// - Parameters:
    ///   - weight: What an edge weighs. A pair for which it is not above 0, or not defined, is no edge: it is no more often
    ///     together than by chance.
    ///   - cite: The citation of a place; nil leaves it out of the evidence.
    /// - Throws: `NetworkProblem` where two ids are the same in their first 12 digits.
    package init(
        _ cooccurrence: Cooccurrence, frequencies: Frequencies, codes: CodeIndex, weight: Association.Coefficient = .count,
        cite: (Cooccurrence.Place) -> Citation?
    ) throws(NetworkProblem) {
        var ids = NetworkIDs()
        var nodes: [Node] = []
        for (index, code) in codes.codes.enumerated() where frequencies.own[index].codings > 0 {
            let id = try ids.take(code.nodeID, for: code.name)
            nodes.append(Node(id: id, values: codes.nodeValues(of: index, counts: frequencies.own[index])))
        }
        var edges: [Edge] = []
        for pair in cooccurrence.pairs {
            let value = weight == .count ? Double(pair.both) : cooccurrence.association(of: pair)?.value(of: weight)
            guard let value, value > 0 else { continue }
            // The smaller id first, so that moving a code in the tree changes no edge.
            let ends = [codes.codes[pair.first], codes.codes[pair.second]].sorted { $0.id < $1.id }
            let edge = Identifier<Network>(of: "cooccurrence", parts: ends.map { "\($0.id)" })
            let id = try ids.take("e\(edge.shortDigits)", for: ends.map(\.name).joined(separator: ", "))
            edges.append(
                Edge(
                    id: id, source: ends[0].nodeID, target: ends[1].nodeID,
                    values: cooccurrence.edgeValues(of: pair, weight: value, cite: cite)))
        }
        self.init(
            name: "code-cooccurrence", isDirected: false,
            graphValues: [
                "network": .string("code-cooccurrence"),
                "unit": .string(
                    cooccurrence.distance.map { "within \($0)" } ?? cooccurrence.unit.rawValue),
                "n_units": .integer(cooccurrence.total), "weight_is": .string(weight.rawValue),
            ],
            nodeAttributes: Code.nodeAttributes, edgeAttributes: pairAttributes, nodes: nodes, edges: edges)
    }
}

private let pairAttributes: [Network.Attribute] = [
    .init("weight", .double), .init("n_both", .integer), .init("w_jaccard", .double), .init("w_cosine", .double),
    .init("w_npmi", .double),
    .init("n_events", .integer), .init("n_sources", .integer), .init("n_cases", .integer), .init("evidence", .string),
]

extension Cooccurrence {
    fileprivate func edgeValues(of pair: Pair, weight: Double, cite: (Place) -> Citation?) -> [String: Network.Value] {
        var values: [String: Network.Value] = [
            "weight": .double(weight), "n_both": .integer(pair.both), "n_sources": .integer(pair.sources),
            "n_cases": .integer(pair.cases),
        ]
        if let association = association(of: pair) {
            values["w_jaccard"] = association.value(of: .jaccard).map(Network.Value.double)
            values["w_cosine"] = association.value(of: .cosine).map(Network.Value.double)
            values["w_npmi"] = association.value(of: .npmi).map(Network.Value.double)
        }
        values["n_events"] = pair.events.map(Network.Value.integer)
        var seen: Set<String> = []
        let evidence = pair.places.compactMap { cite($0)?.description }.filter { seen.insert($0).inserted }
        if !evidence.isEmpty { values["evidence"] = .string(evidence.joined(separator: "; ")) }
        return values
    }
}
