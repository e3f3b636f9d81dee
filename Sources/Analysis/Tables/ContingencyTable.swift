import Foundation

/// Counts of units that stand in exactly one row and one column each, and what tests say of them.
package struct ContingencyTable: Hashable, Sendable {
    /// Row by row, without rows and columns in which nothing stands.
    package let counts: [[Int]]
    package let rowTotals: [Int]
    package let columnTotals: [Int]
    package let total: Int

    /// Rows of one length, no number negative. Empty rows and columns say nothing of association and are left out.
    package init(_ counts: [[Int]]) {
        let columns = counts.first?.indices ?? 0..<0
        let usedColumns = columns.filter { column in counts.contains { $0[column] > 0 } }
        let used = counts.filter { $0.contains { $0 > 0 } }.map { row in usedColumns.map { row[$0] } }
        self.counts = used
        rowTotals = used.map { $0.reduce(0, +) }
        columnTotals = usedColumns.indices.map { column in used.reduce(0) { $0 + $1[column] } }
        total = rowTotals.reduce(0, +)
    }

    /// Whether there are two rows and two columns at least, without which there is nothing to test.
    package var isTestable: Bool { rowTotals.count > 1 && columnTotals.count > 1 }

    package func expected(_ row: Int, _ column: Int) -> Double {
        Double(rowTotals[row]) * Double(columnTotals[column]) / Double(total)
    }

    package var smallestExpected: Double {
        counts.indices.flatMap { row in columnTotals.indices.map { expected(row, $0) } }.min() ?? 0
    }

    package var degreesOfFreedom: Int { max(0, rowTotals.count - 1) * max(0, columnTotals.count - 1) }

    /// Σ (observed − expected)² / expected, without a correction for continuity (Pearson 1900, Philosophical Magazine 50, 157).
    package var chiSquare: Double {
        var sum = 0.0
        for row in counts.indices {
            for column in columnTotals.indices {
                let expected = expected(row, column)
                let difference = Double(counts[row][column]) - expected
                sum += difference * difference / expected
            }
        }
        return sum
    }

    /// How probable a chi-square as large or larger is where rows and columns are independent; nil without two of each.
    package var chiSquareProbability: Double? {
        isTestable ? upperGamma(Double(degreesOfFreedom) / 2, chiSquare / 2) : nil
    }

    /// √(χ² / (N (min(rows, columns) − 1))), from 0 to 1 (Cramér 1946, Mathematical Methods of Statistics, 282).
    package var cramersV: Double? {
        guard isTestable else { return nil }
        return (chiSquare / (Double(total) * Double(min(rowTotals.count, columnTotals.count) - 1))).squareRoot()
    }

    /// Of two rows and two columns: a d / (b c), with the interval that holds it at 95 in 100: exp(ln odds ratio ± z √(1/a + 1/b + 1/c + 1/d))
    /// (Woolf 1955, Annals of Human Genetics 19, 251). Nil where one of the four is 0.
    package var oddsRatio: (value: Double, low: Double, high: Double)? {
        guard rowTotals.count == 2, columnTotals.count == 2, !counts.joined().contains(0) else { return nil }
        let (a, b, c, d) = (Double(counts[0][0]), Double(counts[0][1]), Double(counts[1][0]), Double(counts[1][1]))
        let value = a * d / (b * c)
        let reach = normalQuantile975 * (1 / a + 1 / b + 1 / c + 1 / d).squareRoot()
        return (value, exp(log(value) - reach), exp(log(value) + reach))
    }
}

/// The normal distribution has 97.5 in 100 below this.
private let normalQuantile975 = 1.959963984540054

/// The regularized upper incomplete gamma function Q(a, x), by its series below a + 1 and its continued fraction above
/// (Abramowitz and Stegun 1964, 6.5.29 and 6.5.31; Lentz's method).
func upperGamma(_ a: Double, _ x: Double) -> Double {
    guard x > 0 else { return 1 }
    let scale = exp(a * log(x) - x - logGamma(a))
    if x < a + 1 {
        var (term, sum, n) = (1 / a, 1 / a, a)
        repeat {
            n += 1
            term *= x / n
            sum += term
        } while term > sum * 1e-17
        return max(0, 1 - sum * scale)
    }
    let tiny = 1e-300
    var b = x + 1 - a
    var c = 1 / tiny
    var d = 1 / b
    var result = d
    for step in 1...100_000 {
        let i = Double(step)
        let factor = -i * (i - a)
        b += 2
        d = factor * d + b
        if abs(d) < tiny { d = tiny }
        c = b + factor / c
        if abs(c) < tiny { c = tiny }
        d = 1 / d
        let change = d * c
        result *= change
        if abs(change - 1) < 1e-16 { break }
    }
    return result * scale
}

/// ln Γ(a) for a of at least 1/2, without the global sign that C's function sets: Stirling's series with a shift
/// (Abramowitz and Stegun 1964, 6.1.41).
func logGamma(_ a: Double) -> Double {
    var (a, product) = (a, 1.0)
    while a < 15 {
        product *= a
        a += 1
    }
    let inverse = 1 / (a * a)
    let series =
        (1.0 / 12 - inverse * (1.0 / 360 - inverse * (1.0 / 1260 - inverse * (1.0 / 1680 - inverse * (1.0 / 1188)))))
        / a
    return (a - 0.5) * log(a) - a + 0.9189385332046727 + series - log(product)
}
