/// The labels that name speakers in a text, and the lines that begin with them.
struct TextLabels {
    /// Its lines begin behind their numbers, where those stand before labels.
    let text: TextLines
    /// With the heads of columns and blocks.
    let layout: TextLayout
    /// The heads of the lines that begin with what may be a label, by line.
    private(set) var heads: [Int: LineHead] = [:]
    private(set) var census: SpeakerCensus
    private(set) var speakers: Set<String> = []
    /// The speakers, where lines with nothing else on them were taken for their names.
    private(set) var namesAlone: [String] = []

    /// Looks for them behind the numbers of lines, on lines of their own, at the starts of lines, and, where there are none, alone
    /// among paragraphs and in columns between tabs.
    static func find(
        _ text: TextLines, _ bytes: UnsafeBufferPointer<UInt8>, layout: TextLayout, from first: Int, asked: [String]
    ) -> TextLabels {
        if let numbers = LineNumbers(text, bytes, from: first) {
            let behind = TextLabels(text.beginning(numbers.starts), bytes, layout: layout, from: first, asked: asked)
            if behind.heads.contains(where: { behind.text.numbered.contains($0.key) && behind.isOfSpeaker($0.value) }) {
                return behind
            }
        }
        if let blocks = TextLayout(blocksOf: text, bytes, layout, from: first) {
            let found = TextLabels(text, bytes, layout: blocks, from: first, asked: asked)
            if !found.speakers.isEmpty { return found }
        }
        let plain = TextLabels(text, bytes, layout: layout, from: first, asked: asked)
        guard plain.speakers.isEmpty else { return plain }
        let alone = asked.isEmpty ? NamesAlone.find(text, bytes, layout, from: first) : []
        if !alone.isEmpty {
            var found = TextLabels(text, bytes, layout: layout, from: first, asked: alone)
            found.namesAlone = alone
            return found
        }
        guard layout.paragraphs == nil,
            let columns = TextLayout(columnsOf: text, bytes, from: first)
        else { return plain }
        let found = TextLabels(text, bytes, layout: columns, from: first, asked: asked)
        return found.speakers.isEmpty ? plain : found
    }

    private init(
        _ text: TextLines, _ bytes: UnsafeBufferPointer<UInt8>, layout: TextLayout, from first: Int, asked: [String]
    ) {
        self.text = text
        self.layout = layout
        census = SpeakerCensus(asked: asked)
        for index in first..<max(first, text.lines.count) {
            let line = text.lines[index]
            guard !line.isEmpty, let head = layout.heads[index] ?? head(bytes, at: index, asked: asked) else { continue }
            // `[00:00:05] Genau` is a name only where words stand below it.
            if head.style == .timeFirst, index + 1 >= text.lines.count || text.lines[index + 1].isEmpty { continue }
            heads[index] = head
        }
        if asked.isEmpty {
            for (line, label) in SignsInBrackets.labels(text, bytes, heads: heads) { heads[line]?.label = label }
        }
        for head in heads.values { census.count(text.string(head.label), head) }
        speakers = census.speakers
        // Who stands in a column of speakers is one, in whatever words: `I + Frau Weber`.
        let named = layout.named.compactMap { layout.heads[$0] }
        if asked.isEmpty, named.contains(where: isOfSpeaker) { speakers.formUnion(named.map { text.string($0.label) }) }
        if layout.heads.isEmpty { takeFurther(bytes, asked: Set(asked), from: first) }
    }

    /// Takes the lines that begin with a known label in another form, and beside known labels those with the sign of somebody who
    /// was not recognised.
    private mutating func takeFurther(_ bytes: UnsafeBufferPointer<UInt8>, asked: Set<String>, from first: Int) {
        guard !speakers.isEmpty || !asked.isEmpty else { return }
        let known = asked.isEmpty ? speakers : asked
        for index in first..<max(first, text.lines.count) {
            guard !(heads[index].map(isOfSpeaker) ?? false) else { continue }
            let line = text.lines[index]
            let found = KnownLabel.head(bytes, line: line) { range in
                let label = text.string(range)
                if known.contains(label) { return true }
                return asked.isEmpty && SpeakerCensus.isRole(label) && !SpeakerLabel.isOtherwiseUsed(label)
            }
            guard let head = found ?? (asked.isEmpty ? UnknownSpeaker.head(bytes, line: line) : nil) else { continue }
            let label = text.string(head.label)
            heads[index] = head
            speakers.insert(label)
            if !asked.isEmpty { census.count(label, head) }
        }
    }

    /// True where columns or blocks tell which line begins with whom.
    var areLaidOut: Bool { !layout.heads.isEmpty }

    private func isOfSpeaker(_ head: LineHead) -> Bool { speakers.contains(text.string(head.label)) }

    private func head(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int, asked: [String]) -> LineHead? {
        let line = text.lines[index]
        if let head = LineHead.find(bytes, line: line, asked: asked) { return head }
        // `**I: Wie war es?**`
        if let inner = LineCursor.emphasis(bytes, around: line), var head = LineHead.find(bytes, line: inner, asked: asked),
            head.style == .colon, head.content < inner.upperBound
        {
            head.contentEnd = inner.upperBound
            return head
        }
        return layout.headings.contains(index) ? LineHead.title(bytes, line: line) : nil
    }
}
