package import StudyModel

/// SubRip subtitles (`.srt`), a format without a standard: read as programs write it.
///
/// The stored text is one line a cue, without tags and style overrides. Numbers may be missing or repeated, times overlap and
/// have `.` for `,` or fields of one digit. A label at the start of cues names the speaker.
package struct SubRipFormat: TranscriptFormat {
    package let name = "srt"

    package init() {}

    /// A number, a time with hours and words below; or the name.
    package func recognizes(_ file: InputFile, head: [UInt8]) -> Bool {
        if file.pathExtension == name { return true }
        let lines = HeadLines(head).filled
        guard lines.count >= 3, lines[0].allSatisfy(\.isDigit) else { return false }
        return lines[1].withUnsafeBufferPointer { bytes in
            // A comma for the point is SubRip's own, so that cues which stand in a text are left to it.
            bytes.contains(UInt8(ascii: ",")) && SubtitleTiming(bytes, line: 0..<bytes.count, style: .subRip) != nil
        }
    }

    package func read(_ file: InputFile, options: ImportOptions) throws -> Transcript {
        let source = try TranscriptText(of: file, options: options)
        let text = TextLines(source.utf8)
        return try source.utf8.withUnsafeBufferPointer { bytes in
            let blocks = SubtitleBlocks(text, bytes, from: 0, style: .subRip, in: file)
            return try SubtitleTranscript(blocks.blocks, bytes, options: options).transcript(
                format: name, example: "a line such as \(SubtitleStyle.subRip.example) and its words below it",
                diagnostics: source.diagnostics + blocks.diagnostics, file: file, options: options)
        }
    }
}
