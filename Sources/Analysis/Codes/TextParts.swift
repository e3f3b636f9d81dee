import StudyModel

/// The turns or paragraphs of coded texts, in the positions of coding points.
struct TextParts {
    enum Kind {
        case turn
        /// A cue.
        case paragraph
    }

    /// A text without cues is one part.
    struct Part {
        var lower: Int32
        var upper: Int32
        /// Of turns their own, of paragraphs the order in which they stand; far apart in two texts of one source.
        var number: Int32
    }

    private let texts: [CodedText]
    /// Where the texts of each source begin, and at last how many there are.
    private let firstTexts: [Int]
    /// The cues of each text; empty where it has none.
    private let cuesByText: [Range<Int>]
    private let cues: [QueryMaterial.Cue]
    private let kind: Kind

    init(_ data: CodingData, _ kind: Kind) {
        texts = data.texts
        cues = data.cues
        self.kind = kind
        var firsts: [Int] = []
        for (index, text) in texts.enumerated() {
            while firsts.count <= Int(text.source) { firsts.append(index) }
        }
        while firsts.count <= data.sourceNames.count { firsts.append(texts.count) }
        firstTexts = firsts
        var ranges: [Range<Int>] = []
        var start = 0
        for document in texts.indices {
            var end = start
            while end < cues.count, cues[end].document == document { end += 1 }
            ranges.append(start..<end)
            start = end
        }
        cuesByText = ranges
    }

    /// All parts of a source, sorted by lower bound.
    func parts(ofSource source: Int32) -> [Part] {
        var parts: [Part] = []
        for text in texts(ofSource: source) {
            let own = cuesByText[text]
            let base = base(ofText: text)
            if own.isEmpty {
                parts.append(
                    Part(lower: texts[text].offset, upper: texts[text].offset &+ texts[text].length, number: base))
            } else if kind == .paragraph {
                for cue in own {
                    parts.append(
                        Part(lower: cues[cue].lower, upper: cues[cue].upper, number: base &+ Int32(cue - own.lowerBound)))
                }
            } else {
                parts += turns(of: own, base: base)
            }
        }
        return parts
    }

    /// The numbers of the parts in which the first and the last scalar of a range lie, the smaller one first: each in the part that
    /// begins last at or before it, or in the first of its text.
    func numbers(ofSource source: Int32, _ lower: Int32, _ upper: Int32) -> (first: Int32, last: Int32) {
        let own = texts(ofSource: source)
        guard let text = own.last(where: { texts[$0].offset <= lower }) ?? own.first else { return (0, 0) }
        let base = base(ofText: text)
        guard !cuesByText[text].isEmpty else { return (base, base) }
        let (first, last) = (number(at: lower, ofText: text), number(at: upper - 1, ofText: text))
        return (base &+ min(first, last), base &+ max(first, last))
    }

    private func number(at position: Int32, ofText text: Int) -> Int32 {
        let own = cuesByText[text]
        var (low, high) = (own.lowerBound, own.upperBound)
        while low < high {
            let middle = (low + high) / 2
            if cues[middle].lower <= position { low = middle + 1 } else { high = middle }
        }
        let cue = max(own.lowerBound, low - 1)
        return kind == .turn ? cues[cue].turn : Int32(cue - own.lowerBound)
    }

    private func texts(ofSource source: Int32) -> Range<Int> {
        guard source >= 0, Int(source) + 1 < firstTexts.count else { return 0..<0 }
        return firstTexts[Int(source)]..<firstTexts[Int(source) + 1]
    }

    /// Turns are numbered anew in each revision; those of an earlier one are near to none of the newest.
    private func base(ofText text: Int) -> Int32 {
        Int32(truncatingIfNeeded: text - firstTexts[Int(texts[text].source)]) &* (CodingPoint.farApart &* 32)
    }

    private func turns(of own: Range<Int>, base: Int32) -> [Part] {
        var turns: [Part] = []
        for cue in cues[own].sorted(by: { ($0.turn, $0.lower) < ($1.turn, $1.lower) }) {
            if let last = turns.indices.last, turns[last].number == base &+ cue.turn {
                turns[last].upper = max(turns[last].upper, cue.upper)
            } else {
                turns.append(Part(lower: cue.lower, upper: cue.upper, number: base &+ cue.turn))
            }
        }
        return turns.sorted { ($0.lower, $0.upper, $0.number) < ($1.lower, $1.upper, $1.number) }
    }
}
