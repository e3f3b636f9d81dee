package import FileFormats
package import StudyModel

/// Writes a network as the node-link JSON of networkx (`node_link_graph`), which d3 and others read too.
package enum NetworkJSON {
    /// One object: `directed`, `multigraph`, `graph`, `nodes` and `edges`; each edge has its id as `key`.
    ///
    /// - Throws: `NetworkError`, and what the sink throws.
    package static func write(_ network: Network, to sink: ByteSink) throws {
        try NetworkRules.check(network)
        var json = JSONWriter()
        json.beginObject()
        json.key("directed")
        json.boolean(network.isDirected)
        json.key("multigraph")
        json.boolean(true)
        json.key("graph")
        json.beginObject()
        json.member("name", network.name)
        for (name, value) in network.graphValues.sorted(by: { $0.key < $1.key }) where name != "name" {
            json.key(name)
            json.value(value)
        }
        json.endObject()
        json.key("nodes")
        json.beginArray()
        for node in network.nodes {
            json.beginObject()
            json.member("id", node.id)
            json.members(node.values, network.nodeAttributes)
            json.endObject()
        }
        json.endArray()
        json.key("edges")
        json.beginArray()
        for edge in network.edges {
            json.beginObject()
            json.member("source", edge.source)
            json.member("target", edge.target)
            json.member("key", edge.id)
            json.members(edge.values, network.edgeAttributes)
            json.endObject()
        }
        json.endArray()
        json.endObject()
        try sink(json.bytes + [UInt8(ascii: "\n")])
    }
}

extension JSONWriter {
    fileprivate mutating func value(_ value: Network.Value) {
        switch value {
        case .boolean(let value): boolean(value)
        case .integer(let number): integer(number)
        case .double(let value): number(value)
        case .string(let text): string(text.inNormalFormC)
        }
    }

    fileprivate mutating func members(_ values: [String: Network.Value], _ attributes: [Network.Attribute]) {
        for attribute in attributes {
            guard let found = values[attribute.name] else { continue }
            key(attribute.name)
            value(found)
        }
    }
}
