/// Finds of the units of one document those to which another one stands in a relation, by sorted sweeps.
///
/// Coordinates are whole numbers, the first and the last that a unit has a part in: characters, turns or paragraphs.
struct RelationSweep {
    /// A unit, or one of the others that the relation may hold to.
    struct Span {
        /// Its number, or -1 where it is not itself one of the others.
        var number: Int
        var first: Int
        var last: Int
        /// Where it lies in what the distance is measured in.
        var measuredFirst: Int
        var measuredLast: Int
    }

    private var others: [Span] = []
    /// Of the others up to each, or from each on: the best value, whose it is, and the best of the rest.
    private var best: [(value: Int, number: Int, next: Int)] = []

    /// - Parameters:
    ///   - distance: in what `measuredFirst` and `measuredLast` are; nil for any.
    ///   - found: is told the place of each unit in `units` for which the relation holds.
    mutating func run(
        _ kind: QueryRelation.Kind, distance: Int?, units: [Span], others: [Span], found: (Int) -> Void
    ) {
        guard !others.isEmpty else { return }
        self.others = others
        switch kind {
        case .overlaps: near(units, slack: 0, found)
        // What is measured is set apart by one more than lies between.
        case .within: near(units, slack: distance ?? 0, found)
        case .encloses: encloses(units, found)
        case .inside: inside(units, found)
        case .precedes: precedes(units, distance, found)
        case .follows: follows(units, distance, found)
        }
    }

    private mutating func near(_ units: [Span], slack: Int, _ found: (Int) -> Void) {
        others.sort { $0.measuredFirst < $1.measuredFirst }
        rememberFromStart { $0.measuredLast }
        for (place, unit) in units.enumerated() {
            let end = firstOther { $0.measuredFirst > unit.measuredLast + slack }
            if end > 0, value(at: end - 1, besides: unit.number) >= unit.measuredFirst - slack { found(place) }
        }
    }

    private mutating func encloses(_ units: [Span], _ found: (Int) -> Void) {
        others.sort { $0.first < $1.first }
        rememberFromEnd { -$0.last }
        for (place, unit) in units.enumerated() {
            let start = firstOther { $0.first >= unit.first }
            if start < others.count, -value(at: start, besides: unit.number) <= unit.last { found(place) }
        }
    }

    private mutating func inside(_ units: [Span], _ found: (Int) -> Void) {
        others.sort { $0.first < $1.first }
        rememberFromStart { $0.last }
        for (place, unit) in units.enumerated() {
            let end = firstOther { $0.first > unit.first }
            if end > 0, value(at: end - 1, besides: unit.number) >= unit.last { found(place) }
        }
    }

    private mutating func precedes(_ units: [Span], _ distance: Int?, _ found: (Int) -> Void) {
        others.sort { $0.first < $1.first }
        rememberFromEnd { -$0.measuredFirst }
        for (place, unit) in units.enumerated() {
            let start = firstOther { $0.first > unit.last }
            guard start < others.count else { continue }
            guard let distance else { found(place); continue }
            if -value(at: start, besides: unit.number) <= unit.measuredLast + distance { found(place) }
        }
    }

    private mutating func follows(_ units: [Span], _ distance: Int?, _ found: (Int) -> Void) {
        others.sort { $0.last < $1.last }
        rememberFromStart { $0.measuredLast }
        for (place, unit) in units.enumerated() {
            let end = firstOther { $0.last >= unit.first }
            guard end > 0 else { continue }
            guard let distance else { found(place); continue }
            if value(at: end - 1, besides: unit.number) >= unit.measuredFirst - distance { found(place) }
        }
    }

    /// The greatest value up to or from `place`, of another than `number`.
    private func value(at place: Int, besides number: Int) -> Int {
        let best = best[place]
        return number >= 0 && best.number == number ? best.next : best.value
    }

    private mutating func rememberFromStart(_ value: (Span) -> Int) {
        best.removeAll(keepingCapacity: true)
        var now = Self.nothing
        for other in others {
            Self.take(value(other), other.number, into: &now)
            best.append(now)
        }
    }

    private mutating func rememberFromEnd(_ value: (Span) -> Int) {
        best = Array(repeating: Self.nothing, count: others.count)
        var now = Self.nothing
        for place in others.indices.reversed() {
            Self.take(value(others[place]), others[place].number, into: &now)
            best[place] = now
        }
    }

    /// Far below every value, so that distances can be added.
    private static let least = Int.min / 4
    private static let nothing = (value: least, number: -1, next: least)

    private static func take(_ value: Int, _ number: Int, into best: inout (value: Int, number: Int, next: Int)) {
        if value > best.value {
            best = (value, number, best.value)
        } else if value > best.next {
            best.next = value
        }
    }

    /// The first of the others for which `condition` holds, as it then does for all behind it.
    private func firstOther(_ condition: (Span) -> Bool) -> Int {
        var low = 0
        var high = others.count
        while low < high {
            let middle = (low + high) / 2
            if condition(others[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
