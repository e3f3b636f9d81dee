package import FileFormats
package import StudyModel

/// Writes a network as plain lines for older programs, which hold names and weights and little else.
package enum NetworkPlain {
    /// The language of Graphviz (https://graphviz.org/doc/info/lang.html), with every attribute.
    ///
    /// - Returns: how many control characters were replaced by U+FFFD; so with the others.
    /// - Throws: `NetworkError`, and what the sink throws.
    package static func writeDOT(_ network: Network, to sink: ByteSink) throws -> Int {
        try write(network, to: sink) { lines in
            let colours = NetworkColours(network)
            let arrow = network.isDirected ? "->" : "--"
            lines.add("\(network.isDirected ? "digraph" : "graph") \(lines.quoted(network.name, "\"")) {")
            for (name, value) in network.graphValues.sorted(by: { $0.key < $1.key }) {
                lines.add("  \(name)=\(lines.quoted(value.text, "\""));")
            }
            for node in network.nodes {
                let colour = colours[node].map { " fillcolor=\"\($0.hexadecimal)\" style=filled" } ?? ""
                lines.add("  \"\(node.id)\" [\(lines.attributes(node.values, network.nodeAttributes))\(colour)];")
                try lines.flush()
            }
            for edge in network.edges {
                let values = lines.attributes(edge.values, network.edgeAttributes)
                lines.add("  \"\(edge.source)\" \(arrow) \"\(edge.target)\" [\(values) id=\"\(edge.id)\"];")
                try lines.flush()
            }
            lines.add("}")
        }
    }

    /// Pajek's `.net`: vertices by number with their labels, then arcs or edges with weight and relation.
    package static func writePajek(_ network: Network, to sink: ByteSink) throws -> Int {
        try write(network, to: sink) { lines in
            let places = Dictionary(uniqueKeysWithValues: zip(network.nodes.map(\.id), 1...max(1, network.nodes.count)))
            // Pajek takes a file for UTF-8 only where it begins with the mark; networkx knows no mark before the vertices.
            lines.add("\u{FEFF}% \(network.name)")
            lines.add("*Vertices \(network.nodes.count)")
            for (index, node) in network.nodes.enumerated() {
                lines.add("\(index + 1) \(lines.plain(node.values["label"]?.text ?? node.id))")
                try lines.flush()
            }
            lines.add(network.isDirected ? "*Arcs" : "*Edges")
            for edge in network.edges {
                let relation = edge.values["relation"].map { " l \(lines.plain($0.text))" } ?? ""
                lines.add(
                    "\(places[edge.source] ?? 0) \(places[edge.target] ?? 0) \(edge.values["weight"]?.text ?? "1")\(relation)")
                try lines.flush()
            }
        }
    }

    /// UCINET's DL as a list of edges. It has no undirected ties: each of an undirected network stands there both ways. Its labels
    /// end at a blank or comma, so these become `_`.
    package static func writeDL(_ network: Network, to sink: ByteSink) throws -> Int {
        try write(network, to: sink) { lines in
            let places = Dictionary(uniqueKeysWithValues: zip(network.nodes.map(\.id), 1...max(1, network.nodes.count)))
            lines.add("dl n=\(network.nodes.count)")
            lines.add("format = edgelist1")
            lines.add("labels:")
            for node in network.nodes {
                lines.add(lines.word(node.values["label"]?.text ?? node.id))
                try lines.flush()
            }
            lines.add("data:")
            for edge in network.edges {
                let (source, target) = (places[edge.source] ?? 0, places[edge.target] ?? 0)
                let weight = edge.values["weight"]?.text ?? "1"
                lines.add("\(source) \(target) \(weight)")
                if !network.isDirected, source != target { lines.add("\(target) \(source) \(weight)") }
                try lines.flush()
            }
        }
    }

    private static func write(_ network: Network, to sink: ByteSink, _ body: (inout PlainLines) throws -> Void) throws -> Int {
        try NetworkRules.check(network)
        return try withoutActuallyEscaping(sink) { sink in
            var lines = PlainLines(sink: sink)
            try body(&lines)
            try lines.flush(from: 0)
            return lines.replaced
        }
    }
}

private struct PlainLines {
    let sink: ByteSink
    private var bytes: [UInt8] = []
    private(set) var replaced = 0

    init(sink: @escaping ByteSink) { self.sink = sink }

    mutating func add(_ line: String) {
        bytes.append(contentsOf: line.utf8)
        bytes.append(UInt8(ascii: "\n"))
    }

    mutating func flush(from size: Int = 1 << 16) throws {
        guard bytes.count >= size, !bytes.isEmpty else { return }
        try sink(bytes)
        bytes.removeAll(keepingCapacity: true)
    }

    /// In quotation marks, with those in it and the backslash escaped.
    mutating func quoted(_ text: String, _ mark: String) -> String {
        let text = NetworkRules.withoutControls(text.inNormalFormC.onOneLine, &replaced)
        return mark + text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : String($0) }.joined() + mark
    }

    /// In quotation marks, in a format that has no way to escape one: those in it become `'`.
    mutating func plain(_ text: String) -> String {
        let text = NetworkRules.withoutControls(text.inNormalFormC.onOneLine, &replaced)
        return "\"" + text.map { $0 == "\"" ? "'" : String($0) }.joined() + "\""
    }

    /// As one word.
    mutating func word(_ text: String) -> String {
        let text = NetworkRules.withoutControls(text.inNormalFormC.onOneLine, &replaced)
        return String(text.map { $0.isWhitespace || $0 == "," || $0 == "\"" ? "_" : $0 })
    }

    mutating func attributes(_ values: [String: Network.Value], _ attributes: [Network.Attribute]) -> String {
        attributes.compactMap { attribute in
            values[attribute.name].map { value in
                switch value {
                case .string(let text): "\(attribute.name)=\(quoted(text, "\""))"
                default: "\(attribute.name)=\"\(value.text)\""
                }
            }
        }.joined(separator: " ")
    }
}

extension Network.Value {
    /// Without a country's habits; of a text the text.
    var text: String {
        switch self {
        case .boolean(let value): value ? "true" : "false"
        case .integer(let number): String(number)
        case .double(let number): number.shortest
        case .string(let text): text
        }
    }
}
