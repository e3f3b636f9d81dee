/// One text as an importer read it: what will be stored, and what the file set off in it.
///
/// All ranges count Unicode scalars of `text`. Speaker labels and times that stand in the text are not part of a range.
package struct Transcript: Hashable, Sendable {
    package var format: String
    /// With `\n` line endings, without a byte order mark and without characters that XML 1.0 forbids.
    package var text: String
    package var language: String?
    /// In order of first appearance.
    package var speakers: [Speaker]
    /// In the order of the file; where tracks run side by side, in order of time.
    package var cues: [Cue]
    /// The length of the recording in milliseconds, where the file tells.
    package var durationMs: Int?
    /// The turns that the file itself marks, where it counts them otherwise than `turns` does: as one where several people speak.
    package var turnElements: Int?
    /// The tiers of the file, in its order, also those that are not read as speech; empty where the format has none.
    package var tiers: [Tier]
    /// True where times stand in `text` itself, also inside of cues, as in plain text.
    package var timesStandInText = false
    /// How the document is laid out that the text comes from; nil for other files.
    package var outline: Outline?
    package var diagnostics: [Diagnostic]

    package init(
        format: String, text: String, language: String? = nil, speakers: [Speaker] = [], cues: [Cue] = [],
        durationMs: Int? = nil, turnElements: Int? = nil, tiers: [Tier] = [], diagnostics: [Diagnostic] = []
    ) {
        self.format = format
        self.text = text
        self.language = language
        self.speakers = speakers
        self.cues = cues
        self.durationMs = durationMs
        self.turnElements = turnElements
        self.tiers = tiers
        self.diagnostics = diagnostics
    }

    /// Somebody who speaks in it, under the label that the file uses.
    package struct Speaker: Hashable, Sendable {
        package enum Role: String, Hashable, Sendable, CaseIterable {
            case interviewer, respondent, other
        }

        package var name: String
        package var role: Role

        package init(name: String, role: Role) {
            self.name = name
            self.role = role
        }
    }

    /// The smallest unit that the file itself sets off and that has words.
    package struct Cue: Hashable, Sendable {
        package var range: TextRange
        /// An index into `speakers`; nil where nobody is named.
        package var speaker: Int?
        package var startMs: Int?
        package var endMs: Int?

        package init(range: TextRange, speaker: Int? = nil, startMs: Int? = nil, endMs: Int? = nil) {
            self.range = range
            self.speaker = speaker
            self.startMs = startMs
            self.endMs = endMs
        }
    }

    /// The parts of a document that are none of its words.
    package struct Outline: Hashable, Sendable {
        /// The paragraphs with text, those of a table's cells too.
        package var paragraphs: [TextRange]
        /// Nil where the format does not say where a page ends.
        package var pages: Int?

        package init(paragraphs: [TextRange], pages: Int? = nil) {
            self.paragraphs = paragraphs
            self.pages = pages
        }
    }

    /// Runs of neighbouring cues of one known speaker; a cue without a speaker is a turn of its own.
    package var turns: [SpeakerTurn] {
        var turns: [SpeakerTurn] = []
        for (index, cue) in cues.enumerated() {
            if let last = turns.last, let speaker = cue.speaker, last.speaker == speaker {
                turns[turns.count - 1].cues = last.cues.lowerBound..<index + 1
            } else {
                turns.append(SpeakerTurn(number: turns.count + 1, speaker: cue.speaker, cues: index..<index + 1))
            }
        }
        return turns
    }
}

/// A run of neighbouring cues of one speaker.
package struct SpeakerTurn: Hashable, Sendable {
    /// From 1, in the order of the file.
    package var number: Int
    /// An index into the transcript's speakers.
    package var speaker: Int?
    /// Indices into the transcript's cues.
    package var cues: Range<Int>

    package init(number: Int, speaker: Int?, cues: Range<Int>) {
        self.number = number
        self.speaker = speaker
        self.cues = cues
    }
}
