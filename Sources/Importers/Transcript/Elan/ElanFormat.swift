package import StudyModel

/// Annotations of ELAN (`.eaf`), its format 2.x and 3.0.
///
/// Source: MPI Nijmegen, *EAF Annotation Format*. A cue is an annotation of a tier without a parent, by its time and, where
/// several begin together, in the order of the tiers; the speaker is the tier's participant, else the name of the tier. Tiers
/// that depend on others, or whose words are taken from a controlled vocabulary, are left out of the text, with a note. Of what
/// Toolbox wrote, a parent tier holds only the numbers of sentences; there the tier below it is read, and that is said.
package struct ElanFormat: TranscriptFormat {
    package let name = "eaf"

    package init() {}

    package func recognizes(_ file: InputFile, head: [UInt8]) -> Bool {
        XMLOpening.root(of: head).map { $0 == "ANNOTATION_DOCUMENT" } ?? (file.pathExtension == name)
    }

    package func read(_ file: InputFile, options: ImportOptions) throws -> Transcript {
        let elements = try file.reading(ElanElements(), options: options)
        let (tiers, unplaced) = elements.placedTiers
        let speech = ElanSpeech(elements.tiers, controlled: elements.controlledTypes)
        let choice = try TierChoice(of: tiers, in: file, options: options) { speech.tiers.contains($0) }
        var diagnostics = unplaced.diagnostics(in: file)
        if options.tiers.isEmpty {
            for (tier, parent) in speech.substitutes {
                diagnostics.append(
                    .note(
                        at: file.place(), .substitute(tiers[tier].name, for: tiers[parent].name),
                        remedy: "if others hold what is said, name them with --tier"))
            }
        }
        var timed = TimedTranscript()
        timed.add(choice.read.map { (tiers[$0], elements.tiers[$0].speaker) })
        return try timed.transcript(
            format: name, durationMs: elements.timeline.lastMs, tiers: tiers, diagnostics: diagnostics + choice.diagnostics,
            of: file, options: options, orElse: TierChoice.remedy(for: tiers))
    }
}

extension Diagnostic.Message {
    fileprivate static func substitute(_ tier: String, for parent: String) -> Self {
        "the tier '\(tier)' is read as speech in place of '\(parent)' above it, which holds no words of its own"
    }
}
