import FileFormats
import StudyModel

/// What stands in a TEI document, as far as it is a transcription of speech.
struct TEIElements: TranscriptElements {
    struct Cue {
        /// As the file points at somebody.
        let who: String?
        /// Points of the timeline, or times.
        let start: String?
        let end: String?
        let seconds: Double?
        let line: Int
        /// Where its words stand in `words`.
        let range: Range<Int>
    }

    private(set) var persons = TEIPersons()
    private(set) var timeline = TEITimeline()
    private(set) var cues: [Cue] = []
    /// The words of all cues.
    private(set) var words: [UInt8] = []
    /// What utterances say about the part of whom they point at.
    private(set) var roles: [String: String] = [:]
    /// Marks of what is heard but not said, and comments.
    private(set) var events = 0
    private(set) var annotations = 0
    var count: Int { cues.count }
    private(set) var language: String?
    private(set) var recordedSeconds: Double?

    private var isInHeader = false
    private var isInText = false
    private var block = TEIUtterance.Block()
    private var utterance: TEIUtterance?

    mutating func start(_ name: String, _ attributes: borrowing XMLAttributes, line: Int) {
        if utterance != nil {
            utterance?.start(name, attributes)
            return
        }
        switch name {
        case "TEI", "TEI.2", "text":
            if name == "text" { isInText = true }
            language = attributes.string(xml: "lang") ?? language
        case "teiHeader": isInHeader = true
        case "recording", "media":
            let length = attributes.string(named: "dur") ?? attributes.string(named: "dur-iso")
            if isInHeader, recordedSeconds == nil { recordedSeconds = length.flatMap { TEITime.seconds($0) } }
        case "timeline": timeline.open(origin: attributes.string(named: "origin"), unit: attributes.string(named: "unit"))
        case "when":
            if let id = attributes.string(xml: "id") {
                timeline.add(
                    id, absolute: attributes.string(named: "absolute"), interval: attributes.string(named: "interval"),
                    since: attributes.string(named: "since"), unit: attributes.string(named: "unit"))
            }
        // The second is its name before TEI P5 3.0.
        case "annotationBlock", "annotatedU": block = TEIUtterance.Block(attributes)
        case "u": utterance = TEIUtterance(attributes, in: block, line: line)
        case "span": annotations += 1
        case _ where TEIUtterance.marks.contains(name): if isInText { events += 1 }
        default: persons.start(name, attributes)
        }
    }

    mutating func end(_ name: String) {
        if var open = utterance {
            utterance = nil
            if open.end(name) { keep(open) } else { utterance = open }
            return
        }
        switch name {
        case "teiHeader": isInHeader = false
        case "text": isInText = false
        case "annotationBlock", "annotatedU": block = TEIUtterance.Block()
        default: persons.end(name)
        }
    }

    mutating func text(_ bytes: UnsafeRawBufferPointer) {
        if utterance != nil { utterance?.text(bytes) } else { persons.text(bytes) }
    }

    private mutating func keep(_ utterance: TEIUtterance) {
        events += utterance.events
        annotations += utterance.annotations
        if let who = utterance.who, let role = utterance.role, roles[who] == nil { roles[who] = role }
        guard !utterance.words.isEmpty else { return }
        let start = words.count
        words += utterance.words
        cues.append(
            Cue(
                who: utterance.who, start: utterance.start, end: utterance.end, seconds: utterance.seconds,
                line: utterance.line,
                range: start..<words.count))
    }
}
