import FileFormats

/// What Amazon Transcribe writes: `results` with `items`, words and punctuation, and beside them who speaks when.
///
/// [docs.aws.amazon.com, Transcribe, diarization output] Times are seconds in quotes. `audio_segments` are taken where they are; else the
/// items, joined as long as one speaks, whom the item names itself (`speaker_label`), or in older files `speaker_labels.segments` by the
/// time at which it begins; channels (`channel_label`) name the speakers where nothing else does.
struct AmazonJSON {
    private var segments: [SpokenSegment] = []
    private var items: [(word: SpokenSegment, isPunctuation: Bool)] = []
    /// Speakers by the start of the words that they say.
    private var speakers: [Int: String] = [:]
    private var whole: [UInt8] = []

    /// Reads the value of a member of `results`.
    mutating func read(_ reader: inout JSONReader, _ key: String) throws {
        switch key {
        case "audio_segments": try reader.forEachElement { reader, _ in segments.append(try Self.item(&reader).word) }
        case "items": try reader.forEachElement { reader, _ in items.append(try Self.item(&reader)) }
        case "transcripts":
            try reader.forEachElement { reader, _ in whole += try Self.item(&reader).word.text }
        case "speaker_labels":
            try reader.forEachMember { reader, key in
                guard key == "segments" else { return }
                try reader.forEachElement { reader, _ in
                    try reader.forEachMember { reader, key in
                        guard key == "items" else { return }
                        try reader.forEachElement { reader, _ in
                            let word = try Self.item(&reader).word
                            if let start = word.startMs, let speaker = word.speaker { speakers[start] = speaker }
                        }
                    }
                }
            }
        default: break
        }
    }

    var spoken: [SpokenSegment] {
        if segments.contains(where: { !$0.text.isEmpty }) { return segments }
        guard !items.isEmpty else {
            var all = SpokenSegment()
            all.text = whole
            return [all]
        }
        var words: [SpokenSegment] = []
        for (item, isPunctuation) in items {
            if isPunctuation, !words.isEmpty {
                words[words.count - 1].text += item.text
                continue
            }
            var word = item
            word.speaker = word.speaker ?? word.startMs.flatMap { speakers[$0] }
            words.append(word)
        }
        return words.runs
    }

    /// A segment, a word or a mark of punctuation; the first of its alternatives counts.
    private static func item(_ reader: inout JSONReader) throws -> (word: SpokenSegment, isPunctuation: Bool) {
        var word = SpokenSegment()
        var channel: String?
        var isPunctuation = false
        try reader.forEachMember { reader, key in
            switch key {
            case "start_time": word.startMs = try reader.time()
            case "end_time": word.endMs = try reader.time()
            case "speaker_label": word.speaker = try reader.name()
            case "channel_label": channel = try reader.name()
            case "transcript": word.text = try reader.string() ?? []
            case "type": isPunctuation = try reader.name() == "punctuation"
            case "alternatives":
                try reader.forEachElement { reader, place in
                    guard place == 0 else { return }
                    try reader.forEachMember { reader, key in if key == "content" { word.text = try reader.string() ?? [] } }
                }
            default: break
            }
        }
        word.speaker = word.speaker ?? channel
        return (word, isPunctuation)
    }
}
