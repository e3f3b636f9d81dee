package import FileFormats
import Foundation
package import StudyModel

/// Writes a network as GraphML (namespace `http://graphml.graphdrawing.org/xmlns`, schema version 1.1), in the part of the
/// format that Gephi, networkx, igraph, graph-tool and Cytoscape all read alike.
///
/// First all keys, then one graph with an explicit direction, its data, the nodes and the edges in order of their ids. A
/// value that is not known has no `data` element. Texts are written in normal form C, labels on one line. GraphML carries
/// neither time nor a direction of its own for an edge; both stand in ordinary attributes.
package enum GraphMLExporter {
    /// What was changed on the way, because no reader would have taken it as it was.
    package struct Summary: Hashable, Sendable {
        package var nodes: Int
        package var edges: Int
        /// Characters that XML forbids, now U+FFFD.
        package var replacedCharacters: Int
        /// Texts that Gephi 0.9.3 and later alters on opening: `INF` inside a word, or the word `null`; labels are safe.
        package var alteredByGephi: Int
    }

    /// The whole file.
    ///
    /// - Throws: `NetworkError` where a reader would drop or change something.
    package static func bytes(of network: Network, for profile: GraphMLProfile = .strict) throws -> [UInt8] {
        var result: [UInt8] = []
        try write(network, for: profile) { result.append(contentsOf: $0) }
        return result
    }

    /// Hands over the file in blocks of some 64 KiB; nothing is handed over if the network is refused.
    ///
    /// - Throws: `NetworkError`, and what the sink throws.
    @discardableResult
    package static func write(
        _ network: Network, for profile: GraphMLProfile = .strict, to sink: ByteSink
    ) throws -> Summary {
        try NetworkRules.check(network)
        var file = GraphMLFile(network, profile)
        return try file.write(to: sink)
    }
}

private struct GraphMLFile {
    private struct Column {
        var name: String
        var key: String
        var type: String
        var isLabel: Bool
        var leaf: XMLLeaf
    }

    private let network: Network
    private var xml = XMLWriter()
    private var altered = 0
    private let graphColumns: [Column]
    private let nodeColumns: [Column]
    private let edgeColumns: [Column]
    private let profile: GraphMLProfile
    private let colours: NetworkColours
    private let isColoured: Bool

    init(_ network: Network, _ profile: GraphMLProfile) {
        self.network = network
        self.profile = profile
        let colours = NetworkColours(network)
        self.colours = colours
        isColoured = profile == .gephi && network.nodes.contains { colours[$0] != nil }
        graphColumns = network.graphValues.sorted { $0.key < $1.key }.map { name, value in
            Self.column("g_", Network.Attribute(name, value.type), [network.graphValues])
        }
        nodeColumns = network.nodeAttributes.map { Self.column("v_", $0, network.nodes.lazy.map(\.values)) }
        edgeColumns = network.edgeAttributes.map { Self.column("e_", $0, network.edges.lazy.map(\.values)) }
    }

    private static func column(
        _ prefix: String, _ attribute: Network.Attribute, _ values: some Sequence<[String: Network.Value]>
    ) -> Column {
        let type =
            switch attribute.type {
            case .boolean: "boolean"
            case .integer: values.allSatisfy { fitsInt32($0[attribute.name]) } ? "int" : "long"
            case .double: "double"
            case .string: "string"
            }
        let key = prefix + attribute.name
        return Column(
            name: attribute.name, key: key, type: type, isLabel: attribute.name == "label",
            leaf: XMLLeaf("data", "key", key))
    }

    private static func fitsInt32(_ value: Network.Value?) -> Bool {
        guard case .integer(let number) = value else { return true }
        return Int32(exactly: number) != nil
    }

