/// Counts pairs of codes over sources that come in the order of `PlacedCodings`.
///
/// The work for one source grows with its passages times its codes, or with the pairs of passages that meet where these are
/// fewer, never with the square of its passages.
struct CooccurrenceTally {
    private struct Counts {
        var both: Int32 = 0
        var firstTouching: Int32 = 0
        var secondTouching: Int32 = 0
        var sources: Int32 = 0
        var cases: Int32 = 0
        var lastSource: Int32 = -1
        /// -1 before the first.
        var lastCase: Int64 = -1
        var events = 0

        mutating func addSource(_ source: Int32, caseRow: UInt32?) {
            guard source != lastSource else { return }
            lastSource = source
            sources += 1
            guard let caseRow, Int64(caseRow) != lastCase else { return }
            cases += 1
            lastCase = Int64(caseRow)
        }
    }

    private let unit: Cooccurrence.Unit
    private let distance: QueryRelation.Distance?
    private let parts: TextParts?
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

    /// - Parameter parts: what is counted or measured in; nil where that is neither turns nor paragraphs.
    init(
        codes: Int, unit: Cooccurrence.Unit, within distance: QueryRelation.Distance?, parts: TextParts?, placesPerPair: Int
    ) {
        self.unit = unit
        self.distance = distance
        self.parts = parts
        self.placesPerPair = placesPerPair
        units = Array(repeating: 0, count: codes)
        counts = Array(repeating: Counts(), count: codes * max(0, codes - 1) / 2)
    }

    mutating func add(_ points: ArraySlice<PlacedCodings.Point>) {
        guard let first = points.first else { return }
        let caseRow = first.hasCase ? first.caseRow : nil
        switch unit {
        case .overlap: addOverlaps(points, source: first.source, caseRow: caseRow)
        case .turn, .paragraph: addParts(points, source: first.source, caseRow: caseRow)
        case .source: addUnit(firstPassages(points), source: first.source, caseRow: caseRow)
        case .case:
            guard let caseRow else { return }
            if openCase != caseRow { closeCase() }
            openCase = caseRow
            let present = firstPassages(points)
            forEachPair(of: present) { counts in counts.addSource(first.source, caseRow: nil) }
            for point in present where firstInCase[Int(point.code)] == nil { firstInCase[Int(point.code)] = point }
        }
    }

    mutating func finish() { closeCase() }

