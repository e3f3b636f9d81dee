import FileFormats
import StudyModel

/// What stands in a `basic-transcription`.
struct ExmaraldaElements: TranscriptElements {
    struct Speaker {
        /// The abbreviation, which labels a speaker's tiers; the id where there is none.
        var name: String
        /// What the user noted as the speaker's role.
        var role = ""
    }
    private struct Event {
        let start: String
        let end: String
        let line: Int
        var text = ""
    }

    private(set) var speakers: [String: Speaker] = [:]
    private(set) var timeline = Timeline()
    private var tiers: [(tier: Transcript.Tier, events: [Event])] = []
    private var speaker: String?
    private var event: Event?
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
            let tier = Transcript.Tier(
                name: attributes.string(named: "id") ?? "", type: attributes.string(named: "type"),
                category: attributes.string(named: "category"), speaker: attributes.string(named: "speaker"))
            tiers.append((tier, []))
        case "event":
            guard !tiers.isEmpty else { return }
            event = Event(
                start: attributes.string(named: "start") ?? "", end: attributes.string(named: "end") ?? "", line: line)
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
            guard var event else { return }
            event.text = words
            tiers[tiers.count - 1].events.append(event)
        }
    }

    /// The tiers with their speakers' names, and their events by place in the timeline.
    var placedTiers: (tiers: [Transcript.Tier], unplaced: UnplacedEntries) {
        var unplaced = UnplacedEntries()
        let placed = tiers.map { tier, events in
            var tier = tier
            tier.speaker = tier.speaker.map { speakers[$0]?.name ?? $0 }
            var last = -1.0
            tier.entries = events.map { event in
                let place = timeline.index(of: event.start)
                if place == nil || timeline.index(of: event.end) == nil { unplaced.note(line: event.line) }
                last = place.map(Double.init) ?? last
                return Transcript.TierEntry(
                    position: last, startMs: timeline.ms(of: event.start), endMs: timeline.ms(of: event.end), text: event.text)
            }
            return tier
        }
        return (placed, unplaced)
    }
}
