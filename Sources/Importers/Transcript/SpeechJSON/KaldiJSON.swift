import FileFormats

/// What the BBC's Kaldi writes: `words` with times, and beside them who speaks from when on.
///
/// [bbc/react-transcript-editor, sample data] In `retval`: `words` with `start`, `end` in seconds, `word` and the same with
/// punctuation, `punct`; `segmentation.segments` with `start`, `duration` and the speaker's `@id`. A segment is the words that begin in
/// it; without segments, a sentence is one.
struct KaldiJSON {
    private var words: [SpokenSegment] = []
    private var segments: [SpokenSegment] = []

    mutating func read(_ reader: inout JSONReader, _ key: String) throws {
        switch key {
        case "retval": try reader.forEachMember { reader, key in try self.read(&reader, key) }
        case "words": try reader.forEachElement { reader, _ in words.append(try Self.word(&reader)) }
        case "segmentation":
            try reader.forEachMember { reader, key in
                guard key == "segments" else { return }
                try reader.forEachElement { reader, _ in segments.append(try Self.segment(&reader)) }
            }
        default: break
        }
    }

    var spoken: [SpokenSegment] {
        guard !segments.isEmpty else { return sentences }
        let starts = segments.filter { $0.startMs != nil }.sorted { ($0.startMs ?? 0) < ($1.startMs ?? 0) }
        var result: [SpokenSegment] = []
        var next = 0
        var open = SpokenSegment()
        for word in words {
            while next < starts.count, let start = starts[next].startMs, let time = word.startMs, start <= time {
                result.append(open)
                open = SpokenSegment(speaker: starts[next].speaker)
                next += 1
            }
            open.add(word)
        }
        // Those that nobody speaks in have no words, and so become no cues.
        return result + [open]
    }

    private var sentences: [SpokenSegment] {
        var result: [SpokenSegment] = []
        var open = SpokenSegment()
        for word in words {
            open.add(word)
            guard let last = word.text.last, ".?!".utf8.contains(last) else { continue }
            result.append(open)
            open = SpokenSegment()
        }
        return result + [open]
    }

    private static func word(_ reader: inout JSONReader) throws -> SpokenSegment {
        var word = SpokenSegment()
        var punctuated: [UInt8]?
        try reader.forEachMember { reader, key in
            switch key {
            case "start": word.startMs = try reader.time()
            case "end": word.endMs = try reader.time()
            case "word": word.text = try reader.string() ?? []
            case "punct": punctuated = try reader.string()
            default: break
            }
        }
        if let punctuated, !punctuated.isEmpty { word.text = punctuated }
        return word
    }

    private static func segment(_ reader: inout JSONReader) throws -> SpokenSegment {
        var segment = SpokenSegment()
        try reader.forEachMember { reader, key in
            switch key {
            case "start": segment.startMs = try reader.time()
            case "speaker":
                guard try reader.isAtObject() else {
                    segment.speaker = try reader.name()
                    return
                }
                try reader.forEachMember { reader, key in if key == "@id" { segment.speaker = try reader.name() } }
            default: break
            }
        }
        return segment
    }
}
