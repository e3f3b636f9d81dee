/// Finds the turns of a text whose speakers are labelled.
struct LabelledTurns {
    private let text: TextLines
    private let bytes: UnsafeBufferPointer<UInt8>
    private let layout: TextLayout
    private let heads: [Int: LineHead]
    private(set) var list = SpeakerList()
    private(set) var cues: [CueDraft] = []
    /// Lines under a speaker's label that were taken for a head or a legend, though somebody may have said them.
    private(set) var doubtful: [Int] = []
    /// Sentences above the first label, which nobody says.
    private(set) var unsaid: [Int] = []

    /// The times that stand alone between blank lines and begin what follows, by line.
    private let times: [Int: TimeMark]
    /// The last of them, until somebody speaks.
    private var time: TimeMark?
    /// The line behind the last that can hold a turn.
    private(set) var end: Int

    private var open: CueDraft?
    /// The label of the turn that is open, which goes on after a heading.
    private var label: String?

    /// - Parameters:
    ///   - heads: The heads of lines that begin with a possible label, by line.
    ///   - speakers: The labels that name speakers.
    init(
        _ text: TextLines, _ bytes: UnsafeBufferPointer<UInt8>, layout: TextLayout, heads: [Int: LineHead],
        speakers: Set<String>, from first: Int
    ) {
        self.text = text
        self.bytes = bytes
        self.layout = layout
        self.heads = heads.filter { speakers.contains(text.string($0.value.label)) }
        times = TimesAlone.find(text, bytes, heads: self.heads, from: first)
        let head = InterviewHead(text, bytes, heads: self.heads, from: first)
        time = times.filter { $0.key < head.end }.max { $0.key < $1.key }?.value
        doubtful = head.doubtful
        let legend = head.legendAtEnd()
        end = legend.lowerBound
        var seen: Set<String> = []
        for index in head.end..<end {
            let line = text.lines[index]
            if let head = self.heads[index] {
                let label = text.string(head.label)
                if seen.insert(label).inserted, let isCertain = isLegend(head, line, speakers) {
                    if !isCertain { doubtful.append(index) }
                    continue
                }
                begin(head, label, line)
            } else if layout.headings.contains(index) {
                close()
            } else if let mark = times[index] {
                close()
                time = mark
            } else {
                // Between two lines of a turn stands the number of the second.
                if text.numbered.contains(index) { close() }
                if self.label == nil, isSentence(line) { unsaid.append(index) }
                let start = max(line.lowerBound, layout.starts[index] ?? line.lowerBound)
                take(start..<max(start, min(line.upperBound, layout.ends[index] ?? line.upperBound)))
            }
        }
        close()
        doubtful += legend.filter(head.mayBeSaid)
        cues = cues.withTimesAtEnds(bytes)
    }

    private mutating func begin(_ head: LineHead, _ label: String, _ line: Range<Int>) {
        close()
        self.label = label
        let end = min(line.upperBound, head.contentEnd ?? line.upperBound)
        let content = head.content < end ? head.content..<end : end..<end
        open = CueDraft(bytes: content, startMs: head.startMs ?? time?.ms, endMs: head.endMs)
        time = nil
    }

    private mutating func take(_ line: Range<Int>) {
        guard !line.isEmpty else { return }
        if LineKind.isHeading(bytes, line) { return close() }
        guard label != nil, !LineKind.isBreak(bytes, line), !LineKind.isFrame(bytes, line) else { return }
        if let cue = open {
            open?.bytes = (cue.bytes.isEmpty ? line.lowerBound : cue.bytes.lowerBound)..<line.upperBound
        } else {
            open = CueDraft(bytes: line, startMs: time?.ms)
            time = nil
        }
    }

    private func isSentence(_ line: Range<Int>) -> Bool {
        guard let last = bytes[line].last, ".?!".utf8.contains(last) else { return false }
        return bytes[line].count(where: \.isBlank) >= 3
    }

    private mutating func close() {
        if var cue = open, !cue.bytes.isEmpty {
            // A speaker is one who has words.
            cue.speaker = label.map { list.index(of: $0) }
            cues.append(cue)
        }
        open = nil
    }

    /// True for `I: Interviewerin` and `I: Interviewer, B: Befragter`, false for what may be one, nil for what is none.
    private func isLegend(_ head: LineHead, _ line: Range<Int>, _ speakers: Set<String>) -> Bool? {
        guard cues.isEmpty, open == nil, head.style == .colon, head.content < line.upperBound, line.count <= 160 else {
            return nil
        }
        let words = text.string(head.content..<line.upperBound)
        guard let final = words.unicodeScalars.last, !".?!".unicodeScalars.contains(final) else { return nil }
        let parts = words.split { $0 == "," || $0 == ";" }
        let others = parts.dropFirst().allSatisfy { part in
            part.split { $0 == ":" || $0 == "=" }.first.map { speakers.contains($0.trimmingPrefix(" ").description) } ?? false
        }
        guard let first = parts.first, others else { return nil }
        if parts.count > 1, words.contains(where: { $0 == ":" || $0 == "=" }) { return true }
        guard first.split(separator: " ").count <= 4, SpeakerRole.isExplained(by: String(first)), !head.isMarked else {
            return nil
        }
        return SpeakerRole.named(words) != nil
    }
}
