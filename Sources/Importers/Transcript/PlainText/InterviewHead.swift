/// The lines at the start of a text that describe the interview, such as `Datum: …` and `Interviewer: …`, or explain its
/// labels.
struct InterviewHead {
    /// The first line that can hold a turn.
    private(set) var end: Int
    /// Lines of the head under a speaker's label whose words may have been said all the same, in ascending order.
    private(set) var doubtful: [Int] = []

    let text: TextLines
    let bytes: UnsafeBufferPointer<UInt8>
    /// The heads of the lines that begin with a speaker's label, by line.
    let heads: [Int: LineHead]
    /// The last line that each label begins.
    private var last: [String: Int] = [:]

    /// - Parameter heads: The heads of the lines that begin with a speaker's label, by line.
    init(_ text: TextLines, _ bytes: UnsafeBufferPointer<UInt8>, heads: [Int: LineHead], from first: Int) {
        self.text = text
        self.bytes = bytes
        self.heads = heads
        end = first
        for (line, head) in heads {
            let label = text.string(head.label)
            last[label] = max(last[label] ?? line, line)
        }
        takeDescription()
        // A head has few blocks; each is looked for in the whole text.
        for _ in 0..<16 { guard takeParticipants() else { break } }
        takeLegend()
    }

    /// Passes a block in which something is told that nobody says, up to where somebody speaks in it.
    private mutating func takeDescription() {
        guard let block = nextBlock(), let told = block.last(where: isDescription) else { return }
        let names = told + 1..<block.upperBound
        // Whoever speaks again below begins to speak here.
        let isTold = isLegend(names) || isListOfNames(names)
        var head = block.lowerBound..<(isTold ? names.upperBound : names.first(where: comesBack) ?? names.upperBound)
        if !isFollowed(head.upperBound) { head = block.lowerBound..<told + 1 }
        guard isFollowed(head.upperBound) else { return }
        pass(head, certainBefore: told)
    }

    /// Passes lines that name who takes part under labels that only stand here, where others speak below; false where there are none.
    private mutating func takeParticipants() -> Bool {
        guard let start = (end..<text.lines.count).first(where: { heads[$0] != nil }), tellsWhoTakesPart(start) else {
            return false
        }
        let stop =
            (start..<text.lines.count).first { !tellsWhoTakesPart($0) && !isDescription($0) } ?? text.lines.count
        guard heads.keys.count(where: { $0 >= stop }) > 1 else { return false }
        pass(start..<stop, certainBefore: start)
        return true
    }

    /// Passes a block that says whose labels the text has: `I: Interviewerin`, `B1: Befragte, 45 Jahre`.
    private mutating func takeLegend() {
        guard let block = nextBlock(), isFollowed(block.upperBound),
            isLegend(block) || text.lines[block.upperBound].isEmpty && isListOfFullNames(block)
        else { return }
        pass(block, certainBefore: block.lowerBound)
    }

    private mutating func pass(_ lines: Range<Int>, certainBefore told: Int) {
        end = lines.upperBound
        doubtful += lines.filter { line in (line >= told || comesBack(line)) && mayBeSaid(line) }
    }

    /// True for words behind a speaker's label that name no role.
    func mayBeSaid(_ line: Int) -> Bool {
        guard let head = heads[line], !head.words(of: text.lines[line]).isEmpty else { return false }
        return SpeakerRole.named(text.string(head.words(of: text.lines[line]))) == nil
    }

    /// The lines from the blank one above the next speaker's label up to the next blank one, or to where somebody speaks who comes
    /// back before it; nil where one of them is a sentence or has no label. A title may stand above.
    private func nextBlock() -> Range<Int>? {
        guard let labelled = (end..<text.lines.count).first(where: { heads[$0] != nil }) else { return nil }
        var start = labelled
        while start > end, !text.lines[start - 1].isEmpty { start -= 1 }
        let blank = (labelled..<text.lines.count).first { text.lines[$0].isEmpty } ?? text.lines.count
        var labels: [String: Int] = [:]
        for line in start..<blank { if let head = heads[line] { labels[text.string(head.label), default: 0] += 1 } }
        var isTitle = true
        for line in start..<blank {
            if let head = heads[line], labels[text.string(head.label), default: 0] > 1 { return start..<line }
            guard let head = LineHead(bytes, line: text.lines[line]), head.style == .colon || head.style == .bold else {
                guard isTitle, line < labelled else { return nil }
                continue
            }
            isTitle = false
            guard !isDescription(line) else { continue }
            let words = bytes[head.words(of: text.lines[line])]
            guard words.count(where: \.isBlank) < 6, let last = words.last, !"?!".utf8.contains(last) else { return nil }
            // `Frau G.` is no sentence.
            guard last != UInt8(ascii: ".") || words.count > 1 && words.dropLast().last?.isASCIICapital == true else {
                return nil
            }
        }
        return start..<blank
    }

    /// True for a label such as `Datum`, where nobody asked for it as a speaker's, and for one such as `Teilnehmende` without words.
    private func isDescription(_ line: Int) -> Bool {
        guard let head = LineHead(bytes, line: text.lines[line]) else { return false }
        let label = text.string(head.label)
        if heads[line] == nil, SpeakerLabel.isHeadWord(label) { return true }
        return head.words(of: text.lines[line]).isEmpty && !comesBack(line) && Self.listHeads.contains(label.headingWord)
    }

    /// True where more than half of the labels, and two at the least, are explained by a role.
    private func isLegend(_ lines: Range<Int>) -> Bool {
        let labelled = lines.compactMap { line in heads[line].map { (head: $0, words: $0.words(of: text.lines[line])) } }
        guard labelled.allSatisfy({ !$0.head.isMarked }) else { return false }
        let explained = labelled.count { head, words in
            guard let first = text.string(words).split(whereSeparator: { $0 == "," || $0 == ";" }).first else { return false }
            return first.split(separator: " ").count <= 4 && SpeakerRole.isExplained(by: String(first))
        }
        return explained >= 2 && explained * 2 > labelled.count
    }

    /// True where the label of the line begins a line below, too.
    func comesBack(_ line: Int) -> Bool { heads[line].map { (last[text.string($0.label)] ?? line) > line } ?? false }

    /// True where anybody speaks from the line on.
    private func isFollowed(_ line: Int) -> Bool { last.values.contains { $0 >= line } }
}

extension LineHead {
    /// What stands behind the label on its line.
    func words(of line: Range<Int>) -> Range<Int> { min(content, line.upperBound)..<line.upperBound }
}
