import FileFormats

/// What Whisper and its relatives write: whisper-timestamped, WhisperX, faster-whisper, OpenAI's service, whisper.cpp; and what is like
/// theirs, AssemblyAI's and ElevenLabs' Scribe.
///
/// [openai/whisper, m-bain/whisperX, linto-ai/whisper-timestamped, ggml-org/whisper.cpp] `segments` with `start` and `end` in seconds,
/// `text` and perhaps `speaker` and `words`; whisper.cpp has `transcription` with `offsets` in milliseconds. Times may be missing, of
/// single words also in WhisperX; a segment without them takes those of its first and last word that have some. One whose
/// words alone name speakers, more than one, is taken apart where the speaker changes. For `utterances` and `words` see `SpokenWords`.
struct WhisperJSON {
    private var segments: [SpokenSegment] = []
    private var whole: [UInt8] = []
    /// What stands beside the whole text.
    private var words = SpokenWords()
    private(set) var language: String?
    private(set) var durationMs: Int?

    /// Reads the value of a member of the whole file, where it is one of these formats'.
    mutating func read(_ reader: inout JSONReader, _ key: String) throws {
        switch key {
        case "segments", "transcription":
            try reader.forEachElement { reader, _ in segments += try Self.segments(&reader) }
        case "text": whole = try reader.string() ?? []
        case "utterances", "words": try words.read(&reader, key)
        case "language", "language_code": language = try language ?? reader.name()
        case "duration", "audio_duration", "audio_duration_secs": durationMs = try reader.time()
        case "result":
            try reader.forEachMember { reader, key in if key == "language" { language = try reader.name() } }
        default: break
        }
    }

    /// The segments; where there are none, or the words alone name the speakers, these; else the whole text.
    var spoken: [SpokenSegment] {
        if !segments.isEmpty, segments.haveSpeakers || !words.haveSpeakers { return segments }
        if let turns = words.turns { return turns }
        guard !whole.isEmpty else { return [] }
        var all = words.all
        all.text = whole
        return [all]
    }

    private static func segments(_ reader: inout JSONReader) throws -> [SpokenSegment] {
        var words: [SpokenSegment] = []
        var segment = try Self.segment(&reader, words: &words)
        guard segment.speaker == nil else { return [segment] }
        var runs = words.runs
        guard runs.count > 1 else {
            segment.speaker = runs.first?.speaker
            return [segment]
        }
        runs[0].startMs = runs[0].startMs ?? segment.startMs
        runs[runs.count - 1].endMs = runs[runs.count - 1].endMs ?? segment.endMs
        return runs
    }

    /// A segment or word; `words` takes those that stand in it.
    static func segment(_ reader: inout JSONReader, words: inout [SpokenSegment]) throws -> SpokenSegment {
        var segment = SpokenSegment()
        try reader.forEachMember { reader, key in
            switch key {
            case "text", "word": segment.text = try reader.string() ?? []
            case "start": segment.startMs = try reader.time()
            case "end": segment.endMs = try reader.time()
            case "speaker", "speaker_id": segment.speaker = try reader.name()
            case "words":
                try reader.forEachElement { reader, _ in
                    var inside: [SpokenSegment] = []
                    words.append(try Self.segment(&reader, words: &inside))
                }
            case "offsets":
                try reader.forEachMember { reader, key in
                    let time = try reader.number().flatMap { Int(millisecondsOf: $0 / 1000) }
                    if key == "from" { segment.startMs = time }
                    if key == "to" { segment.endMs = time }
                }
            default: break
            }
        }
        var all = SpokenSegment()
        for word in words { all.add(word) }
        if segment.text.isEmpty { segment.text = all.text }
        segment.startMs = segment.startMs ?? all.startMs
        segment.endMs = segment.endMs ?? all.endMs
        return segment
    }
}
