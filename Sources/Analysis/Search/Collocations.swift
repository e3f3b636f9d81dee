import Foundation
package import StudyModel

/// Which words stand near a word more often than chance would have it.
package struct Collocations: Sendable {
    package struct Entry: Hashable, Sendable {
        package var word: String
        /// How often it stands near the node.
        package var together: Int
        /// How often it stands anywhere.
        package var count: Int
        /// How often it would stand near the node were it spread evenly over the texts.
        package var expected: Double
        /// The log-likelihood ratio of the two by two table; 3.84 is passed by chance in one case of twenty.
        ///
        /// Source: T. Dunning, "Accurate Methods for the Statistics of Surprise and Coincidence", Computational Linguistics
        /// 19 (1993) 61-74.
        package var logLikelihood: Double
        /// The binary logarithm of how many times as often as expected.
        ///
        /// Source: K. W. Church, P. Hanks, "Word Association Norms, Mutual Information, and Lexicography", Computational
        /// Linguistics 16 (1990) 22-29.
        package var mutualInformation: Double
    }

    private let pattern: WordPattern
    /// So many words on each side, within a unit.
    private let reach: Int
    private var all = WordCounts()
    private var near = WordCounts()
    /// How often the node stands in the texts.
    package private(set) var nodes = 0

    package init(of pattern: WordPattern, within reach: Int) {
        self.pattern = pattern
        self.reach = reach
    }

    /// - Parameter unit: valid UTF-8.
    package mutating func add(_ unit: Slice<UnsafeBufferPointer<UInt8>>) {
        var places: [Range<Int>] = []
        var reader = WordReader(unit)
        while let place = reader.next() {
            places.append(place)
            all.add(String(decoding: unit[place], as: UTF8.self))
        }
        var isNear = Array(repeating: false, count: places.count)
        var isNode = isNear
        var start = unit.startIndex
        var word = 0
        while let node = pattern.firstMatch(in: unit, from: start) {
            start = node.upperBound
            nodes += 1
            while places[word].lowerBound < node.lowerBound { word += 1 }
            let first = word
            while word < places.count, places[word].lowerBound < node.upperBound {
                isNode[word] = true
                word += 1
            }
            for index in max(0, first - reach)..<min(places.count, word + reach) { isNear[index] = true }
        }
        // A word that is near two nodes counts once, and the node itself never.
        for index in places.indices where isNear[index] && !isNode[index] {
            near.add(String(decoding: unit[places[index]], as: UTF8.self))
        }
    }

    /// The words that stand near the node more often than expected, the surest first.
    package func sorted(minimumCount: Int) -> [Entry] {
        let whole = all.byKey()
        let (total, window) = (Double(all.total), Double(near.total))
        var entries: [Entry] = []
        for (key, found) in near.byKey() where found.count >= minimumCount {
            guard let entry = whole[key] else { continue }
            let expected = Double(entry.count) * window / total
            guard Double(found.count) > expected else { continue }
            entries.append(
                Entry(
                    word: entry.word, together: found.count, count: entry.count, expected: expected,
                    logLikelihood: Self.logLikelihood(Double(found.count), Double(entry.count), window, total),
                    mutualInformation: log2(Double(found.count) / expected)))
        }
        return entries.sorted {
            if $0.logLikelihood != $1.logLikelihood { return $0.logLikelihood > $1.logLikelihood }
            return inNameOrder($0.word, $1.word)
        }
    }

    /// - Parameters:
    ///   - both: the word in the window.
    ///   - word: the word anywhere.
    ///   - window: all words in the window.
    ///   - total: all words.
    package static func logLikelihood(_ both: Double, _ word: Double, _ window: Double, _ total: Double) -> Double {
        let cells = [
            (both, word * window / total), (word - both, word * (total - window) / total),
            (window - both, (total - word) * window / total),
            (total - word - window + both, (total - word) * (total - window) / total),
        ]
        return 2 * cells.reduce(0) { $1.0 > 0 && $1.1 > 0 ? $0 + $1.0 * log($1.0 / $1.1) : $0 }
    }
}
