package import StudyModel

/// Transcripts of FOLKER (`.flk`) and its normalized form (`.fln`), as OrthoNormal writes it.
///
/// Source: the program's `Folker_Schema.xsd`. A cue is a segment, and where a contribution has none, because its syntax was checked,
/// the whole contribution; cues come in the order of the timeline. Words, pauses and breathing of a checked contribution are
/// written as cGAT has them; the transcribed form is read, never the normalized one. Speakers
/// of one name are told apart by their ids. Contributions without a speaker, pauses and
/// noises, are left out with a note.
package struct FolkerFormat: TranscriptFormat {
    package let name = "flk"

    package init() {}

    package func recognizes(_ file: InputFile, head: [UInt8]) -> Bool {
        XMLOpening.root(of: head).map { $0 == "folker-transcription" } ?? ["flk", "fln"].contains(file.pathExtension)
    }

    package func read(_ file: InputFile, options: ImportOptions) throws -> Transcript {
        let elements = try file.reading(FolkerElements(), options: options)
        let speakers = Namesakes(elements.speakers)
        let (tiers, unplaced) = elements.placedTiers(speakers.names)
        var timed = TimedTranscript()
        timed.add(tiers.map { ($0, $0.speaker) })
        var diagnostics = unplaced.diagnostics(in: file) + speakers.diagnostics(in: file)
        if elements.withoutSpeaker > 0 {
            diagnostics.append(.note(at: file.place(), .withoutSpeaker(elements.withoutSpeaker)))
        }
        return try timed.transcript(
            format: name, durationMs: elements.timeline.lastMs, diagnostics: diagnostics, of: file, options: options,
            orElse: "check that its contributions name their speakers")
    }
}

extension Diagnostic.Message {
    fileprivate static func withoutSpeaker(_ count: Int) -> Self {
        count == 1
            ? "1 contribution without a speaker, a pause or a noise, was left out"
            : "\(count) contributions without a speaker, pauses and noises, were left out"
    }
}
