import Foundation
import StudyModel
import Testing

@testable import Analysis

/// Values of pandas and SciPy; `Golden/golden.py` says which, and how they were computed.
struct TablesGoldenTests {
    struct Golden: Decodable {
        var tables: [Tested]
        var crosstab: Crosstab
        var pairs: [Pair]
        var tails: [Tail]
    }

    struct Tested: Decodable, CustomTestStringConvertible, Sendable {
        var name: String
        var counts: [[Int]]
        var values: [String: Double]
        var testDescription: String { name }
    }

    struct Crosstab: Decodable, Sendable {
        var left: [String]
        var right: [String]
        var counts: [[Int]]
        var percent: [String: [[Double]]]
    }

    struct Pair: Decodable, Sendable {
        var total: Int
        var first: Int
        var second: Int
        var both: Int
        var values: [String: Double]
    }

    struct Tail: Decodable, Sendable {
        var df: Double
        var x: Double
        var p: Double
    }

    static let golden: Golden? = {
        let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden/golden.json")
        return (try? Data(contentsOf: url)).flatMap { try? JSONDecoder().decode(Golden.self, from: $0) }
    }()

    private func isNear(_ value: Double?, _ expected: Double?) -> Bool {
        guard let value, let expected else { return value == nil && expected == nil }
        return abs(value - expected) <= 1e-9 * max(1, abs(expected))
    }

    @Test func thereAreValues() throws {
        let golden = try #require(Self.golden)
        #expect(golden.tables.count == 35 && golden.pairs.count == 12 && golden.tails.count == 48)
    }

    @Test(arguments: golden?.tables ?? [])
    func testsOfATableAreThoseOfSciPy(tested: Tested) {
        let table = ContingencyTable(tested.counts)
        #expect(isNear(table.chiSquare, tested.values["chi_square"]))
        #expect(Double(table.degreesOfFreedom) == tested.values["df"])
        #expect(isNear(table.chiSquareProbability, tested.values["p"]))
        #expect(isNear(table.cramersV, tested.values["cramers_v"]))
        #expect(isNear(table.smallestExpected, tested.values["smallest_expected"]))
        if let fisher = tested.values["fisher"] { #expect(isNear(FisherExact.probability(table), fisher)) }
        #expect(isNear(table.oddsRatio?.value, tested.values["odds"]))
        #expect(isNear(table.oddsRatio?.low, tested.values["low"]))
        #expect(isNear(table.oddsRatio?.high, tested.values["high"]))
    }

    /// `fisher.test(Job)` of R's own example prints 0.7827.
    @Test func theExactTestOfALargerTableIsThatOfR() throws {
        let table = ContingencyTable([[1, 2, 1, 0], [3, 3, 6, 1], [10, 10, 14, 9], [6, 7, 12, 11]])
        let probability = try #require(FisherExact.probability(table))
        #expect(abs(probability - 0.7827) < 0.5e-4)
    }

    @Test func tailsOfChiSquareAreThoseOfSciPy() throws {
        for tail in try #require(Self.golden).tails {
            let p = upperGamma(tail.df / 2, tail.x / 2)
            #expect(abs(p - tail.p) <= 1e-12 + 1e-9 * tail.p, "df \(tail.df), x \(tail.x): \(p), \(tail.p)")
        }
    }

    @Test func coefficientsOfPairsAreThoseOfNumPyAndSciPy() throws {
        for pair in try #require(Self.golden).pairs {
            let association = try #require(
                Association(total: pair.total, first: pair.first, second: pair.second, both: pair.both))
            for (name, expected) in pair.values {
                let coefficient = try #require(Association.Coefficient(rawValue: name))
                #expect(isNear(association.value(of: coefficient), expected), "\(name)")
            }
        }
    }

    @Test func percentagesAreThoseOfPandas() throws {
        let expected = try #require(Self.golden).crosstab
        func question(_ name: String, _ answers: [String]) -> ClosedQuestion {
            let values = Set(answers).sorted()
            return ClosedQuestion(
                name: name, survey: "s", takesSeveral: false, categories: values.map { .init(value: $0) },
                holders: answers.enumerated().map { place, answer in
                    .init(respondent: Int64(place), caseName: "\(place)", categories: [values.firstIndex(of: answer) ?? 0])
                })
        }
        let table = CrossTable(question("left", expected.left), by: question("right", expected.right))
        #expect(table.total == 60)
        for row in table.rows.indices {
            for column in table.columns.indices {
                #expect(table.cell(row, column) == expected.counts[row][column])
                for percent in CrossTable.Percent.allCases {
                    #expect(isNear(table.percent(percent, row, column), expected.percent[percent.rawValue]?[row][column]))
                }
            }
        }
    }
}
