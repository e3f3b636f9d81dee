import StudyModel

/// Coding points source by source, the sources in the order of their cases, each with its points in the order of its text.
///
/// Points that come so already, as a study hands them over, are neither copied nor moved.
struct OrderedPoints {
    /// The points of one source.
    struct Source {
        /// The row of its case; `noCase` where it has none.
        var caseRow: UInt32
        var source: Int32
        /// Where its points stand in `points`.
        var points: Range<Int>

        /// What sorts sources: the case in the upper half, the source in the lower.
        var document: UInt64 { UInt64(caseRow) << 32 | UInt64(UInt32(bitPattern: source)) }
    }

    let points: [CodingPoint]
    let sources: [Source]

    /// - Parameter cases: the case of a source, both as row numbers.
    init(_ points: [CodingPoint], cases: [Int32: Int32]) {
        if let sources = Self.sources(of: points, cases) {
            self.points = points
            self.sources = sources
        } else {
            let sorted = points.sorted {
                ($0.source, $0.lower, $0.upper, $0.code, $0.coder) < ($1.source, $1.lower, $1.upper, $1.code, $1.coder)
            }
            self.points = sorted
            sources = Self.sources(of: sorted, cases) ?? []
        }
    }

    /// Nil where the points of a source do not stand together, or not in the order of its text.
    private static func sources(of points: [CodingPoint], _ cases: [Int32: Int32]) -> [Source]? {
        var sources: [Source] = []
        var seen: Set<Int32> = []
        var start = 0
        while start < points.count {
            let source = points[start].source
            guard seen.insert(source).inserted else { return nil }
            var end = start + 1
            while end < points.count, points[end].source == source {
                let (before, point) = (points[end - 1], points[end])
                guard before.lower < point.lower || before.lower == point.lower && before.upper <= point.upper else {
                    return nil
                }
                end += 1
            }
            let caseRow = cases[source].map { UInt32(bitPattern: $0) } ?? noCase
            sources.append(Source(caseRow: caseRow, source: source, points: start..<end))
            start = end
        }
        return sources.sorted { $0.document < $1.document }
    }
}

/// Sorts behind every case.
let noCase = UInt32.max
