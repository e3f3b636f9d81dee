import FileFormats

/// Something that a program heard: a segment, or a single word.
struct SpokenSegment {
    /// The name or code of the speaker.
    var speaker: String?
    var startMs: Int?
    var endMs: Int?
    /// UTF-8; white space at its ends means nothing.
    var text: [UInt8] = []

    init(speaker: String? = nil) { self.speaker = speaker }

    /// Adds a word with a blank before it. The segment begins with the first word that has a time, and ends with the last.
    mutating func add(_ word: SpokenSegment) {
        startMs = startMs ?? word.startMs
        endMs = word.endMs ?? endMs
        let trimmed = word.text.withUnsafeBufferPointer { $0.trimmedLines(0..<$0.count) }
        if !text.isEmpty, !trimmed.isEmpty { text.append(0x20) }
        text += word.text[trimmed]
    }
}

extension [SpokenSegment] {
    var haveSpeakers: Bool { contains { $0.speaker != nil } }

    /// Words, joined as long as one speaks. A word that nobody is named for goes on with the one before it, or with the next at the start.
    var runs: [SpokenSegment] {
        var result: [SpokenSegment] = []
        for word in self {
            if let open = result.last, word.speaker == nil || open.speaker == nil || open.speaker == word.speaker {
                result[result.count - 1].speaker = open.speaker ?? word.speaker
            } else {
                result.append(SpokenSegment(speaker: word.speaker))
            }
            result[result.count - 1].add(word)
        }
        return result
    }
}

extension JSONReader {
    /// A time as programs write it: seconds as a number, `"1.400s"`, `"00:00:20,138"` or `{"seconds": "1", "nanos": 400000000}`.
    mutating func time() throws -> Int? {
        if try isAtObject() {
            var seconds = 0.0
            try forEachMember { reader, key in
                switch key {
                case "seconds": seconds += try reader.decimal() ?? 0
                case "nanos": seconds += (try reader.decimal() ?? 0) / 1e9
                default: break
                }
            }
            return Int(millisecondsOf: seconds)
        }
        guard try isAtString() else { return try number().flatMap { Int(millisecondsOf: $0) } }
        let text = try string() ?? []
        if text.contains(UInt8(ascii: ":")) {
            return text.withUnsafeBufferPointer { SubtitleTiming.clock($0, $0.trimmed(0..<$0.count)) }
        }
        return Self.decimal(text.last == UInt8(ascii: "s") ? text.dropLast() : text[...]).flatMap { Int(millisecondsOf: $0) }
    }

    /// A number, also one that is written as a string.
    mutating func decimal() throws -> Double? {
        guard try isAtString() else { return try number() }
        return Self.decimal(try string()?[...] ?? [])
    }

    /// A name, or the number that stands for one; nil where it is empty.
    mutating func name() throws -> String? {
        if try isAtString() {
            let text = String(decoding: try string() ?? [], as: UTF8.self)
            return text.isEmpty ? nil : text
        }
        guard let number = try number() else { return nil }
        return Int(exactly: number).map(String.init) ?? "\(number)"
    }

    private static func decimal(_ text: ArraySlice<UInt8>) -> Double? {
        text.count <= 32 ? Double(String(decoding: text, as: UTF8.self)) : nil
    }
}
