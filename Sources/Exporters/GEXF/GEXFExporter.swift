package import FileFormats
package import StudyModel

/// Writes a network as GEXF 1.3 (namespace `http://gexf.net/1.3`), for what GraphML cannot carry into Gephi: colours, kinds of
/// parallel edges, and time.
///
/// `defaultedgetype` is always there and every edge has a weight. Where an edge has a `first` or `last` year or day, the file is
/// dynamic and the edge has a spell; time is in years with fractions (`timeformat="double"`), since Gephi breaks off at a bare
/// year in any other form.
package enum GEXFExporter {
    /// - Returns: how many characters XML forbids were replaced by U+FFFD.
    /// - Throws: `NetworkError` where a reader would drop or change something, and what the sink throws.
    package static func write(_ network: Network, to sink: ByteSink) throws -> Int {
        try NetworkRules.check(network)
        var file = GEXFFile(network)
        try file.write(to: sink)
        return file.replacedCharacters
    }
}

private struct GEXFFile {
    private let network: Network
    private let colours: NetworkColours
    private let spells: [Spell?]
    private var xml = XMLWriter()

    /// From one point in time to another, both in it, in years.
    struct Spell: Hashable {
        var start: Double?
        var end: Double?

        init?(_ values: [String: Network.Value]) {
            func year(_ name: String) -> Double? {
                guard case .string(let text) = values[name] else { return nil }
                return Spell.year(text)
            }
            (start, end) = (year("first"), year("last"))
            if start == nil, end == nil { return nil }
        }

        /// `2019`, `2019-05` or `2019-05-30`.
        static func year(_ text: String) -> Double? {
            let parts = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
            guard let year = parts.first ?? nil, !parts.contains(nil), parts.count < 4 else { return nil }
            let month = parts.count > 1 ? (parts[1] ?? 1) - 1 : 0
            let day = parts.count > 2 ? (parts[2] ?? 1) - 1 : 0
            return Double(year) + (Double(month) + Double(day) / 31) / 12
        }
    }

    var replacedCharacters: Int { xml.replacedCharacters }

    init(_ network: Network) {
        self.network = network
        colours = NetworkColours(network)
        spells = network.edges.map { Spell($0.values) }
    }

    /// Said by elements of their own.
    private static let own: Set<String> = ["label", "weight"]

    mutating func write(to sink: ByteSink) throws {
        xml.begin("gexf")
        xml.attribute("xmlns", "http://gexf.net/1.3")
        xml.attribute("xmlns:viz", "http://gexf.net/1.3/viz")
        xml.attribute("version", "1.3")
        xml.begin("meta")
        for (name, text) in [("creator", "Ankerpunkt"), ("description", Self.description(of: network))] {
            xml.begin(name)
            xml.text(text)
            xml.end()
        }
        xml.end()
        xml.begin("graph")
        xml.attribute("defaultedgetype", network.isDirected ? "directed" : "undirected")
        let isDynamic = spells.contains { $0 != nil }
        xml.attribute("mode", isDynamic ? "dynamic" : "static")
        if isDynamic {
            xml.attribute("timeformat", "double")
            xml.attribute("timerepresentation", "interval")
        }
        declare(network.nodeAttributes, "node")
        declare(network.edgeAttributes, "edge")
        try writeNodes(to: sink)
        try writeEdges(to: sink)
        xml.finish()
        try xml.flush(into: sink, from: 0)
    }

    /// What the network as a whole is, such as its unit.
    private static func description(of network: Network) -> String {
        (["\(network.name)"]
            + network.graphValues.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.text.inNormalFormC)" })
            .joined(separator: "; ")
    }

    private mutating func declare(_ attributes: [Network.Attribute], _ element: String) {
        let attributes = attributes.filter { !Self.own.contains($0.name) }
        guard !attributes.isEmpty else { return }
        xml.begin("attributes")
        xml.attribute("class", element)
        for attribute in attributes {
            xml.begin("attribute")
            xml.attribute("id", attribute.name)
            xml.attribute("title", attribute.name)
            xml.attribute("type", attribute.type == .integer ? "long" : attribute.type.rawValue)
            xml.end()
        }
        xml.end()
    }

    private mutating func writeNodes(to sink: ByteSink) throws {
        xml.begin("nodes")
        for node in network.nodes {
            xml.begin("node")
            xml.attribute("id", plain: node.id)
            xml.attribute("label", label(of: node.values) ?? node.id)
            write(node.values, network.nodeAttributes)
            if let colour = colours[node] {
                xml.begin("viz:color")
                xml.attribute("r", plain: String(colour.red))
                xml.attribute("g", plain: String(colour.green))
                xml.attribute("b", plain: String(colour.blue))
                xml.end()
            }
            xml.end()
            try xml.flush(into: sink)
        }
        xml.end()
    }

    private mutating func writeEdges(to sink: ByteSink) throws {
        xml.begin("edges")
        for (edge, spell) in zip(network.edges, spells) {
            xml.begin("edge")
            xml.attribute("id", plain: edge.id)
            xml.attribute("source", plain: edge.source)
            xml.attribute("target", plain: edge.target)
            // Edges of several kinds stay apart in Gephi by this.
            if case .string(let relation) = edge.values["relation"] { xml.attribute("kind", relation.inNormalFormC.onOneLine) }
            xml.attribute("label", label(of: edge.values))
            switch edge.values["weight"] {
            case .double(let weight): xml.attribute("weight", plain: weight.shortest)
            case .integer(let weight): xml.attribute("weight", plain: String(weight))
            default: xml.attribute("weight", plain: "1")
            }
            write(edge.values, network.edgeAttributes)
            if let spell {
                xml.begin("spells")
                xml.begin("spell")
                if let start = spell.start { xml.attribute("start", plain: start.shortest) }
                if let end = spell.end { xml.attribute("end", plain: end.shortest) }
                xml.end()
                xml.end()
            }
            xml.end()
            try xml.flush(into: sink)
        }
        xml.end()
    }

    private func label(of values: [String: Network.Value]) -> String? {
        guard case .string(let text) = values["label"], !text.isEmpty else { return nil }
        return text.inNormalFormC.onOneLine
    }

    private mutating func write(_ values: [String: Network.Value], _ attributes: [Network.Attribute]) {
        let told = attributes.filter { !Self.own.contains($0.name) && values[$0.name] != nil && values[$0.name] != .string("") }
        guard !told.isEmpty else { return }
        xml.begin("attvalues")
        for attribute in told {
            guard let value = values[attribute.name] else { continue }
            xml.begin("attvalue")
            xml.attribute("for", plain: attribute.name)
            xml.attribute("value", value.text.inNormalFormC)
            xml.end()
        }
        xml.end()
    }
}
