import FileFormats
import StudyModel

/// What stands in an `ANNOTATION_DOCUMENT`.
struct ElanElements: TranscriptElements {
    struct Tier {
        let id: String
        let participant: String
        let type: String
        let parent: String?
        /// Those with words.
        var annotations: [Annotation] = []

        var speaker: String {
            let participant = participant.withSpacesFolded
            return participant.isEmpty ? id : participant
        }
    }
    struct Annotation {
        enum Anchor {
            case slots(start: String, end: String)
            /// The annotation that it belongs to, whose times it shares.
            case parent(String)
        }
        let anchor: Anchor
        let line: Int
        var text = ""
    }

    private(set) var tiers: [Tier] = []
    /// Linguistic types whose annotations are taken from a controlled vocabulary.
    private(set) var controlledTypes: Set<String> = []
    private(set) var timeline = Timeline()
    private(set) var count = 0
    /// Where annotations stand in time, also those without words, since others may refer to them.
    private var anchors: [String: Annotation.Anchor] = [:]
    private var annotation: Annotation?
    private var unitMs = 1.0
    private var text = ElementText()

    mutating func start(_ name: String, _ attributes: borrowing XMLAttributes, line: Int) {
        text.startChild()
        switch name {
        case "HEADER": unitMs = Self.milliseconds(of: attributes.string(named: "TIME_UNITS"))
        case "TIME_SLOT":
            if let id = attributes.string(named: "TIME_SLOT_ID") {
                let value = attributes.string(named: "TIME_VALUE").flatMap { Double($0) }
                timeline.add(id, ms: value.flatMap { Int(millisecondsOf: $0 * unitMs / 1000) })
            }
        case "TIER":
            tiers.append(
                Tier(
                    id: attributes.string(named: "TIER_ID") ?? "", participant: attributes.string(named: "PARTICIPANT") ?? "",
                    type: attributes.string(named: "LINGUISTIC_TYPE_REF") ?? "",
                    parent: attributes.string(named: "PARENT_REF").flatMap { $0.isEmpty ? nil : $0 })
            )
        case "LINGUISTIC_TYPE":
            if let id = attributes.string(named: "LINGUISTIC_TYPE_ID"),
                attributes.string(named: "CONTROLLED_VOCABULARY_REF")?.isEmpty == false
            {
                controlledTypes.insert(id)
            }
        case "ALIGNABLE_ANNOTATION":
            let start = attributes.string(named: "TIME_SLOT_REF1") ?? ""
            let end = attributes.string(named: "TIME_SLOT_REF2") ?? ""
            open(attributes.string(named: "ANNOTATION_ID"), .slots(start: start, end: end), line: line)
        case "REF_ANNOTATION":
            let parent = attributes.string(named: "ANNOTATION_REF") ?? ""
            open(attributes.string(named: "ANNOTATION_ID"), .parent(parent), line: line)
        case "ANNOTATION_VALUE": if annotation != nil { text.open() }
        default: break
        }
    }

    mutating func end(_ name: String) {
        guard let words = text.end(), var annotation else { return }
        self.annotation = nil
        guard !words.isEmpty, !tiers.isEmpty else { return }
        annotation.text = words
        tiers[tiers.count - 1].annotations.append(annotation)
        count += 1
    }

    mutating func text(_ bytes: UnsafeRawBufferPointer) { text.append(bytes) }

    private mutating func open(_ id: String?, _ anchor: Annotation.Anchor, line: Int) {
        annotation = Annotation(anchor: anchor, line: line)
        guard let id else { return }
        // TeiCorpo gives what belongs to an annotation the same name.
        if case .slots = anchor { anchors[id] = anchor } else if anchors[id] == nil { anchors[id] = anchor }
    }

    /// The tiers with their annotations by time.
    var placedTiers: (tiers: [Transcript.Tier], unplaced: UnplacedEntries) {
        let positions = timeline.positions
        var unplaced = UnplacedEntries()
        let placed = tiers.map { tier in
            var last = -1.0
            let entries = tier.annotations.map { annotation in
                let slots = slots(of: annotation.anchor)
                let index = slots.flatMap { timeline.index(of: $0.start) }
                if index == nil || slots.flatMap({ timeline.index(of: $0.end) }) == nil { unplaced.note(line: annotation.line) }
                last = index.map { positions[$0] } ?? last
                return Transcript.TierEntry(
                    position: last, startMs: slots.flatMap { timeline.ms(of: $0.start) },
                    endMs: slots.flatMap { timeline.ms(of: $0.end) }, text: annotation.text)
            }
            return Transcript.Tier(name: tier.id, entries: entries)
        }
        return (placed, unplaced)
    }

    /// The time slots of an annotation, or of the one that it belongs to in the end.
    private func slots(of anchor: Annotation.Anchor) -> (start: String, end: String)? {
        var anchor = anchor
        // Tiers are nested a few levels deep; more is a circle.
        for _ in 0..<32 {
            switch anchor {
            case .slots(let start, let end): return (start, end)
            case .parent(let id):
                guard let next = anchors[id] else { return nil }
                anchor = next
            }
        }
        return nil
    }

    private static func milliseconds(of unit: String?) -> Double {
        switch unit {
        case "PAL-frames": 40
        case "NTSC-frames": 1001.0 / 30
        default: 1
        }
    }
}
