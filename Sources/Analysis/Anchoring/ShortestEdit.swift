/// The shortest edit from one sequence to another, after Myers, "An O(ND) difference algorithm and its variations", 1986.
///
/// What it costs is bounded: the length times `limit` in time, and `limit` squared in memory.
struct ShortestEdit {
    private let n: Int
    private let m: Int
    /// How far each diagonal was reached, by the number of edits; diagonal k of d edits stands at d² + d + k.
    private var reached: [Int32] = []

    /// What a stretch of the old sequence has in common with one of the new, in order.
    ///
    /// - Parameters:
    ///   - limit: how many elements may be deleted and inserted together.
    ///   - isEqual: whether an element of the old sequence is one of the new.
    /// - Returns: nil where more than `limit` would have to be edited.
    static func runs(
        old oldRange: Range<Int>, new newRange: Range<Int>, limit: Int, _ isEqual: (Int, Int) -> Bool
    ) -> [MatchedRun]? {
        guard abs(oldRange.count - newRange.count) <= limit else { return nil }
        var edit = ShortestEdit(n: oldRange.count, m: newRange.count)
        guard let edits = edit.search(limit: limit, { isEqual(oldRange.lowerBound + $0, newRange.lowerBound + $1) }) else {
            return nil
        }
        return edit.path(back: edits, oldRange.lowerBound, newRange.lowerBound)
    }

    private init(n: Int, m: Int) {
        self.n = n
        self.m = m
    }

    private mutating func search(limit: Int, _ isEqual: (Int, Int) -> Bool) -> Int? {
        for edits in 0...min(limit, n + m) {
            let base = edits * edits + edits
            reached.append(contentsOf: repeatElement(-1, count: 2 * edits + 1))
            for k in stride(from: -edits, through: edits, by: 2) {
                guard var x = entry(edits, k)?.x else { continue }
                while x < n, x - k < m, isEqual(x, x - k) { x += 1 }
                reached[base + k] = Int32(x)
                if x == n && x - k == m { return edits }
            }
        }
        return nil
    }

    /// Where the path with so many edits enters a diagonal: by an inserted element, or by a deleted one.
    private func entry(_ edits: Int, _ k: Int) -> (x: Int, isInserted: Bool)? {
        guard edits > 0 else { return (0, false) }
        let before = (edits - 1) * (edits - 1) + edits - 1
        let above = k + 1 <= edits - 1 ? Int(reached[before + k + 1]) : -1
        let left = k - 1 >= 1 - edits ? Int(reached[before + k - 1]) : -1
        let inserted = above >= 0 && above - k <= m ? above : -1
        let deleted = left >= 0 && left < n ? left + 1 : -1
        return max(inserted, deleted) < 0 ? nil : inserted >= deleted ? (inserted, true) : (deleted, false)
    }

    private func path(back edits: Int, _ oldStart: Int, _ newStart: Int) -> [MatchedRun] {
        var runs: [MatchedRun] = []
        var (x, y) = (n, m)
        for d in stride(from: edits, through: 0, by: -1) {
            let k = x - y
            guard let entry = entry(d, k) else { break }
            if x > entry.x {
                runs.append(MatchedRun(old: oldStart + entry.x, new: newStart + entry.x - k, count: x - entry.x))
            }
            x = entry.isInserted ? entry.x : entry.x - 1
            y = entry.isInserted ? entry.x - k - 1 : entry.x - k
        }
        return runs.reversed()
    }
}
