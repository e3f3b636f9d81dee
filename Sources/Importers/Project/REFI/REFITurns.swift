import StudyModel

/// Who speaks when in a text of a project: by the labels in it as in plain text, and by the points of time of a transcript.
enum REFITurns {
    static func transcript(of words: REFIWords, _ placed: REFIPlacing, options: ImportOptions) -> Transcript {
        // Speakers that are asked for are those of transcripts, and what is said of labels there is no news in a project.
        var options = options
        options.speakers = []
        var transcript = TextTurns(TextLines(words.stored), in: InputFile(path: ""), options: options)
            .transcript(format: words.format, diagnostics: [])
        transcript.diagnostics = []
        guard !placed.times.isEmpty else { return transcript }
        if !placed.cues.isEmpty {
            transcript.cues = speaking(placed.cues, as: transcript.cues)
        } else if transcript.speakers.isEmpty {
            transcript.cues = cues(placed.times, in: IndexedText(words.stored))
        } else {
            setTimes(placed.times, of: &transcript.cues)
        }
        return transcript
    }

    /// The cues, each with who speaks in the labelled one that it lies in; both in the order of the text.
    private static func speaking(_ cues: [Transcript.Cue], as labelled: [Transcript.Cue]) -> [Transcript.Cue] {
        var place = 0
        return cues.map { cue in
            while place < labelled.count, labelled[place].range.upperBound <= cue.range.lowerBound { place += 1 }
            guard place < labelled.count, labelled[place].range.lowerBound <= cue.range.lowerBound,
                labelled[place].range.upperBound >= cue.range.upperBound
            else { return cue }
            var cue = cue
            cue.speaker = labelled[place].speaker
            return cue
        }
    }

    /// The stretches between the points, as far as words go in them; there are none between the end of a cue and the next.
    private static func cues(_ times: [(place: Int, timeMs: Int)], in text: IndexedText) -> [Transcript.Cue] {
        var cues: [Transcript.Cue] = []
        for (number, point) in times.enumerated() {
            let next = number + 1 < times.count ? times[number + 1] : nil
            guard let range = TextRange(point.place, next?.place ?? text.length) else { continue }
            let words = text[range]
            guard let last = words.lastIndex(where: { $0 > 0x20 }) else { continue }
            let blanks = words.endIndex - 1 - last
            guard let spoken = TextRange(range.lowerBound, range.upperBound - blanks) else { continue }
            cues.append(Transcript.Cue(range: spoken, startMs: point.timeMs, endMs: next?.timeMs))
        }
        return cues
    }

    /// A cue begins with the last point before its words that is not before the cue above, and ends with the first behind them.
    private static func setTimes(_ times: [(place: Int, timeMs: Int)], of cues: inout [Transcript.Cue]) {
        for place in cues.indices {
            let range = cues[place].range
            let above = place > 0 ? cues[place - 1].range.upperBound : 0
            let below = place + 1 < cues.count ? cues[place + 1].range.lowerBound : Int.max
            let behind = firstPlace(in: times) { $0.place > range.lowerBound }
            if behind > 0, times[behind - 1].place >= above { cues[place].startMs = times[behind - 1].timeMs }
            let end = firstPlace(in: times) { $0.place >= range.upperBound }
            if end < times.count, times[end].place <= below { cues[place].endMs = times[end].timeMs }
        }
    }

    /// The first of the points, which are sorted, that is so far on; their number where none is.
    private static func firstPlace(
        in times: [(place: Int, timeMs: Int)], where isBehind: ((place: Int, timeMs: Int)) -> Bool
    ) -> Int {
        var (low, high) = (0, times.count)
        while low < high {
            let middle = (low + high) / 2
            if isBehind(times[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
