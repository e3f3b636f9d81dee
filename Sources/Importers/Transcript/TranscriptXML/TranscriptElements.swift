import FileFormats
import StudyModel

/// Takes the elements of a transcript's XML as they are read.
protocol TranscriptElements {
    /// Cues, or entries of tiers, so far.
    var count: Int { get }
    /// `name` is the local name; `line` is where the start tag ends, from 1.
    mutating func start(_ name: String, _ attributes: borrowing XMLAttributes, line: Int)
    mutating func end(_ name: String)
    mutating func text(_ bytes: UnsafeRawBufferPointer)
}

extension InputFile {
    /// The elements after all of the file was put into them.
    ///
    /// - Throws: `Refusal` where the file is larger than `transcriptBytes`, holds more than `cues`, a text of more than `textBytes`, or no
    ///   well-formed XML.
    func reading<Elements: TranscriptElements>(_ elements: Elements, options: ImportOptions) throws -> Elements {
        do {
            let limits = options.limits
            let handler = ElementHandler(elements, limits: limits)
            let reader = XMLReader(limits: limits, handler: handler)
            handler.reader = reader
            try reader.read(try FileByteSource(path: path, limits: limits, bound: \.transcriptBytes))
            return handler.elements
        } catch let error as FormatError {
            throw Refusal(error, in: self)
        }
    }
}

private final class ElementHandler<Elements: TranscriptElements>: XMLEventHandler {
    var elements: Elements
    weak var reader: XMLReader?
    private let limits: InputLimits
    private var bytesSinceTag = 0

    init(_ elements: Elements, limits: InputLimits) {
        self.elements = elements
        self.limits = limits
    }

    func startElement(_ name: XMLName, _ attributes: borrowing XMLAttributes) throws {
        bytesSinceTag = 0
        elements.start(name.local, attributes, line: reader?.line ?? 1)
        guard elements.count <= limits.cues else { throw FormatError.tooManyCues(limits.cues) }
    }

    func endElement(_ name: XMLName) throws {
        bytesSinceTag = 0
        elements.end(name.local)
    }

    func characters(_ bytes: UnsafeRawBufferPointer) throws {
        bytesSinceTag += bytes.count
        guard bytesSinceTag <= limits.textBytes else { throw FormatError.tooLongCue(limits.textBytes) }
        elements.text(bytes)
    }
}

/// The text of one element, gathered while it is open; that of elements inside it is left out.
struct ElementText {
    private var bytes: [UInt8] = []
    /// Open elements from the one that is gathered; 0 where none is.
    private var depth = 0

    var isOpen: Bool { depth > 0 }

    mutating func open() {
        bytes.removeAll(keepingCapacity: true)
        depth = 1
    }

    mutating func startChild() { if depth > 0 { depth += 1 } }

    mutating func append(_ more: UnsafeRawBufferPointer) { if depth == 1 { bytes.append(contentsOf: more) } }

    /// The text without white space at both ends, where the element that ends is the one that was opened; else nil.
    mutating func end() -> String? {
        guard depth > 0 else { return nil }
        depth -= 1
        guard depth == 0 else { return nil }
        let isSpace = { (byte: UInt8) in byte.isBlank || byte == 0x0A || byte == 0x0D }
        let start = bytes.firstIndex { !isSpace($0) } ?? bytes.endIndex
        let end = bytes.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? start
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }
}

extension XMLAttributes {
    /// The value of an attribute of XML itself: `id` for `xml:id`, `lang` for `xml:lang`.
    func string(xml local: String) -> String? {
        for index in 0..<count {
            let name = name(at: index)
            if name.local == local, name.namespace == "http://www.w3.org/XML/1998/namespace" { return string(at: index) }
        }
        return nil
    }
}

extension StringProtocol {
    /// Each run of white space as one blank, and none at the ends: how a name is told from another.
    var withSpacesFolded: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}

extension Collection<UInt8> {
    /// Each run of white space as one blank: in XML that mixes text with marks, it lays out the file.
    var withSpacesFolded: [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(count)
        for byte in self {
            let isSpace = byte.isBlank || byte == 0x0A || byte == 0x0D
            if isSpace, result.last == 0x20 { continue }
            result.append(isSpace ? 0x20 : byte)
        }
        return result
    }
}

extension Diagnostic.Message {
    /// Of marks for what is heard but not said.
    static func leftOut(events: Int) -> Self {
        events == 1 ? "1 event or comment was left out of the text" : "\(events) events and comments were left out of the text"
    }
}

extension FormatError {
    static func tooManyCues(_ limit: Int) -> FormatError {
        FormatError("holds more than \(limit) cues, the limit", remedy: "check that it is a transcript").raised(by: \.cues)
    }
    fileprivate static func tooLongCue(_ limit: Int) -> FormatError {
        FormatError("holds a text of more than \(limit) bytes, the limit", remedy: "check that it is a transcript")
            .raised(by: \.textBytes)
    }
}
