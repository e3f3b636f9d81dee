import StudyModel

/// What an edge between nodes of two sorts weighs.
package struct TwoModeWeight: Hashable, Sendable {
    package enum Unit: String, Hashable, Sendable, CaseIterable {
        /// Distinct ranges of distinct sources, whoever coded them.
        case passages
        case codings
        case sources
    }

    /// So that what is told of much does not outweigh all else.
    package enum Normalisation: String, Hashable, Sendable, CaseIterable {
        case none
        /// As a share of all weights at the end of the first sort, the code or the actor.
        case activity
        /// As a share of all weights at the end of the second sort, the case or the finding.
        case prominence
    }

    package var unit: Unit
    package var normalisation: Normalisation

    package init(_ unit: Unit = .passages, _ normalisation: Normalisation = .none) {
        self.unit = unit
        self.normalisation = normalisation
    }

    func values(of network: String) -> [String: Network.Value] {
        [
            "network": .string(network), "weight_is": .string(unit.rawValue),
            "normalisation": .string(normalisation.rawValue),
        ]
    }
}

/// Ties between nodes of two sorts, with the passages that they rest on.
struct TwoModeTies {
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

    func edges(_ data: CodingData, _ weight: TwoModeWeight, cite: (PointRange) -> Citation?) -> [Network.Edge] {
        let edges = points.map { key, points in
            let passages = Set(points.map { PointRange(source: $0.source, lower: $0.lower, upper: $0.upper) })
                .sorted { ($0.source, $0.lower, $0.upper) < ($1.source, $1.lower, $1.upper) }
            var seen: Set<String> = []
            let evidence = passages.compactMap { cite($0)?.description }.filter { seen.insert($0).inserted }
            let id = Identifier<Network>(of: "two-mode", parts: [key.from, key.to, key.sign.rawValue])
            let sources = Set(points.map(\.source)).count
            let counted =
                switch weight.unit {
                case .passages: passages.count
                case .codings: points.count
                case .sources: sources
                }
            return Network.Edge(
                id: "e\(id.shortDigits)", source: key.from, target: key.to,
                values: [
                    "weight": .double(Double(counted)),
                    "sign": .string(key.sign == .supporting ? "positive" : "negative"), "n_passages": .integer(passages.count),
                    "n_codings": .integer(points.count), "n_sources": .integer(sources),
                    "n_coders": .integer(Set(points.map(\.coder)).count),
                    "evidence": .string(evidence.joined(separator: "; ")),
                ])
        }
        let end: KeyPath<Network.Edge, String>
        switch weight.normalisation {
        case .none: return edges
        case .activity: end = \.source
        case .prominence: end = \.target
        }
        // Counts are whole numbers, whose sums do not depend on their order.
        let sums = edges.reduce(into: [:]) { $0[$1[keyPath: end], default: 0.0] += $1.weight }
        return edges.map { edge in
            var edge = edge
            edge.values["weight"] = sums[edge[keyPath: end]].map { .double(edge.weight / $0) }
            return edge
        }
    }
}
