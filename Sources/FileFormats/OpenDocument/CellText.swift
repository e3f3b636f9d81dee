/// The text of a cell, or of the comment on one, as its paragraphs come: OpenDocument 1.2, part 1, section 6.
struct CellText {
    /// Where it begins in the bytes that it is written to.
    private(set) var start = 0
    private var spacing = ParagraphSpacing()
    /// The most bytes that it may have.
    private let limit: Int

    init(limit: Int) { self.limit = limit }

    /// Begins the text of the next cell behind what is in `bytes`.
    mutating func begin(in bytes: borrowing [UInt8]) {
        start = bytes.count
        spacing.beginCell()
    }

    mutating func beginParagraph(in bytes: inout [UInt8]) { spacing.beginParagraph(&bytes) }

    mutating func append(_ piece: UnsafeRawBufferPointer, to bytes: inout [UInt8]) throws(FormatError) {
        spacing.append(piece, to: &bytes)
        guard bytes.count - start <= limit else { throw .longText(limit) }
    }

    /// Adds what an element inside of a paragraph stands for, and returns whether what is in it is text as well.
    mutating func enter(
        _ known: OpenDocumentName?, _ name: XMLName, _ attributes: borrowing XMLAttributes, in bytes: inout [UInt8]
    ) throws(FormatError) -> Bool {
        switch known {
        case .space:
            let count = try Self.spaces(attributes)
            guard count <= limit - (bytes.count - start) else { throw .longText(limit) }
            spacing.append(UInt8(ascii: " "), times: count, to: &bytes)
        case .tab: spacing.append(UInt8(ascii: "\t"), to: &bytes)
        case .lineBreak: spacing.append(UInt8(ascii: "\n"), to: &bytes)
        case .unread: break
        case .inline, .link: return true
        // Fields such as `text:date` stand for their text; what other namespaces put there is no text.
        default: return name.namespace == OpenDocumentName.textNamespace
        }
        return false
    }

    /// How many blanks a `text:s` stands for.
    private static func spaces(_ attributes: borrowing XMLAttributes) throws(FormatError) -> Int {
        guard let index = attributes.index(of: OpenDocumentName.spaceCount.rawValue) else { return 1 }
        guard let count = CellNumber.whole(attributes.bytes(at: index)) else {
            throw .badRepeat("text:c", attributes.string(at: index))
        }
        return count
    }
}
