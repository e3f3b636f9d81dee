import Foundation

/// How closely two codes go together, from four counts of units: passages, sources or cases.
package struct Association: Hashable, Sendable {
    /// All units.
    package var total: Int
    /// Units with the first code.
    package var first: Int
    /// Units with the second code.
    package var second: Int
    /// Units with both.
    package var both: Int

    /// Nil unless the counts can be those of two sets within `total` units, neither of them empty.
    package init?(total: Int, first: Int, second: Int, both: Int) {
        guard first > 0, second > 0, both >= 0, both <= min(first, second), first <= total, second <= total,
            first - both <= total - second
        else { return nil }
        self.total = total
        self.first = first
        self.second = second
        self.both = both
    }

    package enum Coefficient: String, Hashable, Sendable, CaseIterable {
        /// Units with both.
        case count
        /// Units with both among units with either.
        case jaccard
        /// Units with both among the mean of the two.
        case dice
        /// Units with both among those of the rarer code (Szymkiewicz and Simpson).
        case overlap
        /// Units with both among the geometric mean of the two (Ochiai).
        case cosine
        /// How many times as often as by chance.
        case association
        /// Pointwise mutual information: the binary logarithm of `association`.
        case pmi
        /// The same between -1 and 1: 0 by chance, 1 where neither code occurs without the other.
        case npmi
        /// The correlation of the two as yes and no.
        case phi
    }

    /// Nil where the coefficient is not defined: `pmi` and `npmi` where no unit has both, `phi` where a code is everywhere.
    package func value(of coefficient: Coefficient) -> Double? {
        let (n, n1, n2, n12) = (Double(total), Double(first), Double(second), Double(both))
        switch coefficient {
        case .count: return n12
        case .jaccard: return n12 / (n1 + n2 - n12)
        case .dice: return 2 * n12 / (n1 + n2)
        case .overlap: return n12 / min(n1, n2)
        case .cosine: return n12 / (n1 * n2).squareRoot()
        case .association: return n * n12 / (n1 * n2)
        case .pmi: return both > 0 ? log2(n * n12 / (n1 * n2)) : nil
        case .npmi:
            guard both > 0 else { return nil }
            // Both everywhere: the limit of codes that never part.
            return both == total ? 1 : log2(n * n12 / (n1 * n2)) / -log2(n12 / n)
        case .phi:
            let spread = n1 * n2 * (n - n1) * (n - n2)
            return spread > 0 ? (n * n12 - n1 * n2) / spread.squareRoot() : nil
        }
    }
}
