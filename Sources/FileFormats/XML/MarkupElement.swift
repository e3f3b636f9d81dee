/// An element of a small XML document that is held in memory as a whole: a questionnaire, never answers.
package final class MarkupElement {
    package enum Content {
        case text(String)
        case element(MarkupElement)
    }

    /// The local name.
    package let name: String
    /// Its URI; empty where there is none.
    package let namespace: String
    private let attributes: [(name: XMLName, value: String)]
    /// Text and elements in the order of the document. White space with a line break in it is layout and left out.
    package fileprivate(set) var content: [Content] = []

    fileprivate init(_ name: XMLName, _ attributes: borrowing XMLAttributes) {
        self.name = name.local
        namespace = name.namespace
        var list: [(name: XMLName, value: String)] = []
        for index in 0..<attributes.count { list.append((attributes.name(at: index), attributes.string(at: index))) }
        self.attributes = list
    }

    /// The value of an attribute; of one without a namespace where none is named.
    package func attribute(_ local: String, in namespace: String = "") -> String? {
        attributes.first { $0.name.local == local && $0.name.namespace == namespace }?.value
    }

    package var children: [MarkupElement] {
        content.compactMap { if case .element(let child) = $0 { child } else { nil } }
    }

    package func children(_ name: String) -> [MarkupElement] { children.filter { $0.name == name } }

    package func child(_ name: String) -> MarkupElement? {
        for case .element(let child) in content where child.name == name { return child }
        return nil
    }

    /// All text inside, also that of the elements in it.
    package var text: String {
        content.reduce(into: "") { text, part in
            switch part {
            case .text(let words): text += words
            case .element(let child): text += child.text
            }
        }
    }
}

extension MarkupElement {
    /// More elements than this are no questionnaire.
    static let limit = 400_000

    /// Reads a whole document.
    ///
    /// - Throws: `FormatError` where it is not well-formed, larger than `transcriptBytes` or of more than 400,000 elements.
    package static func root(of source: any ByteSource, limits: InputLimits) throws -> MarkupElement {
        let builder = MarkupBuilder(limits: limits)
        try XMLReader(limits: limits, handler: builder).read(source)
        guard let root = builder.root else { throw FormatError("is not well-formed XML") }
        return root
    }
}

private final class MarkupBuilder: XMLEventHandler {
    private(set) var root: MarkupElement?
    private var open: [MarkupElement] = []
    private var text: [UInt8] = []
    private var elements = 0
    private var bytes = 0
    private let limits: InputLimits

    init(limits: InputLimits) { self.limits = limits }

    func startElement(_ name: XMLName, _ attributes: borrowing XMLAttributes) throws {
        elements += 1
        guard elements <= MarkupElement.limit else { throw FormatError.tooManyElements(MarkupElement.limit) }
        for index in 0..<attributes.count { try count(attributes.bytes(at: index).count) }
        endText()
        let element = MarkupElement(name, attributes)
        open.last?.content.append(.element(element))
        if root == nil { root = element }
        open.append(element)
    }

    func endElement(_ name: XMLName) throws {
        endText()
        open.removeLast()
    }

    func characters(_ bytes: UnsafeRawBufferPointer) throws {
        try count(bytes.count)
        text.append(contentsOf: bytes)
    }

    private func count(_ more: Int) throws {
        bytes += more
        guard bytes <= limits.transcriptBytes else {
            throw FormatError.tooLarge(limits.transcriptBytes).raised(by: \.transcriptBytes)
        }
    }

    private func endText() {
        guard !text.isEmpty else { return }
        let isLayout = text.allSatisfy { $0 <= 0x20 } && text.contains(0x0A)
        if !isLayout { open.last?.content.append(.text(String(decoding: text, as: UTF8.self))) }
        text.removeAll(keepingCapacity: true)
    }
}

extension FormatError {
    fileprivate static func tooManyElements(_ limit: Int) -> FormatError {
        FormatError(
            "holds more than \(limit) elements, the limit of a questionnaire",
            remedy: "check that it is the file that you meant"
        )
    }
}
