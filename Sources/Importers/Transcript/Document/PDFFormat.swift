import FileFormats
package import StudyModel

/// Transcripts as PDF documents, as `PDFReader` reads them through `pdftotext`; else as `WordFormat`.
package struct PDFFormat: TranscriptFormat {
    package let name = "pdf"

    package init() {}

    package func recognizes(_ file: InputFile, head: [UInt8]) -> Bool {
        file.pathExtension == name || !file.isNamedAsAnotherFormat && head.starts(with: "%PDF-".utf8)
    }

    package func read(_ file: InputFile, options: ImportOptions) throws -> Transcript {
        try file.naming {
            let document = try PDFReader(path: file.path, limits: options.limits).read()
            return DocumentTranscript(document, in: file, options: options).transcript(format: name)
        }
    }
}
