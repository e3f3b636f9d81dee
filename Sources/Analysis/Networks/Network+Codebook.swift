package import StudyModel

extension Network {
    /// The codes of a study and those under them, as a directed tree.
    ///
    /// Every code is a node, given or not. `weight` is how often the lower code, and what is under it, was given; 1 at least.
    ///
    /// - Throws: `NetworkProblem` where two ids are the same in their first 12 digits.
    package init(_ codes: CodeIndex, frequencies: Frequencies) throws(NetworkProblem) {
        var ids = NetworkIDs()
        var nodes: [Node] = []
        var edges: [Edge] = []
        for (index, code) in codes.codes.enumerated() {
            let id = try ids.take(code.nodeID, for: code.name)
            nodes.append(Node(id: id, values: codes.nodeValues(of: index, counts: frequencies.own[index])))
            guard let parent = codes.parents[index] else { continue }
            let weight = max(1, frequencies.rolledUp[index].codings)
            edges.append(
                Edge(
                    id: "e\(code.id.shortDigits)", source: codes.codes[parent].nodeID, target: id,
                    values: ["weight": .double(Double(weight)), "relation": .string("under")]))
        }
        self.init(
            name: "codebook", isDirected: true, graphValues: ["network": .string("codebook")],
            nodeAttributes: Code.nodeAttributes,
            edgeAttributes: [.init("weight", .double), .init("relation", .string)], nodes: nodes, edges: edges)
    }
}
