package import StudyModel

/// Why no network can be made of what a study holds.
package enum NetworkProblem: Error, Hashable, Sendable {
    /// A tie ends at an actor that is not among those given.
    case unknownActor(tieKind: String, actor: Actor.ID)
    /// The ids of two things agree in their first 12 digits, so they would be one node or edge.
    case collidingIDs(String, first: String, second: String)
    /// A strength that is not greater than 0 and finite.
    case invalidStrength(tieKind: String, from: String, to: String)
}

extension NetworkProblem: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unknownActor(let kind, let actor): "a tie of kind '\(kind)' ends at actor \(actor), which is not among the actors"
        case .collidingIDs(let id, let first, let second): "'\(first)' and '\(second)' would both have the id '\(id)'"
        case .invalidStrength(let kind, let from, let to):
            "the strength of tie '\(kind)' from '\(from)' to '\(to)' is not a number greater than 0"
        }
    }
}

/// Hands out the ids of a network, each once.
struct NetworkIDs {
    private var names: [String: String] = [:]

    /// - Throws: `NetworkProblem.collidingIDs`
    mutating func take(_ id: String, for name: String) throws(NetworkProblem) -> String {
        if let first = names.updateValue(name, forKey: id) { throw .collidingIDs(id, first: first, second: name) }
        return id
    }
}
