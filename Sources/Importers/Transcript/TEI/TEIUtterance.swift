import FileFormats

/// One `u`: who says what, and where in the timeline.
struct TEIUtterance {
    /// The `annotationBlock` of ISO 24624 around it.
    struct Block {
        var who: String?
        var start: String?
        var end: String?

        init() {}

        init(_ attributes: borrowing XMLAttributes) {
            who = attributes.string(named: "who")
            start = attributes.string(named: "start")
            end = attributes.string(named: "end")
        }
    }

    /// As the file points at somebody.
    let who: String?
    let role: String?
    /// Points of the timeline, or times.
    private(set) var start: String?
    private(set) var end: String?
    /// How long it lasts, where the file tells that.
    let seconds: Double?
    let line: Int
    private(set) var events = 0
    private(set) var annotations = 0
    private var content = TEIWords()
    /// The last anchor, where no words stand behind it.
    private var anchor: String?
    /// Open elements inside.
    private var depth = 0
    /// Open elements from one on whose text nobody says; 0 where there is none.
    private var skipped = 0
    /// An open `choice`, and whether one of its children was taken.
    private var choice: (depth: Int, isTaken: Bool)?

    var words: [UInt8] { content.text }

    init(_ attributes: borrowing XMLAttributes, in block: Block, line: Int) {
        let synch = attributes.string(named: "synch")?.split(whereSeparator: \.isWhitespace).map(String.init) ?? []
        who = attributes.string(named: "who") ?? block.who
        role = attributes.string(named: "role")
        start = attributes.string(named: "start") ?? synch.first ?? block.start ?? attributes.string(named: "time")
        end = attributes.string(named: "end") ?? (synch.count > 1 ? synch.last : nil) ?? block.end
        seconds = attributes.string(named: "dur").flatMap { TEITime.seconds($0) }
        self.line = line
    }

    mutating func start(_ name: String, _ attributes: borrowing XMLAttributes) {
        depth += 1
        if name == "span" { annotations += 1 }
        guard skipped == 0, isTaken() else {
            skipped += 1
            return
        }
        switch name {
        case "w": content.startWord(join: attributes.string(named: "join"))
        case "pc": content.startMark(join: attributes.string(named: "join"))
        case "anchor":
            guard let point = attributes.string(named: "synch") else { return }
            if words.isEmpty, start == nil { start = point }
            anchor = point
        case "choice": choice = (depth, false)
        case "span", "fs", "desc": skipped = 1
        case "note",
            _ where Self.marks.contains(name):
            events += 1
            content.part()
            skipped = 1
        case _ where Self.parting.contains(name): content.part()
        default: break
        }
    }

    /// Of several ways to write something, the first is what was said.
    private mutating func isTaken() -> Bool {
        guard let open = choice, depth == open.depth + 1 else { return true }
        choice?.isTaken = true
        return !open.isTaken
    }

    /// True where that is the end of the utterance itself.
    mutating func end(_ name: String) -> Bool {
        guard depth > 0 else {
            if seconds == nil { end = end ?? anchor }
            return true
        }
        if let open = choice, open.depth == depth { choice = nil }
        depth -= 1
        if skipped > 0 {
            skipped -= 1
        } else if name == "w" {
            content.endWord()
        } else if name == "pc" {
            content.endMark()
        } else if Self.parting.contains(name) {
            content.part()
        }
        return false
    }

    mutating func text(_ bytes: UnsafeRawBufferPointer) {
        guard skipped == 0 else { return }
        content.append(bytes)
        if anchor != nil, bytes.contains(where: { $0 > 0x20 }) { anchor = nil }
    }

    /// Elements for what is heard but not said (TEI P5, 8.3).
    static let marks: Set<String> = ["pause", "incident", "vocal", "kinesic", "gap", "shift", "writing", "event"]

    /// Elements that never stand inside of a word.
    private static let parting: Set<String> = ["seg", "s", "p", "ab", "l", "lb", "pb", "cb", "milestone", "del", "q", "quote"]
}