    mutating func write(to sink: ByteSink) throws -> GraphMLExporter.Summary {
        xml.begin("graphml")
        xml.attribute("xmlns", "http://graphml.graphdrawing.org/xmlns")
        xml.attribute("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance")
        xml.attribute(
            "xsi:schemaLocation",
            "http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.1/graphml.xsd")
        if profile == .yed { xml.attribute("xmlns:y", "http://www.yworks.com/xml/graphml") }
        declare(graphColumns, for: "graph")
        declare(nodeColumns, for: "node")
        declareDrawing()
        declare(edgeColumns, for: "edge")
        xml.begin("graph")
        xml.attribute("edgedefault", network.isDirected ? "directed" : "undirected")
        write(network.graphValues, graphColumns)
        // The rules have seen to it that ids need no escaping.
        for node in network.nodes {
            xml.begin("node")
            xml.attribute("id", plain: node.id)
            write(node.values, nodeColumns)
            writeDrawing(of: node)
            xml.end()
            try xml.flush(into: sink)
        }
        for edge in network.edges {
            xml.begin("edge")
            xml.attribute("id", plain: edge.id)
            xml.attribute("source", plain: edge.source)
            xml.attribute("target", plain: edge.target)
            write(edge.values, edgeColumns)
            xml.end()
            try xml.flush(into: sink)
        }
        xml.finish()
        try xml.flush(into: sink, from: 0)
        return GraphMLExporter.Summary(
            nodes: network.nodes.count, edges: network.edges.count, replacedCharacters: xml.replacedCharacters,
            alteredByGephi: altered)
    }

    private mutating func declare(_ columns: [Column], for element: String) {
        for column in columns {
            xml.begin("key")
            xml.attribute("id", column.key)
            xml.attribute("for", element)
            xml.attribute("attr.name", column.name)
            xml.attribute("attr.type", column.type)
            xml.end()
        }
    }

    /// What the program draws by, or names nodes by.
    private mutating func declareDrawing() {
        switch profile {
        case .strict: break
        case .gephi:
            for name in ["r", "g", "b"] where isColoured { declareKey("v_\(name)", name, "int") }
        case .igraph, .cytoscape: declareKey("v_name", "name", "string")
        case .yed:
            xml.begin("key")
            xml.attribute("id", "v_graphics")
            xml.attribute("for", "node")
            xml.attribute("yfiles.type", "nodegraphics")
            xml.end()
        }
    }

    private mutating func declareKey(_ key: String, _ name: String, _ type: String) {
        xml.begin("key")
        xml.attribute("id", key)
        xml.attribute("for", "node")
        xml.attribute("attr.name", name)
        xml.attribute("attr.type", type)
        xml.end()
    }

    private static let red = XMLLeaf("data", "key", "v_r")
    private static let green = XMLLeaf("data", "key", "v_g")
    private static let blue = XMLLeaf("data", "key", "v_b")
    private static let name = XMLLeaf("data", "key", "v_name")

    private mutating func writeDrawing(of node: Network.Node) {
        let label = node.values["label"]?.text.inNormalFormC.onOneLine ?? node.id
        switch profile {
        case .strict: break
        case .gephi:
            guard let colour = colours[node] else { break }
            xml.element(Self.red, plain: String(colour.red))
            xml.element(Self.green, plain: String(colour.green))
            xml.element(Self.blue, plain: String(colour.blue))
        case .igraph, .cytoscape: xml.element(Self.name, text: label)
        case .yed:
            xml.begin("data")
            xml.attribute("key", "v_graphics")
            xml.begin("y:ShapeNode")
            if let colour = colours[node] {
                xml.begin("y:Fill")
                xml.attribute("color", colour.hexadecimal)
                xml.attribute("transparent", "false")
                xml.end()
            }
            xml.begin("y:NodeLabel")
            xml.text(label)
            xml.end()
            xml.begin("y:Shape")
            xml.attribute("type", "ellipse")
            for _ in 0..<3 { xml.end() }
        }
    }

    private mutating func write(_ values: [String: Network.Value], _ columns: [Column]) {
        guard !values.isEmpty else { return }
        for column in columns {
            switch values[column.name] {
            case nil: break
            case .boolean(let value): xml.element(column.leaf, plain: value ? "true" : "false")
            case .integer(let number): xml.element(column.leaf, plain: String(number))
            case .double(let number): xml.element(column.leaf, plain: number.shortest)
            case .string(let text): write(text, column)
            }
        }
    }

    private mutating func write(_ text: String, _ column: Column) {
        // Readers disagree on what an empty element means, so an empty text is a value not known.
        guard !text.isEmpty else { return }
        var text = text.inNormalFormC
        if column.isLabel {
            text = text.onOneLine
        } else if text.isAlteredByGephi {
            altered += 1
        }
        xml.element(column.leaf, text: text)
    }
}

extension String {
    fileprivate var isAlteredByGephi: Bool {
        var last: (UInt8, UInt8) = (0, 0)
        for byte in utf8 {
            if byte == UInt8(ascii: "F"), last == (UInt8(ascii: "I"), UInt8(ascii: "N")) { return true }
            last = (last.1, byte)
        }
        return utf8.count == 4 && lowercased() == "null"
    }
}
