import StudyModel

/// The cues of an LRC file in order of time.
struct LyricsCues {
    private(set) var cues: [SubtitleTranscript.Cue] = []
    private(set) var language: String?
    private(set) var diagnostics: [Diagnostic] = []

    private struct Entry {
        var startMs: Int?
        var words: [UInt8]
        /// The line of the file, from 1.
        var line: Int
    }

    init(_ text: TextLines, _ bytes: UnsafeBufferPointer<UInt8>, in file: InputFile) {
        var entries: [Entry] = []
        var offset = 0
        var length: Int?
        var isSorted = true
        var damaged = 0
        for (index, range) in text.lines.enumerated() where !range.isEmpty {
            let line = LyricsLine(bytes, range)
            if let (key, value) = line.header {
                switch key {
                case "offset": offset = Self.offset(text.string(value)) ?? 0
                case "length": length = SubtitleTiming.clock(bytes, value)
                case "la", "language": language = text.string(value)
                default: break
                }
                continue
            }
            let words = line.words
            if line.times.isEmpty {
                if line.isBroken || entries.isEmpty {
                    damaged += 1
                    if damaged <= 100 {
                        diagnostics.append(
                            .warning(
                                at: file.place(line: index + 1), line.isBroken ? .unreadableTime : .noTime,
                                remedy: "begin it with a time such as [00:12.34]; the words are kept without one"))
                    }
                    entries.append(Entry(startMs: nil, words: words, line: index + 1))
                } else if let last = entries.indices.last {
                    entries[last].words += [0x20] + words
                }
                continue
            }
            for time in line.times {
                if let last = entries.last?.startMs, time < last { isSorted = false }
                entries.append(Entry(startMs: time, words: words, line: index + 1))
            }
        }
        if damaged > 100 { diagnostics.append(.warning(at: file.place(), .more(damaged - 100))) }
        // A positive offset shows the words earlier.
        for index in entries.indices { entries[index].startMs = entries[index].startMs.map { max(0, $0 - offset) } }
        if !isSorted { entries = Self.inOrderOfTime(entries) }
        var next = length
        for entry in entries.reversed() {
            if !entry.words.isEmpty {
                let timing = entry.startMs.map { start in
                    SubtitleTiming(startMs: start, endMs: next.flatMap { $0 > start ? $0 : nil })
                }
                cues.append(
                    .init(timing: timing, stretches: [.init(voice: nil, words: entry.words)], line: entry.line))
            }
            next = entry.startMs ?? next
        }
        cues.reverse()
    }

    /// Those without a time stay behind the one above.
    private static func inOrderOfTime(_ entries: [Entry]) -> [Entry] {
        var keyed: [(time: Int, place: Int, entry: Entry)] = []
        var time = 0
        for (place, entry) in entries.enumerated() {
            time = entry.startMs ?? time
            keyed.append((time, place, entry))
        }
        return keyed.sorted { ($0.time, $0.place) < ($1.time, $1.place) }.map(\.entry)
    }

    /// Milliseconds, no more than a day.
    private static func offset(_ text: String) -> Int? {
        let digits = text.hasPrefix("+") ? String(text.dropFirst()) : text
        return Int(digits).flatMap { abs($0) <= 86_400_000 ? $0 : nil }
    }
}

extension Diagnostic.Message {
    fileprivate static let unreadableTime: Self = "the time of this line cannot be read"
    fileprivate static let noTime: Self = "this line has no time"
    fileprivate static func more(_ count: Int) -> Self { "\(count) more lines are damaged" }
}
