import StudyModel

/// Which evidence of ties is taken.
package struct EvidenceChoice: Sendable {
    /// Ranges of revisions, by row, sorted by where they begin: passages are taken that have a scalar in common with one.
    package var places: [Int64: [Range<Int32>]]
    /// The rows of the cases whose answers are taken, of those that are no passages.
    package var cases: Set<Int32>

    package init(places: [Int64: [Range<Int32>]], cases: Set<Int32>) {
        self.places = places
        self.cases = cases
    }

    func takes(_ range: TextRange, in revision: Int64) -> Bool {
        (places[revision] ?? []).contains { $0.lowerBound < range.upperBound && $0.upperBound > range.lowerBound }
    }
}