    var pairs: [Cooccurrence.Pair] {
        var result: [Cooccurrence.Pair] = []
        let isOverlap = unit == .overlap
        for first in units.indices where units[first] > 0 {
            for second in units.indices.dropFirst(first + 1) where units[second] > 0 {
                let index = Self.index(first, second)
                let count = counts[index]
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
        return result
    }

    private mutating func addOverlaps(_ points: ArraySlice<PlacedCodings.Point>, source: Int32, caseRow: UInt32?) {
        passages.load(points, codes: units.count, within: distance, parts: parts)
        total += passages.distinctRanges
        for code in passages.localCodes { units[passages.codes[code]] += 1 }
        guard passages.codes.count > 1 else { return }
        if passages.meetings <= 4 * passages.localCodes.count * passages.codes.count {
            addMeetings(source: source, caseRow: caseRow)
        } else {
            addCrowdedMeetings(source: source, caseRow: caseRow)
        }
    }

    /// Goes from meeting to meeting.
    private mutating func addMeetings(source: Int32, caseRow: UInt32?) {
        let (codes, localCodes) = (passages.codes, passages.localCodes)
        counts.withUnsafeMutableBufferPointer { counts in
            passages.forEachMeeting { earlier, later, isNewToEarlier, isNewToLater in
                let (code, other) = (codes[localCodes[earlier]], codes[localCodes[later]])
                let isInOrder = code < other
                let index = isInOrder ? Self.index(code, other) : Self.index(other, code)
                counts[index].events += 1
                if isInOrder ? isNewToEarlier : isNewToLater { counts[index].firstTouching += 1 }
                if isInOrder ? isNewToLater : isNewToEarlier { counts[index].secondTouching += 1 }
                counts[index].addSource(source, caseRow: caseRow)
            }
        }
        guard placesPerPair > 0 else { return }
        for (passage, place) in passages.places.enumerated() {
            let code = codes[localCodes[passage]]
            for other in passages.codesMet(by: passage) where code < codes[other] {
                Self.keep(place, Self.index(code, codes[other]), in: &places, placesPerPair)
            }
        }
    }

    /// Goes from code to code, where meetings are more than passages times codes.
    private mutating func addCrowdedMeetings(source: Int32, caseRow: UInt32?) {
        let codes = passages.codes
        let limit = placesPerPair
        passages.countTouching { code, other, place in
            guard limit > 0, codes[code] < codes[other] else { return }
            Self.keep(place, Self.index(codes[code], codes[other]), in: &places, limit)
        }
        passages.countEvents()
        for left in codes.indices {
            for right in codes.indices where codes[left] < codes[right] {
                let touching = passages.touching(left, right)
                guard touching > 0 else { continue }
                let index = Self.index(codes[left], codes[right])
                counts[index].firstTouching += touching
                counts[index].secondTouching += passages.touching(right, left)
                counts[index].events += passages.events(left, right)
                counts[index].addSource(source, caseRow: caseRow)
            }
        }
    }

    private mutating func addParts(_ points: ArraySlice<PlacedCodings.Point>, source: Int32, caseRow: UInt32?) {
        guard let own = parts?.parts(ofSource: source) else { return }
        var held: [(part: Int, point: Int)] = []
        var furthest: [Int32] = []
        for part in own { furthest.append(max(part.upper, furthest.last ?? .min)) }
        for (place, point) in points.enumerated() {
            // Parts are sorted by lower bound, and the furthest end grows with them.
            var part = furthest.partitionPoint { $0 > point.lower }
            while part < own.count, own[part].lower < point.upper {
                if own[part].upper > point.lower { held.append((part, place)) }
                part += 1
            }
        }
        held.sort { ($0.part, $0.point) < ($1.part, $1.point) }
        var start = 0
        while start < held.count {
            var end = start + 1
            while end < held.count, held[end].part == held[start].part { end += 1 }
            addUnit(
                firstPassages(held[start..<end].map { points[points.startIndex + $0.point] }[...]), source: source,
                caseRow: caseRow)
            start = end
        }
    }

    private mutating func closeCase() {
        guard let caseRow = openCase else { return }
        addUnit(firstInCase.values.sorted { $0.code < $1.code }, source: nil, caseRow: caseRow)
        firstInCase.removeAll(keepingCapacity: true)
        openCase = nil
    }

    /// Counts one unit that holds these codes.
    private mutating func addUnit(_ present: [PlacedCodings.Point], source: Int32?, caseRow: UInt32?) {
        total += 1
        for point in present { units[Int(point.code)] += 1 }
        forEachPair(of: present) { counts in
            counts.both += 1
            if let source { counts.addSource(source, caseRow: caseRow) }
        }
        guard placesPerPair > 0 else { return }
        for (position, first) in present.enumerated() {
            for second in present[(position + 1)...] {
                Self.keep(first.place, Self.index(Int(first.code), Int(second.code)), in: &places, placesPerPair)
            }
        }
    }

    private static func keep(
        _ place: Cooccurrence.Place, _ index: Int, in places: inout [Int: [Cooccurrence.Place]], _ limit: Int
    ) {
        if places[index, default: []].count < limit { places[index, default: []].append(place) }
    }

    private mutating func forEachPair(of present: [PlacedCodings.Point], _ body: (inout Counts) -> Void) {
        counts.withUnsafeMutableBufferPointer { counts in
            for (position, first) in present.enumerated() {
                for second in present[(position + 1)...] {
                    body(&counts[Self.index(Int(first.code), Int(second.code))])
                }
            }
        }
    }

    /// The first passage of each code, in order of the codes.
    private func firstPassages(_ points: ArraySlice<PlacedCodings.Point>) -> [PlacedCodings.Point] {
        var first: [Int32: PlacedCodings.Point] = [:]
        for point in points where first[point.code] == nil { first[point.code] = point }
        return first.values.sorted { $0.code < $1.code }
    }

    private static func index(_ first: Int, _ second: Int) -> Int { second * (second - 1) / 2 + first }
}

extension [Int32] {
    /// The first place at which a condition holds, as it then does for all behind it.
    fileprivate func partitionPoint(_ condition: (Int32) -> Bool) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if condition(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
