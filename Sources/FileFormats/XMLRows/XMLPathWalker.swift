/// Is told what a document holds, path by path.
protocol XMLPathVisitor: AnyObject {
    func open(_ node: Int) throws
    /// An attribute's value, or the text of an element without children; also text beside children, where there is some.
    /// White space at the ends is gone; there may be nothing left.
    func value(_ node: Int, _ bytes: UnsafeRawBufferPointer) throws
    func close(_ node: Int) throws
}

/// Hands the events of a document to a walker.
final class XMLPathHandler: XMLEventHandler {
    private(set) var walker: XMLPathWalker

    init(_ walker: XMLPathWalker) { self.walker = walker }

    func startElement(_ name: XMLName, _ attributes: borrowing XMLAttributes) throws {
        try walker.start(name, attributes)
    }
    func endElement(_ name: XMLName) throws { try walker.end() }
    func characters(_ bytes: UnsafeRawBufferPointer) throws { try walker.take(bytes) }
}

/// Follows a document along its path tree, which grows with it or, on a second reading, must hold every path already.
///
/// A structure, so that its handler is entered once an event and not once a property.
struct XMLPathWalker {
    private struct Frame {
        let node: Int
        var hasChildren = false
        var hasLeaves = false
        var hasValues = false
        var hasAttributes = false
        /// Text that stands beside children.
        var mixed: [UInt8] = []
    }
    private struct Key: Hashable {
        let parent: Int
        let name: ObjectIdentifier
        let isAttribute: Bool
    }

    private(set) var tree: XMLPathTree
    private let grows: Bool
    private let limits: InputLimits
    private let visitor: any XMLPathVisitor
    private var stack: [Frame] = []
    /// How many elements are open below one of running text, with it; its text comes together in `text`.
    private var runningDepth = 0
    /// Names are one object each for the length of a reading.
    private var known: [Key: Int] = [:]
    private var text: [UInt8] = []

    init(tree: XMLPathTree, grows: Bool, limits: InputLimits, visitor: any XMLPathVisitor) {
        self.tree = tree
        self.grows = grows
        self.limits = limits
        self.visitor = visitor
    }

    mutating func start(_ name: XMLName, _ attributes: borrowing XMLAttributes) throws {
        let node = try enter(name)
        stack.append(Frame(node: node))
        if grows { tree.nodes[node].count += 1 }
        try visitor.open(node)
        for index in 0..<attributes.count {
            let name = attributes.name(at: index)
            // Such as xsi:nil: about the markup, not the answers.
            guard name.namespace != "http://www.w3.org/2001/XMLSchema-instance" else { continue }
            stack[stack.count - 1].hasAttributes = true
            let column = try find(name, isAttribute: true)
            let value = Array(attributes.string(at: index).utf8)
            try value.withUnsafeBytes { try visitor.value(column, $0.trimmed) }
        }
    }

    /// Takes in what stands before an element, and returns its node.
    private mutating func enter(_ name: XMLName) throws -> Int {
        if runningDepth > 0 {
            runningDepth += 1
            breakLine(TextMark(name.local))
            return try find(name, isAttribute: false)
        }
        if let last = stack.indices.last {
            stack[last].hasChildren = true
            setAside(in: last)
        }
        text.removeAll(keepingCapacity: true)
        let node = try find(name, isAttribute: false)
        if !grows, tree.nodes[node].isRunningText { runningDepth = 1 }
        return node
    }

    /// Leaves an element below one of running text.
    private mutating func leaveMark() throws {
        guard let frame = stack.popLast() else { return }
        runningDepth -= 1
        breakLine(TextMark(tree.nodes[frame.node].name))
        try visitor.close(frame.node)
    }

    private mutating func breakLine(_ mark: TextMark?) {
        guard mark == .line, let last = text.last, last != UInt8(ascii: "\n") else { return }
        text.append(UInt8(ascii: "\n"))
    }

    mutating func end() throws {
        if runningDepth > 1 { return try leaveMark() }
        runningDepth = 0
        guard var frame = stack.popLast() else { return }
        if frame.hasChildren {
            if !text.allSatisfy(\.isBlank) { frame.mixed += text }
            text.removeAll(keepingCapacity: true)
            if !frame.mixed.isEmpty {
                if grows {
                    markText(frame.node)
                    tree.nodes[frame.node].isMixed = true
                }
                try frame.mixed.withUnsafeBytes { try visitor.value(frame.node, $0.trimmed) }
            }
        } else {
            let hasText = !text.allSatisfy(\.isBlank)
            if grows {
                if hasText { markText(frame.node) }
                if !frame.hasAttributes { tree.nodes[frame.node].isColumn = true }
            }
            try text.withUnsafeBytes { try visitor.value(frame.node, $0.trimmed) }
            text.removeAll(keepingCapacity: true)
            if let last = stack.indices.last {
                stack[last].hasLeaves = true
                if hasText || !frame.hasAttributes { stack[last].hasValues = true }
            }
        }
        if grows, frame.hasLeaves || frame.hasAttributes {
            tree.nodes[frame.node].branches += 1
            if frame.hasValues { tree.nodes[frame.node].hasValues = true }
        }
        try visitor.close(frame.node)
    }

    mutating func take(_ bytes: UnsafeRawBufferPointer) throws {
        text.append(contentsOf: bytes)
        guard text.count <= limits.textBytes else { throw FormatError.tooLongValue(limits.textBytes).raised(by: \.textBytes) }
    }

    private mutating func markText(_ node: Int) {
        tree.nodes[node].hasText = true
        tree.nodes[node].isColumn = true
    }

    private mutating func setAside(in frame: Int) {
        guard !text.allSatisfy(\.isBlank) else { return }
        stack[frame].mixed += text
    }

    private mutating func find(_ name: XMLName, isAttribute: Bool) throws -> Int {
        let parent = stack.last?.node
        let key = Key(parent: parent ?? -1, name: ObjectIdentifier(name), isAttribute: isAttribute)
        if let node = known[key] { return node }
        let existing: Int?
        if let parent {
            existing = tree.child(name.local, of: parent, isAttribute: isAttribute)
        } else {
            existing = tree.nodes.first?.name == name.local ? 0 : nil
        }
        guard existing != nil || grows else { throw FormatError.changed }
        let node = try existing ?? tree.add(name.local, to: parent, isAttribute: isAttribute)
        known[key] = node
        return node
    }
}

extension UInt8 {
    fileprivate var isBlank: Bool { self == 0x20 || 0x09...0x0D ~= self }
}

extension UnsafeRawBufferPointer {
    fileprivate var trimmed: UnsafeRawBufferPointer {
        var (lower, upper) = (0, count)
        while lower < upper, self[lower].isBlank { lower += 1 }
        while upper > lower, self[upper - 1].isBlank { upper -= 1 }
        return UnsafeRawBufferPointer(rebasing: self[lower..<upper])
    }
}

extension FormatError {
    fileprivate static func tooLongValue(_ limit: Int) -> FormatError {
        FormatError("holds a value of more than \(limit) bytes, the limit", remedy: "shorten it, or leave it out")
    }
    fileprivate static var changed: FormatError {
        FormatError("changed while it was read", remedy: "read it again when nothing writes to it")
    }
}
