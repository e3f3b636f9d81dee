import StudyModel

/// The passages of one source, one for each range and code, and how those of different codes meet.
///
/// Two passages meet where each begins before the other ends, in what is measured: scalars, or the turns and paragraphs in
/// which they lie, with as much added to each end as may lie between. Codes are numbered anew from 0 within the source. The
/// memory is kept from one source to the next.
struct SourcePassages {
    /// The code that each number of this source stands for.
    private(set) var codes: [Int] = []
    /// The number of the code of each passage, in the order of what is measured.
    private(set) var localCodes: [Int] = []
    private(set) var distinctRanges = 0
    /// The place of each passage in the text.
    private(set) var places: [Cooccurrence.Place] = []
    /// Where each begins and ends in what is measured.
    private var lowers: [Int32] = []
    private var uppers: [Int32] = []
    private var touchingCounts: [Int32] = []
    private var eventCounts: [Int] = []
    private var numbers: [Int] = []
    /// One bit for each passage and code that it meets.
    private var met: [UInt64] = []

    func touching(_ code: Int, _ other: Int) -> Int32 { touchingCounts[code * codes.count + other] }

    func events(_ code: Int, _ other: Int) -> Int {
        eventCounts[code * codes.count + other] + eventCounts[other * codes.count + code]
    }

    /// Takes the points of a source in reading order; `codes` is how many codes there are at all.
    ///
    /// - Parameter distance: how far apart passages may lie that meet; nil where they must overlap.
    mutating func load(
        _ points: ArraySlice<PlacedCodings.Point>, codes count: Int, within distance: QueryRelation.Distance?, parts: TextParts?
    ) {
        if numbers.count != count { numbers = Array(repeating: -1, count: count) }
        codes.removeAll(keepingCapacity: true)
        localCodes.removeAll(keepingCapacity: true)
        places.removeAll(keepingCapacity: true)
        lowers.removeAll(keepingCapacity: true)
        uppers.removeAll(keepingCapacity: true)
        distinctRanges = 0
        // Passages that touch have nothing between them.
        let slack = distance.map { Int32(clamping: $0.count) &+ ($0.measure == .scalars ? 1 : 0) } ?? 0
        let parts = distance?.measure == .scalars ? nil : parts
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
            let place = point.place
            places.append(place)
            if let parts {
                let (first, last) = parts.numbers(ofSource: place.source, place.lower, place.upper)
                lowers.append(first)
                uppers.append(last &+ 1 &+ slack)
            } else {
                lowers.append(place.lower)
                uppers.append(place.upper &+ slack)
            }
        }
        for code in codes { numbers[code] = -1 }
        // Where several speak at once, turns can be numbered otherwise than they begin.
        if parts != nil { sortByMeasure() }
    }

    private mutating func sortByMeasure() {
        guard zip(lowers, lowers.dropFirst()).contains(where: >) else { return }
        let order = lowers.indices.sorted { (lowers[$0], $0) < (lowers[$1], $1) }
        localCodes = order.map { localCodes[$0] }
        places = order.map { places[$0] }
        uppers = order.map { uppers[$0] }
        lowers = order.map { lowers[$0] }
    }

    /// How many pairs of passages meet, of whatever codes.
    var meetings: Int {
        var count = 0
        let ends = uppers.sorted()
        var ended = 0
        for passage in lowers.indices {
            while ended < ends.count, ends[ended] <= lowers[passage] { ended += 1 }
            count += passage - ended
        }
        return count
    }

    /// Calls `body` for every two passages of different codes that meet, with what is new by that: whether the earlier
    /// passage meets the code of the later one for the first time, and the other way round.
    mutating func forEachMeeting(_ body: (_ earlier: Int, _ later: Int, _ isNewToEarlier: Bool, _ isNewToLater: Bool) -> Void) {
        let words = (codes.count + 63) / 64
        met.removeAll(keepingCapacity: true)
        met.append(contentsOf: repeatElement(0, count: words * localCodes.count))
        var open: [Int] = []
        met.withUnsafeMutableBufferPointer { met in
            func isNew(_ passage: Int, _ code: Int) -> Bool {
                let (word, bit) = (passage * words + code >> 6, UInt64(1) << UInt64(code & 63))
                defer { met[word] |= bit }
                return met[word] & bit == 0
            }
            for later in localCodes.indices {
                let (lower, code) = (lowers[later], localCodes[later])
                var kept = 0
                for place in open.indices {
                    let earlier = open[place]
                    guard uppers[earlier] > lower else { continue }
                    open[kept] = earlier
                    kept += 1
                    let other = localCodes[earlier]
                    if other != code { body(earlier, later, isNew(earlier, code), isNew(later, other)) }
                }
                open.removeLast(open.count - kept)
                open.append(later)
            }
        }
    }

    /// The numbers of the codes that a passage meets, after `forEachMeeting`.
    func codesMet(by passage: Int) -> [Int] {
        let words = (codes.count + 63) / 64
        return codes.indices.filter { met[passage * words + $0 >> 6] >> UInt64($0 & 63) & 1 == 1 }
    }

    /// Counts for each pair of codes the passages of the one that meet any of the other.
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
                    visit(code, other, places[passage])
                }
            }
        }
        touchingCounts = touching
    }

    /// Counts for each pair of codes the pairs of passages that meet, under the code that begins later.
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
