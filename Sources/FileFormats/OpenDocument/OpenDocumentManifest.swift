/// The list of a package's members: OpenDocument 1.2, part 3, section 4.
enum OpenDocumentManifest {
    /// - Throws: `FormatError` where a password is needed to read the package.
    static func refuseEncryption(of archive: ZipArchive) throws {
        guard archive.contains("META-INF/manifest.xml"), try isEncrypted(archive) else { return }
        throw FormatError(
            "is password-protected",
            remedy: "open it, choose File > Save As, clear 'Save with password', and import that file",
            member: "META-INF/manifest.xml")
    }

    /// True where any member is encrypted; the members then only look like content.
    private static func isEncrypted(_ archive: ZipArchive) throws -> Bool {
        let handler = Handler()
        let names = XMLVocabulary(
            namespace: "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", names: ["encryption-data": 1])
        do {
            let bytes = try archive.read("META-INF/manifest.xml", limit: 16 << 20)
            try XMLReader(vocabulary: names, handler: handler).read(MemoryByteSource(bytes))
        } catch let error as FormatError {
            throw error.inMember("META-INF/manifest.xml")
        }
        return handler.found
    }

    private final class Handler: XMLEventHandler {
        var found = false
        func startElement(_ name: XMLName, _ attributes: borrowing XMLAttributes) { if name.code == 1 { found = true } }
        func endElement(_ name: XMLName) {}
        func characters(_ bytes: UnsafeRawBufferPointer) {}
    }
}
