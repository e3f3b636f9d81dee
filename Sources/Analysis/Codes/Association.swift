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
    /// Pairs of passages that meet, one of each code; in other units than passages the same as `both`.
    package var events: Int

    /// Nil unless the counts can be those of two sets within `total` units, neither of them empty.
    package init?(total: Int, first: Int, second: Int, both: Int, events: Int? = nil) {
        guard first > 0, second > 0, both >= 0, both <= min(first, second), first <= total, second <= total,
            first - both <= total - second
        else { return nil }
        self.total = total
        self.first = first
        self.second = second
        self.both = both
        self.events = events ?? both
    }

    /// N units, n₁ and n₂ of them with the first and the second code, n₁₂ with both; Docs/Tables.md shows them worked out.
    package enum Coefficient: String, Hashable, Sendable, CaseIterable {
        /// n₁₂, units with both.
        case count
        /// n₁₂ / (n₁ + n₂ − n₁₂): units with both among units with either (Jaccard 1901, Bulletin de la Société vaudoise des
        /// sciences naturelles 37, 547).
        case jaccard
        /// e / (n₁ + n₂ − e), e being the events: the c-coefficient of ATLAS.ti (manual of version 9, Code Co-Occurrence
        /// Tools). It exceeds 1 where a passage meets several.
        case cCoefficient = "c_coefficient"
        /// 2 n₁₂ / (n₁ + n₂): units with both among the mean of the two (Dice 1945, Ecology 26, 297).
        case dice
        /// n₁₂ / min(n₁, n₂): units with both among those of the rarer code (Szymkiewicz 1934, Simpson 1943).
        case overlap
        /// n₁₂ / √(n₁ n₂): units with both among the geometric mean of the two (Ochiai 1957, Bulletin of the Japanese Society
        /// of Scientific Fisheries 22, 526).
        case cosine
        /// N n₁₂ / (n₁ n₂): how many times as often as by chance (Brin et al. 1997, SIGMOD 26, 255, as interest).
        case lift
        /// log₂ lift: pointwise mutual information (Church and Hanks 1990, Computational Linguistics 16, 22).
        case pmi
        /// pmi / −log₂(n₁₂ / N), between -1 and 1: 0 by chance, 1 where neither code occurs without the other (Bouma 2009,
        /// Proceedings of GSCL, 31).
        case npmi
        /// (N n₁₂ − n₁ n₂) / √(n₁ n₂ (N − n₁) (N − n₂)): the correlation of the two as yes and no (Pearson 1900, Yule 1912).
        case phi
    }

    /// Nil where the coefficient is not defined: `pmi` and `npmi` where no unit has both, `phi` where a code is everywhere,
    /// `cCoefficient` where there are as many events as passages.
    package func value(of coefficient: Coefficient) -> Double? {
        let (n, n1, n2, n12) = (Double(total), Double(first), Double(second), Double(both))
        switch coefficient {
        case .count: return n12
        case .jaccard: return n12 / (n1 + n2 - n12)
        case .cCoefficient:
            let rest = first + second - events
            return rest > 0 ? Double(events) / Double(rest) : nil
        case .dice: return 2 * n12 / (n1 + n2)
        case .overlap: return n12 / min(n1, n2)
        case .cosine: return n12 / (n1 * n2).squareRoot()
        case .lift: return n * n12 / (n1 * n2)
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
