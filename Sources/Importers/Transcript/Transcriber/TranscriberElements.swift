import FileFormats
import StudyModel

/// What stands in a `Trans`.
struct TranscriberElements: TranscriptElements {
    struct Cue {
        /// An id; nil where nobody is named.
        let speaker: String?
        let startMs: Int?
        var endMs: Int?
        /// Where its words stand in `words`.
        let range: Range<Int>
    }

    /// Names by id.
    private(set) var speakers: [String: String] = [:]
    private(set) var cues: [Cue] = []
    /// The words of all cues, as they stand in the file.
    private(set) var words: [UInt8] = []
    var count: Int { cues.count }
    private(set) var language: String?
    /// Elements, also those in which nobody speaks.
    private(set) var turns = 0
    /// The last end of a turn or section.
    private(set) var lastMs: Int?
    private(set) var events = 0
    /// The line of the first `Who` that names nobody.
    private(set) var firstUnknownVoice: Int?

    private var isInTurn = false
    private var voices: [String] = []
    private var turnEnd: Int?
    private var time: Int?
    private var voice: String?
    /// The cues that begin at the last time mark.
    private var atMark = 0
    /// Where the words begin that belong to no cue yet.
    private var kept = 0

    mutating func start(_ name: String, _ attributes: borrowing XMLAttributes, line: Int) {
        switch name {
        case "Trans": language = attributes.string(xml: "lang").flatMap { $0.isEmpty ? nil : $0 }
        case "Speaker":
            if let id = attributes.string(named: "id") {
                let name = attributes.string(named: "name")?.withSpacesFolded ?? ""
                speakers[id] = name.isEmpty ? id : name
            }
        case "Section": noteEnd(Self.ms(attributes.string(named: "endTime")))
        case "Turn":
            turns += 1
            isInTurn = true
            voices = attributes.string(named: "speaker")?.split(whereSeparator: \.isWhitespace).map(String.init) ?? []
            voice = voices.count == 1 ? voices[0] : nil
            time = Self.ms(attributes.string(named: "startTime"))
            turnEnd = Self.ms(attributes.string(named: "endTime"))
            noteEnd(turnEnd)
            atMark = cues.count
        case "Sync":
            guard isInTurn else { return }
            finish()
            let next = Self.ms(attributes.string(named: "time"))
            endCues(at: next)
            time = next
        case "Who":
            guard isInTurn else { return }
            finish()
            let number = attributes.string(named: "nb").flatMap { Int($0) } ?? 0
            voice = (1...max(1, voices.count)).contains(number) && !voices.isEmpty ? voices[number - 1] : nil
            if voice == nil, firstUnknownVoice == nil { firstUnknownVoice = line }
        case "Event", "Comment", "Background":
            if isInTurn {
                events += 1
                // The mark stands between words, even where no white space does.
                words.append(0x20)
            }
        default: break
        }
    }

    mutating func end(_ name: String) {
        guard name == "Turn" else { return }
        finish()
        endCues(at: turnEnd)
        isInTurn = false
    }

    mutating func text(_ bytes: UnsafeRawBufferPointer) { if isInTurn { words.append(contentsOf: bytes) } }

    private mutating func finish() {
        if words[kept...].contains(where: { !$0.isBlank && $0 != 0x0A && $0 != 0x0D }) {
            cues.append(Cue(speaker: voice, startMs: time, range: kept..<words.count))
            kept = words.count
        } else {
            words.removeSubrange(kept...)
        }
    }

    private mutating func endCues(at ms: Int?) {
        for index in atMark..<cues.count { cues[index].endMs = ms }
        atMark = cues.count
    }

    private mutating func noteEnd(_ ms: Int?) { if let ms { lastMs = max(lastMs ?? 0, ms) } }

    private static func ms(_ text: String?) -> Int? { text.flatMap { Int(millisecondsOf: $0) } }
}
