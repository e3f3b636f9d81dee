extension Transcript {
    /// One of the tracks that run side by side in a file: what a person says, what is noted about it.
    ///
    /// Whether its entries became cues is for the importer to say; the tier tells what the file holds.
    package struct Tier: Hashable, Sendable {
        package var name: String
        /// What the format itself tells about it, in its own words: `t`, `d` and `a` in EXMARaLDA, `interval` and `point` in Praat.
        package var type: String?
        package var category: String?
        /// The name of the speaker, where the format gives one to the tier.
        package var speaker: String?
        /// Those with words, in the order of the file.
        package var entries: [TierEntry]

        package init(
            name: String, type: String? = nil, category: String? = nil, speaker: String? = nil, entries: [TierEntry] = []
        ) {
            self.name = name
            self.type = type
            self.category = category
            self.speaker = speaker
            self.entries = entries
        }
    }

    /// One stretch of a tier, or a point in it.
    package struct TierEntry: Hashable, Sendable {
        /// Where it begins, in whatever orders the entries of all tiers of its file: seconds, or a place in a timeline.
        package var position: Double
        package var startMs: Int?
        /// Nil where the file does not tell, and in a tier of type `point`, whose entries have no length.
        package var endMs: Int?
        /// As the file has it, without white space at both ends.
        package var text: String

        package init(position: Double, startMs: Int? = nil, endMs: Int? = nil, text: String) {
            self.position = position
            self.startMs = startMs
            self.endMs = endMs
            self.text = text
        }
    }
}
