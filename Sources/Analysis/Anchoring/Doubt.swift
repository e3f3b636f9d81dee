/// How far the ends of runs could as well lie elsewhere, in clusters of the old text.
///
/// Of `Ja. Ja.` that became `Ja.` one is gone, and nothing says which: an edit between two runs can slide along them as far as
/// the words repeat. And where most of a line was replaced, what is left of it may be of the new line by chance.
struct Doubt {
    /// How many clusters before each are in doubt.
    private var counts: [Int32]
    /// How many clusters before each were deleted, though other ones may have been instead.
    private var slid: [Int32]

    init(
        _ old: ComparedText, _ new: ComparedText, runs: [MatchedRun], moved: [MatchedRun], isRewritten: (Gap) -> Bool
    ) {
        var marks = DoubtMarks(old, new, runs: runs, moved: moved)
        marks.markGaps(isRewritten)
        marks.markShortRuns()
        marks.markBlocksHalfLeft()
        marks.markNeighboursOfBlocks()
        marks.markPartedStretches()
        counts = Self.sums(marks.isDoubtful)
        slid = Self.sums(marks.isSlid)
    }

    /// Whether all of some clusters are in doubt.
    func covers(_ clusters: Range<Int>) -> Bool {
        Int(counts[clusters.upperBound] - counts[clusters.lowerBound]) == clusters.count
    }

    /// Whether all of some clusters that count as deleted may be those that are left.
    func mayBeLeft(_ clusters: Range<Int>) -> Bool {
        Int(slid[clusters.upperBound] - slid[clusters.lowerBound]) == clusters.count
    }

    private static func sums(_ flags: [Bool]) -> [Int32] {
        var sums: [Int32] = [0]
        sums.reserveCapacity(flags.count + 1)
        for flag in flags { sums.append((sums.last ?? 0) + (flag ? 1 : 0)) }
        return sums
    }
}
