package import StudyModel

/// Transcriptions of EXMARaLDA's Partitur-Editor (`.exb`, `basic-transcription`).
///
/// Source: the program's own files and its DTD `basic-transcription.dtd`. A cue is an event of a tier of type `t` (transcription)
/// and category `v` (verbal); where no tier is both, of any tier of type `t`. Events come in the order of the timeline, whose
/// points need no times; those that begin at one point, in the order of the tiers. Speakers of one abbreviation
/// are told apart by their ids. Descriptions (`d`) and annotations (`a`) are left out of the text, with a note.
package struct ExmaraldaFormat: TranscriptFormat {
    package let name = "exb"

    package init() {}

    package func recognizes(_ file: InputFile, head: [UInt8]) -> Bool {
        XMLOpening.root(of: head).map { $0 == "basic-transcription" } ?? (file.pathExtension == name)
    }

    package func read(_ file: InputFile, options: ImportOptions) throws -> Transcript {
        let elements = try file.reading(ExmaraldaElements(), options: options)
        let speakers = Namesakes(elements.speakers.mapValues(\.name))
        let tiers = elements.tiers.map { tier in
            var tier = tier
            tier.speaker = tier.speaker.map { speakers.names[$0] ?? $0 }
            return tier
        }
        let isVerbal = { (tier: Transcript.Tier) in tier.type == "t" && tier.category == "v" }
        let hasVerbal = tiers.contains { isVerbal($0) && !$0.entries.isEmpty }
        let choice = try TierChoice(of: tiers, in: file, options: options) {
            hasVerbal ? isVerbal(tiers[$0]) : tiers[$0].type == "t"
        }
        var timed = TimedTranscript()
        for (id, speaker) in elements.speakers.sorted(by: { $0.key < $1.key }) {
            timed.describe(speakers.names[id] ?? speaker.name, as: speaker.role)
        }
        timed.add(choice.read.map { (tiers[$0], tiers[$0].speaker) })
        return try timed.transcript(
            format: name, durationMs: elements.timeline.lastMs, tiers: tiers,
            diagnostics: elements.unplaced.diagnostics(in: file) + speakers.diagnostics(in: file) + choice.diagnostics,
            of: file, options: options, orElse: TierChoice.remedy(for: tiers))
    }
}
