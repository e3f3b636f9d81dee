package import StudyModel

/// What has to hold of a network before any format may carry it; see `NetworkError` for what happens otherwise.
package enum NetworkRules {
    /// - Throws: `NetworkError`, naming the node, edge or attribute.
    package static func check(_ network: Network) throws(NetworkError) {
        try check(network.nodeAttributes, reserved: reservedForNodes)
        try check(network.edgeAttributes, reserved: reservedForEdges)
        for name in network.graphValues.keys.sorted() {
            guard name.isAttributeName else { throw .invalidAttributeName(name) }
        }
        try check(network.graphValues, attributes: network.graphValues.map { .init($0.key, $0.value.type) }, of: "graph")

        var ids = Set<String>(minimumCapacity: network.nodes.count)
        for node in network.nodes {
            guard node.id.isNetworkID else { throw .invalidID(node.id) }
            guard ids.insert(node.id).inserted else { throw .repeatedNode(id: node.id) }
            try check(node.values, attributes: network.nodeAttributes, of: node.id)
        }
        let weighs = network.edgeAttributes.contains { $0.name == "weight" }
        var previous: String?
        for edge in network.edges {
            guard edge.id.isNetworkID else { throw .invalidID(edge.id) }
            // Edges stand in the order of their ids.
            guard edge.id != previous else { throw .repeatedEdge(id: edge.id) }
            previous = edge.id
            guard ids.contains(edge.source) else { throw .danglingEdge(id: edge.id, node: edge.source) }
            guard ids.contains(edge.target) else { throw .danglingEdge(id: edge.id, node: edge.target) }
            if weighs { try checkWeight(of: edge) }
            try check(edge.values, attributes: network.edgeAttributes, of: edge.id)
        }
    }

    private static func checkWeight(of edge: Network.Edge) throws(NetworkError) {
        switch edge.values["weight"] {
        case nil: return
        case .integer(let weight) where weight > 0: return
        case .double(let weight) where weight > 0 && weight.isFinite: return
        default: throw .invalidWeight(edge: edge.id)
        }
    }

    private static func check(_ attributes: [Network.Attribute], reserved: Set<String>) throws(NetworkError) {
        var names: Set<String> = []
        for attribute in attributes {
            guard attribute.name.isAttributeName else { throw .invalidAttributeName(attribute.name) }
            guard names.insert(attribute.name).inserted else { throw .repeatedAttribute(attribute.name) }
            let isMeant =
                attribute.name == "label" ? attribute.type == .string : attribute.name == "weight" && attribute.type.isNumber
            guard isMeant || !reserved.contains(attribute.name) else { throw .reservedAttribute(attribute.name) }
        }
    }

    private static func check(
        _ values: [String: Network.Value], attributes: [Network.Attribute], of element: String
    ) throws(NetworkError) {
        for (name, value) in values {
            // There are few attributes, so comparing is faster than hashing.
            guard attributes.first(where: { $0.name == name })?.type == value.type else {
                throw .undeclaredValue(attribute: name, element: element)
            }
            if case .double(let number) = value, !number.isFinite { throw .notFinite(attribute: name, element: element) }
        }
    }
}

/// Gephi's words for what is drawn, which would make no column; `id` is igraph's trap.
private let reservedForNodes: Set<String> = [
    "id", "label", "nodelabel", "x", "y", "z", "xpos", "ypos", "zpos", "size", "r", "g", "b", "color", "timeset",
]
private let reservedForEdges: Set<String> = [
    "id", "label", "edgelabel", "weight", "r", "g", "b", "color", "source", "target", "type", "kind", "timeset",
]

extension Network.Value {
    package var type: Network.ValueType {
        switch self {
        case .boolean: .boolean
        case .integer: .integer
        case .double: .double
        case .string: .string
        }
    }
}

extension Network.ValueType {
    fileprivate var isNumber: Bool { self == .integer || self == .double }
}

extension String {
    fileprivate var isAttributeName: Bool {
        guard let first = utf8.first, first.isLowerCaseLetter, utf8.count <= 64 else { return false }
        return utf8.allSatisfy { $0.isLowerCaseLetter || $0.isDigit || $0 == UInt8(ascii: "_") }
    }

    fileprivate var isNetworkID: Bool {
        guard !isEmpty else { return false }
        return utf8.allSatisfy { byte in
            byte.isLowerCaseLetter || byte.isDigit || (byte >= UInt8(ascii: "A") && byte <= UInt8(ascii: "Z"))
                || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ".")
        }
    }
}

extension UInt8 {
    fileprivate var isLowerCaseLetter: Bool { self >= UInt8(ascii: "a") && self <= UInt8(ascii: "z") }
    fileprivate var isDigit: Bool { self >= UInt8(ascii: "0") && self <= UInt8(ascii: "9") }
}
