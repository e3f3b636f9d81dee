import Foundation

/// Reads the running text of an OpenDocument text, zipped (`.odt`) or flat (`.fodt`): OpenDocument 1.2, parts 1 and 3.
///
/// The text is what a reader sees: insertions stay, deletions and hidden text go. List numbers, comments, notes, headers, footers
/// and text boxes are no part of it.
package struct TextDocumentReader {
    private let path: String
    private let limits: InputLimits
    /// Nil for a flat file.
    private let archive: ZipArchive?

    static let remedy = "name a file saved as ODF text document (.odt or .fodt)"
    private static let kind = "an OpenDocument text"

    /// - Throws: `FormatError` where the file is something else, is encrypted or is damaged.
    package init(path: String, limits: InputLimits = .init()) throws {
        self.path = path
        self.limits = limits
        let head = try DocumentHead.read(path, limits)
        guard DocumentHead.isZip(head) else {
            let start = head.drop { [0xEF, 0xBB, 0xBF, 0x20, 0x09, 0x0A, 0x0D].contains($0) }
            guard start.first == UInt8(ascii: "<"), !HTMLHead.isHTML(head) else {
                throw DocumentHead.refusal(head, kind: Self.kind, remedy: Self.remedy)
            }
            archive = nil
            return
        }
        let archive = try ZipArchive(path: path, limits: limits)
        if archive.contains("mimetype") {
            let type = String(decoding: try archive.read("mimetype", limit: 1 << 12), as: UTF8.self)
                .trimmingCharacters(in: .whitespacesAndNewlines)
            guard OpenDocumentKind.isText(type) else { throw FormatError.noTextDocument(OpenDocumentKind.description(type)) }
        }
        try OpenDocumentManifest.refuseEncryption(of: archive)
        guard archive.contains("content.xml") else {
            if let kind = OpenDocumentKind.description(ofArchive: archive.names) { throw FormatError.noTextDocument(kind) }
            throw FormatError.noMember("content.xml")
        }
        self.archive = archive
    }

    /// - Throws: `FormatError` with the member where the document is damaged or goes beyond a limit.
    package func read() throws -> DocumentText {
        let handler = Handler(limits: limits)
        do {
            let source: any ByteSource = try archive?.open("content.xml") ?? FileByteSource(path: path, limits: limits)
            try XMLReader(vocabulary: TextDocumentName.vocabulary, limits: limits, handler: handler).read(source)
            return try handler.parser.finish()
        } catch let error as FormatError {
            throw archive == nil ? error : error.inMember("content.xml")
        }
    }

    private final class Handler: XMLEventHandler {
        var parser: TextDocumentParser

        init(limits: InputLimits) { parser = TextDocumentParser(limits: limits) }

        func startElement(_ name: XMLName, _ attributes: borrowing XMLAttributes) throws {
            try parser.startElement(name, attributes)
        }
        func endElement(_ name: XMLName) throws { try parser.endElement() }
        func characters(_ bytes: UnsafeRawBufferPointer) throws { try parser.characters(bytes) }
    }
}
