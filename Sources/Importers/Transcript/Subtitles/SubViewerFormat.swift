package import StudyModel

/// YouTube's SBV, a form of SubViewer: `0:00:01.000,0:00:04.000`, words below, a blank line between cues.
///
/// There is no standard. The stored text is one line a cue, its lines joined by a blank; a block without times goes on with the
/// words of the cue above. A label at the start of cues names the speaker.
package struct SubViewerFormat: TranscriptFormat {
    package let name = "sbv"

    package init() {}

    /// Two times with a comma between them on the first line that is not blank; or the name.
    package func recognizes(_ file: InputFile, head: [UInt8]) -> Bool {
        if file.pathExtension == name { return true }
        guard let first = HeadLines(head).filled.first else { return false }
        return first.withUnsafeBufferPointer {
            SubtitleTiming($0, line: 0..<$0.count, style: .subViewer) != nil
        }
    }

    package func read(_ file: InputFile, options: ImportOptions) throws -> Transcript {
        let source = try TranscriptText(of: file, options: options)
        let text = TextLines(source.utf8)
        return try source.utf8.withUnsafeBufferPointer { bytes in
            let blocks = SubtitleBlocks(text, bytes, from: 0, style: .subViewer, in: file)
            return try SubtitleTranscript(blocks.blocks, bytes, options: options).transcript(
                format: name, example: "a line such as \(SubtitleStyle.subViewer.example) and its words below it",
                diagnostics: source.diagnostics + blocks.diagnostics, file: file, options: options)
        }
    }
}
