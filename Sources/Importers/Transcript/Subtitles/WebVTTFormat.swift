package import StudyModel

/// WebVTT, the W3C's format of timed text, as Teams, Zoom, YouTube, noScribe and Whisper write it.
///
/// The stored text is one line a cue: tags, comments, styles and regions are left out, entities decoded, the lines of a cue
/// joined by a blank. Speakers are voices (`<v Ana>`, or the class where a voice has no name) or labels at the start of cues.
package struct WebVTTFormat: TranscriptFormat {
    package let name = "vtt"

    package init() {}

    package func recognizes(_ file: InputFile, head: [UInt8]) -> Bool {
        let start = head.starts(with: [0xEF, 0xBB, 0xBF]) ? head.dropFirst(3) : head[...]
        return file.pathExtension == name || start.starts(with: "WEBVTT".utf8)
    }

    package func read(_ file: InputFile, options: ImportOptions) throws -> Transcript {
        let source = try TranscriptText(of: file, options: options)
        let text = TextLines(source.utf8)
        return try source.utf8.withUnsafeBufferPointer { bytes in
            var diagnostics = source.diagnostics
            let header = Self.header(text, bytes)
            if header == nil {
                diagnostics.append(.warning(at: file.place(line: 1), .noHeader, remedy: "begin the file with the line WEBVTT"))
            }
            let blocks = SubtitleBlocks(text, bytes, from: header?.end ?? 0, style: .webVTT, in: file)
            return try SubtitleTranscript(blocks.blocks, bytes, options: options).transcript(
                format: name, language: header?.language,
                example: "a line such as \(SubtitleStyle.webVTT.example) and its words below it", label: "<v Ana>",
                diagnostics: diagnostics + blocks.diagnostics, file: file, options: options)
        }
    }

    /// The line behind the header, and the language that the header names; nil where the first line is not `WEBVTT`.
    private static func header(_ text: TextLines, _ bytes: UnsafeBufferPointer<UInt8>) -> (end: Int, language: String?)? {
        guard let first = text.lines.first, bytes[first].starts(with: "WEBVTT".utf8),
            first.count == 6 || bytes[first.lowerBound + 6].isBlank
        else { return nil }
        var language: String?
        var index = 1
        while index < text.lines.count, !text.lines[index].isEmpty {
            // The blank line behind the header may be missing.
            if SubtitleTiming.mark(bytes, text.lines[index], .webVTT) != nil {
                if index > 1, bytes[text.lines[index - 1]].allSatisfy(\.isDigit) { index -= 1 }
                break
            }
            let line = text.lines[index]
            if line.count < 60, bytes[line].starts(with: "Language:".utf8) {
                language = text.string(text.trimmed(line.lowerBound + 9..<line.upperBound))
            }
            index += 1
        }
        return (index, language)
    }
}

extension Diagnostic.Message {
    fileprivate static let noHeader: Self = "the line WEBVTT is missing at the start"
}
