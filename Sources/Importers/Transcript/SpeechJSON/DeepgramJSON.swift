import FileFormats

/// What Deepgram writes: `results` with `utterances`, and `channels` whose first alternative has `words` and a `transcript`.
///
/// [developers.deepgram.com, pre-recorded audio] Times are seconds, speakers numbers. Utterances are taken where they are; else the words
/// of each channel, with punctuation, joined as long as one speaks. Where there are several channels, these name the speakers that have
/// no number.
struct DeepgramJSON {
    private var utterances: [SpokenSegment] = []
    private var channels: [[SpokenSegment]] = []
    private(set) var language: String?

    /// Reads the value of a member of `results`.
    mutating func read(_ reader: inout JSONReader, _ key: String) throws {
        switch key {
        case "utterances": try reader.forEachElement { reader, _ in utterances.append(try Self.segment(&reader)) }
        case "channels": try reader.forEachElement { reader, _ in channels.append(try channel(&reader)) }
        default: break
        }
    }

    var spoken: [SpokenSegment] {
        if !utterances.isEmpty { return utterances }
        guard channels.count > 1 else { return channels.first ?? [] }
        let all = channels.enumerated().flatMap { place, runs in
            runs.map { run in
                var run = run
                run.speaker = run.speaker.map { "\(place)-\($0)" } ?? "\(place)"
                return run
            }
        }
        return all.enumerated()
            .sorted { ($0.element.startMs ?? 0, $0.offset) < ($1.element.startMs ?? 0, $1.offset) }.map(\.element)
    }

    private mutating func channel(_ reader: inout JSONReader) throws -> [SpokenSegment] {
        var words: [SpokenSegment] = []
        var transcript: [UInt8] = []
        try reader.forEachMember { reader, key in
            switch key {
            case "detected_language": language = try language ?? reader.name()
            case "alternatives":
                try reader.forEachElement { reader, place in
                    guard place == 0 else { return }
                    try reader.forEachMember { reader, key in
                        if key == "transcript" { transcript = try reader.string() ?? [] }
                        if key == "words" {
                            try reader.forEachElement { reader, _ in words.append(try Self.segment(&reader)) }
                        }
                    }
                }
            default: break
            }
        }
        var runs = words.runs
        if runs.isEmpty { runs = [SpokenSegment()] }
        // The transcript is set more carefully than its words one by one.
        if runs.count == 1, !transcript.isEmpty { runs[0].text = transcript }
        return runs
    }

    /// An utterance or a word.
    private static func segment(_ reader: inout JSONReader) throws -> SpokenSegment {
        var segment = SpokenSegment()
        var punctuated: [UInt8]?
        try reader.forEachMember { reader, key in
            switch key {
            case "start": segment.startMs = try reader.time()
            case "end": segment.endMs = try reader.time()
            case "transcript", "word": segment.text = try reader.string() ?? []
            case "punctuated_word": punctuated = try reader.string()
            case "speaker": segment.speaker = try reader.name()
            default: break
            }
        }
        if let punctuated, !punctuated.isEmpty { segment.text = punctuated }
        return segment
    }
}
