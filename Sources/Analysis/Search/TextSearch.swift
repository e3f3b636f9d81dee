package import StudyModel

/// Words or phrases that are looked for in texts, unit by unit: the turns of a transcript, or a text as a whole.
package struct TextSearch: Sendable {
    /// How several words stand to one another.
    package enum Together: Hashable, Sendable {
        /// Each for itself.
        case any
        /// All in one unit.
        case all
        /// All, with so many words at the most between the end of the first and the beginning of the last.
        case near(Int)
    }

    /// A place where the words stand, in bytes.
    package struct Hit: Hashable, Sendable {
        /// From the first of the words to the last.
        package var range: Range<Int>
        /// The words themselves, in reading order.
        package var words: [Range<Int>]
    }

    private let patterns: [WordPattern]
    private let together: Together
    private let expression: RegularExpression?

    package init(_ patterns: [WordPattern], _ together: Together) {
        self.patterns = patterns
        self.together = together
        expression = nil
    }

    package init(_ expression: RegularExpression) {
        patterns = []
        together = .any
        self.expression = expression
    }

    /// An expression for the full-text index that holds of every text with a hit; nil where the index cannot tell.
    package var indexExpression: String? {
        guard expression == nil else { return nil }
        let expressions = patterns.map(\.indexExpression)
        if together == .any {
            let all = expressions.compactMap(\.self)
            return all.count < expressions.count ? nil : all.map { "(\($0))" }.joined(separator: " OR ")
        }
        let told = expressions.compactMap(\.self).map { "(\($0))" }
        return told.isEmpty ? nil : told.joined(separator: " AND ")
    }

    /// The hits in one unit, in reading order.
    ///
    /// - Parameter unit: valid UTF-8.
    package func hits(in unit: Slice<UnsafeBufferPointer<UInt8>>) -> [Hit] {
        if let expression { return expression.matches(in: unit).map { Hit(range: $0, words: [$0]) } }
        var found: [(place: Range<Int>, pattern: Int)] = []
        for (index, pattern) in patterns.enumerated() {
            let places = Self.places(of: pattern, in: unit)
            if places.isEmpty && together != .any { return [] }
            found += places.map { ($0, index) }
        }
        found.sort {
            ($0.place.lowerBound, $0.place.upperBound, $0.pattern) < ($1.place.lowerBound, $1.place.upperBound, $1.pattern)
        }
        if together == .any || patterns.count == 1 {
            var hits: [Hit] = []
            for (place, _) in found where hits.last?.range != place { hits.append(Hit(range: place, words: [place])) }
            return hits
        }
        return windows(found, in: unit)
    }

    private static func places(of pattern: WordPattern, in unit: Slice<UnsafeBufferPointer<UInt8>>) -> [Range<Int>] {
        var places: [Range<Int>] = []
        var start = unit.startIndex
        while let place = pattern.firstMatch(in: unit, from: start) {
            places.append(place)
            start = place.upperBound
        }
        return places
    }

    /// The shortest stretches that hold each pattern, none of which overlaps another.
    private func windows(
        _ found: [(place: Range<Int>, pattern: Int)], in unit: Slice<UnsafeBufferPointer<UInt8>>
    ) -> [Hit] {
        var hits: [Hit] = []
        var first = 0
        var counts = Array(repeating: 0, count: patterns.count)
        var missing = patterns.count
        for last in found.indices {
            counts[found[last].pattern] += 1
            if counts[found[last].pattern] == 1 { missing -= 1 }
            guard missing == 0 else { continue }
            while counts[found[first].pattern] > 1 {
                counts[found[first].pattern] -= 1
                first += 1
            }
            let words = found[first...last].map(\.place)
            let end = words.map(\.upperBound).max() ?? found[last].place.upperBound
            if isNear(from: found[first].place.upperBound, to: found[last].place.lowerBound, in: unit) {
                hits.append(Hit(range: found[first].place.lowerBound..<end, words: words))
                // The next one begins behind it.
                counts = Array(repeating: 0, count: patterns.count)
                missing = patterns.count
                first = last + 1
            } else {
                counts[found[first].pattern] -= 1
                missing += 1
                first += 1
            }
        }
        return hits
    }

    private func isNear(from end: Int, to start: Int, in unit: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
        guard case .near(let limit) = together, start > end else { return true }
        var reader = WordReader(unit[..<start], from: end)
        var between = 0
        while between <= limit, reader.next() != nil { between += 1 }
        return between <= limit
    }
}
