/// Finds the paragraphs of a text that names no speakers.
struct UnlabelledParagraphs {
    private(set) var cues: [CueDraft] = []

    private let text: TextLines
    private let bytes: UnsafeBufferPointer<UInt8>
    private let layout: TextLayout

    /// The paragraphs are those of the layout, where it tells them. Else a paragraph is a block between blank lines or headings; where there is no blank line, each line is one. A line that
    /// holds a time and nothing else begins a paragraph where there are several such lines.
    init(_ text: TextLines, _ bytes: UnsafeBufferPointer<UInt8>, layout: TextLayout, from first: Int) {
        self.text = text
        self.bytes = bytes
        self.layout = layout
        if let paragraphs = layout.paragraphs {
            takeParagraphs(paragraphs, from: first)
        } else {
            takeBlocks(from: first)
        }
        cues = cues.withTimesAtEnds(bytes)
    }

    private mutating func takeParagraphs(_ paragraphs: [TextLayout.Paragraph], from first: Int) {
        let start = first < text.lines.count ? text.lines[first].lowerBound : 0
        let hasTimeLines = paragraphs.count { isTime($0.bytes) } >= 2
        let headings = layout.headings.sorted().map { text.lines[$0] }
        var nextHeading = 0
        var time: TimeMark?
        var isHead = true
        for paragraph in paragraphs where paragraph.bytes.lowerBound >= start {
            if hasTimeLines, isTime(paragraph.bytes) {
                time = TimeMark.parse(bytes, at: paragraph.bytes.lowerBound, limit: paragraph.bytes.upperBound)
                continue
            }
            while nextHeading < headings.count, headings[nextHeading].upperBound <= paragraph.bytes.lowerBound {
                nextHeading += 1
            }
            // The titles of columns stand on one line.
            let isHeading = nextHeading < headings.count && headings[nextHeading].lowerBound <= paragraph.bytes.lowerBound
            guard !isNoSpeech(paragraph.bytes, isHeading: isHeading, isUnderlined: false, isHead: isHead) else { continue }
            isHead = false
            let known = cues.count
            add(paragraph.bytes, time)
            if let startMs = paragraph.startMs, cues.count > known {
                (cues[known].startMs, cues[known].endMs) = (startMs, paragraph.endMs)
            }
            time = nil
        }
    }

    private mutating func takeBlocks(from first: Int) {
        let lines = text.lines
        guard let start = (first..<max(first, lines.count)).first(where: { !lines[$0].isEmpty }),
            let end = lines.lastIndex(where: { !$0.isEmpty })
        else { return }
        let body = start..<end + 1
        let hasBlocks = lines[body].contains { $0.isEmpty }
        let hasTimeLines = lines[body].count { isTime($0) } >= 2
        var block: Range<Int>?
        var time: TimeMark?
        func finish() {
            if let block { add(block, time) }
            (block, time) = (nil, nil)
        }
        var isHead = true
        for index in body {
            let line = lines[index]
            if hasTimeLines, isTime(line) {
                finish()
                time = TimeMark.parse(bytes, at: line.lowerBound, limit: line.upperBound)
                continue
            }
            if line.isEmpty {
                if block != nil { finish() }
                continue
            }
            let isUnderlined = index + 1 < lines.count && LineKind.isUnderline(bytes, lines[index + 1])
            if isNoSpeech(line, isHeading: false, isUnderlined: isUnderlined, isHead: isHead) {
                finish()
                continue
            }
            isHead = false
            if !hasBlocks, !hasTimeLines { finish() }
            block = (block?.lowerBound ?? line.lowerBound)..<line.upperBound
        }
        finish()
    }

    private mutating func add(_ block: Range<Int>, _ time: TimeMark?) {
        var cursor = LineCursor(bytes, block)
        var start = time
        // Of several times at the start, the last is that of the first word.
        while let mark = cursor.takeTime() {
            start = mark
            while cursor.next == UInt8(ascii: "\n") { cursor.move(to: cursor.position + 1) }
        }
        let words = bytes.trimmedLines(cursor.position..<block.upperBound)
        guard !words.isEmpty else { return }
        cues.append(CueDraft(bytes: words, startMs: start?.ms, endMs: start?.endMs))
    }

    private func isTime(_ line: Range<Int>) -> Bool {
        TimeMark.parse(bytes, at: line.lowerBound, limit: line.upperBound)?.end == line.upperBound
    }

    /// True for titles, break lines, links, legends, and lines at the start such as `Datum: …`. A heading that asks is speech:
    /// there are interviews whose questions are headings.
    private func isNoSpeech(_ line: Range<Int>, isHeading: Bool, isUnderlined: Bool, isHead: Bool) -> Bool {
        if isHeading || LineKind.isHeading(bytes, line) { return bytes[line].last != UInt8(ascii: "?") }
        if LineKind.isBreak(bytes, line) || LineKind.isFrame(bytes, line) || isUnderlined { return true }
        guard isHead, let head = LineHead(bytes, line: line) else { return false }
        return head.style == .colon && SpeakerLabel.isHeadWord(text.string(head.label))
    }
}
