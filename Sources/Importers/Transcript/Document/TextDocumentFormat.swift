import FileFormats
package import StudyModel

/// Transcripts as OpenDocument texts (`.odt`, `.fodt`), as `TextDocumentReader` reads them; else as `WordFormat`.
package struct TextDocumentFormat: TranscriptFormat {
    package let name = "odt"

    package init() {}

    package func recognizes(_ file: InputFile, head: [UInt8]) -> Bool {
        if ["odt", "ott", "odm", "fodt"].contains(file.pathExtension) { return true }
        guard !file.isNamedAsAnotherFormat else { return false }
        let text = String(decoding: head, as: UTF8.self)
        if head.starts(with: [0x50, 0x4B]) { return text.contains("mimetypeapplication/vnd.oasis.opendocument.text") }
        return text.contains("application/vnd.oasis.opendocument.text") && text.contains("<")
    }

    package func read(_ file: InputFile, options: ImportOptions) throws -> Transcript {
        try file.naming {
            let document = try TextDocumentReader(path: file.path, limits: options.limits).read()
            return DocumentTranscript(document, in: file, options: options).transcript(format: name)
        }
    }
}
