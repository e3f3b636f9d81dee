import FileFormats

/// What stands beside the whole text of a file: the words of OpenAI's service, of AssemblyAI and of ElevenLabs' Scribe, and AssemblyAI's
/// utterances.
///
/// [assemblyai.com, transcript; elevenlabs.io, speech-to-text] AssemblyAI's `utterances` have a `speaker`, as its `words` have, with `start`
/// and `end` in whole milliseconds; all others count seconds. Scribe's words have a `speaker_id` and a `type`: `word`, `spacing`, the blank
/// between two, or `audio_event`, which is no word.
struct SpokenWords {
    private var utterances: [SpokenSegment] = []
    private var words: [SpokenSegment] = []
    private var isTyped = false
    private var hasSpacing = false
    /// True where the words are called `word`, as OpenAI's service calls them.
    private var isOpenAIs = false

    mutating func read(_ reader: inout JSONReader, _ key: String) throws {
        guard key == "words" else {
            return try reader.forEachElement { reader, _ in
                var inside: [SpokenSegment] = []
                utterances.append(try WhisperJSON.segment(&reader, words: &inside))
            }
        }
        try reader.forEachElement { reader, _ in try word(&reader) }
    }

    var haveSpeakers: Bool { utterances.haveSpeakers || words.haveSpeakers }

    /// The utterances, else the words as long as one speaks; nil where neither tells who does.
    var turns: [SpokenSegment]? {
        if utterances.contains(where: { !$0.text.isEmpty }) { return Self.inMilliseconds(utterances) }
        if isTyped { return typedRuns }
        guard words.haveSpeakers else { return nil }
        return (isOpenAIs ? words : Self.inMilliseconds(words)).runs
    }

    /// All words as one.
    var all: SpokenSegment {
        var all = SpokenSegment()
        for word in isOpenAIs || isTyped ? words : Self.inMilliseconds(words) { all.add(word) }
        return all
    }

    private mutating func word(_ reader: inout JSONReader) throws {
        var word = SpokenSegment()
        var type: String?
        try reader.forEachMember { reader, key in
            switch key {
            case "text": word.text = try reader.string() ?? []
            case "word", "punctuated_word":
                isOpenAIs = true
                word.text = try reader.string() ?? word.text
            case "start": word.startMs = try reader.time()
            case "end": word.endMs = try reader.time()
            case "speaker", "speaker_id": word.speaker = try reader.name()
            case "type": type = try reader.name()
            default: break
            }
        }
        isTyped = isTyped || type != nil
        guard type != "audio_event" else { return }
        if type == "spacing" {
            hasSpacing = true
            // The blank belongs to the word before it, and has no time of its own.
            if !words.isEmpty, words[words.count - 1].text.last?.isBlank == false { words[words.count - 1].text.append(0x20) }
        } else {
            words.append(word)
        }
    }

    /// Words that bring their blanks with them, if any does, joined as long as one speaks.
    private var typedRuns: [SpokenSegment] {
        guard hasSpacing else { return words.runs }
        var result: [SpokenSegment] = []
        for word in words {
            let isNext = result.last.map { word.speaker != nil && $0.speaker != word.speaker } ?? true
            if isNext { result.append(SpokenSegment(speaker: word.speaker)) }
            let last = result.count - 1
            result[last].text += word.text
            result[last].startMs = result[last].startMs ?? word.startMs
            result[last].endMs = word.endMs ?? result[last].endMs
        }
        return result
    }

    /// The same where all times are whole as the file writes them, and so count milliseconds; they were read as seconds.
    private static func inMilliseconds(_ segments: [SpokenSegment]) -> [SpokenSegment] {
        guard segments.allSatisfy({ ($0.startMs ?? 0) % 1000 == 0 && ($0.endMs ?? 0) % 1000 == 0 }) else { return segments }
        return segments.map { segment in
            var segment = segment
            segment.startMs = segment.startMs.map { $0 / 1000 }
            segment.endMs = segment.endMs.map { $0 / 1000 }
            return segment
        }
    }
}
