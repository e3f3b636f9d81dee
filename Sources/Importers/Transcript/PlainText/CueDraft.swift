/// A cue while its file is being read: places in bytes, not yet in scalars.
struct CueDraft: Equatable {
    /// Empty while no words have been found.
    var bytes: Range<Int>
    var speaker: Int?
    var startMs: Int?
    var endMs: Int?

    var isReversed: Bool { (endMs ?? .max) < (startMs ?? 0) }
}

extension [CueDraft] {
    /// Gives the times that stand at the end of turns, as in f4, to the turns: a time ends one turn and begins the next.
    ///
    /// Times at the end are believed where at least two turns (or the only one) have one, and more than have one at their
    /// start; bare times only where at least half of the turns have one. They leave the range of the cue. A turn with both has
    /// a start and an end.
    func withTimesAtEnds(_ bytes: UnsafeBufferPointer<UInt8>) -> [CueDraft] {
        let marks = map { TimeMark.parse(bytes, endingAt: $0.bytes.upperBound, from: $0.bytes.lowerBound) }
        let firm = marks.count { $0.map { $0.mark.style != .bare } ?? false }
        let all = marks.count { $0 != nil }
        let takesBare = all * 2 >= count && all > firm
        let found = takesBare ? all : firm
        let started = count { $0.startMs != nil }
        let isConvention = found >= Swift.min(2, count) && found > started
        var result = self
        for index in indices {
            guard let (mark, start) = marks[index], takesBare || mark.style != .bare else { continue }
            // Beside a time at the start, one at the end is the end; else a single one may be what is said.
            guard isConvention || startMs(index) != nil && mark.style != .bare && found * 2 >= count else { continue }
            let rest = bytes.trimmedLines(self[index].bytes.lowerBound..<start)
            guard !rest.isEmpty else { continue }
            result[index].bytes = rest
            // A span is the start and the end.
            if mark.endMs != nil { result[index].startMs = result[index].startMs ?? mark.ms }
            result[index].endMs = result[index].endMs ?? mark.endMs ?? mark.ms
        }
        guard isConvention else { return result }
        for index in result.indices where result[index].startMs == nil {
            result[index].startMs = index == 0 ? 0 : result[index - 1].endMs
        }
        return result
    }

    /// The cues that begin before one above them does or, where only ends are known, end before one above them begins or ends.
    var whereTimesGoBack: [Int] {
        var last: Int?
        return indices.filter { index in
            guard let time = self[index].startMs ?? self[index].endMs else { return false }
            let isBack = last.map { time < $0 } ?? false
            last = time
            return isBack
        }
    }

    private func startMs(_ index: Int) -> Int? { self[index].startMs }
}

extension UnsafeBufferPointer<UInt8> {
    /// The range without white space and line feeds at both ends.
    func trimmedLines(_ range: Range<Int>) -> Range<Int> {
        var range = trimmed(range)
        while !range.isEmpty {
            let before = range
            if self[range.lowerBound] == UInt8(ascii: "\n") { range = trimmed(range.lowerBound + 1..<range.upperBound) }
            if !range.isEmpty, self[range.upperBound - 1] == UInt8(ascii: "\n") {
                range = trimmed(range.lowerBound..<range.upperBound - 1)
            }
            if range == before { break }
        }
        return range
    }
}
