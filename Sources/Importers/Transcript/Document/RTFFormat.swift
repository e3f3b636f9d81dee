import FileFormats
package import StudyModel

/// Transcripts in Rich Text Format (`.rtf`), as f4transkript, MAXQDA and word processors save them; else as `WordFormat`.
package struct RTFFormat: TranscriptFormat {
    package let name = "rtf"

    package init() {}

    package func recognizes(_ file: InputFile, head: [UInt8]) -> Bool {
        file.pathExtension == name || !file.isNamedAsAnotherFormat && head.starts(with: "{\\rtf".utf8)
    }

    package func read(_ file: InputFile, options: ImportOptions) throws -> Transcript {
        let bytes = try TranscriptText.bytes(of: file, options: options)
        return try file.naming {
            let document = try RTFReader.read(bytes, limits: options.limits)
            return DocumentTranscript(document, in: file, options: options).transcript(format: name)
        }
    }
}
