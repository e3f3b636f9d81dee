/// Stretches of words that were deleted in one place and inserted in another.
///
/// Only what the alignment calls deleted is looked for, and only in what it calls inserted: that the same words stand
/// elsewhere, where they stood before, makes none of a passage. A block must be long, or be whole lines, and be the only one
/// of its words.
struct MovedBlocks {
    private let old: ComparedText
    private let new: ComparedText
    private var oldFree: [Bool]
    private var newFree: [Bool]
    private(set) var blocks: [MatchedRun] = []

    private static let shingle = 8
    /// How many clusters a block has at least; whole lines need fewer.
    private static let length = (words: 40, lines: 24)

    /// - Parameter gaps: what was deleted and inserted.
    static func find(_ old: ComparedText, _ new: ComparedText, in gaps: [Gap]) -> [MatchedRun] {
        guard gaps.contains(where: { !$0.old.isEmpty }), gaps.contains(where: { !$0.new.isEmpty }) else { return [] }
        var search = MovedBlocks(
            old: old, new: new, oldFree: Array(repeating: false, count: old.wordCount),
            newFree: Array(repeating: false, count: new.wordCount))
        for gap in gaps {
            for word in gap.old { search.oldFree[word] = true }
            for word in gap.new { search.newFree[word] = true }
        }
        search.takeRuns(gaps)
        search.takeLines(gaps)
        return search.blocks.sorted { $0.old < $1.old }
    }

    private init(old: ComparedText, new: ComparedText, oldFree: [Bool], newFree: [Bool]) {
        self.old = old
        self.new = new
        self.oldFree = oldFree
        self.newFree = newFree
    }

    private mutating func takeRuns(_ gaps: [Gap]) {
        var unique = UniquePairs()
        for gap in gaps { Shingles.forEach(old.wordKeys, gap.old, length: Self.shingle) { unique.addOld($0, at: $1) } }
        for gap in gaps { Shingles.forEach(new.wordKeys, gap.new, length: Self.shingle) { unique.addNew($0, at: $1) } }
        for pair in unique.pairs(weight: { _ in 1 }) where oldFree[pair.old] && newFree[pair.new] {
            var block = MatchedRun(old: pair.old, new: pair.new, count: 0)
            while block.old > 0, block.new > 0, isFreeMatch(block.old - 1, block.new - 1) {
                block.old -= 1
                block.new -= 1
                block.count += 1
            }
            while block.oldEnd < old.wordCount, block.newEnd < new.wordCount, isFreeMatch(block.oldEnd, block.newEnd) {
                block.count += 1
            }
            guard block.count >= Self.shingle else { continue }
            trimToLines(&block)
            if old.clusters(inWords: block.old..<block.oldEnd) >= Self.length.words { take(block) }
        }
    }

    private func isFreeMatch(_ oldWord: Int, _ newWord: Int) -> Bool {
        oldFree[oldWord] && newFree[newWord] && old.wordKeys[oldWord] == new.wordKeys[newWord]
    }

    /// Where a block reaches a little beyond a line that begins or ends in both texts, what is beyond is there by chance:
    /// the next line of the old place begins like that of the new one.
    private func trimToLines(_ block: inout MatchedRun) {
        func opensLine(_ offset: Int) -> Bool {
            old.opensLine(word: block.old + offset) && new.opensLine(word: block.new + offset)
        }
        if let end = (1...block.count).last(where: opensLine),
            old.clusters(inWords: block.old + end..<block.oldEnd) < Self.length.words
        {
            block.count = end
        }
        if let start = (0..<block.count).first(where: opensLine),
            old.clusters(inWords: block.old..<block.old + start) < Self.length.words
        {
            block = MatchedRun(old: block.old + start, new: block.new + start, count: block.count - start)
        }
    }

    /// Whole lines that stand once in either text, in what was deleted and in what was inserted.
    private mutating func takeLines(_ gaps: [Gap]) {
        var unique = UniquePairs()
        for (line, key) in old.lineKeys.enumerated() { unique.addOld(key, at: line) }
        for (line, key) in new.lineKeys.enumerated() { unique.addNew(key, at: line) }
        for pair in unique.pairs(weight: { _ in 1 }) {
            let words = Int(old.lines[pair.old])..<Int(old.lines[pair.old + 1])
            let block = MatchedRun(old: words.lowerBound, new: Int(new.lines[pair.new]), count: words.count)
            guard old.clusters(inWords: words) >= Self.length.lines, block.newEnd <= new.wordCount,
                (0..<block.count).allSatisfy({ isFreeMatch(block.old + $0, block.new + $0) })
            else { continue }
            take(block)
        }
    }

    private mutating func take(_ block: MatchedRun) {
        blocks.append(block)
        for index in 0..<block.count {
            oldFree[block.old + index] = false
            newFree[block.new + index] = false
        }
    }
}
