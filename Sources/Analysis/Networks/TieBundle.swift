import StudyModel

/// The ties that become one edge.
struct TieBundle {
    /// What they have in common; ends of undirected ties stand in order of their ids.
    struct Key: Hashable {
        var from: Actor.ID
        var to: Actor.ID
        /// False for ties without a direction, and where direction does not set edges apart.
        var isDirected: Bool
        var kind: String?
        var sign: Tie.Sign?
        var tie: Tie.ID?
    }

    let key: Key
    /// In order of their ids, so that sums come out the same.
    let ties: [Tie]
    /// Each citation once, in reading order.
    let evidence: [Tie.Evidence]

    /// Bundles `ties` by what sets edges apart, in order of the first tie's id.
    static func bundles(of ties: [Tie], parallels: ActorNetworkOptions.Parallels, isDirected: Bool) -> [TieBundle] {
        var bundles: [Key: [Tie]] = [:]
        var keys: [Key] = []
        for tie in ties.sorted(by: { $0.id < $1.id }) {
            let key = Key(tie, parallels: parallels, isDirected: isDirected)
            if bundles[key] == nil { keys.append(key) }
            bundles[key, default: []].append(tie)
        }
        return keys.map { TieBundle($0, bundles[$0] ?? []) }
    }

    private init(_ key: Key, _ ties: [Tie]) {
        self.key = key
        self.ties = ties
        var seen: Set<Citation> = []
        evidence = ties.flatMap(\.evidence).sorted { $0.citation.precedes($1.citation) }
            .filter { seen.insert($0.citation).inserted }
    }

    /// `e` and 12 hexadecimal digits.
    var edgeID: String {
        if let tie = key.tie { return "e\(tie.shortDigits)" }
        let id = Identifier<Tie>(
            of: "edge",
            parts: [
                "\(key.from)", "\(key.to)", key.isDirected ? "directed" : "undirected", key.kind ?? "",
                key.sign?.rawValue ?? "",
            ])
        return "e\(id.shortDigits)"
    }

    /// True where none of the ties has a direction.
    var isReciprocal: Bool { !ties.contains(where: \.isDirected) }

    /// The mean of the strengths given.
    var strength: Double? {
        let strengths = ties.compactMap(\.strength)
        return strengths.isEmpty ? nil : strengths.reduce(0, +) / Double(strengths.count)
    }

    /// The farthest reach given.
    var reach: Reach? { ties.compactMap(\.reach).max { $0.rank < $1.rank } }
    var kinds: [String] { Set(ties.map(\.kind)).sorted(by: inNameOrder) }
    var signs: Set<Tie.Sign> { Set(ties.map(\.sign)) }
}

extension TieBundle.Key {
    fileprivate init(_ tie: Tie, parallels: ActorNetworkOptions.Parallels, isDirected: Bool) {
        let isPair = parallels == .byPair
        let keepsEnds = tie.isDirected && (isDirected || !isPair)
        from = keepsEnds ? tie.from : min(tie.from, tie.to)
        to = keepsEnds ? tie.to : max(tie.from, tie.to)
        self.isDirected = keepsEnds
        kind = isPair ? nil : tie.kind
        sign = isPair ? nil : tie.sign
        self.tie = parallels == .separate ? tie.id : nil
    }
}

extension Citation {
    /// By source, turn and place in the text.
    fileprivate func precedes(_ other: Citation) -> Bool {
        if source != other.source { return source.unicodeScalars.lexicographicallyPrecedes(other.source.unicodeScalars) }
        if turn != other.turn { return (turn ?? 0) < (other.turn ?? 0) }
        let (lower, otherLower) = (range?.lowerBound ?? 0, other.range?.lowerBound ?? 0)
        if lower != otherLower { return lower < otherLower }
        return (range?.upperBound ?? 0) < (other.range?.upperBound ?? 0)
    }
}
