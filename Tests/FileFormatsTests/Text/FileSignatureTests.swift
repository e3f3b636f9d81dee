import FileFormats
import Testing

struct FileSignatureTests {
    @Test(arguments: [
        ("PK\u{3}\u{4}……[Content_Types].xml…word/document.xml", "a DOCX document"),
        ("PK\u{3}\u{4}……mimetypeapplication/vnd.oasis.opendocument.text", "an ODT document"),
        ("PK\u{3}\u{4}……project.qde", "a REFI-QDA project"),
        ("PK\u{3}\u{4}……notes", "a zip archive"),
        ("%PDF-1.7", "a PDF document"),
        ("{\\rtf1\\ansi", "an RTF document"),
    ])
    func namesWhatIsNoText(head: String, name: String) throws {
        #expect(FileSignature.name(of: Array(head.utf8)) == name)
        let error = try #require(throws: FormatError.self) { try DecodedText(Array(head.utf8)) }
        #expect(error.problem == "is \(name)")
    }

    @Test func namesOldOfficeDocumentsAndGzip() {
        #expect(
            FileSignature.name(of: [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0])
                == "an old Office document (OLE2), or one with a password")
        #expect(FileSignature.name(of: [0x1F, 0x8B, 8]) == "a gzip archive")
    }

    @Test func namesNoText() { #expect(FileSignature.name(of: Array("PK: Guten Tag".utf8)) == nil) }

    @Test func refusesBytesFullOfControls() throws {
        let noise = (0..<4000).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 / 7) }
        let error = try #require(throws: FormatError.self) { try DecodedText(noise) }
        #expect(error.problem == "is no text file: it is full of control bytes")
    }
}
