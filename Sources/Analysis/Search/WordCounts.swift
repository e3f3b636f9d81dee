import Foundation
import StudyModel

/// How often each word stands in texts; words that differ only in case or normal form are one.
package struct WordCounts: Sendable {
    package struct Entry: Hashable, Sendable {
        /// In the spelling that occurs most often.
        package var word: String
        package var count: Int
    }

    /// By spelling as it stands.
    private var forms: [String: Int] = [:]
    /// How many words there are in all.
    package private(set) var total = 0

    package init() {}

    /// - Parameter unit: valid UTF-8.
    package mutating func add(_ unit: Slice<UnsafeBufferPointer<UInt8>>) {
        var reader = WordReader(unit)
        while let place = reader.next() { add(String(decoding: unit[place], as: UTF8.self)) }
    }

    package mutating func add(_ word: String) {
        forms[word, default: 0] += 1
        total += 1
    }

    /// A word as it is counted.
    package static func key(_ word: String) -> String { word.lowercased().precomposedStringWithCanonicalMapping }

    /// The words by their keys.
    package func byKey() -> [String: Entry] {
        var entries: [String: (best: String, bestCount: Int, count: Int)] = [:]
        for (form, count) in forms {
            let normal = form.precomposedStringWithCanonicalMapping
            let key = Self.key(form)
            guard let known = entries[key] else {
                entries[key] = (normal, count, count)
                continue
            }
            let isBetter = count > known.bestCount || count == known.bestCount && normal < known.best
            entries[key] = (isBetter ? normal : known.best, max(count, known.bestCount), known.count + count)
        }
        return entries.mapValues { Entry(word: $0.best, count: $0.count) }
    }

    /// The words, the most frequent first; equally frequent ones in the order of names.
    package func sorted() -> [Entry] {
        byKey().values.sorted { $0.count != $1.count ? $0.count > $1.count : inNameOrder($0.word, $1.word) }
    }
}
