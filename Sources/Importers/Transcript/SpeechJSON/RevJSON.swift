import FileFormats

/// What Rev writes: `monologues` of a speaker with `elements` of text, punctuation and tags.
///
/// [docs.rev.ai, transcript format] A monologue begins with its first element of text that has a time and ends with the last. Tags such
/// as `inaudible` are no words. A speaker has a number, and a name where `speakers` or the monologue gives one.
struct RevJSON {
    private struct Monologue {
        var code: String?
        var name: String?
        var segment = SpokenSegment()
    }

    private var monologues: [Monologue] = []
    private var names: [String: String] = [:]

    mutating func read(_ reader: inout JSONReader, _ key: String) throws {
        switch key {
        case "monologues":
            try reader.forEachElement { reader, _ in monologues.append(try Self.monologue(&reader)) }
        case "speakers":
            try reader.forEachElement { reader, _ in
                var code: String?
                var name: String?
                try reader.forEachMember { reader, key in
                    if key == "id" { code = try reader.name() }
                    if key == "name" { name = try reader.name() }
                }
                if let code { names[code] = name }
            }
        default: break
        }
    }

    /// The speakers by their numbers, where they have names.
    var namesakes: Namesakes {
        // Another program's `speakers` are none of Rev's.
        guard !monologues.isEmpty else { return Namesakes([:]) }
        return Namesakes(
            monologues.reduce(into: names) { names, monologue in
                if let code = monologue.code, names[code] == nil { names[code] = monologue.name }
            })
    }

    func spoken(_ namesakes: Namesakes) -> [SpokenSegment] {
        monologues.map { monologue in
            var segment = monologue.segment
            segment.speaker = monologue.code.flatMap { namesakes.names[$0] } ?? monologue.name ?? monologue.code
            return segment
        }
    }

    private static func monologue(_ reader: inout JSONReader) throws -> Monologue {
        var monologue = Monologue()
        var wasText = false
        try reader.forEachMember { reader, key in
            switch key {
            case "speaker":
                if try reader.isAtObject() {
                    try reader.forEachMember { reader, key in
                        if key == "id" { monologue.code = try reader.name() }
                        if key == "name" { monologue.name = try reader.name() }
                    }
                } else {
                    monologue.code = try reader.name()
                }
            case "speaker_name": monologue.name = try reader.name()
            case "elements":
                try reader.forEachElement { reader, _ in
                    let element = try Self.element(&reader)
                    guard element.type != "tag" else { return }
                    let isText = element.type == "text"
                    // Blanks are elements of their own, but where they are left out words still are two.
                    if isText, wasText, monologue.segment.text.last?.isBlank == false,
                        element.word.text.first?.isBlank == false
                    {
                        monologue.segment.text.append(0x20)
                    }
                    wasText = isText
                    monologue.segment.text += element.word.text
                    guard isText else { return }
                    monologue.segment.startMs = monologue.segment.startMs ?? element.word.startMs
                    monologue.segment.endMs = element.word.endMs ?? monologue.segment.endMs
                }
            default: break
            }
        }
        return monologue
    }

    private static func element(_ reader: inout JSONReader) throws -> (type: String, word: SpokenSegment) {
        var type = "text"
        var word = SpokenSegment()
        try reader.forEachMember { reader, key in
            switch key {
            case "type": type = try reader.name() ?? type
            case "value": word.text = try reader.string() ?? []
            case "ts", "timestamp": word.startMs = try reader.time()
            case "end_ts", "end_timestamp": word.endMs = try reader.time()
            default: break
            }
        }
        return (type, word)
    }
}
