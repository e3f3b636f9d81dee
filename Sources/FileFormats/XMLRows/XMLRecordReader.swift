/// One record of an XML table: its values that are not empty.
package final class XMLRecord {
    package struct Value: Sendable {
        /// The node of the path tree that it has come from.
        package let node: Int
        /// From 1: which one of its path it is in the record. The values of a group that repeats share its number, unless a
        /// value repeats inside of the group.
        package let instance: Int
        /// A range in the record's `bytes`.
        package let range: Range<Int>
    }

    /// From 1.
    package fileprivate(set) var number = 0
    package fileprivate(set) var values: [Value] = []
    package fileprivate(set) var bytes: [UInt8] = []
}

/// Reads XML that holds a table: an element that repeats is a record, its leaves and attributes are the columns.
package enum XMLRecordReader {
    /// Reads the whole document for its paths, and hands over every value that is not empty.
    ///
    /// - Parameter record: the name or path of the element that is a record; nil to find it out.
    /// - Returns: the paths, and the element that is a record; nil where there is none.
    package static func paths(
        of source: any ByteSource, record: String? = nil, limits: InputLimits,
        value: (Int, UnsafeRawBufferPointer) throws -> Void
    ) throws -> (tree: XMLPathTree, recordNode: Int?) {
        try withoutActuallyEscaping(value) { value in
            let visitor = ValueVisitor(onValue: value)
            let walker = XMLPathWalker(tree: XMLPathTree(), grows: true, limits: limits, visitor: visitor)
            let handler = XMLPathHandler(walker)
            try XMLReader(limits: limits, handler: handler).read(source)
            var tree = handler.walker.tree
            let recordNode = record.map { tree.element(named: $0) } ?? tree.recordNode
            tree.settleRunningText(in: recordNode)
            return (tree, recordNode)
        }
    }

    /// Reads the same document again and hands over its records, one at a time; the record is used again for the next one.
    package static func read(
        _ source: any ByteSource, tree: XMLPathTree, recordNode: Int, limits: InputLimits,
        record: (XMLRecord) throws -> Void
    ) throws {
        try withoutActuallyEscaping(record) { record in
            let visitor = RecordVisitor(nodes: tree.nodes.count, recordNode: recordNode, limits: limits, onRecord: record)
            let walker = XMLPathWalker(tree: tree, grows: false, limits: limits, visitor: visitor)
            try XMLReader(limits: limits, handler: XMLPathHandler(walker)).read(source)
        }
    }
}

private final class ValueVisitor: XMLPathVisitor {
    private let onValue: (Int, UnsafeRawBufferPointer) throws -> Void

    init(onValue: @escaping (Int, UnsafeRawBufferPointer) throws -> Void) { self.onValue = onValue }

    func open(_ node: Int) throws {}
    func close(_ node: Int) throws {}
    func value(_ node: Int, _ bytes: UnsafeRawBufferPointer) throws {
        if !bytes.isEmpty { try onValue(node, bytes) }
    }
}

private final class RecordVisitor: XMLPathVisitor {
    private let recordNode: Int
    private let limits: InputLimits
    private let onRecord: (XMLRecord) throws -> Void
    private let record = XMLRecord()
    private var isInside = false
    /// How often a node was met in the record whose number stands beside it.
    private var met: [(record: Int, count: Int)]
    private var given: [(record: Int, count: Int)]
    /// For each open element of the record, the greatest number among the groups around it.
    private var floors: [Int] = []

    init(nodes: Int, recordNode: Int, limits: InputLimits, onRecord: @escaping (XMLRecord) throws -> Void) {
        self.recordNode = recordNode
        self.limits = limits
        self.onRecord = onRecord
        met = Array(repeating: (0, 0), count: nodes)
        given = met
    }

    func open(_ node: Int) throws {
        if node == recordNode {
            isInside = true
            record.number += 1
            record.values.removeAll(keepingCapacity: true)
            record.bytes.removeAll(keepingCapacity: true)
            floors = [1]
        } else if isInside {
            let count = met[node].record == record.number ? met[node].count + 1 : 1
            met[node] = (record.number, count)
            floors.append(max(floors.last ?? 1, count))
        }
    }

    func value(_ node: Int, _ bytes: UnsafeRawBufferPointer) throws {
        guard isInside else { return }
        let count = given[node].record == record.number ? given[node].count + 1 : 1
        let instance = max(count, floors.last ?? 1)
        given[node] = (record.number, instance)
        guard !bytes.isEmpty else { return }
        let start = record.bytes.count
        record.bytes.append(contentsOf: bytes)
        record.values.append(XMLRecord.Value(node: node, instance: instance, range: start..<record.bytes.count))
        guard record.bytes.count <= 4 * limits.textBytes, record.values.count <= 1 << 20 else {
            throw FormatError.tooLongRecord(record.number)
        }
    }

    func close(_ node: Int) throws {
        guard isInside else { return }
        floors.removeLast()
        if node == recordNode {
            isInside = false
            try onRecord(record)
        }
    }
}

extension FormatError {
    fileprivate static func tooLongRecord(_ number: Int) -> FormatError {
        FormatError("holds a record, number \(number), that is too long", remedy: "check that it holds a table")
    }
}
