import StudyModel

/// Coding points in the order of cases, sources and places in the text, so that one pass counts what differs.
///
/// Points of codes that the index does not hold are left out.
struct PlacedCodings {
    struct Point {
        /// The case in the upper half, `noCase` where the source has none; the source in the lower.
        var document: UInt64
        /// The lower bound in the upper half, the upper bound in the lower.
        var range: UInt64
        /// An index into the codes.
        var code: Int32
        var coder: Int32

        var caseRow: UInt32 { UInt32(truncatingIfNeeded: document >> 32) }
        var hasCase: Bool { caseRow != noCase }
        var lower: Int32 { Int32(truncatingIfNeeded: range >> 32) }
        var upper: Int32 { Int32(truncatingIfNeeded: range) }
        var source: Int32 { Int32(bitPattern: UInt32(truncatingIfNeeded: document)) }
        var place: Cooccurrence.Place { Cooccurrence.Place(source: source, lower: lower, upper: upper) }
    }

    private(set) var points: [Point]

    init(_ points: [CodingPoint], codes: CodeIndex, cases: [Int32: Int32]) {
        self.points = []
        self.points.reserveCapacity(points.count)
        var last: (source: Int32, caseRow: UInt32)?
        for point in points {
            guard let code = codes.index(ofRow: point.code) else { continue }
            if last?.source != point.source {
                last = (point.source, cases[point.source].map { UInt32(bitPattern: $0) } ?? noCase)
            }
            let caseRow = last?.caseRow ?? noCase
            self.points.append(
                Point(
                    document: UInt64(caseRow) << 32 | UInt64(UInt32(bitPattern: point.source)),
                    range: UInt64(UInt32(bitPattern: point.lower)) << 32 | UInt64(UInt32(bitPattern: point.upper)),
                    code: Int32(code), coder: point.coder))
        }
        self.points.sort { left, right in
            if left.document != right.document { return left.document < right.document }
            if left.range != right.range { return left.range < right.range }
            return left.code < right.code
        }
    }

    /// Calls `body` with the points of one source after another.
    func forEachSource(_ body: (Range<Int>) -> Void) {
        var start = 0
        while start < points.count {
            var end = start + 1
            while end < points.count, points[end].document == points[start].document { end += 1 }
            body(start..<end)
            start = end
        }
    }
}

/// Sorts behind every case.
private let noCase = UInt32.max
