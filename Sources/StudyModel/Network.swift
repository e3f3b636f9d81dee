/// A graph with attributes, ready to be written: nodes and edges in the order in which they are written.
package struct Network: Hashable, Sendable {
    package enum Value: Hashable, Sendable {
        case boolean(Bool)
        case integer(Int)
        case double(Double)
        case string(String)
    }

    package enum ValueType: String, Hashable, Sendable {
        case boolean, integer, double, string
    }

    /// A declared attribute of the graph, its nodes or its edges.
    package struct Attribute: Hashable, Sendable {
        /// Lower case, without blanks, such as `n_passages`.
        package var name: String
        package var type: ValueType

        package init(_ name: String, _ type: ValueType) {
            self.name = name
            self.type = type
        }
    }

    package struct Node: Hashable, Sendable {
        /// A letter for the sort of thing and 12 hexadecimal digits: never a row number, never a name.
        package var id: String
        package var values: [String: Value]

        package init(id: String, values: [String: Value]) {
            self.id = id
            self.values = values
        }
    }

    package struct Edge: Hashable, Sendable {
        package var id: String
        package var source: String
        package var target: String
        package var values: [String: Value]

        package init(id: String, source: String, target: String, values: [String: Value]) {
            self.id = id
            self.source = source
            self.target = target
            self.values = values
        }
    }

    /// What the network is, such as `actors`.
    package var name: String
    package var isDirected: Bool
    package var graphValues: [String: Value]
    package var nodeAttributes: [Attribute]
    package var edgeAttributes: [Attribute]
    package private(set) var nodes: [Node]
    package private(set) var edges: [Edge]

    /// Sorts nodes and edges by id.
    package init(
        name: String, isDirected: Bool, graphValues: [String: Value] = [:], nodeAttributes: [Attribute],
        edgeAttributes: [Attribute], nodes: [Node], edges: [Edge]
    ) {
        self.name = name
        self.isDirected = isDirected
        self.graphValues = graphValues
        self.nodeAttributes = nodeAttributes
        self.edgeAttributes = edgeAttributes
        self.nodes = nodes.sorted { $0.id < $1.id }
        self.edges = edges.sorted { $0.id < $1.id }
    }
}
