import Foundation
import StudyModel

/// The coefficients of all codes, of the units as they are and drawn anew.
///
/// Values are a row for each code, one for the codes pooled and one for them together, with a column for each coefficient.
struct AgreementCoefficients {
    private let judged: JudgedUnits
    private let isPair: Bool
    private let columns = Agreement.Coefficient.allCases
    private static let firstOrderColumn = Agreement.Coefficient.allCases.firstIndex(of: .ac1) ?? 0

    init(_ judged: JudgedUnits, coders: Int) {
        self.judged = judged
        isPair = coders == 2
    }

    func values(_ draws: [Int32]? = nil) -> [[Double?]] {
        let units = judged.byUnit.tallies(draws)
        let lengths = judged.byLength.tallies(draws)
        let intersection = judged.intersections.tallies(draws).first
        let codes = units.indices.dropLast()
        let single = codes.map { disagreements(units[$0], lengths[$0]) }
        var rows = codes.map { code in [units[code].percent] + single[code].map { $0?.coefficient } + [nil] }
        let percents = codes.compactMap { units[$0].percent }
        let pooled = columns.indices.dropFirst().dropLast().map { column in
            Disagreement.pooled(single.map { $0[column - 1] })?.coefficient
        }
        rows.append([percents.isEmpty ? nil : percents.reduce(0, +) / Double(percents.count)] + pooled + [nil])
        let together = judged.together
        var joint = disagreements(units[together], lengths[together]).map { $0?.coefficient }
        // It asks how many categories there could be, which nobody knows of sets.
        joint[Self.firstOrderColumn - 1] = nil
        rows.append([units[together].percent] + joint + [intersection?.alpha?.coefficient])
        return rows
    }

    /// Of all coefficients but the first and the last.
    private func disagreements(_ units: CoincidenceTally, _ lengths: CoincidenceTally) -> [Disagreement?] {
        [
            isPair ? units.cohenKappa : nil, judged.judges != nil ? units.fleissKappa : nil, units.firstOrderCoefficient,
            units.alpha, lengths.alpha,
        ]
    }

    /// The range in which 95 of a hundred values lie when as many blocks are drawn, with replacement, as there are.
    ///
    /// A value that is not defined for a draw is left out; where more than one in ten are, there is no interval. Each draw has
    /// numbers of its own, so that the result does not depend on which core comes first.
    func intervals(draws: Int, seed: UInt64) -> [[ClosedRange<Double>?]]? {
        let blocks = judged.byUnit.units.count
        guard draws > 1, blocks > 1 else { return nil }
        let width = (judged.together + 2) * columns.count
        var drawn = [Double](repeating: .nan, count: draws * width)
        drawn.withUnsafeMutableBufferPointer { buffer in
            nonisolated(unsafe) let shared = buffer
            DispatchQueue.concurrentPerform(iterations: draws) { draw in
                // Seeds that follow on each other are mixed, so that no draw repeats a part of another.
                var mixed = SplitMix(seed: seed ^ UInt64(draw) << 32)
                var random = SplitMix(seed: mixed.next())
                var counts = [Int32](repeating: 0, count: blocks)
                for _ in 0..<blocks { counts[Int(random.next().multipliedFullWidth(by: UInt64(blocks)).high)] += 1 }
                for (position, value) in values(counts).joined().enumerated() {
                    if let value { shared[draw * width + position] = value }
                }
            }
        }
        return (0..<judged.together + 2).map { row in
            columns.indices.map { column in
                let position = row * columns.count + column
                return Self.interval((0..<draws).map { drawn[$0 * width + position] })
            }
        }
    }

    private static func interval(_ drawn: [Double]) -> ClosedRange<Double>? {
        let values = drawn.filter { !$0.isNaN }.sorted()
        guard values.count * 10 >= drawn.count * 9, values.count > 1 else { return nil }
        func quantile(_ share: Double) -> Double {
            let place = share * Double(values.count - 1)
            let below = Int(place)
            let above = min(below + 1, values.count - 1)
            return values[below] + (values[above] - values[below]) * (place - Double(below))
        }
        return quantile(0.025)...max(quantile(0.025), quantile(0.975))
    }
}
