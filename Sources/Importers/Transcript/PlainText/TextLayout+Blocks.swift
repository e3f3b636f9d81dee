import FileFormats

extension TextLayout {
    /// A text in blocks, each of which begins with nothing but a name on its first line, as aTrain, Google and Teams write them:
    ///
    ///     SPEAKER_00
    ///     [00:00:04] - …
    ///
    /// The time may stand on a line of its own above or below the name, or before the words. Blocks are parted by blank lines, or are the
    /// paragraphs of a document that has none.
    ///
    /// Nil unless three blocks begin so, and four of five of those with several lines, half of them with a name that comes back.
    init?(blocksOf text: TextLines, _ bytes: UnsafeBufferPointer<UInt8>, _ layout: TextLayout, from first: Int) {
        var named: [NamedBlock] = []
        var several = 0
        for block in Self.blocks(text, layout, from: first) where block.count > 1 {
            guard !block.allSatisfy({ NamedBlock.isTime(bytes, text.lines[$0]) }) else { continue }
            several += 1
            if let block = NamedBlock(text, bytes, block) { named.append(block) }
        }
        let counts = Dictionary(named.map { (text.string($0.name), 1) }, uniquingKeysWith: +)
        let repeated = counts.values.filter { $0 >= 2 }.reduce(0, +)
        guard named.count >= 3, counts.count > 1, named.count * 5 >= several * 4, repeated * 2 >= named.count else {
            return nil
        }
        self = layout
        for block in named {
            headings.formUnion(block.head)
            for head in block.heads { heads[head.line] = head.head }
        }
    }

    private static func blocks(_ text: TextLines, _ layout: TextLayout, from first: Int) -> [Range<Int>] {
        let lines = text.lines
        guard let start = (first..<max(first, lines.count)).first(where: { !lines[$0].isEmpty }) else { return [] }
        let hasBlanks = lines[start...].dropLast().contains { $0.isEmpty }
        let paragraphs = hasBlanks ? nil : layout.paragraphs.map { Set($0.map(\.bytes.lowerBound)) }
        var blocks: [Range<Int>] = []
        var open = start
        for index in start..<lines.count {
            if lines[index].isEmpty {
                if open < index { blocks.append(open..<index) }
                open = index + 1
            } else if index > open, paragraphs?.contains(lines[index].lowerBound) == true {
                blocks.append(open..<index)
                open = index
            }
        }
        if open < lines.count { blocks.append(open..<lines.count) }
        return blocks
    }
}

/// A block of lines with a name, perhaps a time, and words.
private struct NamedBlock {
    let name: Range<Int>
    /// The lines of the name and the time, which are no speech.
    let head: Range<Int>
    /// Of the first line of the words, and of each further one with a time.
    private(set) var heads: [(line: Int, head: LineHead)] = []

    /// Nil where it does not begin so.
    init?(_ text: TextLines, _ bytes: UnsafeBufferPointer<UInt8>, _ block: Range<Int>) {
        var line = block.lowerBound
        var time = Self.time(bytes, text.lines[line])
        if time != nil { line += 1 }
        guard line + 1 < block.upperBound, let name = Self.name(text, bytes, text.lines[line]) else { return nil }
        line += 1
        if time == nil, let below = Self.time(bytes, text.lines[line]) {
            time = below
            line += 1
        }
        guard line < block.upperBound else { return nil }
        self.name = name
        head = block.lowerBound..<line
        for index in line..<block.upperBound {
            var cursor = LineCursor(bytes, text.lines[index])
            let mark = cursor.takeTime()
            if mark != nil { cursor.skip("-–") }
            guard index == line || mark != nil else { continue }
            let start = min(mark == nil ? text.lines[index].lowerBound : cursor.position, text.lines[index].upperBound)
            let known = index == line ? time : nil
            heads.append(
                (
                    index,
                    LineHead(
                        column: name, startMs: known?.startMs ?? mark?.ms, endMs: known?.endMs ?? mark?.endMs,
                        words: start..<text.lines[index].upperBound)
                ))
        }
    }

    static func isTime(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> Bool { time(bytes, line) != nil }

    /// The time, or the span, that a line holds and nothing else.
    private static func time(_ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> SubtitleTiming? {
        if let timing = SubtitleTiming(bytes, line: line) { return timing }
        guard let mark = TimeMark.parse(bytes, at: line.lowerBound, limit: line.upperBound), mark.end == line.upperBound else {
            return nil
        }
        return SubtitleTiming(startMs: mark.ms, endMs: mark.endMs)
    }

    private static func name(_ text: TextLines, _ bytes: UnsafeBufferPointer<UInt8>, _ line: Range<Int>) -> Range<Int>? {
        let end = line.upperBound..<line.upperBound
        guard let last = bytes[line].last, last != UInt8(ascii: "."), last != UInt8(ascii: ":"),
            let name = SpeakerLabel.shape(bytes, line) ?? SpeakerLabel.surnameFirst(bytes, line, aloneBefore: end),
            SpeakerLabel.isCapitalised(text.string(name)), !SpeakerLabel.isOtherwiseUsed(text.string(name))
        else { return nil }
        return name
    }
}
