import StudyModel

extension Alignment {
    /// A piece of a passage that stands in the new text, in clusters.
    struct Part {
        var old: Range<Int>
        var new: Range<Int>
        var chain: Int
        /// Whether it could be elsewhere, or there by chance.
        var isInDoubt: Bool
    }

    /// What is left of some clusters, in the order of the old text.
    func parts(of clusters: Range<Int>) -> [Part] {
        var low = 0
        var high = segments.count
        while low < high {
            let middle = (low + high) / 2
            if segments[middle].run.oldEnd > clusters.lowerBound { high = middle } else { low = middle + 1 }
        }
        var parts: [Part] = []
        while low < segments.count, segments[low].run.old < clusters.upperBound {
            let (run, chain) = (segments[low].run, segments[low].chain)
            let old = max(run.old, clusters.lowerBound)..<min(run.oldEnd, clusters.upperBound)
            let shift = run.new - run.old
            parts.append(
                Part(
                    old: old, new: old.lowerBound + shift..<old.upperBound + shift, chain: chain,
                    isInDoubt: doubt.covers(old)))
            low += 1
        }
        return parts
    }

    func range(ofNew clusters: Range<Int>) -> TextRange? {
        clusters.isEmpty
            ? nil : TextRange(Int(new.clusters[clusters.lowerBound].lower), Int(new.clusters[clusters.upperBound - 1].upper))
    }

    /// Whether both stand for the same words with white space in the same places.
    func isSame(_ oldClusters: Range<Int>, _ newClusters: Range<Int>) -> Bool {
        oldClusters.count == newClusters.count
            && zip(oldClusters, newClusters).allSatisfy { oldCluster, newCluster in
                old.clusters[oldCluster].key == new.clusters[newCluster].key
                    && (oldCluster == oldClusters.lowerBound
                        || old.clusters[oldCluster].opens.contains(.space) == new.clusters[newCluster].opens.contains(.space))
            }
    }

    /// Where a passage of which parts are sure stands whole, though the alignment took other words for some of its own.
    func wholes(of clusters: Range<Int>, _ parts: [Part]) -> [Range<Int>] {
        var found: Set<Range<Int>> = []
        // The longest parts say most.
        for part in parts.filter({ !$0.isInDoubt }).sorted(by: {
            ($1.old.count, $0.old.lowerBound) < ($0.old.count, $1.old.lowerBound)
        })
        .prefix(4) {
            let lower = part.new.lowerBound - (part.old.lowerBound - clusters.lowerBound)
            let upper = lower + clusters.count
            if lower >= 0, upper <= new.count, isSame(clusters, lower..<upper) { found.insert(lower..<upper) }
        }
        return found.sorted { $0.lowerBound < $1.lowerBound }
    }

    /// From the first to the last part of a passage, made whole at both ends.
    ///
    /// - Parameter parts: those of one chain, in order.
    func hull(of clusters: Range<Int>, _ parts: [Part]) -> Range<Int> {
        guard let first = parts.first, let last = parts.last else { return 0..<0 }
        var lower = first.new.lowerBound
        var upper = max(lower, last.new.upperBound)
        let missing = (before: first.old.lowerBound - clusters.lowerBound, after: clusters.upperBound - last.old.upperBound)
        if missing.before > 0 { lower = start(of: clusters, before: first, missing: missing.before) }
        if missing.after > 0 { upper = max(upper, end(of: clusters, behind: last, missing: missing.after)) }
        // An edited word belongs to the passage whole, where the old one did.
        if old.clusters[clusters.lowerBound].opens.contains(.word) {
            while lower > 0, !new.clusters[lower].opens.contains(.word), !isTaken[lower - 1] { lower -= 1 }
        }
        if clusters.upperBound == old.count || old.clusters[clusters.upperBound].opens.contains(.word) {
            while upper < new.count, !new.clusters[upper].opens.contains(.word), !isTaken[upper] { upper += 1 }
        }
        return lower..<upper
    }

    /// What was put in the place of so many clusters is part of the passage where it is not much longer.
    private func isReplacement(_ inserted: Int, of deleted: Int) -> Bool { inserted <= 2 * deleted + 16 }

    private func start(of clusters: Range<Int>, before part: Part, missing: Int) -> Int {
        let (oldStart, newStart) = (part.old.lowerBound, part.new.lowerBound)
        // The edit may have been laid so that words count as deleted which stand there.
        if newStart >= missing, isSame(clusters.lowerBound..<oldStart, newStart - missing..<newStart) {
            return newStart - missing
        }
        var free = newStart
        while free > 0, !isTaken[free - 1], newStart - free <= 2 * missing + 16 { free -= 1 }
        let isAtEdge = clusters.lowerBound == 0 || isMatched(clusters.lowerBound - 1, free - 1)
        return isAtEdge && isReplacement(newStart - free, of: missing) ? free : newStart
    }

    private func end(of clusters: Range<Int>, behind part: Part, missing: Int) -> Int {
        let (oldEnd, newEnd) = (part.old.upperBound, part.new.upperBound)
        if newEnd + missing <= new.count, isSame(oldEnd..<clusters.upperBound, newEnd..<newEnd + missing) {
            return newEnd + missing
        }
        var free = newEnd
        while free < new.count, !isTaken[free], free - newEnd <= 2 * missing + 16 { free += 1 }
        let isAtEdge = clusters.upperBound == old.count || isMatched(clusters.upperBound, free)
        return isAtEdge && isReplacement(free - newEnd, of: missing) ? free : newEnd
    }

    private func isMatched(_ oldCluster: Int, _ newCluster: Int) -> Bool {
        guard let part = parts(of: oldCluster..<oldCluster + 1).first else { return false }
        return part.new.lowerBound == newCluster
    }
}
