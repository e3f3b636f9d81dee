/// Leaves out runs that say nothing: words that a deleted and an inserted stretch have in common by chance.
///
/// A run goes where it is no longer than what was edited on either side of it, and could be of a deleted and of an inserted
/// stretch at once. So of a turn that was deleted beside one that was inserted no `und` is taken to be left.
enum WeakRuns {
    /// - Parameter length: how long a stretch of the old or the new text is.
    static func dropped(
        from runs: [MatchedRun], old: Range<Int>, new: Range<Int>, oldLength: (Range<Int>) -> Int,
        newLength: (Range<Int>) -> Int
    ) -> [MatchedRun] {
        var kept: [MatchedRun] = []
        var waiting = Array(runs.reversed())
        while let run = waiting.popLast() {
            let before = Gap(
                old: (kept.last?.oldEnd ?? old.lowerBound)..<run.old, new: (kept.last?.newEnd ?? new.lowerBound)..<run.new)
            let after = Gap(
                old: run.oldEnd..<(waiting.last?.old ?? old.upperBound), new: run.newEnd..<(waiting.last?.new ?? new.upperBound)
            )
            let length = oldLength(run.old..<run.oldEnd)
            let deleted = (oldLength(before.old), oldLength(after.old))
            let inserted = (newLength(before.new), newLength(after.new))
            let isWeak =
                length <= max(deleted.0, inserted.0) && length <= max(deleted.1, inserted.1)
                && length <= deleted.0 + deleted.1 && length <= inserted.0 + inserted.1
            if !isWeak {
                kept.append(run)
            } else if let last = kept.popLast() {
                // What is edited around the run before has become more.
                waiting.append(last)
            }
        }
        return kept
    }
}
