/// How judgments of one variable coincide, summed over units, and the coefficients that follow from it.
///
/// A unit is judged by two or more coders; each gives it one category. Numbers are those of Krippendorff (2019, Content
/// Analysis, 4th edition, 12.3): a unit that m coders judged has m values, and each pair of them counts 1 / (m - 1).
package struct CoincidenceTally: Hashable, Sendable {
    /// How often a category was given.
    package struct Margin: Hashable, Sendable {
        /// Values.
        package var values = 0.0
        /// Of each unit the share of its values.
        package var shares = 0.0
        /// Values by the first and by the second coder, where there are two.
        package var first = 0.0
        package var second = 0.0
    }

    /// Units: turns, sources or characters.
    package var units: Double
    /// All values.
    package var values: Double
    /// Ordered pairs of values that differ, each as 1 / (m - 1).
    package var disagreeing: Double
    /// Of each unit the share of its pairs that differ.
    package var differing: Double
    /// What is taken from the chance pairs because nothing can be paired with itself: each value once, or for units on a
    /// continuum the square of their length.
    package var selfPaired: Double
    /// One for each category; they sum up to `values`.
    package var margins: [Margin]

    /// Of each unit the share of pairs of coders who gave the same; nil where there are no units.
    package var percent: Double? { units > 0 ? 1 - differing / units : nil }

    /// Krippendorff's alpha for nominal values: of units that are given, or of those on a continuum, as `selfPaired` says.
    package var alpha: Disagreement? {
        let pairs = values * values
        guard pairs > selfPaired else { return nil }
        let same = margins.reduce(0) { $0 + $1.values * $1.values }
        return Disagreement(observed: disagreeing / values, expected: (pairs - same) / (pairs - selfPaired))
    }

    /// Fleiss 1971, Psychological Bulletin 76(5): for units that are each judged by as many.
    package var fleissKappa: Disagreement? {
        guard units > 0 else { return nil }
        return Disagreement(
            observed: differing / units, expected: 1 - margins.reduce(0) { $0 + ($1.values / values) * ($1.values / values) })
    }

    /// Cohen 1960, Educational and Psychological Measurement 20(1): for two coders.
    package var cohenKappa: Disagreement? {
        guard units > 0 else { return nil }
        return Disagreement(
            observed: differing / units, expected: 1 - margins.reduce(0) { $0 + ($1.first / units) * ($1.second / units) })
    }

    /// Gwet 2008, British Journal of Mathematical and Statistical Psychology 61(1): AC1.
    package var firstOrderCoefficient: Disagreement? {
        guard units > 0, margins.count > 1 else { return nil }
        let chance = margins.reduce(0) { $0 + ($1.shares / units) * (1 - $1.shares / units) } / Double(margins.count - 1)
        return Disagreement(observed: differing / units, expected: 1 - chance)
    }
}
