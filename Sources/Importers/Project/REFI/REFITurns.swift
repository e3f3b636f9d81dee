import StudyModel

/// Who speaks when in a text of a project: by the labels in it as in plain text, and by the points of time of a transcript.
enum REFITurns {
    static func transcript(
        of words: REFIWords, _ times: [(place: Int, timeMs: Int)], options: ImportOptions
    ) -> Transcript {
        // Speakers that are asked for are those of transcripts, and what is said of labels there is no news in a project.
        var options = options
        options.speakers = []
        var transcript = TextTurns(TextLines(words.stored), in: InputFile(path: ""), options: options)
            .transcript(format: words.format, diagnostics: [])
        transcript.diagnostics = []
        guard !times.isEmpty else { return transcript }
        if transcript.speakers.isEmpty {
            let length = words.stored.count { $0 & 0xC0 != 0x80 }
            transcript.cues = cues(times, length: length)
        } else {
            setTimes(times, of: &transcript.cues)
        }
        return transcript
    }

    /// The stretches between the points.
    private static func cues(_ times: [(place: Int, timeMs: Int)], length: Int) -> [Transcript.Cue] {
        var cues: [Transcript.Cue] = []
        for (number, point) in times.enumerated() {
            let next = number + 1 < times.count ? times[number + 1] : nil
            guard let range = TextRange(point.place, next?.place ?? length) else { continue }
            cues.append(Transcript.Cue(range: range, startMs: point.timeMs, endMs: next?.timeMs))
        }
        return cues
    }

    /// A cue begins with the last point before its words that is not before the cue above, and ends with the first behind them.
    private static func setTimes(_ times: [(place: Int, timeMs: Int)], of cues: inout [Transcript.Cue]) {
        for place in cues.indices {
            let range = cues[place].range
            let above = place > 0 ? cues[place - 1].range.upperBound : 0
            let below = place + 1 < cues.count ? cues[place + 1].range.lowerBound : Int.max
            if let start = times.last(where: { $0.place <= range.lowerBound && $0.place >= above }) {
                cues[place].startMs = start.timeMs
            }
            if let end = times.first(where: { $0.place >= range.upperBound && $0.place <= below }) {
                cues[place].endMs = end.timeMs
            }
        }
    }
}
