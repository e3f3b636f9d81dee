import FileFormats

/// What Whisper and its relatives write: whisper-timestamped, WhisperX, faster-whisper, OpenAI's service, whisper.cpp.
///
/// [openai/whisper, m-bain/whisperX, linto-ai/whisper-timestamped, ggml-org/whisper.cpp] `segments` with `start` and `end` in seconds,
/// `text` and perhaps `speaker` and `words`; whisper.cpp has `transcription` with `offsets` in milliseconds. Times may be missing, of
/// single words also in WhisperX; a segment without them takes those of its first and last word that have some.
struct WhisperJSON {
    private var segments: [SpokenSegment] = []
    private var whole: [UInt8] = []
    /// The words that stand beside the whole text.
    private var words = SpokenSegment()
    private(set) var language: String?
    private(set) var durationMs: Int?

    /// Reads the value of a member of the whole file, where it is one of these formats'.
    mutating func read(_ reader: inout JSONReader, _ key: String) throws {
        switch key {
        case "segments", "transcription":
            try reader.forEachElement { reader, _ in segments.append(try Self.segment(&reader)) }
        case "text": whole = try reader.string() ?? []
        case "words": try reader.forEachElement { reader, _ in words.add(try Self.segment(&reader)) }
        case "language": language = try reader.name()
        case "duration": durationMs = try reader.time()
        case "result":
            try reader.forEachMember { reader, key in if key == "language" { language = try reader.name() } }
        default: break
        }
    }

    /// The segments; where there are none, the whole text.
    var spoken: [SpokenSegment] {
        guard segments.isEmpty, !whole.isEmpty else { return segments }
        var all = words
        all.text = whole
        return [all]
    }

    /// A segment or word.
    static func segment(_ reader: inout JSONReader) throws -> SpokenSegment {
        var segment = SpokenSegment()
        var words = SpokenSegment()
        try reader.forEachMember { reader, key in
            switch key {
            case "text", "word": segment.text = try reader.string() ?? []
            case "start": segment.startMs = try reader.time()
            case "end": segment.endMs = try reader.time()
            case "speaker": segment.speaker = try reader.name()
            case "words": try reader.forEachElement { reader, _ in words.add(try Self.segment(&reader)) }
            case "offsets":
                try reader.forEachMember { reader, key in
                    let time = try reader.number().flatMap { Int(millisecondsOf: $0 / 1000) }
                    if key == "from" { segment.startMs = time }
                    if key == "to" { segment.endMs = time }
                }
            default: break
            }
        }
        if segment.text.isEmpty { segment.text = words.text }
        segment.startMs = segment.startMs ?? words.startMs
        segment.endMs = segment.endMs ?? words.endMs
        return segment
    }
}
