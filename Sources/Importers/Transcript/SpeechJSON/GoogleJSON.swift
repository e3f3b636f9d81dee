import FileFormats

/// What Google's Speech-to-Text writes: `results`, of which each has `alternatives`; the first of them is taken.
///
/// [cloud.google.com, SpeechRecognitionResult] Keys are written `speakerTag` or `speaker_tag`. Where speakers are told apart, the last
/// result repeats the words of all with their speakers; it alone is read then, and its words are joined as long as one speaks.
struct GoogleJSON {
    private struct Result {
        var transcript: [UInt8] = []
        /// Its words, joined as long as one speaks.
        var runs: [SpokenSegment] = []
        var words = 0
        var channel: String?
        var hasSpeakers: Bool { runs.contains { $0.speaker != nil } }

        mutating func add(_ word: SpokenSegment) {
            words += 1
            if runs.last?.speaker != word.speaker || runs.isEmpty { runs.append(SpokenSegment(speaker: word.speaker)) }
            runs[runs.count - 1].add(word)
        }
    }

    private var results: [Result] = []
    private(set) var language: String?

    mutating func read(_ reader: inout JSONReader, _ key: String) throws {
        switch key {
        case "results": try reader.forEachElement { reader, _ in results.append(try result(&reader)) }
        // What a long-running operation hands over.
        case "response": try reader.forEachMember { reader, key in try self.read(&reader, key) }
        default: break
        }
    }

    var spoken: [SpokenSegment] {
        if let last = results.last, repeatsAll { return last.runs }
        let hasChannels = Set(results.map(\.channel)).count > 1
        return results.flatMap { result in
            if result.hasSpeakers { return result.runs }
            var segment = result.runs.first ?? SpokenSegment()
            if hasChannels { segment.speaker = result.channel }
            if !result.transcript.isEmpty { segment.text = result.transcript }
            return [segment]
        }
    }

    /// True where the last result holds the words of all others, now with speakers.
    private var repeatsAll: Bool {
        guard results.count > 1, let last = results.last, last.hasSpeakers else { return false }
        let others = results.dropLast()
        if !others.contains(where: \.hasSpeakers) { return true }
        // Newer versions name the speakers in every result; then a repeated one begins where the first begins.
        guard let start = last.runs.first?.startMs,
            let first = others.lazy.compactMap({ $0.runs.first?.startMs }).first
        else { return false }
        return start <= first && last.words >= others.reduce(0) { $0 + $1.words } / 2
    }

    private mutating func result(_ reader: inout JSONReader) throws -> Result {
        var result = Result()
        try reader.forEachMember { reader, key in
            switch Self.folded(key) {
            case "alternatives":
                try reader.forEachElement { reader, place in if place == 0 { try Self.alternative(&reader, &result) } }
            case "channeltag": result.channel = try reader.name()
            case "languagecode": language = try language ?? reader.name()
            default: break
            }
        }
        return result
    }

    private static func alternative(_ reader: inout JSONReader, _ result: inout Result) throws {
        try reader.forEachMember { reader, key in
            switch key {
            case "transcript": result.transcript = try reader.string() ?? []
            case "words": try reader.forEachElement { reader, _ in result.add(try Self.word(&reader)) }
            default: break
            }
        }
    }

    private static func word(_ reader: inout JSONReader) throws -> SpokenSegment {
        var word = SpokenSegment()
        try reader.forEachMember { reader, key in
            switch folded(key) {
            case "word": word.text = try reader.string() ?? []
            case "starttime", "startoffset": word.startMs = try reader.time()
            case "endtime", "endoffset": word.endMs = try reader.time()
            case "speakertag", "speakerlabel":
                // 0 stands for a speaker who is not known.
                if let name = try reader.name(), name != "0" { word.speaker = name }
            default: break
            }
        }
        return word
    }

    private static func folded(_ key: String) -> String { key.lowercased().filter { $0 != "_" } }
}
