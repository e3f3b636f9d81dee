import FileFormats
import StudyModel

/// Where the ranges of one text stand in the text as it is stored.
struct Placement {
    /// One for each range that was asked for; nil where it has no place.
    private(set) var ranges: [TextRange?] = []
    private(set) var reading: PositionReading
    /// How many stood at other positions than their words, and are where those stand.
    private(set) var moved = 0
    /// How many have other words at their positions than were stored with them, and are at their positions.
    private(set) var differing = 0

    /// How many bytes of the text are looked through for words at the most, in all.
    ///
    /// Some thousand times a long interview. Where more words than that do not fit, they tell nothing of where they belong.
    private static let looking = 1 << 28

    /// Reads the positions as `first`; only where words do not fit also in the other ways, of which the one is taken that most
    /// words fit.
    init(of wanted: [CountedRange], in text: PlacedText, by first: PositionReading) {
        var attempt = Attempt(wanted, in: text, by: first)
        reading = first
        if attempt.misses > 0, text.raw.isReadDifferently {
            for other in first.alternatives.dropFirst() {
                let next = Attempt(wanted, in: text, by: other)
                guard next.misses < attempt.misses else { continue }
                (attempt, reading) = (next, other)
            }
        }
        var finder: QuoteFinder?
        // Many may have the same words.
        var known: [String: [TextRange]] = [:]
        var left = Self.looking
        for (place, range) in zip(attempt.places, wanted) {
            guard !place.fits else {
                ranges.append(place.range)
                continue
            }
            let words = range.words ?? ""
            var found = known[words] ?? []
            if known[words] == nil, left > 0 {
                finder = finder ?? QuoteFinder(String(decoding: text.utf8, as: UTF8.self))
                found = finder?.places(of: words).ranges ?? []
                known[words] = found
                left -= text.utf8.count
            }
            if found.count == 1 {
                moved += 1
                ranges.append(found[0])
            } else {
                if place.range != nil { differing += 1 }
                ranges.append(place.range)
            }
        }
    }
}

/// The ranges as one way of counting has them.
private struct Attempt {
    var places: [(range: TextRange?, fits: Bool)] = []
    var misses = 0

    init(_ wanted: [CountedRange], in text: PlacedText, by reading: PositionReading) {
        let found = text.places(of: wanted.lazy.flatMap { [$0.lower, $0.upper] }, by: reading)
        for range in wanted {
            guard let lower = found[range.lower], let upper = found[range.upper],
                let placed = TextRange(lower.scalar, upper.scalar)
            else {
                places.append((nil, false))
                misses += 1
                continue
            }
            let words = range.words.flatMap { $0.isEmpty ? nil : $0 }
            let fits = words.map { $0.standsFor(text.utf8[lower.byte..<upper.byte]) } ?? true
            places.append((placed, fits))
            if !fits { misses += 1 }
        }
    }
}

extension String {
    /// True where two ways of counting differ in it.
    fileprivate var isReadDifferently: Bool { utf8.contains { $0 >= 0x80 || $0 == 0x0D } }

    /// Whether these are the words of `bytes`, white space apart.
    fileprivate func standsFor(_ bytes: ArraySlice<UInt8>) -> Bool {
        if utf8.elementsEqual(bytes) { return true }
        // No words are so far apart; and a range as long as the text is not to be looked through for each of many.
        guard bytes.count < 16 * (utf8.count + 64) else { return false }
        let other = String(decoding: bytes, as: UTF8.self)
        let words = String(decoding: TextNormalization(Array(utf8)).utf8, as: UTF8.self)
        return words.unicodeScalars.lazy.filter { !$0.properties.isWhitespace }
            .elementsEqual(other.unicodeScalars.lazy.filter { !$0.properties.isWhitespace })
    }
}
