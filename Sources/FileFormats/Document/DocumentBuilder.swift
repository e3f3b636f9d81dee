/// Puts a document's text together as its file is read from front to back.
struct DocumentBuilder {
    private(set) var document = DocumentText()
    private let limits: InputLimits
    /// Of the tables that are open, the innermost last.
    private var tables: [DocumentText.Cell] = []
    private var tableCount: Int32 = 0
    private var isOpen = false
    /// The mark of the paragraph before was deleted, so that the next one goes on in it.
    private var isJoining = false

    init(limits: InputLimits) {
        self.limits = limits
        document.utf8.reserveCapacity(1 << 15)
    }

    /// True inside of a paragraph.
    var isInParagraph: Bool { isOpen }
    /// Where the next character will stand.
    var position: Int { document.utf8.count }
    /// True where the cell that is open has a paragraph already.
    var isLastParagraphInOpenCell: Bool { tables.last != nil && document.paragraphs.last?.cell == tables.last }

    mutating func beginParagraph() throws(FormatError) {
        let cell = tables.last
        guard !isOpen else { return }
        isOpen = true
        if isJoining, document.paragraphs.last?.cell == cell {
            isJoining = false
            return
        }
        isJoining = false
        guard document.paragraphs.count < limits.paragraphs else { throw .tooManyParagraphs(limits.paragraphs) }
        if let last = document.paragraphs.last?.cell, let cell,
            last.table == cell.table, last.row == cell.row, last.column < cell.column
        {
            document.utf8.append(UInt8(ascii: "\t"))
        } else if !document.paragraphs.isEmpty {
            document.utf8.append(UInt8(ascii: "\n"))
        }
        document.paragraphs.append(DocumentText.Paragraph(bytes: position..<position, cell: cell))
    }

    /// - Parameter joins: The next paragraph goes on in this one.
    mutating func endParagraph(isHeading: Bool = false, joins: Bool = false) throws(FormatError) {
        guard isOpen, let last = document.paragraphs.indices.last else { return }
        isOpen = false
        isJoining = joins
        let lower = document.paragraphs[last].bytes.lowerBound
        document.paragraphs[last].bytes = lower..<position
        document.paragraphs[last].isHeading = isHeading
        dropEmptyParagraph(keepingFirst: true)
        guard position <= limits.transcriptBytes else { throw .longDocument(limits.transcriptBytes) }
    }

    /// Takes back an empty paragraph outside of tables that begins the text, follows another one, or, where none is kept, that is last.
    private mutating func dropEmptyParagraph(keepingFirst: Bool) {
        guard let last = document.paragraphs.last, last.bytes.isEmpty, last.cell == nil else { return }
        let before = document.paragraphs.dropLast().last
        if keepingFirst, let before, !before.bytes.isEmpty || before.cell != nil { return }
        document.paragraphs.removeLast()
        // The line feed before it.
        if before != nil { document.utf8.removeLast() }
    }

    /// Adds bytes of valid UTF-8 that hold no control characters but tabs and line feeds.
    mutating func append(_ piece: UnsafeRawBufferPointer) { document.utf8.append(contentsOf: piece) }

    mutating func append(_ byte: UInt8) { document.utf8.append(byte) }

    /// Adds a character; one that XML 1.0 forbids becomes U+FFFD.
    mutating func append(_ scalar: Unicode.Scalar) {
        switch scalar.value {
        case 0x0D: document.utf8.append(UInt8(ascii: "\n"))
        case 0..<0x09, 0x0B..<0x20, 0xFFFE, 0xFFFF:
            document.replaced += 1
            document.utf8.append(contentsOf: [0xEF, 0xBF, 0xBD])
        default: document.utf8.append(contentsOf: UTF8.encode(scalar) ?? .init())
        }
    }

    /// Lets another part of a reader write into the text.
    mutating func withText(_ write: (inout [UInt8]) -> Void) { write(&document.utf8) }

    mutating func leaveOut(_ kind: WritableKeyPath<DocumentText.LeftOut, Int>) { document.leftOut[keyPath: kind] += 1 }

    mutating func addAnchor(_ name: String) throws(FormatError) {
        guard document.anchors.count < limits.paragraphs else { throw .tooManyParagraphs(limits.paragraphs) }
        document.anchors.append((position, name))
    }

    mutating func setPages(_ count: Int) { document.pages = count }

    // MARK: Tables

    mutating func beginTable() {
        tables.append(DocumentText.Cell(table: tableCount, row: -1, column: 0))
        tableCount &+= 1
    }

    mutating func endTable() { _ = tables.popLast() }

    mutating func beginRow() {
        guard let last = tables.indices.last else { return }
        tables[last].row &+= 1
        tables[last].column = 0
    }

    /// Moves on by the columns that the cell before reaches over.
    mutating func advanceColumn(by span: Int) {
        guard let last = tables.indices.last else { return }
        tables[last].column &+= Int32(clamping: min(max(span, 1), 1 << 14))
    }

    /// The document as it has been read. An empty paragraph at the end is dropped.
    mutating func finish() throws(FormatError) -> DocumentText {
        try endParagraph()
        dropEmptyParagraph(keepingFirst: false)
        guard document.utf8.contains(where: { $0 > 0x20 }) else { throw .noText }
        return document
    }
}

extension FormatError {
    fileprivate static func tooManyParagraphs(_ limit: Int) -> FormatError {
        FormatError("holds more than \(limit) paragraphs, the limit", remedy: "if it is no mistake, split the document")
            .raised(by: \.paragraphs)
    }
    static func longDocument(_ limit: Int) -> FormatError {
        FormatError("holds a text of more than \(limit) bytes, the limit", remedy: "if it is no mistake, split the document")
            .raised(by: \.transcriptBytes)
    }
    static var noText: FormatError {
        FormatError("holds no text", remedy: "check that it is the file that you meant")
    }
}
