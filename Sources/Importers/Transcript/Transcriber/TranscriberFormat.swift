package import StudyModel

/// Transcriptions of Transcriber (`.trs`).
///
/// Source: the program's `trans-14.dtd`, which is never fetched. A turn is text with marks in it; the words between two of `Turn`, `Sync`
/// and `Who` are a cue, which begins at the `Sync` before it and ends at the next one or with the turn. Where several speak
/// at once, `Who` tells which of the turn's speakers says what follows. Speakers of one name are told apart
/// by their ids, with a note. Events, comments and
/// background noise are left out of the text, with a note.
package struct TranscriberFormat: TranscriptFormat {
    package let name = "trs"

    package init() {}

    package func recognizes(_ file: InputFile, head: [UInt8]) -> Bool {
        XMLOpening.root(of: head).map { $0 == "Trans" } ?? (file.pathExtension == name)
    }

    package func read(_ file: InputFile, options: ImportOptions) throws -> Transcript {
        let elements = try file.reading(TranscriberElements(), options: options)
        let speakers = Namesakes(elements.speakers)
        var timed = TimedTranscript()
        for cue in elements.cues {
            timed.add(
                elements.words[cue.range].withSpacesFolded, speaker: cue.speaker.map { speakers.names[$0] ?? $0 },
                startMs: cue.startMs,
                endMs: cue.endMs)
        }
        var diagnostics = speakers.diagnostics(in: file)
        if let line = elements.firstUnknownVoice {
            diagnostics.append(
                .warning(
                    at: file.place(line: line), .unknownVoice,
                    remedy: "name the speakers of the turn there, and import the file again"))
        }
        if elements.events > 0 { diagnostics.append(.note(at: file.place(), .leftOut(events: elements.events))) }
        var transcript = try timed.transcript(
            format: name, language: elements.language, durationMs: elements.lastMs, diagnostics: diagnostics, of: file,
            options: options, orElse: "check that it is the file that you meant")
        transcript.turnElements = elements.turns
        return transcript
    }
}

extension Diagnostic.Message {
    fileprivate static let unknownVoice: Self =
        "the words here are said by a speaker whom the turn does not name; they and others like them have no speaker"
}
