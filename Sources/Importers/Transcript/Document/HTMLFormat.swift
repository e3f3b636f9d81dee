import FileFormats
package import StudyModel

/// Transcripts as HTML pages, as `HTMLReader` reads them; else as `WordFormat`.
///
/// noScribe saves Qt's HTML and names an anchor for each segment, `ts_START_END_SPEAKER` with milliseconds; a turn begins with its
/// first and ends with its last.
package struct HTMLFormat: TranscriptFormat {
    package let name = "html"

    package init() {}

    package func recognizes(_ file: InputFile, head: [UInt8]) -> Bool {
        if ["html", "htm", "xhtml"].contains(file.pathExtension) { return true }
        return !file.isNamedAsAnotherFormat && HTMLHead.isHTML(head)
    }

    package func read(_ file: InputFile, options: ImportOptions) throws -> Transcript {
        let bytes = try TranscriptText.bytes(of: file, options: options)
        var asked = options
        asked.encoding = options.encoding ?? HTMLReader.declaredEncoding(bytes)
        let text = try TranscriptText(bytes, of: file, options: asked)
        return try file.naming {
            let document = try HTMLReader.read(text.utf8, limits: options.limits)
            var transcript = DocumentTranscript(document, in: file, options: options)
            transcript.turns.drafts.setTimes(by: document.anchors.compactMap { SegmentAnchor($0.position, $0.name) })
            return transcript.transcript(format: name, diagnostics: text.diagnostics)
        }
    }
}

/// The anchor of a segment, as noScribe names it.
private struct SegmentAnchor {
    let position: Int
    let startMs: Int
    let endMs: Int

    /// Nil for other anchors.
    init?(_ position: Int, _ name: String) {
        let parts = name.split(separator: "_", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count >= 3, parts[0] == "ts", let start = Int(parts[1]), let end = Int(parts[2]), start >= 0, end >= start,
            end <= Int(Int32.max)
        else { return nil }
        self.position = position
        startMs = start
        endMs = end
    }
}

extension [CueDraft] {
    /// Gives each cue the start of the first segment in it and the end of the last. The label of a turn belongs to its first
    /// segment, so that a segment may begin before the words do.
    fileprivate mutating func setTimes(by segments: [SegmentAnchor]) {
        var next = 0
        for index in indices {
            let end = self[index].bytes.upperBound
            let first = next
            while next < segments.count, segments[next].position < end { next += 1 }
            guard next > first else { continue }
            self[index].startMs = segments[first].startMs
            self[index].endMs = segments[first..<next].map(\.endMs).max()
        }
    }
}
