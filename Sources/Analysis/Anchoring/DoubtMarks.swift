/// Marks clusters of an old text that are in doubt; see `Doubt`.
struct DoubtMarks {
    private let old: ComparedText
    private let new: ComparedText
    private let runs: [MatchedRun]
    private let moved: [MatchedRun]
    private let gaps: [Gap]
    /// For each cluster whether it may as well lie elsewhere.
    private(set) var isDoubtful: [Bool]
    /// For each cluster whether it was deleted, though another one may have been instead.
    private(set) var isSlid: [Bool]

    /// Words repeated over a longer stretch are not followed further.
    private static let reach = 256

    /// So many clusters a run has at the most that may be of a neighbouring edit as a whole.
    private static let shortRun = 32

    /// So many words at the end of a line, or its label, are no line.
    private static let shortRest = 4

    /// Of a moved block so much must still stand where it stood for it to be a copy: one in so many words.
    private static let leftShare = 4
    /// How many words in a row are the same in both for those to be left.
    private static let leftWords = 3

    /// How many words the label of a line has at the most, brackets and the like each being one.
    private static let label = 8

    init(_ old: ComparedText, _ new: ComparedText, runs: [MatchedRun], moved: [MatchedRun]) {
        (self.old, self.new) = (old, new)
        (self.runs, self.moved) = (runs, moved)
        gaps = Gap.around(runs, old: 0..<old.wordCount, new: 0..<new.wordCount)
        isDoubtful = Array(repeating: false, count: old.count)
        isSlid = isDoubtful
    }

    private mutating func mark(_ words: Range<Int>, into flags: WritableKeyPath<Self, [Bool]> = \.isDoubtful) {
        for cluster in old.cluster(ofWord: words.lowerBound)..<old.cluster(ofWord: words.upperBound) {
            self[keyPath: flags][cluster] = true
        }
    }

    mutating func markGaps(_ isRewritten: (Gap) -> Bool) {
        for (index, gap) in gaps.enumerated() where !gap.old.isEmpty || !gap.new.isEmpty {
            mark(gap, at: index, isRewritten: isRewritten(gap))
        }
    }

    private mutating func mark(_ gap: Gap, at index: Int, isRewritten: Bool) {
        let before = index > 0 ? runs[index - 1] : nil
        let after = index < runs.count ? runs[index] : nil
        let (newStart, newEnd) = Self.ends(ofLineAround: gap.new, new)
        let (oldStart, oldEnd) = Self.ends(ofLineAround: gap.old, old)
        var (head, tail) = (0, 0)
        if !gap.new.isEmpty {
            head = Self.commonPrefix(new.wordKeys, gap.new.upperBound, newStart)
            tail = Self.commonSuffix(new.wordKeys, gap.new.lowerBound, newEnd)
        }
        if !gap.old.isEmpty {
            head = max(head, Self.commonPrefix(old.wordKeys, gap.old.upperBound, oldStart))
            tail = max(tail, Self.commonSuffix(old.wordKeys, gap.old.lowerBound, oldEnd))
        }
        for end in gap.new {
            tail = max(tail, Self.commonSuffix(new.wordKeys, gap.new.lowerBound, end + 1))
            head = max(head, Self.commonPrefix(new.wordKeys, gap.new.upperBound, end))
        }
        for end in gap.old {
            tail = max(tail, Self.commonSuffix(old.wordKeys, gap.old.lowerBound, end + 1))
            head = max(head, Self.commonPrefix(old.wordKeys, gap.old.upperBound, end))
        }
        if !gap.old.isEmpty {
            let end = min(gap.old.count, Self.commonSuffix(old.wordKeys, gap.old.lowerBound, gap.old.upperBound))
            let start = min(gap.old.count, Self.commonPrefix(old.wordKeys, gap.old.lowerBound, gap.old.upperBound))
            mark(gap.old.upperBound - end..<gap.old.upperBound, into: \.isSlid)
            mark(gap.old.lowerBound..<gap.old.lowerBound + start, into: \.isSlid)
        }
        let rest = Self.restOfLine(around: gap, before, after, old, new)
        // A full stop or a label that either side could have had hides that whole lines repeat.
        if let after, 1...Self.shortRest ~= rest.after {
            let line = gap.new.upperBound + rest.after
            let atStart = Self.commonPrefix(new.wordKeys, line, newStart)
            let repeated = (gap.new.lowerBound..<line).reduce(atStart) {
                max($0, Self.commonPrefix(new.wordKeys, line, $1))
            }
            let start = after.old + rest.after
            mark(start..<max(start, min(after.oldEnd, start + repeated)))
        }
        if let before, 1...Self.shortRest ~= rest.before {
            let line = gap.new.lowerBound - rest.before
            let atEnd = Self.commonSuffix(new.wordKeys, line, newEnd)
            let repeated = (line..<gap.new.upperBound).reduce(atEnd) {
                max($0, Self.commonSuffix(new.wordKeys, line, $1 + 1))
            }
            let end = before.oldEnd - rest.before
            mark(min(end, max(before.old, end - repeated))..<end)
        }
        if isRewritten {
            let left = old.clusters(inWords: gap.old.lowerBound - rest.before..<gap.old.lowerBound)
            let right = old.clusters(inWords: gap.old.upperBound..<gap.old.upperBound + rest.after)
            if left + right < max(old.clusters(inWords: gap.old), new.clusters(inWords: gap.new)) {
                tail = max(tail, rest.before)
                head = max(head, rest.after)
            }
        }
        if let before { mark(max(before.old, before.oldEnd - tail)..<before.oldEnd) }
        if let after { mark(after.old..<min(after.oldEnd, after.old + head)) }
    }

