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
        self.points = [Point](unsafeUninitializedCapacity: points.count) { placed, count in
            var last: (source: Int32, caseRow: UInt32)?
            for point in points {
                guard let code = codes.index(ofRow: point.code) else { continue }
                if last?.source != point.source {
                    last = (point.source, cases[point.source].map { UInt32(bitPattern: $0) } ?? noCase)
                }
                let caseRow = last?.caseRow ?? noCase
                placed.initializeElement(
                    at: count,
                    to: Point(
                        document: UInt64(caseRow) << 32 | UInt64(UInt32(bitPattern: point.source)),
                        range: UInt64(UInt32(bitPattern: point.lower)) << 32 | UInt64(UInt32(bitPattern: point.upper)),
                        code: Int32(code), coder: point.coder))
                count += 1
            }
        }
        sort()
    }

    /// Points mostly come source by source, each in the order of its text; so that runs of one source are sorted, and a run
    /// only where it is not.
    private mutating func sort() {
        func isBefore(_ left: Point, _ right: Point) -> Bool {
            left.range != right.range ? left.range < right.range : left.code < right.code
        }
        var runs: [(document: UInt64, points: Range<Int>)] = []
        var seen: Set<UInt64> = []
        var start = 0
        while start < points.count {
            var end = start + 1
            while end < points.count, points[end].document == points[start].document { end += 1 }
            guard seen.insert(points[start].document).inserted else {
                return points.sort { $0.document != $1.document ? $0.document < $1.document : isBefore($0, $1) }
            }
            runs.append((points[start].document, start..<end))
            start = end
        }
        if !zip(runs, runs.dropFirst()).allSatisfy({ $0.document < $1.document }) {
            runs.sort { $0.document < $1.document }
            var sorted: [Point] = []
            sorted.reserveCapacity(points.count)
            for run in runs { sorted += points[run.points] }
            points = sorted
        }
        points.withUnsafeMutableBufferPointer { points in
            var start = 0
            for run in runs {
                let end = start + run.points.count
                Self.sortByPlace(&points[start..<end], isBefore)
                start = end
            }
        }
    }

    /// The codes of one passage are sorted where they stand; everything is where the passages themselves are not in order.
    private static func sortByPlace(
        _ points: inout Slice<UnsafeMutableBufferPointer<Point>>, _ isBefore: (Point, Point) -> Bool
    ) {
        for place in points.indices.dropFirst() {
            guard points[place - 1].range <= points[place].range else { return points.sort(by: isBefore) }
        }
        for place in points.indices.dropFirst() {
            let point = points[place]
            var free = place
            while free > points.startIndex, isBefore(point, points[free - 1]) {
                points[free] = points[free - 1]
                free -= 1
            }
            points[free] = point
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
let noCase = UInt32.max
