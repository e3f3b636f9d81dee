/// Every path below the root of submissions to one form, each once, in the order in which files show them.
///
/// Names are local names: a form and its submissions seldom agree about namespaces.
package struct XFormTree {
    package struct Node: Sendable {
        package let name: String
        /// Nil for the root.
        package let parent: Int?
        /// The names from below the root, joined by `/`.
        package let path: String
        /// True where it stood several times beside itself in one submission, or a form lets it.
        package internal(set) var isRepeated = false
        /// True where it had elements in it.
        package internal(set) var hasChildren = false
        /// True where it held an answer.
        package internal(set) var hasText = false

        /// A place for an answer, as far as submissions show.
        package var isLeaf: Bool { hasText || !hasChildren }
    }

    private struct Key: Hashable {
        let parent: Int
        let name: ObjectIdentifier
    }

    package private(set) var nodes: [Node] = [Node(name: "", parent: nil, path: "")]
    private var known: [Key: Int] = [:]
    private var byPath: [String: Int] = ["": 0]
    /// A name is told by its object, which must live as long.
    private var names: [XMLName] = []

    /// Paths beyond this many belong to no form.
    static let limit = 65_536
    /// Of all paths together: a long name in the middle of many makes each of them long.
    static let byteLimit = 32 << 20
    private var pathBytes = 0

    package init() {}

    /// The node with this path below the root.
    package func node(_ path: String) -> Int? { byPath[path] }

    /// Lets the element with this path stand several times beside itself.
    package mutating func markRepeated(_ path: String) throws {
        var node = 0
        for step in path.split(separator: "/") { node = try child(String(step), of: node) }
        nodes[node].isRepeated = true
    }

    mutating func child(_ name: XMLName, of parent: Int) throws -> Int {
        let key = Key(parent: parent, name: ObjectIdentifier(name))
        if let node = known[key] { return node }
        let node = try child(name.local, of: parent)
        known[key] = node
        names.append(name)
        return node
    }

    private mutating func child(_ name: String, of parent: Int) throws -> Int {
        let path = parent == 0 ? name : nodes[parent].path + "/" + name
        if let node = byPath[path] { return node }
        guard nodes.count < Self.limit else { throw FormatError.tooManyPaths(Self.limit) }
        pathBytes += path.utf8.count
        guard pathBytes <= Self.byteLimit else { throw FormatError.longPaths(Self.byteLimit) }
        nodes.append(Node(name: name, parent: parent, path: path))
        byPath[path] = nodes.count - 1
        return nodes.count - 1
    }

    mutating func look(at node: Int, hasChildren: Bool, hasText: Bool) {
        if hasChildren { nodes[node].hasChildren = true }
        if hasText { nodes[node].hasText = true }
    }

    mutating func repeated(_ node: Int) { nodes[node].isRepeated = true }
}

extension FormatError {
    fileprivate static func tooManyPaths(_ limit: Int) -> FormatError {
        FormatError(
            "brings the submissions to more than \(limit) different paths of elements, the limit",
            remedy: "check that they belong to one form")
    }
    fileprivate static func longPaths(_ limit: Int) -> FormatError {
        FormatError(
            "brings the submissions to different paths of elements of more than \(limit) bytes, the limit",
            remedy: "check that they belong to one form")
    }
}
