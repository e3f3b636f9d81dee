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
        let source = try TranscriptText(of: file, options: options)
        let text = TextLines(source.utf8)
        let found = source.utf8.withUnsafeBufferPointer { Self.cues(of: text, $0, in: file, options: options) }
        var drafts = found.drafts
        if drafts.isEmpty, let last = text.lines.last(where: { !$0.isEmpty }) {
            // Nothing but titles and the like: then that is the text.
            drafts = [CueDraft(bytes: (text.lines.first { !$0.isEmpty } ?? last).lowerBound..<last.upperBound)]
        }
        var counter = ScalarCounter(source.utf8)
        let cues = drafts.compactMap { draft in
            counter.range(draft.bytes).map {
                Transcript.Cue(range: $0, speaker: draft.speaker, startMs: draft.startMs, endMs: draft.endMs)
            }
        }
        var diagnostics = source.diagnostics + found.diagnostics
        if found.list.names.isEmpty {
            diagnostics.append(
                .note(
                    at: file.place(), .noSpeaker,
                    remedy: "name each speaker as 'Ana: ' at the start of a line, or pass --speakers"))
        }
        return Transcript(
            format: name, text: String(decoding: source.utf8, as: UTF8.self), speakers: found.list.speakers, cues: cues,
            diagnostics: diagnostics)
    }

    private struct Found {
        var drafts: [CueDraft]
        var list = SpeakerList()
        var diagnostics: [Diagnostic]
    }

    private static func cues(
        of text: TextLines, _ bytes: UnsafeBufferPointer<UInt8>, in file: InputFile, options: ImportOptions
    ) -> Found {
        let first = LineKind.frontMatter(text)
        var census = SpeakerCensus(asked: options.speakers)
        var heads: [Int: LineHead] = [:]
        for index in first..<max(first, text.lines.count) {
            let line = text.lines[index]
            guard !line.isEmpty, let head = LineHead.find(bytes, line: line, asked: options.speakers) else { continue }
            // `[00:00:05] Genau` is a name only where words stand below it.
            if head.style == .timeFirst, index + 1 >= text.lines.count || text.lines[index + 1].isEmpty { continue }
            heads[index] = head
            census.count(text.string(head.label), head)
        }
        let speakers = census.speakers
        var diagnostics = census.missing.map { Diagnostic.missingSpeaker($0, in: file) }
        if let embedded = EmbeddedCues(text, bytes, heads: heads, speakers: speakers, from: first) {
            return Found(drafts: embedded.cues, list: embedded.list, diagnostics: diagnostics)
        }
        if !speakers.isEmpty {
            let turns = LabelledTurns(text, bytes, heads: heads, speakers: speakers, from: first)
            if let start = turns.cues.first?.bytes.lowerBound {
                let doubtful = heads.filter { _, head in
                    let label = text.string(head.label)
                    return head.content > start && !speakers.contains(label) && census.isDoubtful(label)
                }
                for index in doubtful.keys.sorted().prefix(10) {
                    diagnostics.append(
                        .note(
                            at: file.place(line: index + 1), .doubtfulLabel,
                            remedy: "if it is one, pass --speakers"))
                }
                return Found(drafts: turns.cues, list: turns.list, diagnostics: diagnostics)
            }
        }
        return Found(drafts: UnlabelledParagraphs(text, bytes, from: first).cues, diagnostics: diagnostics)
    }
}

extension Diagnostic {
    /// Somebody asked for a speaker who is not in the file.
    static func missingSpeaker(_ name: String, in file: InputFile) -> Diagnostic {
        .warning(at: file.place(), .missingSpeaker(name), remedy: "write the label as the file does, without its colon")
    }
}

extension Diagnostic.Message {
    static let noSpeaker: Self = "no speaker is named in this transcript"
    fileprivate static let doubtfulLabel: Self = "this line begins as a speaker's would, but only once; it was read as speech"
    fileprivate static func missingSpeaker(_ name: String) -> Self { "the speaker '\(name)' does not occur in this transcript" }
}
