package import StudyModel

extension Network {
    /// Actors and the events they are tied to: festivals, programmes, places, whatever kinds of actors are named as such; undirected.
    ///
    /// All ties of an actor with an event are one edge. Nodes are all events, and the actors that are tied to one, told apart by
    /// `ap_mode` and by `type`, as igraph has it. Ties of actors with one another, and of events, are left out.
    ///
    /// - Parameter events: the kinds of the actors that are events.
    /// - Throws: `NetworkProblem` where a tie or an id would be lost.
    package init(
        events kinds: Set<String>, actors: [Actor], ties: [Tie], options: ActorNetworkOptions = .init()
    ) throws(NetworkProblem) {
        let events = Set(actors.filter { $0.kind.map { kinds.contains($0.normalizedName) } ?? false }.map(\.id))
        let ties = ties.filter { events.contains($0.from) != events.contains($0.to) }
        let ends = events.union(ties.flatMap { [$0.from, $0.to] })
        var options = options
        options.direction = .undirected
        options.parallels = .byPair
        let network = try Network(actors: actors.filter { ends.contains($0.id) }, ties: ties, options: options)
        let nodes = Set(events.map { "a\($0.shortDigits)" })
        var values = network.graphValues
        values["network"] = .string("actor-by-event")
        self.init(
            name: "actor-by-event", isDirected: false, graphValues: values,
            nodeAttributes: network.nodeAttributes + [.init("type", .boolean)], edgeAttributes: network.edgeAttributes,
            nodes: network.nodes.map { node in
                var node = node
                node.values["type"] = .boolean(nodes.contains(node.id))
                if nodes.contains(node.id) { node.values["ap_mode"] = .string("event") }
                return node
            },
            edges: network.edges.map { edge in
                var edge = edge
                // The actor first, as in every network of two sorts.
                if nodes.contains(edge.source) { swap(&edge.source, &edge.target) }
                return edge
            })
    }
}
