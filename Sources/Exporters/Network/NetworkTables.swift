package import FileFormats
package import StudyModel

/// Writes a network as two tables of comma-separated values, of nodes and of edges, with the headings by which Gephi knows them.
///
/// Gephi reads no colours, sizes or places from such tables, and guesses the type of a column from its first 25 rows.
package enum NetworkTables {
    /// `Id`, `Label`, then the other attributes.
    ///
    /// - Throws: `NetworkError`, and what the sink throws.
    package static func writeNodes(
        of network: Network, _ dialect: CSVWriter.Dialect = .standard, to sink: ByteSink
    ) throws {
        try NetworkRules.check(network)
        let attributes = network.nodeAttributes.filter { $0.name != "label" }
        var writer = CSVWriter(dialect)
        for heading in ["Id", "Label"] + attributes.map(\.name) { writer.text(heading) }
        writer.endRow()
        for node in network.nodes {
            writer.text(node.id)
            writer.value(node.values["label"])
            for attribute in attributes { writer.value(node.values[attribute.name]) }
            writer.endRow()
            try writer.flush(into: sink)
        }
        try writer.flush(into: sink, from: 0)
    }

    /// `Source`, `Target`, `Type`, `Id`, `Kind`, `Label`, `Weight`, then the other attributes.
    ///
    /// - Throws: `NetworkError`, and what the sink throws.
    package static func writeEdges(
        of network: Network, _ dialect: CSVWriter.Dialect = .standard, to sink: ByteSink
    ) throws {
        try NetworkRules.check(network)
        let attributes = network.edgeAttributes.filter { !["label", "weight"].contains($0.name) }
        let hasKinds = attributes.contains { $0.name == "relation" }
        var writer = CSVWriter(dialect)
        for heading in ["Source", "Target", "Type", "Id"] + (hasKinds ? ["Kind"] : []) + ["Label", "Weight"] {
            writer.text(heading)
        }
        for attribute in attributes { writer.text(attribute.name) }
        writer.endRow()
        for edge in network.edges {
            writer.text(edge.source)
            writer.text(edge.target)
            writer.text(network.isDirected ? "Directed" : "Undirected")
            writer.text(edge.id)
            if hasKinds { writer.value(edge.values["relation"]) }
            writer.value(edge.values["label"])
            if let weight = edge.values["weight"] { writer.value(weight) } else { writer.integer(1) }
            for attribute in attributes { writer.value(edge.values[attribute.name]) }
            writer.endRow()
            try writer.flush(into: sink)
        }
        try writer.flush(into: sink, from: 0)
    }
}

extension CSVWriter {
    fileprivate mutating func value(_ value: Network.Value?) {
        switch value {
        case nil: empty()
        case .boolean(let value): boolean(value)
        case .integer(let number): integer(number)
        case .double(let value): number(value)
        case .string(let value): text(value.inNormalFormC.onOneLine)
        }
    }
}
