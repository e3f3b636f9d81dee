/// Reads submissions to an XForm one after another, each a small file, with one parser and one tree of paths.
///
/// Source: ODK XForms specification and OpenRosa metadata schema. What stands in `meta` is kept apart; `formhub` and
/// templates of repeats (`jr:template`) are no data.
package final class XFormSubmissionReader {
    private let handler: SubmissionHandler
    private let reader: XMLReader

    package init(limits: InputLimits) {
        handler = SubmissionHandler(limits: limits)
        reader = XMLReader(limits: limits, handler: handler)
    }

    /// The paths of all submissions that were read so far.
    package var tree: XFormTree {
        get { handler.tree }
        set { handler.tree = newValue }
    }

    /// The submission, which the next reading changes.
    package func read(_ source: any ByteSource) throws -> XFormSubmission {
        handler.begin()
        try reader.read(source)
        return handler.submission
    }
}

private final class SubmissionHandler: XMLEventHandler {
    private struct Frame {
        let element: Int
        let node: Int
        let start: Int
        var hasChildren = false
    }

    /// More elements than this are no filled-in form.
    private static let elementLimit = 1 << 20

    let submission = XFormSubmission()
    var tree = XFormTree()
    private let limits: InputLimits
    private var frames: [Frame] = []
    /// The last element of each node in this submission, and how many there were.
    private var latest: [(reading: Int, element: Int, count: Int32)] = []
    private var reading = 0
    /// Open elements from the one that is left out; 0 where none is.
    private var hidden = 0
    /// Open elements from `meta`; 0 outside of it.
    private var metaDepth = 0
    private var metaText: [UInt8] = []

    init(limits: InputLimits) { self.limits = limits }

    func begin() {
        submission.reset()
        frames.removeAll(keepingCapacity: true)
        reading += 1
        (hidden, metaDepth) = (0, 0)
    }

    func startElement(_ name: XMLName, _ attributes: borrowing XMLAttributes) throws {
        guard let last = frames.indices.last else { return startRoot(name, attributes) }
        if hidden > 0 {
            hidden += 1
            return
        }
        if metaDepth > 0 {
            metaDepth += 1
            metaText.removeAll(keepingCapacity: true)
            return
        }
        if !frames[last].hasChildren {
            frames[last].hasChildren = true
            submission.bytes.removeLast(submission.bytes.count - frames[last].start)
        }
        if last == 0, name.local == "meta" {
            metaDepth = 1
            return
        }
        // Of an encrypted submission only the key and the names of files stand here.
        if last == 0 && (name.local == "formhub" || submission.isEncrypted) || Self.isTemplate(attributes) {
            hidden = 1
            return
        }
        let node = try tree.child(name, of: frames[last].node)
        try open(node, in: frames[last].element)
    }

    func endElement(_ name: XMLName) throws {
        if hidden > 0 {
            hidden -= 1
            return
        }
        if metaDepth > 0 {
            metaDepth -= 1
            if metaDepth == 1 {
                let text = String(decoding: metaText.trimmed, as: UTF8.self)
                if submission.meta[name.local] == nil { submission.meta[name.local] = text }
            }
            return
        }
        guard let frame = frames.popLast() else { return }
        let start = min(frame.start, submission.bytes.count)
        let text = submission.bytes[start...].trimmed
        let hasText = !frame.hasChildren && !text.isEmpty && frame.node > 0
        if hasText {
            submission.add(text.startIndex..<text.endIndex, node: frame.node, element: frame.element)
        } else if !frame.hasChildren {
            submission.bytes.removeLast(submission.bytes.count - start)
        }
        tree.look(at: frame.node, hasChildren: frame.hasChildren, hasText: hasText)
    }

    func characters(_ bytes: UnsafeRawBufferPointer) throws {
        guard hidden == 0, let frame = frames.last else { return }
        if metaDepth > 0 {
            metaText.append(contentsOf: bytes)
        } else if !frame.hasChildren {
            submission.bytes.append(contentsOf: bytes)
        }
        guard metaText.count <= limits.textBytes, submission.bytes.count - frame.start <= limits.textBytes else {
            throw FormatError.tooLongAnswer(limits.textBytes).raised(by: \.textBytes)
        }
        guard submission.bytes.count <= 4 * limits.textBytes else {
            throw FormatError.tooLongSubmission(4 * limits.textBytes).raised(by: \.textBytes)
        }
    }

    private func startRoot(_ name: XMLName, _ attributes: borrowing XMLAttributes) {
        submission.name = name.local
        submission.namespace = name.namespace
        for index in 0..<attributes.count {
            let name = attributes.name(at: index)
            if name.namespace.isEmpty { submission.attributes[name.local] = attributes.string(at: index) }
        }
        submission.families.append(1)
        submission.elements.append(.init(node: 0, parent: -1, ordinal: 1, running: 1, family: 0))
        frames.append(Frame(element: 0, node: 0, start: 0))
    }

    private func open(_ node: Int, in parent: Int) throws {
        let index = submission.elements.count
        guard index < Self.elementLimit else { throw FormatError.tooManyElements(Self.elementLimit) }
        while latest.count <= node { latest.append((0, 0, 0)) }
        var (ordinal, running, family) = (Int32(1), Int32(1), Int32(submission.families.count))
        if latest[node].reading == reading {
            running = latest[node].count + 1
            let before = submission.elements[latest[node].element]
            if before.parent == Int32(parent) {
                ordinal = before.ordinal + 1
                family = before.family
                tree.repeated(node)
            }
        }
        if family == submission.families.count {
            submission.families.append(1)
        } else {
            submission.families[Int(family)] += 1
        }
        latest[node] = (reading, index, running)
        submission.elements.append(
            .init(node: Int32(node), parent: Int32(parent), ordinal: ordinal, running: running, family: family))
        frames.append(Frame(element: index, node: node, start: submission.bytes.count))
    }

    private static func isTemplate(_ attributes: borrowing XMLAttributes) -> Bool {
        for index in 0..<attributes.count {
            let name = attributes.name(at: index)
            if name.local == "template", name.namespace == "http://openrosa.org/javarosa" { return true }
        }
        return false
    }
}

extension RandomAccessCollection where Element == UInt8 {
    /// Without blanks and line ends at both sides.
    fileprivate var trimmed: SubSequence {
        guard let first = firstIndex(where: { $0 > 0x20 }), let last = lastIndex(where: { $0 > 0x20 }) else {
            return self[endIndex...]
        }
        return self[first...last]
    }
}

extension FormatError {
    fileprivate static func tooLongAnswer(_ limit: Int) -> FormatError {
        FormatError("holds an answer of more than \(limit) bytes, the limit", remedy: "shorten it")
    }
    fileprivate static func tooLongSubmission(_ limit: Int) -> FormatError {
        FormatError("holds answers of more than \(limit) bytes, the limit of one submission", remedy: "shorten it")
    }
    fileprivate static func tooManyElements(_ limit: Int) -> FormatError {
        FormatError(
            "holds more than \(limit) elements, the limit of one submission", remedy: "check that it is the file that you meant"
        )
    }
}
