import FileFormats
package import StudyModel

/// What programs that recognize speech write as JSON: Whisper and its relatives, AssemblyAI, ElevenLabs, Deepgram, Amazon, Rev,
/// Google, the BBC's Kaldi.
///
/// Each is described where it is read. The stored text is one line a segment, monologue or run of words of one speaker. Times of
/// single words, confidences and other alternatives are left out.
package struct SpeechJSONFormat: TranscriptFormat {
    package let name = "json"

    package init() {}

    /// An object in which one of the keys of these formats stands. Whisper begins with its whole text, so that in a file named `.json`
    /// the first key is enough; AssemblyAI has its state in front of it.
    package func recognizes(_ file: InputFile, head: [UInt8]) -> Bool {
        guard let first = JSONHead(head) else { return false }
        if file.pathExtension == name {
            if ["text", "task", "words", "language_code"].contains(first.key) { return true }
            if first.contains(["status"]), first.contains(["text"]), first.contains(["completed", "words"]) { return true }
        }
        return first.contains([
            "segments", "transcription", "monologues", "alternatives", "retval", "word_segments", "utterances",
            "language_probability", "audio_segments", "transcripts",
        ])
    }

    package func read(_ file: InputFile, options: ImportOptions) throws -> Transcript {
        let source = try TranscriptText(of: file, options: options)
        var (whisper, rev, google, kaldi) = (WhisperJSON(), RevJSON(), GoogleJSON(), KaldiJSON())
        var (deepgram, amazon) = (DeepgramJSON(), AmazonJSON())
        try file.naming {
            var reader = JSONReader(source.utf8, limits: options.limits)
            try reader.forEachMember { reader, key in
                switch key {
                case "monologues", "speakers": try rev.read(&reader, key)
                case "results" where try reader.isAtObject():
                    try reader.forEachMember { reader, key in
                        switch key {
                        case "utterances", "channels": try deepgram.read(&reader, key)
                        default: try amazon.read(&reader, key)
                        }
                    }
                case "results", "response": try google.read(&reader, key)
                case "retval": try kaldi.read(&reader, key)
                default: try whisper.read(&reader, key)
                }
            }
            try reader.finish()
        }
        let namesakes = rev.namesakes
        let all = [whisper.spoken, rev.spoken(namesakes), google.spoken, kaldi.spoken, deepgram.spoken, amazon.spoken]
        let spoken = all.first { $0.contains { !$0.text.isEmpty } } ?? []
        var timed = TimedTranscript()
        for segment in spoken {
            timed.add(segment.text, speaker: segment.speaker, startMs: segment.startMs, endMs: segment.endMs)
        }
        return try timed.transcript(
            format: name, language: whisper.language ?? google.language ?? deepgram.language, durationMs: whisper.durationMs,
            diagnostics: source.diagnostics + namesakes.diagnostics(in: file), of: file, options: options,
            orElse:
                "transcripts of Whisper, WhisperX, whisper.cpp, AssemblyAI, ElevenLabs, Deepgram, Amazon, Rev, Google and the BBC's Kaldi are read"
        )
    }
}

/// The start of a file that holds a JSON object.
struct JSONHead {
    /// The first key of the object.
    let key: String
    /// What the first value begins with, without white space before it.
    let value: ArraySlice<UInt8>
    private let bytes: [UInt8]

    /// Nil where the file does not begin with an object that has a key.
    init?(_ head: [UInt8]) {
        bytes = HeadLines(head, most: 0).bytes
        let start = bytes.drop { $0 <= 0x20 }
        guard start.first == UInt8(ascii: "{") else { return nil }
        let quote = start.dropFirst().drop { $0 <= 0x20 }
        guard quote.first == UInt8(ascii: "\"") else { return nil }
        let name = quote.dropFirst().prefix { $0 != UInt8(ascii: "\"") }
        let rest = bytes[name.endIndex...].dropFirst().drop { $0 <= 0x20 }
        guard rest.first == UInt8(ascii: ":") else { return nil }
        key = String(decoding: name, as: UTF8.self)
        value = rest.dropFirst().drop { $0 <= 0x20 }
    }

    /// True where one of the keys stands anywhere in the head.
    func contains(_ keys: [String]) -> Bool {
        let text = String(decoding: bytes, as: UTF8.self)
        return keys.contains { text.contains("\"\($0)\"") }
    }
}
