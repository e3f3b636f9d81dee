/// One filled-in form; the same object is used again for the next.
package final class XFormSubmission {
    package struct Value: Sendable {
        /// The node of the tree that it has come from.
        package let node: Int
        /// A range in the submission's `bytes`, without white space at the ends.
        package let range: Range<Int>
        fileprivate let element: Int
    }

    struct Element {
        let node: Int32
        /// An index into the elements; -1 for the root.
        let parent: Int32
        /// Which one of its name it is in its parent, from 1.
        let ordinal: Int32
        /// Which one of its path it is in the submission, from 1.
        let running: Int32
        /// What it shares with those of its name in its parent: an index into `families`.
        let family: Int32
    }

    /// Attributes of the root without a namespace: `id`, `version`, `instanceID`, `submissionDate`, `isComplete` and so on.
    package internal(set) var attributes: [String: String] = [:]
    /// Of the root.
    package internal(set) var name = ""
    /// Of the root; empty where it has none.
    package internal(set) var namespace = ""
    /// What `meta` holds, such as `instanceID` and `deprecatedID`.
    package internal(set) var meta: [String: String] = [:]
    package internal(set) var values: [Value] = []
    package internal(set) var bytes: [UInt8] = []
    var elements: [Element] = []
    /// How many there are of a name in a parent.
    var families: [Int32] = []

    /// What tells it from every other submission; nil where the file does not say.
    package var instanceID: String? {
        [meta["instanceID"], attributes["instanceID"]].compactMap { $0 }.first { !$0.isEmpty }
    }

    /// The answers themselves lie in another file, which only the key opens.
    package var isEncrypted: Bool { attributes["encrypted"] == "yes" || namespace.hasSuffix("/xforms/encrypted") }

    package init() {}

    /// About what a copy takes in memory.
    package var size: Int {
        bytes.count + values.count * MemoryLayout<Value>.stride + elements.count * MemoryLayout<Element>.stride
            + families.count * MemoryLayout<Int32>.stride + (attributes.count + meta.count) * 128 + 512
    }

    /// The same submission in an object of its own, which no further reading changes.
    package func copy() -> XFormSubmission {
        let copy = XFormSubmission()
        (copy.attributes, copy.name, copy.namespace, copy.meta) = (attributes, name, namespace, meta)
        // Made anew, so that each takes no more room than it needs.
        (copy.values, copy.bytes) = (values.map(\.self), bytes.map(\.self))
        (copy.elements, copy.families) = (elements.map(\.self), families.map(\.self))
        return copy
    }

    func reset() {
        attributes.removeAll(keepingCapacity: true)
        meta.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        bytes.removeAll(keepingCapacity: true)
        elements.removeAll(keepingCapacity: true)
        families.removeAll(keepingCapacity: true)
    }

    func add(_ range: Range<Int>, node: Int, element: Int) {
        values.append(Value(node: node, range: range, element: element))
    }

    package func text(_ value: Value) -> String { String(decoding: bytes[value.range], as: UTF8.self) }

    /// Which answer to its question it is, from 1: the running number of the innermost repeat around it.
    package func instance(of value: Value, in tree: borrowing XFormTree) -> Int {
        var index = value.element
        while index > 0 {
            let element = elements[index]
            if tree.nodes[Int(element.node)].isRepeated { return Int(element.running) }
            index = Int(element.parent)
        }
        return 1
    }

    /// How many repeats a value stands in, itself among them.
    package func repeats(around value: Value, in tree: borrowing XFormTree) -> Int {
        var (index, count) = (value.element, 0)
        while index > 0 {
            if tree.nodes[Int(elements[index].node)].isRepeated { count += 1 }
            index = Int(elements[index].parent)
        }
        return count
    }

    /// The path down to the innermost element that has others of its name beside it, each of those with its number:
    /// `g1[3]/g2/g3[4]`. Nil where there is none.
    package func occurrence(of value: Value, in tree: borrowing XFormTree) -> String? {
        var steps: [String] = []
        var index = value.element
        while index > 0 {
            let element = elements[index]
            let hasOthers = families[Int(element.family)] > 1
            if hasOthers || !steps.isEmpty {
                steps.append(tree.nodes[Int(element.node)].name + (hasOthers ? "[\(element.ordinal)]" : ""))
            }
            index = Int(element.parent)
        }
        return steps.isEmpty ? nil : steps.reversed().joined(separator: "/")
    }
}
