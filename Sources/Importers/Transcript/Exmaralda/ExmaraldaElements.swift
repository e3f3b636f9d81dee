import FileFormats
import StudyModel

/// What stands in a `basic-transcription`: speakers, then the timeline, then tiers of events, as its DTD has them.
struct ExmaraldaElements: TranscriptElements {
    struct Speaker {
        /// The abbreviation, which labels a speaker's tiers; the id where there is none.
        var name: String
        /// What the user noted as the speaker's role.
        var role = ""
    }
    private(set) var speakers: [String: Speaker] = [:]
    private(set) var timeline = Timeline()
    /// With their speakers' ids, and their events by place in the timeline.
    private(set) var tiers: [Transcript.Tier] = []
    private(set) var unplaced = UnplacedEntries()
    private(set) var count = 0
    private var speaker: String?
    private var event: (start: String, end: String, line: Int)?
    private var text = ElementText()

    mutating func start(_ name: String, _ attributes: borrowing XMLAttributes, line: Int) {
        text.startChild()
        guard !text.isOpen else { return }
        switch name {
        case "speaker":
            speaker = attributes.string(named: "id")
            if let speaker { speakers[speaker] = Speaker(name: speaker) }
        case "abbreviation": if speaker != nil { text.open() }
        case "ud-information":
            let about = attributes.string(named: "attribute-name")?.lowercased()
            if speaker != nil, ["role", "rolle", "function", "funktion"].contains(about) { text.open() }
        case "tli":
            if let id = attributes.string(named: "id") {
                timeline.add(id, ms: attributes.string(named: "time").flatMap { Int(millisecondsOf: $0) })
            }
        case "tier":
            tiers.append(
                Transcript.Tier(
                    name: attributes.string(named: "id") ?? "", type: attributes.string(named: "type"),
                    category: attributes.string(named: "category"),
                    speaker: attributes.string(named: "speaker")))
        case "event":
            guard !tiers.isEmpty else { return }
            event = (attributes.string(named: "start") ?? "", attributes.string(named: "end") ?? "", line)
            text.open()
        default: break
        }
    }

    mutating func end(_ name: String) {
        if let words = text.end() { keep(words, of: name) }
        if name == "speaker" { speaker = nil }
    }

    mutating func text(_ bytes: UnsafeRawBufferPointer) { text.append(bytes) }

    private mutating func keep(_ words: String, of name: String) {
        guard !words.isEmpty else { return }
        switch name {
        case "abbreviation": if let speaker { speakers[speaker]?.name = words }
        case "ud-information": if let speaker { speakers[speaker]?.role = words }
        default:
            guard let event, let last = tiers.indices.last else { return }
            let place = timeline.index(of: event.start)
            if place == nil || timeline.index(of: event.end) == nil { unplaced.note(line: event.line) }
            tiers[last].entries.append(
                Transcript.TierEntry(
                    position: place.map(Double.init) ?? tiers[last].entries.last?.position ?? -1,
                    startMs: timeline.ms(of: event.start), endMs: timeline.ms(of: event.end), text: words))
            count += 1
        }
    }
}
