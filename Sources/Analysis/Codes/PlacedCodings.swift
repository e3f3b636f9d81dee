import StudyModel

/// Coding points in the order of cases, sources, places in the text and codes, so that one pass counts what differs.
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

    private let points: [Point]
    /// Where the points of each source stand.
    private let sources: [Range<Int>]

    init(_ points: [CodingPoint], codes: CodeIndex, cases: [Int32: Int32]) {
        let ordered = OrderedPoints(points, cases: cases)
        var sources: [Range<Int>] = []
        self.points = [Point](unsafeUninitializedCapacity: points.count) { placed, count in
            for source in ordered.sources {
                let start = count
                for point in ordered.points[source.points] {
                    guard let code = codes.index(ofRow: point.code) else { continue }
                    placed.initializeElement(
                        at: count,
                        to: Point(
                            document: source.document, range: point.range, code: Int32(code), coder: point.coder))
                    count += 1
                }
                Self.sortCodes(&placed[start..<count])
                if start < count { sources.append(start..<count) }
            }
        }
        self.sources = sources
    }

    /// Sorts the codes of each passage; the passages are in order.
    private static func sortCodes(_ points: inout Slice<UnsafeMutableBufferPointer<Point>>) {
        for place in points.indices.dropFirst() {
            let point = points[place]
            var free = place
            while free > points.startIndex, points[free - 1].range == point.range, point.code < points[free - 1].code {
                points[free] = points[free - 1]
                free -= 1
            }
            points[free] = point
        }
    }

    /// Calls `body` with the points of one source after another.
    func forEachSource(_ body: (ArraySlice<Point>) -> Void) {
        for source in sources { body(points[source]) }
    }
}

extension CodingPoint {
    /// The lower bound in the upper half, the upper bound in the lower: sorts as places in a text do.
    var range: UInt64 { UInt64(UInt32(bitPattern: lower)) << 32 | UInt64(UInt32(bitPattern: upper)) }
}
