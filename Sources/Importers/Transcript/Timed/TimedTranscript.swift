import FileFormats
import StudyModel

/// Makes a transcript of what is said at what time: its text is one line a cue, in the order in which cues are added.
struct TimedTranscript {
    private var utf8: [UInt8] = []
    private var scalars = 0
    private(set) var list = SpeakerList()
    private(set) var cues: [Transcript.Cue] = []
    /// Characters that XML forbids, which became U+FFFD.
    private var replaced = 0
    /// Cues that end before they begin, and keep only their start.
    private var reversed = 0

    /// Adds a cue, unless it has no words. White space with a line break in it becomes one blank, that at both ends goes.
    ///
    /// A speaker without a name is none.
    mutating func add(_ words: some Collection<UInt8>, speaker: String?, startMs: Int? = nil, endMs: Int? = nil) {
        let line = line(words)
        guard !line.isEmpty else { return }
        if !utf8.isEmpty {
            utf8.append(UInt8(ascii: "\n"))
            scalars += 1
        }
        utf8 += line
        let start = scalars
        scalars += line.count { $0 & 0xC0 != 0x80 }
        guard let range = TextRange(start, scalars) else { return }
        var endMs = endMs
        if let startMs, let end = endMs, end < startMs {
            reversed += 1
            endMs = nil
        }
        let named = speaker.flatMap { $0.normalizedName.isEmpty ? nil : $0 }
        cues.append(Transcript.Cue(range: range, speaker: named.map { list.index(of: $0) }, startMs: startMs, endMs: endMs))
    }

    /// Adds the entries of several tiers in order of time; those that begin together, in the order of the tiers.
    mutating func add(_ tiers: [(tier: Transcript.Tier, speaker: String?)]) {
        var order: [(position: Double, tier: Int, entry: Int)] = []
        for (index, (tier, _)) in tiers.enumerated() {
            for (place, entry) in tier.entries.enumerated() { order.append((entry.position, index, place)) }
        }
        order.sort { ($0.position, $0.tier, $0.entry) < ($1.position, $1.tier, $1.entry) }
        for next in order {
            let (tier, speaker) = tiers[next.tier]
            let entry = tier.entries[next.entry]
            add(entry.text.utf8, speaker: speaker, startMs: entry.startMs, endMs: entry.endMs)
        }
    }

    /// What the file tells about a speaker's part, in words such as `interviewer`; words that name no role say nothing.
    mutating func describe(_ speaker: String, as words: String) {
        if let role = SpeakerRole.named(words) { list.tell(role, of: speaker) }
    }

    /// The transcript as it stands, with the greatest end of a cue as its length where no other is given.
    func transcript(
        format: String, language: String? = nil, durationMs: Int? = nil, tiers: [Transcript.Tier] = [],
        diagnostics: [Diagnostic] = []
    ) -> Transcript {
        Transcript(
            format: format, text: String(decoding: utf8, as: UTF8.self), language: language, speakers: list.speakers,
            cues: cues, durationMs: durationMs ?? cues.compactMap(\.endMs).max(), tiers: tiers, diagnostics: diagnostics)
    }

    /// The same for formats that set their speakers off by themselves, with what there is to say about any of them.
    ///
    /// - Throws: `Refusal` where nobody says anything; `remedy` is what would help then.
    func transcript(
        format: String, language: String? = nil, durationMs: Int? = nil, tiers: [Transcript.Tier] = [],
        diagnostics: [Diagnostic] = [], of file: InputFile, options: ImportOptions, orElse remedy: String
    ) throws -> Transcript {
        guard !cues.isEmpty else { throw Refusal(at: file.place(), .noWords, remedy: remedy) }
        var diagnostics = diagnostics
        if replaced > 0 { diagnostics.append(.warning(at: file.place(), .replaced(replaced))) }
        if reversed > 0 { diagnostics.append(.warning(at: file.place(), .reversed(reversed))) }
        diagnostics += options.speakers.filter { !list.names.contains($0) }.map { .missingSpeaker($0, in: file) }
        if list.names.isEmpty {
            diagnostics.append(
                .note(at: file.place(), .noSpeaker, remedy: "name the speakers in the program that wrote the file"))
        }
        return transcript(
            format: format, language: language, durationMs: durationMs, tiers: tiers, diagnostics: diagnostics)
    }

    private mutating func line(_ words: some Collection<UInt8>) -> [UInt8] {
        let normal = TextNormalization(Array(words))
        replaced += normal.replaced
        var line: [UInt8] = []
        line.reserveCapacity(normal.utf8.count)
        var spaces = 0..<0
        var isBroken = false
        for (index, byte) in normal.utf8.enumerated() {
            if byte.isBlank || byte == UInt8(ascii: "\n") {
                if spaces.isEmpty { spaces = index..<index }
                spaces = spaces.lowerBound..<index + 1
                isBroken = isBroken || byte == UInt8(ascii: "\n")
                continue
            }
            if !spaces.isEmpty {
                if isBroken { line.append(0x20) } else { line += normal.utf8[spaces] }
                (spaces, isBroken) = (0..<0, false)
            }
            line.append(byte)
        }
        return line.withUnsafeBufferPointer { Array($0[$0.trimmed(0..<$0.count)]) }
    }
}

extension Diagnostic.Message {
    fileprivate static let noWords: Self = "nothing that anybody says was found in it"
    static func reversed(_ count: Int) -> Self {
        count == 1
            ? "1 cue ends before it begins and keeps only its start"
            : "\(count) cues end before they begin and keep only their start"
    }
    fileprivate static func replaced(_ count: Int) -> Self {
        count == 1
            ? "1 control character that XML forbids was replaced by U+FFFD"
            : "\(count) control characters that XML forbids were replaced by U+FFFD"
    }
}
