/// The points of TEI timelines (`when`): each with a time of its own, or so long after another one, or without any.
struct TEITimeline {
    private struct Point {
        let seconds: Double?
        let interval: Double?
        let since: String?
    }

    private var points: [String: Point] = [:]
    private var order: [String] = []
    /// Points that others count from. Where they have no time themselves, they are the start of the recording.
    private var bases: Set<String> = []
    private var unit = 1.0

    /// A timeline begins.
    mutating func open(origin: String?, unit: String?) {
        if let origin { bases.insert(Self.name(of: origin)) }
        self.unit = TEITime.seconds(ofUnit: unit)
    }

    /// Of two points of one name the first counts.
    mutating func add(_ name: String, absolute: String?, interval: String?, since: String?, unit: String?) {
        guard points[name] == nil else { return }
        let factor = unit.map { TEITime.seconds(ofUnit: $0) } ?? self.unit
        let since = since.map { Self.name(of: $0) }
        points[name] = Point(
            seconds: absolute.flatMap { TEITime.seconds($0, unit: factor) },
            interval: interval.flatMap { Double($0) }.map { $0 * factor }, since: since)
        order.append(name)
        if let since { bases.insert(since) }
    }

    /// The points with their times.
    func resolved() -> TEITimes {
        var seconds: [String: Double?] = [:]
        for name in order { _ = resolve(name, &seconds, depth: 0) }
        return TEITimes(names: Set(order), seconds: seconds.compactMapValues { $0 })
    }

    private func resolve(_ name: String, _ known: inout [String: Double?], depth: Int) -> Double? {
        if let seconds = known[name] { return seconds }
        // Points nearly always follow what they count from; a long way on is a circle.
        guard depth < 32, let point = points[name] else { return nil }
        var seconds = point.seconds
        if seconds == nil, let interval = point.interval {
            let base = point.since.map { points[$0] == nil ? 0 : resolve($0, &known, depth: depth + 1) } ?? 0
            seconds = base.map { $0 + interval }
        }
        if seconds == nil, point.interval == nil, bases.contains(name) { seconds = 0 }
        known[name] = .some(seconds)
        return seconds
    }

    /// What a pointer points at, `#T1` or `other.xml#T1`; a bare name stays.
    static func name(of pointer: String) -> String {
        pointer.lastIndex(of: "#").map { String(pointer[pointer.index(after: $0)...]) } ?? pointer
    }
}

/// The times of the points of a timeline.
struct TEITimes {
    enum Point: Equatable {
        case at(seconds: Double)
        /// Not told, or a point without a time.
        case untimed
        /// Told by a name that no point has.
        case unknown

        var seconds: Double? { if case .at(let seconds) = self { seconds } else { nil } }
        var ms: Int? { seconds.flatMap { Int(millisecondsOf: $0) } }
    }

    fileprivate let names: Set<String>
    fileprivate let seconds: [String: Double]

    /// What a reference tells: a pointer to a point, or a time itself.
    func point(_ reference: String?) -> Point {
        guard let reference, !reference.isEmpty else { return .untimed }
        let name = TEITimeline.name(of: reference)
        if let seconds = seconds[name] { return .at(seconds: seconds) }
        if names.contains(name) { return .untimed }
        return TEITime.seconds(name).map { .at(seconds: $0) } ?? .unknown
    }
}
