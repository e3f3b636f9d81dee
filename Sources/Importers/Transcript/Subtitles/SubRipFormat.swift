package import StudyModel

/// SubRip subtitles (`.srt`), a format without a standard: read as programs write it.
///
/// The stored text is one line a cue, without tags and style overrides. Numbers may be missing or repeated, times overlap and
/// have `.` for `,` or fields of one digit. A label at the start of cues names the speaker.
package struct SubRipFormat: TranscriptFormat {
    package let name = "srt"

    package init() {}

    package func recognizes(_ file: InputFile, head: [UInt8]) -> Bool { file.pathExtension == name }

    package func read(_ file: InputFile, options: ImportOptions) throws -> Transcript {
        let source = try TranscriptText(of: file, options: options)
        let text = TextLines(source.utf8)
        return try source.utf8.withUnsafeBufferPointer { bytes in
            let blocks = SubtitleBlocks(text, bytes, from: 0, isWebVTT: false, in: file)
            return try SubtitleTranscript(blocks.blocks, bytes, options: options).transcript(
                format: name, diagnostics: source.diagnostics + blocks.diagnostics, file: file)
        }
    }
}
