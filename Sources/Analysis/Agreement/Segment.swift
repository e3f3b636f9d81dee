/// A stretch of a text with what one coder gave to it; those of one coder do not overlap.
struct Segment: Hashable {
    var lower: Int
    var upper: Int
    /// From 1; what nobody marked has no segment.
    var category: Int

    /// Passages with one code as segments of that category, in reading order: those that overlap are one, those that only
    /// touch stay two.
    static func united(_ ranges: some Sequence<(lower: Int, upper: Int)>, category: Int = 1) -> [Segment] {
        var segments: [Segment] = []
        for range in ranges {
            if let last = segments.indices.last, range.lower < segments[last].upper {
                segments[last].upper = max(segments[last].upper, range.upper)
            } else {
                segments.append(Segment(lower: range.lower, upper: range.upper, category: category))
            }
        }
        return segments
    }

    /// Segments of several categories that may overlap as ones of sets, cut wherever one begins or ends.
    ///
    /// - Parameter number: gives each set of categories, sorted, a number from 1.
    static func sets(_ segments: [Segment], number: ([Int]) -> Int) -> [Segment] {
        let segments = segments.sorted { ($0.lower, $0.category) < ($1.lower, $1.category) }
        var result: [Segment] = []
        var open: [Segment] = []
        var next = 0
        for (lower, upper) in Self.boundaries([segments]) {
            open.removeAll { $0.upper <= lower }
            while next < segments.count, segments[next].lower == lower {
                open.append(segments[next])
                next += 1
            }
            guard !open.isEmpty else { continue }
            result.append(Segment(lower: lower, upper: upper, category: number(open.map(\.category).sorted())))
        }
        return result
    }

    /// Calls `body` for each stretch of the text in which no coder's segment begins or ends, and at least one has a segment.
    ///
    /// - Parameter body: gets the stretch, and for each coder the index of the segment there or -1.
    static func forEachRun(_ lists: [[Segment]], _ body: (_ lower: Int, _ upper: Int, _ current: [Int]) -> Void) {
        var next = [Int](repeating: 0, count: lists.count)
        var current = [Int](repeating: -1, count: lists.count)
        for (lower, upper) in boundaries(lists) {
            var isMarked = false
            for coder in lists.indices {
                let list = lists[coder]
                while next[coder] < list.count, list[next[coder]].upper <= lower { next[coder] += 1 }
                let isInside = next[coder] < list.count && list[next[coder]].lower <= lower
                current[coder] = isInside ? next[coder] : -1
                if isInside { isMarked = true }
            }
            if isMarked { body(lower, upper, current) }
        }
    }

    /// The stretches between all beginnings and ends, in reading order.
    private static func boundaries(_ lists: [[Segment]]) -> Zip2Sequence<[Int], ArraySlice<Int>> {
        var positions: [Int] = []
        for list in lists {
            for segment in list {
                positions.append(segment.lower)
                positions.append(segment.upper)
            }
        }
        positions.sort()
        var distinct: [Int] = []
        for position in positions where position != distinct.last { distinct.append(position) }
        return zip(distinct, distinct.dropFirst())
    }
}

/// Numbers sets of codes from 1 in the order in which they are met; a single code has its own number.
struct CodeSets {
    private let codes: Int
    private var numbers: [[Int]: Int] = [:]

    init(codes: Int) { self.codes = codes }

    /// `set` holds numbers of codes from 1, sorted.
    mutating func number(of set: [Int]) -> Int {
        if set.count == 1 { return set[0] }
        if let known = numbers[set] { return known }
        let new = codes + numbers.count + 1
        numbers[set] = new
        return new
    }
}
