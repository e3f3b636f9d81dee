/// Every path from the root of a document to its elements and attributes, each once, in the order in which they come first.
///
/// Names are local names: two elements of one name in different namespaces are one path.
package struct XMLPathTree {
    package struct Node: Sendable {
        package let name: String
        /// Nil for the root.
        package let parent: Int?
        package let isAttribute: Bool
        /// How many elements have this path.
        package internal(set) var count = 0
        /// How many of them have an attribute, or a child without children: they could be records.
        package internal(set) var branches = 0
        /// True where one of them has a child that holds text, or nothing at all, and so is no wrapper of records.
        package internal(set) var hasValues = false
        /// True where one of them has text of its own, or nothing at all.
        package internal(set) var isColumn = false
        /// True where one of them has text of its own.
        package internal(set) var hasText = false
        /// True where one of them has text of its own beside children.
        var isMixed = false
        /// True for running text with marks of emphasis, lines or the like in it: one value with all that is in it.
        package fileprivate(set) var isRunningText = false
        /// Of its path, with its name.
        fileprivate var pathBytes = 0
        fileprivate var elements: [String: Int] = [:]
        fileprivate var attributes: [String: Int] = [:]
    }

    package internal(set) var nodes: [Node] = []
    private var pathBytes = 0

    /// Paths beyond this many are no table.
    static let limit = 65_536
    /// Of all paths together: a long name in the middle of many makes each of them long.
    static let byteLimit = 32 << 20

    package init() {}

    func child(_ name: String, of parent: Int, isAttribute: Bool) -> Int? {
        isAttribute ? nodes[parent].attributes[name] : nodes[parent].elements[name]
    }

    mutating func add(_ name: String, to parent: Int?, isAttribute: Bool) throws -> Int {
        guard nodes.count < Self.limit else { throw FormatError.tooManyPaths(Self.limit) }
        let index = nodes.count
        var node = Node(name: name, parent: parent, isAttribute: isAttribute)
        node.pathBytes = (parent.map { nodes[$0].pathBytes + 1 } ?? 0) + name.utf8.count
        pathBytes += node.pathBytes
        guard pathBytes <= Self.byteLimit else { throw FormatError.longPaths(Self.byteLimit) }
        nodes.append(node)
        if let parent {
            if isAttribute { nodes[parent].attributes[name] = index } else { nodes[parent].elements[name] = index }
        }
        return index
    }

    /// Settles, when all paths are known, which elements of a record are running text: those with text beside children, all
    /// of which are named as in HTML or TEI.
    mutating func settleRunningText(in recordNode: Int?) {
        guard let recordNode else { return }
        var isInRecord = [Bool](repeating: false, count: nodes.count)
        for index in nodes.indices {
            isInRecord[index] = index == recordNode || nodes[index].parent.map { isInRecord[$0] } ?? false
        }
        var hasOnlyMarks = [Bool](repeating: true, count: nodes.count)
        // A parent comes before its children.
        for index in nodes.indices.reversed() where !nodes[index].isAttribute {
            nodes[index].isRunningText = isInRecord[index] && nodes[index].isMixed && hasOnlyMarks[index]
            guard let parent = nodes[index].parent else { continue }
            if !hasOnlyMarks[index] || TextMark(nodes[index].name) == nil { hasOnlyMarks[parent] = false }
        }
    }

    /// The elements that are records: of those below the root, and below an only child that is a mere wrapper, the path that
    /// occurs most often and holds attributes or leaves. Nil where there is none.
    package var recordNode: Int? {
        var best: (index: Int, depth: Int)?
        for (index, node) in nodes.enumerated() where !node.isAttribute && node.branches > 0 {
            guard let depth = depthAsRecord(node) else { continue }
            if let current = best, (-node.count, depth) >= (-nodes[current.index].count, current.depth) { continue }
            best = (index, depth)
        }
        return best?.index
    }

    /// The element of that name, or of that path from the root with `/` between its names; nil where there is none.
    package func element(named name: String) -> Int? {
        nodes.indices.first { !nodes[$0].isAttribute && (nodes[$0].name == name || path(of: $0) == name) }
    }

    /// By what `element(named:)` finds it: its name, or its path where another element of that name comes first.
    package func shownName(of element: Int) -> String {
        self.element(named: nodes[element].name) == element ? nodes[element].name : path(of: element)
    }

    private func path(of node: Int) -> String {
        var names = [nodes[node].name]
        var next = nodes[node].parent
        while let parent = next {
            names.append(nodes[parent].name)
            next = nodes[parent].parent
        }
        return names.reversed().joined(separator: "/")
    }

    /// Elements that could be records as well as the one that is, and lie neither in it nor around it: names and how many.
    package func others(beside record: Int) -> [(name: String, count: Int)] {
        var around: Set<Int> = [record]
        var next = nodes[record].parent
        while let parent = next {
            around.insert(parent)
            next = nodes[parent].parent
        }
        return nodes.indices.filter { index in
            let node = nodes[index]
            return !node.isAttribute && node.branches > 0 && !around.contains(index) && node.parent != record
                && depthAsRecord(node) != nil
        }.map { (nodes[$0].name, nodes[$0].count) }
    }

    /// The attribute of a leaf that repeats which names what it holds, as in `<field name="alter">34</field>`; nil where there
    /// is none.
    package func namingAttribute(of element: Int, inRecord record: Int) -> Int? {
        let node = nodes[element]
        guard !node.isAttribute, node.hasText, node.elements.isEmpty, node.count > nodes[record].count else { return nil }
        return ["name", "key", "q", "question", "variable", "var", "frage"].lazy.compactMap { node.attributes[$0] }.first
    }

    /// 1 below the root, 2 below a wrapper; nil for what can be no record.
    private func depthAsRecord(_ node: Node) -> Int? {
        guard let parent = node.parent else { return nil }
        if parent == 0 { return 1 }
        let wrapper = nodes[parent]
        return wrapper.parent == 0 && wrapper.count == 1 && !wrapper.hasValues ? 2 : nil
    }

    /// The columns below a record: nodes, and their paths joined by `/`, in the order in which they came first.
    ///
    /// An attribute has its bare name, and `@` before it where a child has the same. Text of the record itself comes first,
    /// under the record's name.
    package func columns(of record: Int) -> [(node: Int, name: String)] {
        var paths: [Int: String] = [record: ""]
        var result: [(node: Int, name: String)] = []
        var inRunningText: Set<Int> = []
        for (index, node) in nodes.enumerated() {
            guard let parent = node.parent, let path = paths[parent] else { continue }
            if nodes[parent].isRunningText || inRunningText.contains(parent), !node.isAttribute { inRunningText.insert(index) }
            let isTaken = node.isAttribute && nodes[parent].elements[node.name] != nil
            let name = (path.isEmpty ? "" : path + "/") + (isTaken ? "@" : "") + node.name
            paths[index] = name
            if node.isAttribute || node.isColumn && !inRunningText.contains(index) { result.append((index, name)) }
        }
        if nodes[record].hasText {
            let name = nodes[record].name
            result.insert((record, result.contains { $0.name == name } ? "#" + name : name), at: 0)
        }
        return result
    }
}

extension FormatError {
    fileprivate static func tooManyPaths(_ limit: Int) -> FormatError {
        FormatError("holds more than \(limit) different paths of elements, the limit", remedy: "check that it holds a table")
    }
    fileprivate static func longPaths(_ limit: Int) -> FormatError {
        FormatError(
            "holds different paths of elements of more than \(limit) bytes, the limit", remedy: "check that it holds a table")
    }
}
