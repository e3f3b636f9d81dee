/// The passages of one source, one for each range and code, and how those of different codes touch.
///
/// Codes are numbered anew from 0 within the source. The memory is kept from one source to the next.
struct SourcePassages {
    /// The code that each number of this source stands for.
    private(set) var codes: [Int] = []
    /// The number of the code of each passage, in reading order.
    private(set) var localCodes: [Int] = []
    private(set) var distinctRanges = 0
    private var source: Int32 = 0
    private var lowers: [Int32] = []
    private var uppers: [Int32] = []
    private var touchingCounts: [Int32] = []
    private var eventCounts: [Int] = []
    private var numbers: [Int] = []

    func touching(_ code: Int, _ other: Int) -> Int32 { touchingCounts[code * codes.count + other] }

    func events(_ code: Int, _ other: Int) -> Int {
        eventCounts[code * codes.count + other] + eventCounts[other * codes.count + code]
    }

    /// Takes the points of a source in reading order; `codes` is how many codes there are at all.
    mutating func load(_ points: ArraySlice<PlacedCodings.Point>, codes count: Int) {
        if numbers.count != count { numbers = Array(repeating: -1, count: count) }
        codes.removeAll(keepingCapacity: true)
        localCodes.removeAll(keepingCapacity: true)
        lowers.removeAll(keepingCapacity: true)
        uppers.removeAll(keepingCapacity: true)
        distinctRanges = 0
        var previous: PlacedCodings.Point?
        for point in points {
            let isSameRange = previous?.range == point.range
            if isSameRange, previous?.code == point.code { continue }
            if !isSameRange { distinctRanges += 1 }
            previous = point
            let code = Int(point.code)
            if numbers[code] < 0 {
                numbers[code] = codes.count
                codes.append(code)
            }
            localCodes.append(numbers[code])
            lowers.append(point.lower)
            uppers.append(point.upper)
        }
        for code in codes { numbers[code] = -1 }
        source = Int32(bitPattern: UInt32(truncatingIfNeeded: previous?.document ?? 0))
    }

    /// Counts for each pair of codes the passages of the one that overlap any of the other.
    ///
    /// `visit` is called for each of them, code by code, with the passage.
    mutating func countTouching(_ visit: (_ code: Int, _ other: Int, _ place: Cooccurrence.Place) -> Void) {
        // Locals, so that the inner loops need not look whether the arrays were exchanged.
        let (localCodes, lowers, uppers, count) = (localCodes, lowers, uppers, codes.count)
        var touching = Array(repeating: Int32(0), count: count * count)
        var touchesLater = Array(repeating: false, count: localCodes.count)
        for other in 0..<count {
            // Of the passages that begin at the same place or later, the nearest tells.
            var nextLower = Int32.max
            for passage in localCodes.indices.reversed() {
                touchesLater[passage] = nextLower < uppers[passage]
                if localCodes[passage] == other { nextLower = lowers[passage] }
            }
            // Of those that began before, the one that reaches farthest.
            var reach = Int32.min
            for passage in localCodes.indices {
                let code = localCodes[passage]
                if code == other {
                    reach = max(reach, uppers[passage])
                } else if touchesLater[passage] || reach > lowers[passage] {
                    touching[code * count + other] += 1
                    visit(
                        code, other,
                        Cooccurrence.Place(source: source, lower: lowers[passage], upper: uppers[passage]))
                }
            }
        }
        touchingCounts = touching
    }

    /// Counts for each pair of codes the overlapping pairs of passages, under the code that begins later.
    mutating func countEvents() {
        let (localCodes, lowers, uppers, count) = (localCodes, lowers, uppers, codes.count)
        var events = Array(repeating: 0, count: count * count)
        var open = Array(repeating: 0, count: count)
        let byEnd = localCodes.indices.sorted { uppers[$0] < uppers[$1] }
        var ended = 0
        for passage in localCodes.indices {
            // What ends before this one begins has begun before it too, so it was opened.
            while ended < byEnd.count, uppers[byEnd[ended]] <= lowers[passage] {
                open[localCodes[byEnd[ended]]] -= 1
                ended += 1
            }
            let row = localCodes[passage] * count
            for code in 0..<count { events[row + code] += open[code] }
            open[localCodes[passage]] += 1
        }
        eventCounts = events
    }
}
