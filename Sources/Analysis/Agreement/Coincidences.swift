/// Judgments of several variables in the same units, gathered by blocks: units that are drawn together when intervals are made.
///
/// Category 0 is that a coder gave nothing. Units in which nobody gave anything are most of them; they are only counted.
struct Coincidences {
    /// What is paired with what.
    enum Pairing {
        /// Units that are given beforehand, as turns are.
        case units
        /// All of a text, which coders divide into passages and gaps themselves. Krippendorff, Mathet, Bouvry and Widlöcher
        /// (2016, Quality & Quantity 50(6)), equations 1 and 4: a unit is not paired with itself, so the square of its length
        /// is taken off, and for gaps, which nobody marked, their length.
        case continuum
        /// Only what both of a pair of coders marked; equation 10 there.
        case intersections
    }

    /// A sum of one block: of a variable or, from `firstMargin` on, of a category.
    private struct Entry {
        var block: Int32
        var target: Int32
        var amounts: SIMD4<Double>
    }

    let pairing: Pairing
    /// One for each variable that says yes or no, then one for each category of the last variable but nothing.
    private let variables: Int
    private var entries: [Entry] = []
    /// What each block holds: units, and values, whatever they are.
    private(set) var units: [Double]
    private(set) var values: [Double]
    private var targets: Int

    /// - Parameter variables: The last of them may have any number of categories, the others have 0 and 1.
    init(_ pairing: Pairing, variables: Int) {
        self.pairing = pairing
        self.variables = variables
        units = []
        values = []
        targets = 2 * variables
    }

    /// Opens a block with that many units, each judged by `judges`; returns its number.
    @discardableResult
    mutating func open(units count: Int, judges: Int) -> Int {
        units.append(Double(count))
        values.append(Double(count) * Double(judges))
        return units.count - 1
    }

    /// Adds units to an open block.
    mutating func extend(_ block: Int, units count: Int, judges: Int) {
        units[block] += Double(count)
        values[block] += Double(count) * Double(judges)
    }

    /// Adds units of a block that were all judged alike: `given` has the category that each of the judges gave.
    ///
    /// Units in which nobody gave anything need not be added.
    mutating func add(_ given: [Int], units count: Int, block: Int, variable: Int) {
        let judges = Double(given.count)
        guard given.count > 1, count > 0 else { return }
        var pairs = 0
        for (position, category) in given.enumerated() {
            for other in given[(position + 1)...] where other != category { pairs += 2 }
        }
        let weight = Double(count)
        if pairs > 0 {
            let differing = Double(pairs) / (judges - 1)
            add(SIMD4(weight * differing, weight * differing / judges, 0, 0), to: variable, block)
        }
        for (position, category) in given.enumerated() where category > 0 {
            add(
                SIMD4(weight, weight / judges, position == 0 ? weight : 0, position == 1 ? weight : 0),
                to: variables + variable + category - 1, block)
        }
    }

    /// Adds what one of the judges gave where others marked something too: `others` of them, `differing` of these otherwise.
    mutating func add(_ category: Int, with others: Int, differing: Int, judges: Int, length: Int, block: Int) {
        let weight = Double(length) / Double(judges - 1)
        add(SIMD4(weight * Double(differing), 0, 0, 0), to: 0, block)
        add(SIMD4(weight * Double(others), 0, 0, 0), to: variables + category - 1, block)
    }

    /// Takes note of a unit of `length` that is not to be paired with itself.
    mutating func addUnit(ofLength length: Double, block: Int, variable: Int, weight: Double = 1) {
        add(SIMD4(0, 0, length * length * weight, 0), to: variable, block)
    }

    private mutating func add(_ amounts: SIMD4<Double>, to target: Int, _ block: Int) {
        targets = max(targets, target + 1)
        entries.append(
            Entry(block: Int32(truncatingIfNeeded: block), target: Int32(truncatingIfNeeded: target), amounts: amounts))
    }

    /// The sums where block `b` is taken `draws[b]` times; nil takes each once.
    func tallies(_ draws: [Int32]? = nil) -> [CoincidenceTally] {
        var sums = [SIMD4<Double>](repeating: .zero, count: targets)
        var (unitSum, valueSum) = (0.0, 0.0)
        if let draws {
            for block in units.indices {
                unitSum += Double(draws[block]) * units[block]
                valueSum += Double(draws[block]) * values[block]
            }
            draws.withUnsafeBufferPointer { draws in
                sums.withUnsafeMutableBufferPointer { sums in
                    for entry in entries where draws[Int(entry.block)] > 0 {
                        sums[Int(entry.target)] += Double(draws[Int(entry.block)]) * entry.amounts
                    }
                }
            }
        } else {
            unitSum = units.reduce(0, +)
            valueSum = values.reduce(0, +)
            for entry in entries { sums[Int(entry.target)] += entry.amounts }
        }
        return (0..<variables).map { variable in
            let end = variable == variables - 1 ? sums.count : variables + variable + 1
            return tally(sums[variable], sums[(variables + variable)..<end], units: unitSum, values: valueSum)
        }
    }

    private func tally(
        _ sums: SIMD4<Double>, _ given: ArraySlice<SIMD4<Double>>, units: Double, values: Double
    ) -> CoincidenceTally {
        var margins = given.map { CoincidenceTally.Margin(values: $0.x, shares: $0.y, first: $0.z, second: $0.w) }
        let total = margins.reduce(into: CoincidenceTally.Margin()) {
            $0.values += $1.values
            $0.shares += $1.shares
            $0.first += $1.first
            $0.second += $1.second
        }
        let nothing = CoincidenceTally.Margin(
            values: values - total.values, shares: units - total.shares, first: units - total.first,
            second: units - total.second)
        var tally = CoincidenceTally(
            units: units, values: values, disagreeing: sums.x, differing: sums.y, selfPaired: values, margins: [])
        switch pairing {
        case .units: margins.insert(nothing, at: 0)
        case .continuum:
            tally.selfPaired = sums.z + nothing.values
            margins.insert(nothing, at: 0)
        case .intersections:
            tally.values = total.values
            tally.selfPaired = sums.z
        }
        tally.margins = margins
        return tally
    }
}
