/// A stretch that two texts have in common, in words or in clusters.
struct MatchedRun: Hashable {
    var old: Int
    var new: Int
    var count: Int

    var oldEnd: Int { old + count }
    var newEnd: Int { new + count }
}

/// What two neighbouring runs leave between them.
struct Gap {
    var old: Range<Int>
    var new: Range<Int>

    /// The gaps before, between and behind `runs` in two texts of these lengths: one more than there are runs.
    static func around(_ runs: [MatchedRun], old: Range<Int>, new: Range<Int>) -> [Gap] {
        var gaps: [Gap] = []
        gaps.reserveCapacity(runs.count + 1)
        var last = (old: old.lowerBound, new: new.lowerBound)
        for run in runs {
            gaps.append(Gap(old: last.old..<run.old, new: last.new..<run.new))
            last = (run.oldEnd, run.newEnd)
        }
        gaps.append(Gap(old: last.old..<old.upperBound, new: last.new..<new.upperBound))
        return gaps
    }
}

extension Array where Element == MatchedRun {
    /// Adds a run, or makes the last one longer where it goes on with it.
    mutating func extend(_ run: MatchedRun) {
        if let last, last.oldEnd == run.old, last.newEnd == run.new {
            self[count - 1].count += run.count
        } else {
            append(run)
        }
    }
}
