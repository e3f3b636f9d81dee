import FileFormats
package import StudyModel

/// Praat's TextGrid, long, short or binary.
///
/// The stored text is one line an interval that has words, over all tiers of speech in order of time; a tier is a speaker; the
/// number of the tier tells those of one name apart. Tiers of
/// points, and of words, syllables and sounds beside others, are no speech unless they are asked for. Empty intervals are pauses.
package struct TextGridFormat: TranscriptFormat {
    package let name = "textgrid"

    package init() {}

    /// The words with which Praat begins its files, and the class; or the name.
    package func recognizes(_ file: InputFile, head: [UInt8]) -> Bool {
        if file.pathExtension == name { return true }
        if head.starts(with: TextGrid.binaryMark) { return head.dropFirst(13).starts(with: "TextGrid".utf8) }
        let lines = HeadLines(head).filled
        guard lines.count >= 2, String(decoding: lines[0], as: UTF8.self).contains("\"ooTextFile") else { return false }
        return String(decoding: lines[1], as: UTF8.self).contains("\"TextGrid")
    }

    package func read(_ file: InputFile, options: ImportOptions) throws -> Transcript {
        let (grid, diagnostics) = try Self.grid(file, options)
        let tiers = grid.tiers.map { tier in
            Transcript.Tier(
                name: tier.name, type: tier.isPoints ? "point" : "interval",
                entries: tier.entries.compactMap { entry in
                    let text = entry.text.trimmed
                    guard !text.isEmpty else { return nil }
                    let start = Int(millisecondsOf: entry.start)
                    let end = tier.isPoints || entry.end < entry.start ? nil : Int(millisecondsOf: entry.end)
                    return Transcript.TierEntry(position: entry.start, startMs: start, endMs: end, text: text)
                })
        }
        let speech = TierNames(tiers)
        let choice = try TierChoice(of: tiers, in: file, options: options) { speech.isSpeech($0) }
        var timed = TimedTranscript()
        let speaking = choice.read.filter { !TierNames.isDescription(tiers[$0].name) }
        let speakers = Namesakes(
            Dictionary(speaking.map { ("tier \($0 + 1)", tiers[$0].name) }, uniquingKeysWith: { first, _ in first }))
        timed.add(choice.read.map { (tiers[$0], speakers.names["tier \($0 + 1)"]) })
        return try timed.transcript(
            format: name, durationMs: Int(millisecondsOf: grid.end), tiers: tiers,
            diagnostics: diagnostics + speakers.diagnostics(in: file) + choice.diagnostics, of: file, options: options,
            orElse: "name the tiers that hold speech with --tier")
    }

    private static func grid(_ file: InputFile, _ options: ImportOptions) throws -> (TextGrid, [Diagnostic]) {
        try file.naming {
            let limits = options.limits
            let bytes = try TranscriptText.bytes(of: file, options: options)
            if bytes.starts(with: TextGrid.binaryMark) { return (try TextGrid(binary: bytes, limits: limits), []) }
            let source = try TranscriptText(bytes, of: file, options: options)
            return (try TextGrid(text: source.utf8, limits: limits), source.diagnostics)
        }
    }
}

/// What the names of tiers tell about them.
struct TierNames {
    private let speech: Set<Int>

    /// Speech is what the tiers of intervals hold, but for words, syllables and sounds where other tiers remain; where none does, it
    /// is the words, or whatever stands first.
    init(_ tiers: [Transcript.Tier]) {
        let filled = tiers.indices.filter { tiers[$0].type == "interval" && !tiers[$0].entries.isEmpty }
        let coarse = filled.filter { Self.parts(tiers[$0].name).isDisjoint(with: Self.words.union(Self.sounds)) }
        let words = filled.filter { !Self.parts(tiers[$0].name).isDisjoint(with: Self.words) }
        speech = Set(!coarse.isEmpty ? coarse : !words.isEmpty ? words : Array(filled.prefix(1)))
    }

    func isSpeech(_ index: Int) -> Bool { speech.contains(index) }

    /// True for a name that says what a tier holds and not who speaks.
    static func isDescription(_ name: String) -> Bool {
        let parts = parts(name)
        return parts.isEmpty || parts.isSubset(of: words.union(sounds).union(descriptions))
    }

    private static func parts(_ name: String) -> Set<String> {
        Set(name.lowercased().split { !$0.isLetter }.map(String.init))
    }

    private static let words: Set<String> = ["word", "words", "wort", "wörter", "token", "tokens", "ort"]
    private static let sounds: Set<String> = [
        "phone", "phones", "phoneme", "phonemes", "phon", "segment", "segments", "sound", "sounds", "syllable", "syllables",
        "syll", "silbe", "silben", "laut", "laute", "mau", "kan", "ipa", "sampa", "tone", "tones", "pos", "lemma", "lemmas",
    ]
    private static let descriptions: Set<String> = [
        "phrase", "phrases", "utterance", "utterances", "utt", "transcript", "transcription", "transkript", "transkription",
        "text",
        "sentence", "sentences", "satz", "sätze", "speech", "ipu", "ipus", "turn", "turns", "trn",
    ]
}

extension String {
    /// Without white space at both ends.
    fileprivate var trimmed: String {
        let scalars = unicodeScalars
        let start = scalars.drop { $0.properties.isWhitespace }
        guard let end = start.lastIndex(where: { !$0.properties.isWhitespace }) else { return "" }
        return String(start[...end])
    }
}