    /// Words of a short run that an edit beside it has too may be those of the edit.
    mutating func markShortRuns() {
        for (index, run) in runs.enumerated() where old.clusters(inWords: run.old..<run.oldEnd) <= Self.shortRun {
            let near = [gaps[index], gaps[index + 1]]
            let edited = Set(near.flatMap { old.wordKeys[$0.old] + new.wordKeys[$0.new] })
            for word in run.old..<run.oldEnd where edited.contains(old.wordKeys[word]) { mark(word..<word + 1) }
        }
    }

    /// A block that counts as moved, though much of it still stands where it stood, was edited there, and copied.
    mutating func markBlocksHalfLeft() {
        var isBlock = [Bool](repeating: false, count: new.wordCount)
        for block in moved { for word in block.new..<block.newEnd { isBlock[word] = true } }
        for block in moved {
            guard let gap = gaps.first(where: { $0.old.lowerBound <= block.old && block.oldEnd <= $0.old.upperBound }) else {
                continue
            }
            var stand: Set<UInt64> = []
            Shingles.forEach(new.wordKeys, gap.new, length: Self.leftWords) { key, word in
                if !isBlock[word], !isBlock[word + Self.leftWords - 1] { stand.insert(key) }
            }
            var left = 0
            var counted = block.old
            Shingles.forEach(old.wordKeys, block.old..<block.oldEnd, length: Self.leftWords) { key, word in
                guard stand.contains(key) else { return }
                left += word + Self.leftWords - max(counted, word)
                counted = word + Self.leftWords
            }
            if left * Self.leftShare >= block.count { mark(block.old..<block.oldEnd) }
        }
    }

    mutating func markNeighboursOfBlocks() {
        for block in moved {
            // What stands before and behind a block in both places may have been moved with it.
            let before = Self.commonSuffix(old.wordKeys, block.old, new.wordKeys, block.new)
            let after = Self.commonPrefix(old.wordKeys, block.oldEnd, new.wordKeys, block.newEnd)
            mark(block.old - before..<block.old)
            mark(block.oldEnd..<block.oldEnd + after)
            // And what was put to those words in the new place may be what stayed behind.
            for other in runs + moved where other != block {
                for words in [block.new - before..<block.new, block.newEnd..<block.newEnd + after] {
                    let shared = words.clamped(to: other.new..<other.newEnd)
                    guard !shared.isEmpty else { continue }
                    mark(shared.lowerBound - other.new + other.old..<shared.upperBound - other.new + other.old)
                }
            }
        }
    }

    /// Where what follows a stretch in the old text went elsewhere, and the words at its end stand in both places, either may
    /// have taken them along; so at its beginning.
    mutating func markPartedStretches() {
        let stretches = (runs + moved).sorted { $0.old < $1.old }
        for (one, next) in zip(stretches, stretches.dropFirst()) where one.oldEnd == next.old && one.newEnd != next.new {
            let end = min(one.count, Self.commonSuffix(old.wordKeys, one.oldEnd, new.wordKeys, next.new))
            let start = min(next.count, Self.commonPrefix(old.wordKeys, next.old, new.wordKeys, one.newEnd))
            mark(one.oldEnd - end..<one.oldEnd)
            mark(next.old..<next.old + start)
        }
    }

    private static func commonSuffix(_ keys: [UInt64], _ end: Int, _ other: Int) -> Int {
        commonSuffix(keys, end, keys, other)
    }

    private static func commonPrefix(_ keys: [UInt64], _ start: Int, _ other: Int) -> Int {
        commonPrefix(keys, start, keys, other)
    }

    private static func commonSuffix(_ keys: [UInt64], _ end: Int, _ others: [UInt64], _ other: Int) -> Int {
        var length = 0
        while length < reach, length < end, length < other, keys[end - 1 - length] == others[other - 1 - length] { length += 1 }
        return length
    }

    private static func commonPrefix(_ keys: [UInt64], _ start: Int, _ others: [UInt64], _ other: Int) -> Int {
        var length = 0
        while length < reach, start + length < keys.count, other + length < others.count,
            keys[start + length] == others[other + length]
        {
            length += 1
        }
        return length
    }

    /// Where the line begins in which a gap begins, and where the line ends in which it ends, in words; the ends of the gap where
    /// these are further away than a label with its number is long.
    private static func ends(ofLineAround gap: Range<Int>, _ text: ComparedText) -> (start: Int, end: Int) {
        let starts = (max(0, gap.lowerBound - label)...gap.lowerBound).reversed()
        let ends = gap.upperBound...min(text.wordCount, gap.upperBound + label)
        return (
            starts.first { text.opensLine(word: $0) } ?? gap.lowerBound,
            ends.first { text.opensLine(word: $0) } ?? gap.upperBound
        )
    }

    /// How many words of the neighbouring runs stand between the gap and where a line begins in both texts.
    private static func restOfLine(
        around gap: Gap, _ before: MatchedRun?, _ after: MatchedRun?, _ old: ComparedText, _ new: ComparedText
    ) -> (before: Int, after: Int) {
        var rest = (before: 0, after: 0)
        if let before {
            // Where the gap itself begins with a line, nothing before it is of that line.
            while rest.before < before.count,
                !(old.opensLine(word: before.oldEnd - rest.before) && new.opensLine(word: before.newEnd - rest.before))
            {
                rest.before += 1
            }
        }
        if let after {
            while rest.after < after.count,
                !(old.opensLine(word: after.old + rest.after) && new.opensLine(word: after.new + rest.after))
            {
                rest.after += 1
            }
        }
        return rest
    }
}
