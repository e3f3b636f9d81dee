package import StudyModel

extension Network {
    /// The actors of a study and the ties between them.
    ///
    /// Every actor is a node, tied or not. What is not known is left out and never written as 0 or false. `n_ties` counts
    /// ties before they are bundled, each coder's. `evidence` names every passage and answer that an edge rests on.
    ///
    /// - Throws: `NetworkProblem` where a tie or an id would be lost.
    package init(actors: [Actor], ties: [Tie], options: ActorNetworkOptions = .init()) throws(NetworkProblem) {
        let isDirected =
            switch options.direction {
            case .auto: ties.contains(where: \.isDirected)
            case .directed: true
            case .undirected: false
            }
        var actorsByID: [Actor.ID: Actor] = [:]
        for actor in actors { actorsByID[actor.id] = actor }
        var tieCounts: [Actor.ID: Int] = [:]
        for tie in ties {
            guard let from = actorsByID[tie.from] else { throw .unknownActor(tieKind: tie.kind, actor: tie.from) }
            guard let to = actorsByID[tie.to] else { throw .unknownActor(tieKind: tie.kind, actor: tie.to) }
            if let strength = tie.strength, !(strength > 0 && strength.isFinite) {
                throw .invalidStrength(tieKind: tie.kind, from: from.name, to: to.name)
            }
            tieCounts[tie.from, default: 0] += 1
            if tie.from != tie.to { tieCounts[tie.to, default: 0] += 1 }
        }

        var ids = NetworkIDs()
        var nodes: [Node] = []
        let attributes = ActorAttributes(of: actors)
        for actor in actors {
            let id = try ids.take(actor.nodeID, for: actor.name)
            let values = actor.nodeValues(ties: tieCounts[actor.id] ?? 0).merging(attributes.values(of: actor)) { own, _ in own
            }
            nodes.append(Node(id: id, values: values))
        }
        var edges: [Edge] = []
        for bundle in TieBundle.bundles(of: ties, parallels: options.parallels, isDirected: isDirected) {
            guard let from = actorsByID[bundle.key.from], let to = actorsByID[bundle.key.to] else { continue }
            let id = try ids.take(bundle.edgeID, for: "\(bundle.kinds.joined(separator: ", ")): \(from.name), \(to.name)")
            let values = bundle.edgeValues(from: from, to: to, options: options)
            edges.append(Edge(id: id, source: from.nodeID, target: to.nodeID, values: values))
            if options.direction == .directed, bundle.isReciprocal, from.id != to.id {
                edges.append(Edge(id: id + "r", source: to.nodeID, target: from.nodeID, values: values))
            }
        }
        self.init(
            name: "actors", isDirected: isDirected,
            graphValues: [
                "network": .string("actors"), "parallel_ties": .string(options.parallels.rawValue),
                "weight_is": .string(options.weight.rawValue),
            ],
            nodeAttributes: Actor.nodeAttributes + attributes.columns,
            edgeAttributes: tieAttributes + (options.hasQuotes ? [Attribute("quote", .string)] : []), nodes: nodes,
            edges: edges)
    }
}

private let tieAttributes: [Network.Attribute] = [
    .init("label", .string), .init("weight", .double), .init("relation", .string), .init("reciprocal", .boolean),
    .init("sign", .string), .init("reach", .string), .init("reach_rank", .integer), .init("strength", .double),
    .init("first", .string), .init("last", .string), .init("n_ties", .integer), .init("n_coders", .integer),
    .init("n_passages", .integer), .init("n_answers", .integer), .init("n_sources", .integer), .init("n_cases", .integer),
    .init("crosses_type", .boolean), .init("crosses_place", .boolean), .init("evidence", .string),
]

extension Actor {
    static let nodeAttributes: [Network.Attribute] = [
        .init("label", .string), .init("ap_mode", .string), .init("ap_class", .string), .init("actor_type", .string),
        .init("is_netzwerkakteur", .boolean), .init("reach", .string), .init("reach_rank", .integer), .init("place", .string),
        .init("interviewed", .boolean), .init("n_ties", .integer),
    ]

    var nodeID: String { "a\(id.shortDigits)" }

    /// - Parameter ties: how many it has; nil where that is not told.
    func nodeValues(ties: Int?) -> [String: Network.Value] {
        var values: [String: Network.Value] = [
            "label": .string(name), "ap_mode": .string("actor"), "ap_class": .string("actor" + (kind.map { ":\($0)" } ?? "")),
            "interviewed": .boolean(caseName != nil),
        ]
        values["n_ties"] = ties.map(Network.Value.integer)
        if let kind {
            values["actor_type"] = .string(kind)
            values["is_netzwerkakteur"] = .boolean(kind.foldedKey == "netzwerkakteur")
        }
        if let reach {
            values["reach"] = .string(reach.rawValue)
            values["reach_rank"] = .integer(reach.rank)
        }
        if let place { values["place"] = .string(place) }
        return values
    }
}

extension TieBundle {
    fileprivate func edgeValues(from: Actor, to: Actor, options: ActorNetworkOptions) -> [String: Network.Value] {
        let relation = kinds.joined(separator: "; ")
        let passages = evidence.count(where: \.isPassage)
        var values: [String: Network.Value] = [
            "label": .string(relation), "relation": .string(relation), "reciprocal": .boolean(isReciprocal),
            "sign": .string(signs.count > 1 ? "mixed" : signs.contains(.negative) ? "negative" : "positive"),
            "n_ties": .integer(ties.count), "n_coders": .integer(Set(ties.map(\.coder)).count),
            "n_passages": .integer(passages), "n_answers": .integer(evidence.count - passages),
            "n_sources": .integer(Set(evidence.map(\.citation.source)).count),
            "n_cases": .integer(Set(evidence.compactMap(\.citation.caseName)).count),
            "evidence": .string(evidence.map(\.citation.description).joined(separator: "; ")),
        ]
        switch options.weight {
        // A tie always has evidence, but a file of ties made by hand may not, and no edge may weigh nothing.
        case .evidence: values["weight"] = .double(Double(max(1, evidence.count)))
        case .strength: values["weight"] = strength.map(Network.Value.double)
        case .sources: values["weight"] = .double(Double(max(1, Set(evidence.map(\.citation.source)).count)))
        case .cases: values["weight"] = .double(Double(max(1, Set(evidence.compactMap(\.citation.caseName)).count)))
        }
        values["strength"] = strength.map(Network.Value.double)
        values["reach"] = reach.map { .string($0.rawValue) }
        values["reach_rank"] = reach.map { .integer($0.rank) }
        values["first"] = ties.compactMap(\.first).min().map(Network.Value.string)
        values["last"] = ties.compactMap(\.last).max().map(Network.Value.string)
        if let kind = from.kind, let otherKind = to.kind { values["crosses_type"] = .boolean(kind != otherKind) }
        if let place = from.place, let otherPlace = to.place { values["crosses_place"] = .boolean(place != otherPlace) }
        if options.hasQuotes { values["quote"] = (evidence.first?.words).map { .string($0.limited(to: 200)) } }
        return values
    }
}

extension Tie.Evidence {
    fileprivate var isPassage: Bool {
        if case .passage = self { true } else { false }
    }

    fileprivate var words: String {
        switch self {
        case .passage(_, let quote): quote
        case .response(_, let answer): answer
        }
    }
}

extension String {
    /// The text, or its first scalars and an ellipsis, together at most `count` scalars.
    fileprivate func limited(to count: Int) -> String {
        guard unicodeScalars.count > count else { return self }
        return String(unicodeScalars.prefix(count - 1)) + "…"
    }
}
