/// Reads the running text of a Word document (`.docx`): ECMA-376 (ISO/IEC 29500), part 1, section 17, transitional or strict.
///
/// The main part is the one that `_rels/.rels` names. The text is what a reader sees once all changes are accepted: insertions
/// stay, deletions, what was moved away and hidden text go, also what a style hides. List numbers, comments, notes, headers, footers, pictures and text
/// boxes are no part of it; the first, notes, deletions, hidden places and text boxes are counted.
package struct WordReader {
    private let archive: ZipArchive
    private let limits: InputLimits

    /// - Throws: `FormatError` where the file is something else or damaged.
    package init(path: String, limits: InputLimits = .init()) throws {
        self.limits = limits
        let head = try DocumentHead.read(path, limits)
        guard DocumentHead.isZip(head) else {
            throw DocumentHead.refusal(head, kind: Self.kind, remedy: Self.remedy)
        }
        archive = try ZipArchive(path: path, limits: limits)
    }

    private static let kind = "a Word document (docx)"
    private static let remedy = "name a file saved as Word document (.docx)"

    /// - Throws: `FormatError` with the member where the document is damaged or goes beyond a limit.
    package func read() throws -> DocumentText {
        let member = try mainPart()
        let handler = WordHandler(try WordStyles(of: member, in: archive, limits), limits)
        do {
            try XMLReader(vocabulary: WordName.vocabulary, limits: limits, handler: handler).read(try archive.open(member))
            return try handler.finish()
        } catch let error as FormatError {
            throw error.inMember(member)
        }
    }

    /// The member that holds the document itself.
    private func mainPart() throws -> String {
        let relations = "_rels/.rels"
        guard archive.contains(relations) else {
            if let other = try DocumentHead.refusal(archive, kind: Self.kind, remedy: Self.remedy) { throw other }
            throw FormatError.noMember(relations)
        }
        let member = try PackageRelationships(of: "", in: archive, limits).part(ofType: "officeDocument") ?? "word/document.xml"
        // A document of another kind has its main part elsewhere.
        if let kind = OpenDocumentKind.description(ofArchive: archive.names), !kind.hasSuffix("(docx)") {
            throw FormatError.otherThan(Self.kind, is: kind, remedy: Self.remedy)
        }
        guard archive.contains(member) else { throw FormatError.noMember(member) }
        return member
    }
}

/// Hands the events of a document on to a `WordParser`.
private final class WordHandler: XMLEventHandler {
    /// Behind a pointer, since a property of a class is checked for exclusive access at run time.
    private let parser: UnsafeMutablePointer<WordParser>

    init(_ styles: WordStyles, _ limits: InputLimits) {
        parser = .allocate(capacity: 1)
        parser.initialize(to: WordParser(styles, limits))
    }

    deinit {
        parser.deinitialize(count: 1)
        parser.deallocate()
    }

    func startElement(_ name: XMLName, _ attributes: borrowing XMLAttributes) throws {
        try parser.pointee.startElement(name, attributes)
    }

    func endElement(_ name: XMLName) throws { try parser.pointee.endElement() }

    func characters(_ bytes: UnsafeRawBufferPointer) throws { try parser.pointee.characters(bytes) }

    func finish() throws -> DocumentText { try parser.pointee.finish() }
}
