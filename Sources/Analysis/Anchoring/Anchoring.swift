package import StudyModel

/// Finds the passages of a text in its edited form.
///
/// A passage goes with its words: through the alignment of both texts where they stayed in their order, else to where a block
/// that was moved stands now. None is placed because the same words stand somewhere; where two places are equally good it is
/// ambiguous. White space and normal forms do not count as an edit, and no range begins or ends inside of a letter with its
/// accents or of an emoji.
package struct Anchoring {
    private let oldLength: Int
    private let newLength: Int
    private let alignment: Alignment?

    /// Of a passage so much must be left for it to be placed.
    private static let share = 0.5

    package init(from old: String, to new: String) {
        oldLength = old.unicodeScalars.count
        newLength = new.unicodeScalars.count
        // Not `==`, for which normal forms are equal.
        alignment = old.utf8.elementsEqual(new.utf8) ? nil : Alignment(old, new)
    }

    /// What became of each passage, in the order of `ranges`.
    package static func outcomes(of ranges: [TextRange], from old: String, to new: String) -> [AnchorOutcome] {
        let anchoring = Anchoring(from: old, to: new)
        return ranges.map { anchoring.outcome(of: $0) }
    }

    package func outcome(of range: TextRange) -> AnchorOutcome {
        guard range.upperBound <= oldLength else { return .lost(nil) }
        guard let alignment else { return .unchanged }
        let clusters = alignment.old.clusters(at: range.lowerBound..<range.upperBound)
        guard !clusters.isEmpty else { return outcome(ofSpace: range, before: clusters.lowerBound, alignment) }
        let parts = alignment.parts(of: clusters)
        if let whole = parts.first, whole.old == clusters {
            let place = self.place(range, clusters, whole.new, alignment)
            if whole.isInDoubt { return .ambiguous([place].compactMap { $0 }) }
            return placed(range, at: place)
        }
        return outcome(of: range, clusters, parts, alignment)
    }

    /// A passage of which not all is left, or not in one piece.
    private func outcome(
        of range: TextRange, _ clusters: Range<Int>, _ parts: [Alignment.Part], _ alignment: Alignment
    ) -> AnchorOutcome {
        var left: [Int: Int] = [:]
        for part in parts where !part.isInDoubt { left[part.chain, default: 0] += part.old.count }
        let order = left.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
        guard let best = order.first else {
            let doubtful = parts.filter(\.isInDoubt)
            let isMostlyInDoubt = 2 * doubtful.reduce(0) { $0 + $1.old.count } >= clusters.count
            if !isMostlyInDoubt && !alignment.doubt.mayBeLeft(clusters) { return .lost(nil) }
            return .ambiguous(doubtful.compactMap { alignment.range(ofNew: $0.new) })
        }
        let own = parts.filter { $0.chain == best.key }
        let wholes = alignment.wholes(of: clusters, own)
        if wholes.count > 1 { return .ambiguous(wholes.compactMap { alignment.range(ofNew: $0) }) }
        if let whole = wholes.first { return placed(range, at: place(range, clusters, whole, alignment)) }
        let hull = alignment.hull(of: clusters, own)
        guard let place = place(range, clusters, hull, alignment) else { return .lost(nil) }
        if order.count > 1, 3 * order[1].value >= clusters.count {
            // Parts of it stand in two places.
            let other = alignment.hull(of: clusters, parts.filter { $0.chain == order[1].key })
            return .ambiguous(([place] + [alignment.range(ofNew: other)].compactMap { $0 }).sorted())
        }
        guard Double(best.value) >= Self.share * Double(clusters.count) else { return .lost(place) }
        if alignment.isSame(clusters, hull) { return placed(range, at: place) }
        // Its words stand apart, with more between them than there is of them.
        guard 2 * best.value >= hull.count else { return .ambiguous(own.compactMap { alignment.range(ofNew: $0.new) }) }
        let breaks = own.isEmpty ? 0 : own.count - 1
        let common = Double(2 * best.value)
        let similarity = common / max(common + 1, Double(clusters.count + hull.count + breaks))
        return .changed(place, similarity: similarity)
    }

    private func placed(_ range: TextRange, at place: TextRange?) -> AnchorOutcome {
        guard let place else { return .lost(nil) }
        return place == range ? .unchanged : .moved(place)
    }

    /// White space alone, which stays where the words around it are neighbours still.
    private func outcome(ofSpace range: TextRange, before next: Int, _ alignment: Alignment) -> AnchorOutcome {
        let lower = max(0, next - 1)
        let around = lower..<min(alignment.old.count, next + 1)
        guard let whole = alignment.parts(of: around).first, whole.old == around, !whole.isInDoubt, around.count == 2 else {
            return .lost(nil)
        }
        let start = Int(alignment.new.clusters[whole.new.lowerBound].upper)
        let end = Int(alignment.new.clusters[whole.new.lowerBound + 1].lower)
        let offset = range.lowerBound - Int(alignment.old.clusters[lower].upper)
        return placed(range, at: TextRange(min(start + offset, end - 1), min(start + offset + range.count, end)))
    }

    /// The range of some clusters of the new text, with as much white space around them as the passage has.
    private func place(
        _ range: TextRange, _ clusters: Range<Int>, _ found: Range<Int>, _ alignment: Alignment
    ) -> TextRange? {
        guard let words = alignment.range(ofNew: found) else { return nil }
        let (old, new) = (alignment.old, alignment.new)
        let before = max(0, Int(old.clusters[clusters.lowerBound].lower) - range.lowerBound)
        let after = max(0, range.upperBound - Int(old.clusters[clusters.upperBound - 1].upper))
        let floor = found.lowerBound > 0 ? Int(new.clusters[found.lowerBound - 1].upper) : 0
        let ceiling = found.upperBound < new.count ? Int(new.clusters[found.upperBound].lower) : newLength
        return TextRange(max(floor, words.lowerBound - before), min(ceiling, words.upperBound + after))
    }
}
