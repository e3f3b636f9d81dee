/// Where the clusters of a text stand in its edited form.
struct Alignment {
    /// Clusters that both texts have in common without a break, and that go on in step with one another.
    struct Segment {
        var run: MatchedRun
        /// 0 for what stayed in its order; each block that was moved has a number of its own.
        var chain: Int
    }

    let old: ComparedText
    let new: ComparedText
    /// In the order of the old text.
    private(set) var segments: [Segment] = []
    let doubt: Doubt
    /// For each cluster of the new text, whether one of the old stands there.
    private(set) var isTaken: [Bool]

    /// Gaps that are longer, in clusters of both texts, are not looked into: they count as rewritten.
    private static let refinedLength = 2400
    /// Of a gap so much must be common that it counts as edited and not as rewritten.
    private static let editedShare = 0.6
    /// Blocks that were moved and edited belong together where not more words lie between their parts.
    private static let chainReach = 24

    init(_ oldText: String, _ newText: String) {
        let (old, new) = (ComparedText(oldText), ComparedText(newText))
        (self.old, self.new) = (old, new)
        let all = WordAlignment.runs(old, new)
        let runs = WeakRuns.dropped(
            from: all, old: 0..<old.wordCount, new: 0..<new.wordCount, oldLength: old.clusters(inWords:),
            newLength: new.clusters(inWords:))
        let gaps = Gap.around(runs, old: 0..<old.wordCount, new: 0..<new.wordCount)
        let refined = gaps.map { Self.refine($0, old, new) }
        // Where a gap counts as edited, its words have their place.
        let blocks = MovedBlocks.find(old, new, in: zip(gaps, refined).filter { $1 == nil }.map(\.0))
        var rewritten: Set<Int> = []
        for (gap, found) in zip(gaps, refined) where found == nil && !gap.old.isEmpty && !gap.new.isEmpty {
            rewritten.insert(gap.old.lowerBound)
        }
        doubt = Doubt(old, new, runs: runs, moved: blocks) { !$0.old.isEmpty && rewritten.contains($0.old.lowerBound) }
        isTaken = Array(repeating: false, count: new.count)
        for index in 0...runs.count {
            for run in refined[index] ?? [] { append(run, chain: 0) }
            if index < runs.count { append(Self.clusters(of: runs[index], old, new), chain: 0) }
        }
        append(blocks)
        segments.sort { $0.run.old < $1.run.old }
    }

    private mutating func append(_ blocks: [MatchedRun]) {
        var chain = 0
        var last: MatchedRun?
        for block in blocks {
            if let last, block.old - last.oldEnd <= Self.chainReach, block.new >= last.newEnd,
                block.new - last.newEnd <= Self.chainReach
            {
                let between = Gap(old: last.oldEnd..<block.old, new: last.newEnd..<block.new)
                if !isCovered(between) {
                    for run in Self.refine(between, old, new) ?? [] { append(run, chain: chain) }
                }
            } else {
                chain += 1
            }
            append(Self.clusters(of: block, old, new), chain: chain)
            last = block
        }
    }

    /// Whether something of the gap between two moved blocks has its place already.
    private func isCovered(_ gap: Gap) -> Bool {
        let clusters = old.cluster(ofWord: gap.old.lowerBound)..<old.cluster(ofWord: gap.old.upperBound)
        return segments.contains { $0.run.old < clusters.upperBound && clusters.lowerBound < $0.run.oldEnd }
            || (new.cluster(ofWord: gap.new.lowerBound)..<new.cluster(ofWord: gap.new.upperBound)).contains { isTaken[$0] }
    }

    /// Adds a run of clusters, broken where white space stands in one of the texts only.
    private mutating func append(_ run: MatchedRun, chain: Int) {
        var part = MatchedRun(old: run.old, new: run.new, count: 0)
        func opensAlike(_ offset: Int) -> Bool {
            old.clusters[run.old + offset].opens.contains(.space) == new.clusters[run.new + offset].opens.contains(.space)
        }
        for offset in 0..<run.count {
            // Two words whose hashes are the same by chance are none.
            guard old.clusters[run.old + offset].key == new.clusters[run.new + offset].key else { return }
            if part.count > 0 && !opensAlike(offset) {
                segments.append(Segment(run: part, chain: chain))
                part = MatchedRun(old: run.old + offset, new: run.new + offset, count: 0)
            }
            part.count += 1
            isTaken[run.new + offset] = true
        }
        guard part.count > 0 else { return }
        if let last = segments.last, last.chain == chain, last.run.oldEnd == part.old, last.run.newEnd == part.new,
            old.clusters[part.old].opens.contains(.space) == new.clusters[part.new].opens.contains(.space)
        {
            segments[segments.count - 1].run.count += part.count
        } else {
            segments.append(Segment(run: part, chain: chain))
        }
    }

    private static func clusters(of run: MatchedRun, _ old: ComparedText, _ new: ComparedText) -> MatchedRun {
        let count = old.clusters(inWords: run.old..<run.oldEnd)
        return MatchedRun(
            old: old.cluster(ofWord: run.old), new: new.cluster(ofWord: run.new),
            count: min(count, new.clusters(inWords: run.new..<run.newEnd)))
    }

    /// What is common in a gap, cluster by cluster; nil where that is too little for it to be the same words edited.
    private static func refine(_ gap: Gap, _ old: ComparedText, _ new: ComparedText) -> [MatchedRun]? {
        let oldRange = old.cluster(ofWord: gap.old.lowerBound)..<old.cluster(ofWord: gap.old.upperBound)
        let newRange = new.cluster(ofWord: gap.new.lowerBound)..<new.cluster(ofWord: gap.new.upperBound)
        let length = oldRange.count + newRange.count
        guard !oldRange.isEmpty, !newRange.isEmpty, length <= refinedLength else { return nil }
        let limit = Int(Double(length) * (1 - editedShare))
        let all = ShortestEdit.runs(old: oldRange, new: newRange, limit: limit) {
            old.clusters[$0].key == new.clusters[$1].key
        }
        guard let all else { return nil }
        let runs = WeakRuns.dropped(from: all, old: oldRange, new: newRange, oldLength: \.count, newLength: \.count)
        let common = runs.reduce(0) { $0 + $1.count }
        return Double(2 * common) >= editedShare * Double(length) ? runs : nil
    }
}
