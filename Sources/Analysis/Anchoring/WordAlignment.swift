/// Which words of a text stand in its edited form, in the same order.
///
/// Long lines that occur once in each text are found first, then runs of words that do, each time within what is left between
/// those found before; only what is left then is compared word by word, and that within bounds. So nothing takes longer than
/// in proportion to the length of the texts, by a factor that is bounded.
struct WordAlignment {
    private let old: ComparedText
    private let new: ComparedText
    /// The word of the new text for each of the old; -1 without one.
    private var partners: [Int32]

    /// Lines shorter than that say too little about where they belong: `Ja, genau.` may be gone here and new there.
    private static let longLine = (words: 8, clusters: 30)
    /// Word by word, so many words may be edited between two places that are sure.
    private static let editLimit = 512

    static func runs(_ old: ComparedText, _ new: ComparedText) -> [MatchedRun] {
        var alignment = WordAlignment(old: old, new: new, partners: Array(repeating: -1, count: old.wordCount))
        alignment.run()
        var runs: [MatchedRun] = []
        for (word, partner) in alignment.partners.enumerated() where partner >= 0 {
            runs.extend(MatchedRun(old: word, new: Int(partner), count: 1))
        }
        return runs
    }

    private enum Step: Int {
        // What is unique between two places need not be in the whole, so lines and runs are looked for twice.
        case lines, linesBetween, runs, runsBetween, shortRuns, words

        var next: Step { Step(rawValue: rawValue + 1) ?? .words }
    }

    private struct Region {
        var old: Range<Int>
        var new: Range<Int>
        var step: Step
    }

    private mutating func run() {
        var regions = [Region(old: 0..<old.wordCount, new: 0..<new.wordCount, step: .lines)]
        while var region = regions.popLast() {
            trim(&region)
            guard !region.old.isEmpty, !region.new.isEmpty else { continue }
            if region.step == .words || region.old.count + region.new.count <= 64 {
                compareWords(region)
                continue
            }
            let pairs = UniquePairs.heaviestInOrder(anchors(in: region))
            var last = (old: region.old.lowerBound, new: region.new.lowerBound)
            for pair in pairs {
                regions.append(Region(old: last.old..<pair.old, new: last.new..<pair.new, step: region.step.next))
                partners[pair.old] = Int32(pair.new)
                last = (pair.old + 1, pair.new + 1)
            }
            regions.append(
                Region(
                    old: last.old..<region.old.upperBound, new: last.new..<region.new.upperBound, step: region.step.next))
        }
    }

    /// Takes away what is equal at both ends.
    private mutating func trim(_ region: inout Region) {
        var (oldLower, oldUpper) = (region.old.lowerBound, region.old.upperBound)
        var (newLower, newUpper) = (region.new.lowerBound, region.new.upperBound)
        while oldLower < oldUpper, newLower < newUpper, old.wordKeys[oldLower] == new.wordKeys[newLower] {
            partners[oldLower] = Int32(newLower)
            oldLower += 1
            newLower += 1
        }
        while oldLower < oldUpper, newLower < newUpper, old.wordKeys[oldUpper - 1] == new.wordKeys[newUpper - 1] {
            oldUpper -= 1
            newUpper -= 1
            partners[oldUpper] = Int32(newUpper)
        }
        region.old = oldLower..<oldUpper
        region.new = newLower..<newUpper
    }

    private func anchors(in region: Region) -> [UniquePairs.Pair] {
        var unique = UniquePairs()
        switch region.step {
        case .lines, .linesBetween:
            for line in old.lines(inWords: region.old) { unique.addOld(old.lineKeys[line], at: line) }
            for line in new.lines(inWords: region.new) { unique.addNew(new.lineKeys[line], at: line) }
            return unique.pairs { old.clusters(inWords: words(ofLine: $0)) }.filter {
                words(ofLine: $0.old).count >= Self.longLine.words && $0.weight >= Self.longLine.clusters
            }.map { UniquePairs.Pair(old: Int(old.lines[$0.old]), new: Int(new.lines[$0.new]), weight: $0.weight) }
        case .runs, .runsBetween, .shortRuns, .words:
            let length = region.step == .shortRuns ? 4 : 8
            Shingles.forEach(old.wordKeys, region.old, length: length) { unique.addOld($0, at: $1) }
            Shingles.forEach(new.wordKeys, region.new, length: length) { unique.addNew($0, at: $1) }
            return unique.pairs { _ in 1 }
        }
    }

    private func words(ofLine line: Int) -> Range<Int> { Int(old.lines[line])..<Int(old.lines[line + 1]) }

    private mutating func compareWords(_ region: Region) {
        let runs = ShortestEdit.runs(old: region.old, new: region.new, limit: Self.editLimit) {
            old.wordKeys[$0] == new.wordKeys[$1]
        }
        for run in runs ?? [] {
            for index in 0..<run.count { partners[run.old + index] = Int32(run.new + index) }
        }
    }
}
