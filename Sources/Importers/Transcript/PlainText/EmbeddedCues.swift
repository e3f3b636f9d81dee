/// Finds the cues of a subtitle file that was saved as text: lines `00:28.000 --> 00:35.280` with words below.
struct EmbeddedCues {
    private(set) var list = SpeakerList()
    private(set) var cues: [CueDraft] = []

    /// Nil unless the text holds at least two such lines.
    init?(
        _ text: TextLines, _ bytes: UnsafeBufferPointer<UInt8>, heads: [Int: LineHead], speakers: Set<String>, from first: Int
    ) {
        let lines = text.lines
        let timings = (first..<max(first, lines.count)).compactMap { index in
            SubtitleTiming(bytes, line: lines[index]).map { (line: index, timing: $0) }
        }
        guard timings.count >= 2 else { return nil }
        for (number, (line, timing)) in timings.enumerated() {
            let end = number + 1 < timings.count ? timings[number + 1].line : lines.count
            var block = line + 1..<end
            // The number of the next cue stands right above its time.
            if number + 1 < timings.count, let last = block.last, bytes[lines[last]].allSatisfy(\.isDigit), block.count > 1 {
                block = block.dropLast()
            }
            var open: (lower: Int, upper: Int, label: String?)?
            func close() -> CueDraft? {
                guard let open, open.lower < open.upper else { return nil }
                return CueDraft(
                    bytes: open.lower..<open.upper, speaker: open.label.map { list.index(of: $0) }, startMs: timing.startMs,
                    endMs: timing.endMs)
            }
            for index in block where !lines[index].isEmpty {
                if let head = heads[index], speakers.contains(text.string(head.label)) {
                    if let cue = close() { cues.append(cue) }
                    open = (head.content, lines[index].upperBound, text.string(head.label))
                } else {
                    open = (open?.lower ?? lines[index].lowerBound, lines[index].upperBound, open?.label)
                }
            }
            if let cue = close() { cues.append(cue) }
        }
    }
}
