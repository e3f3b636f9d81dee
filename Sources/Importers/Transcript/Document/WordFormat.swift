import FileFormats
package import StudyModel

/// Transcripts as Word documents (`.docx`), as `WordReader` reads them.
///
/// The stored text is a paragraph a line, the cells of a table's row parted by tabs. Labels and times are found as in plain text;
/// a table whose columns say who speaks, when and what is read row by row.
package struct WordFormat: TranscriptFormat {
    package let name = "docx"

    package init() {}

    package func recognizes(_ file: InputFile, head: [UInt8]) -> Bool {
        if ["docx", "docm", "dotx", "dotm"].contains(file.pathExtension) { return true }
        let isOld = head.starts(with: [0xD0, 0xCF, 0x11, 0xE0])
        if file.pathExtension == "doc" { return isOld || head.starts(with: [0x50, 0x4B]) }
        guard !file.isNamedAsAnotherFormat, head.starts(with: [0x50, 0x4B, 3, 4]) else { return false }
        return FileSignature.name(of: head) == "a DOCX document"
    }

    package func read(_ file: InputFile, options: ImportOptions) throws -> Transcript {
        try file.naming {
            let document = try WordReader(path: file.path, limits: options.limits).read()
            return DocumentTranscript(document, in: file, options: options).transcript(format: name)
        }
    }
}

extension InputFile {
    /// True for a name that promises a format other than a document's: what such a file holds is told, not read.
    var isNamedAsAnotherFormat: Bool {
        [
            "txt", "text", "md", "markdown", "mdown", "vtt", "srt", "sbv", "lrc", "tsv", "csv", "ods", "ots", "fods", "xlsx",
            "xls", "xml", "lss", "lsr", "lsa", "json", "jsonl", "sss", "qdpx", "qde",
        ].contains(pathExtension)
    }
}
