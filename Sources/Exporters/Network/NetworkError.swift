/// Why a network cannot be written: the reader of the file would lose or change something without a word.
package enum NetworkError: Error, Hashable, Sendable {
    /// Not letters, digits, `.`, `-`, `_` of ASCII.
    case invalidID(String)
    case repeatedNode(id: String)
    case repeatedEdge(id: String)
    /// An end of the edge is no node.
    case danglingEdge(id: String, node: String)
    /// The weight is not greater than 0 and finite: Gephi would drop the edge or refuse the file.
    case invalidWeight(edge: String)
    /// A number that is not finite.
    case notFinite(attribute: String, element: String)
    /// A value whose attribute is not declared, or is declared with another type.
    case undeclaredValue(attribute: String, element: String)
    /// Not lower-case ASCII letters, digits and `_`, or too long for a column.
    case invalidAttributeName(String)
    case repeatedAttribute(String)
    /// A word that Gephi or igraph takes for something else, such as `size` or `id`.
    case reservedAttribute(String)
}

extension NetworkError: CustomStringConvertible {
    package var description: String {
        switch self {
        case .invalidID(let id): "'\(id)' cannot be the id of a node or an edge"
        case .repeatedNode(let id): "two nodes have the id '\(id)'"
        case .repeatedEdge(let id): "two edges have the id '\(id)'"
        case .danglingEdge(let id, let node): "edge '\(id)' ends at '\(node)', which is no node of the network"
        case .invalidWeight(let edge): "the weight of edge '\(edge)' is not a number greater than 0"
        case .notFinite(let attribute, let element): "'\(attribute)' of '\(element)' is not a finite number"
        case .undeclaredValue(let attribute, let element):
            "'\(attribute)' of '\(element)' is not declared with the type of its value"
        case .invalidAttributeName(let name): "'\(name)' cannot be the name of an attribute"
        case .repeatedAttribute(let name): "two attributes have the name '\(name)'"
        case .reservedAttribute(let name): "'\(name)' means something else to Gephi or igraph"
        }
    }
}
