/// How often judgments differ, and how often they would by chance.
package struct Disagreement: Hashable, Sendable {
    package var observed: Double
    package var expected: Double

    package init(observed: Double, expected: Double) {
        self.observed = observed
        self.expected = expected
    }

    /// 1 where nothing differs, 0 where as much differs as by chance; nil where nothing could differ by chance.
    package var coefficient: Double? { expected > 0 ? 1 - observed / expected : nil }

    /// Of several variables that were judged in the same units: the mean of both (De Vries et al. 2008, Medical Care 46(3),
    /// pooled kappa). Variables that could not differ add nothing; nil where that holds for all.
    static func pooled(_ disagreements: [Disagreement?]) -> Disagreement? {
        let defined = disagreements.compactMap(\.self)
        guard !defined.isEmpty else { return nil }
        let count = Double(defined.count)
        return Disagreement(
            observed: defined.reduce(0) { $0 + $1.observed } / count, expected: defined.reduce(0) { $0 + $1.expected } / count)
    }
}
