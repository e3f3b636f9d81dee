import FileFormats
import StudyModel

/// What stands in a `folker-transcription`.
struct FolkerElements: TranscriptElements {
    private struct Cue {
        let speaker: String
        let start: String
        let end: String
        let line: Int
        let words: [UInt8]
    }

    private(set) var timeline = Timeline()
    /// Contributions that name no speaker.
    private(set) var withoutSpeaker = 0
    /// Names by id.
    private(set) var speakers: [String: String] = [:]
    private var cues: [Cue] = []
    var count: Int { cues.count }

    private var speaker: String?
    private var name = ElementText()
    private var contribution: (speaker: String, start: String, end: String, line: Int)?
    private var segment: (start: String, end: String, line: Int)?
    private var tokens = FolkerTokens()
    /// Open elements whose text is words: `segment`, `unparsed`, `w`.
    private var wording = 0
    private var boundary = ""

    mutating func start(_ element: String, _ attributes: borrowing XMLAttributes, line: Int) {
        name.startChild()
        if contribution != nil { return startInside(element, attributes, line: line) }
        switch element {
        case "speaker":
            speaker = attributes.string(named: "speaker-id")
            if let speaker { speakers[speaker] = speaker }
        case "name": if speaker != nil { name.open() }
        case "timepoint":
            if let id = attributes.string(named: "timepoint-id") {
                timeline.add(id, ms: attributes.string(named: "absolute-time").flatMap { Int(millisecondsOf: $0) })
            }
        case "contribution":
            contribution = (
                attributes.string(named: "speaker-reference") ?? "", attributes.string(named: "start-reference") ?? "",
                attributes.string(named: "end-reference") ?? "", line
            )
            if contribution?.speaker.isEmpty == true { withoutSpeaker += 1 }
            tokens = FolkerTokens()
        default: break
        }
    }

    private mutating func startInside(_ element: String, _ attributes: borrowing XMLAttributes, line: Int) {
        switch element {
        case "segment", "event":
            segment = (
                attributes.string(named: "start-reference") ?? contribution?.start ?? "",
                attributes.string(named: "end-reference") ?? contribution?.end ?? "", line
            )
            wording += 1
        case "unparsed": wording += 1
        case "w":
            wording += 1
            tokens.open()
            if attributes.string(named: "transition") == "assimilated" { tokens.runOn() }
        case "p": wording += 1
        case "lengthening":
            let degree = attributes.string(named: "degree").flatMap { Int($0) } ?? 1
            tokens.append(String(repeating: ":", count: min(5, max(1, degree))))
        case "pause": tokens.add(FolkerTokens.pause(attributes.string(named: "duration") ?? "."))
        case "breathe":
            tokens.add(FolkerTokens.breath(attributes.string(named: "type"), length: attributes.string(named: "length")))
        case "non-phonological": tokens.add("((\(attributes.string(named: "description") ?? "")))")
        case "unintelligible": tokens.add(FolkerTokens.unintelligible(attributes.string(named: "length")))
        case "uncertain": tokens.openBracket()
        case "alternative": tokens.openBracket("/")
        case "phrase": boundary = FolkerTokens.boundary(attributes.string(named: "boundary-intonation"))
        default: break
        }
    }

    mutating func end(_ element: String) {
        if let words = name.end() {
            if let speaker, !words.isEmpty { speakers[speaker] = words }
            return
        }
        switch element {
        case "speaker": speaker = nil
        case "segment", "event":
            guard let segment else { return }
            keep(from: segment.start, to: segment.end, line: segment.line)
            self.segment = nil
            wording -= 1
        case "unparsed", "w", "p": if contribution != nil { wording -= 1 }
        case "uncertain": if contribution != nil { tokens.append(")") }
        case "phrase":
            tokens.append(boundary)
            boundary = ""
        case "contribution":
            guard let contribution else { return }
            keep(from: contribution.start, to: contribution.end, line: contribution.line)
            self.contribution = nil
            wording = 0
        default: break
        }
    }

    mutating func text(_ bytes: UnsafeRawBufferPointer) {
        name.append(bytes)
        if wording > 0 { tokens.append(bytes) }
    }

    private mutating func keep(from start: String, to end: String, line: Int) {
        defer { tokens = FolkerTokens() }
        let words = tokens.text.withSpacesFolded
        guard let contribution, !contribution.speaker.isEmpty, words.contains(where: { $0 != 0x20 }) else { return }
        cues.append(Cue(speaker: contribution.speaker, start: start, end: end, line: line, words: words))
    }

    /// One tier a speaker, in order of first appearance.
    ///
    /// - Parameter names: Of the speakers, by id.
    func placedTiers(_ names: [String: String]) -> (tiers: [Transcript.Tier], unplaced: UnplacedEntries) {
        var unplaced = UnplacedEntries()
        var tiers: [Transcript.Tier] = []
        var indices: [String: Int] = [:]
        var last = -1.0
        for cue in cues {
            let place = timeline.index(of: cue.start)
            if place == nil || timeline.index(of: cue.end) == nil { unplaced.note(line: cue.line) }
            last = place.map(Double.init) ?? last
            let index = indices[cue.speaker] ?? tiers.count
            if index == tiers.count {
                indices[cue.speaker] = index
                tiers.append(Transcript.Tier(name: cue.speaker, speaker: names[cue.speaker] ?? cue.speaker))
            }
            tiers[index].entries.append(
                Transcript.TierEntry(
                    position: last, startMs: timeline.ms(of: cue.start), endMs: timeline.ms(of: cue.end),
                    text: String(decoding: cue.words, as: UTF8.self)))
        }
        return (tiers, unplaced)
    }
}
