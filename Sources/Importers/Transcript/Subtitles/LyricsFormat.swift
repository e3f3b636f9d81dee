package import StudyModel

/// Lines with times, LRC: `[00:12.34]Guten Tag.`, as Whisper's tools and music players write them.
///
/// There is no standard. A line lasts until the next time, also that of a line without words; the last one until `[length:…]`.
/// A line with several times is said at each. `[offset:±ms]` moves all times. Times of single words (`<00:12.80>`) are left out.
/// A label at the start of lines names the speaker.
package struct LyricsFormat: TranscriptFormat {
    package let name = "lrc"

    package init() {}

    /// Times or tags in square brackets on every line, at least one of them a time of minutes with a fraction; or the name.
    package func recognizes(_ file: InputFile, head: [UInt8]) -> Bool {
        if file.pathExtension == name { return true }
        // Most files are none, and that shows in their first line.
        guard let first = HeadLines(head, most: 1).filled.first?.first, "[#".utf8.contains(first) else { return false }
        let head = HeadLines(head, most: .max)
        let lines = head.isCut ? head.filled.dropLast() : head.filled[...]
        var timed = 0
        for line in lines {
            let tags = line.withUnsafeBufferPointer { LyricsLine($0, 0..<$0.count) }
            if tags.times.isEmpty {
                guard tags.header != nil, timed == 0 else { return false }
            } else {
                guard tags.isFine else { return false }
                timed += 1
            }
        }
        return timed >= 2
    }

    package func read(_ file: InputFile, options: ImportOptions) throws -> Transcript {
        let source = try TranscriptText(of: file, options: options)
        let text = TextLines(source.utf8)
        return try source.utf8.withUnsafeBufferPointer { bytes in
            let lyrics = LyricsCues(text, bytes, in: file)
            return try SubtitleTranscript(lyrics.cues, options: options).transcript(
                format: name, language: lyrics.language, example: "a line such as [00:12.34]Guten Tag.",
                diagnostics: source.diagnostics + lyrics.diagnostics, file: file, options: options)
        }
    }
}
