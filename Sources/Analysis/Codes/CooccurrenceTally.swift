/// Counts pairs of codes over sources that come in the order of `PlacedCodings`.
///
/// The work for one source grows with its passages times its codes, never with the square of its passages.
struct CooccurrenceTally {
    private struct Counts {
        var both: Int32 = 0
        var firstTouching: Int32 = 0
        var secondTouching: Int32 = 0
        var events = 0
        var sources: Int32 = 0
        var cases: Int32 = 0
        var lastCase: UInt32?

        mutating func addSource(caseRow: UInt32?) {
            sources += 1
            guard let caseRow, caseRow != lastCase else { return }
            cases += 1
            lastCase = caseRow
        }
    }

    private let unit: Cooccurrence.Unit
    private let placesPerPair: Int
    private(set) var total = 0
    private(set) var units: [Int]
    /// One for each pair, the pairs (0, 1), (0, 2), (1, 2), (0, 3), …
    private var counts: [Counts]
    private var places: [Int: [Cooccurrence.Place]] = [:]
    private var openCase: UInt32?
    /// The first passage of each code in the open case, by code.
    private var firstInCase: [Int: PlacedCodings.Point] = [:]
    private var passages = SourcePassages()

    init(codes: Int, unit: Cooccurrence.Unit, placesPerPair: Int) {
        self.unit = unit
        self.placesPerPair = placesPerPair
        units = Array(repeating: 0, count: codes)
        counts = Array(repeating: Counts(), count: codes * max(0, codes - 1) / 2)
    }

    mutating func add(_ points: ArraySlice<PlacedCodings.Point>) {
        guard let first = points.first else { return }
        switch unit {
        case .overlap: addOverlaps(points, caseRow: first.hasCase ? first.caseRow : nil)
        case .source:
            let present = firstPassages(points)
            addUnit(present)
            forEachPair(of: present) { $0.addSource(caseRow: first.hasCase ? first.caseRow : nil) }
        case .case:
            guard first.hasCase else { return }
            if openCase != first.caseRow { closeCase() }
            openCase = first.caseRow
            let present = firstPassages(points)
            forEachPair(of: present) { $0.addSource(caseRow: nil) }
            for point in present where firstInCase[Int(point.code)] == nil { firstInCase[Int(point.code)] = point }
        }
    }

    mutating func finish() { closeCase() }

    var pairs: [Cooccurrence.Pair] {
        var result: [Cooccurrence.Pair] = []
        for second in units.indices where units[second] > 0 {
            for first in 0..<second {
                let index = Self.index(first, second)
                let count = counts[index]
                let isOverlap = unit == .overlap
                let both = isOverlap ? min(count.firstTouching, count.secondTouching) : count.both
                guard both > 0 else { continue }
                result.append(
                    Cooccurrence.Pair(
                        first: first, second: second, both: Int(both),
                        firstTouching: isOverlap ? Int(count.firstTouching) : nil,
                        secondTouching: isOverlap ? Int(count.secondTouching) : nil,
                        events: isOverlap ? count.events : nil, sources: Int(count.sources),
                        cases: Int(unit == .case ? both : count.cases), places: places[index] ?? []))
            }
        }
        return result.sorted { ($0.first, $0.second) < ($1.first, $1.second) }
    }

    private mutating func addOverlaps(_ points: ArraySlice<PlacedCodings.Point>, caseRow: UInt32?) {
        passages.load(points, codes: units.count)
        total += passages.distinctRanges
        for code in passages.localCodes { units[passages.codes[code]] += 1 }
        guard passages.codes.count > 1 else { return }
        let limit = placesPerPair
        passages.countTouching { [codes = passages.codes] code, other, place in
            guard codes[code] < codes[other] else { return }
            let index = Self.index(codes[code], codes[other])
            if places[index, default: []].count < limit { places[index, default: []].append(place) }
        }
        passages.countEvents()
        for left in passages.codes.indices {
            for right in passages.codes.indices where passages.codes[left] < passages.codes[right] {
                let touching = passages.touching(left, right)
                guard touching > 0 else { continue }
                let index = Self.index(passages.codes[left], passages.codes[right])
                counts[index].firstTouching += touching
                counts[index].secondTouching += passages.touching(right, left)
                counts[index].events += passages.events(left, right)
                counts[index].addSource(caseRow: caseRow)
            }
        }
    }

    private mutating func closeCase() {
        guard openCase != nil else { return }
        addUnit(firstInCase.values.sorted { $0.code < $1.code })
        firstInCase.removeAll(keepingCapacity: true)
        openCase = nil
    }

    /// Counts one source or case that holds these codes.
    private mutating func addUnit(_ present: [PlacedCodings.Point]) {
        total += 1
        for (position, first) in present.enumerated() {
            units[Int(first.code)] += 1
            for second in present[(position + 1)...] {
                let index = Self.index(Int(first.code), Int(second.code))
                counts[index].both += 1
                if places[index, default: []].count < placesPerPair { places[index, default: []].append(first.place) }
            }
        }
    }

    private mutating func forEachPair(of present: [PlacedCodings.Point], _ body: (inout Counts) -> Void) {
        for (position, first) in present.enumerated() {
            for second in present[(position + 1)...] { body(&counts[Self.index(Int(first.code), Int(second.code))]) }
        }
    }

    /// The first passage of each code of a source, in order of the codes.
    private func firstPassages(_ points: ArraySlice<PlacedCodings.Point>) -> [PlacedCodings.Point] {
        var first: [Int32: PlacedCodings.Point] = [:]
        for point in points where first[point.code] == nil { first[point.code] = point }
        return first.values.sorted { $0.code < $1.code }
    }

    private static func index(_ first: Int, _ second: Int) -> Int { second * (second - 1) / 2 + first }
}

extension PlacedCodings.Point {
    fileprivate var place: Cooccurrence.Place {
        Cooccurrence.Place(
            source: Int32(bitPattern: UInt32(truncatingIfNeeded: document)), lower: lower, upper: upper)
    }
}
