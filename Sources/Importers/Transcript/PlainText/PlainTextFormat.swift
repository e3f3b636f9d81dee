import FileFormats
package import StudyModel

/// Transcripts as plain text or Markdown.
///
/// The stored text is the text of the file; a cue is a labelled paragraph with the unlabelled ones behind it, and its range
/// leaves out label and times. Which labels are speakers is decided over the whole file: `SpeakerCensus`. The forms of labels
/// and times are those that f4, noScribe, Otter, Zoom, HappyScribe, TranscribeMe and Descript write, and the usual ones by hand.
/// Times of the day, as Zoom saves them, are milliseconds since midnight.
package struct PlainTextFormat: TranscriptFormat {
    package let name = "txt"

    package init() {}

    package func recognizes(_ file: InputFile, head: [UInt8]) -> Bool {
        ["txt", "text", "md", "markdown", "mdown"].contains(file.pathExtension)
    }

    package func read(_ file: InputFile, options: ImportOptions) throws -> Transcript {
        let bytes = try TranscriptText.bytes(of: file, options: options)
        try file.naming {
            guard !HTMLHead.isHTML(Array(bytes.prefix(4096))) else { throw FormatError.isNoText("an HTML page") }
        }
        let source = try TranscriptText(bytes, of: file, options: options)
        return TextTurns(TextLines(source.utf8), in: file, options: options).transcript(
            format: name, diagnostics: source.diagnostics)
    }
}
