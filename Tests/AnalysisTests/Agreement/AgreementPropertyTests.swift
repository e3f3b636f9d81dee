import Analysis
import StudyModel
import Testing

/// What must hold for any coding whatsoever.
struct AgreementPropertyTests {
    private static let codes: CodeIndex = {
        let codes = ["A", "B", "C"].enumerated().map { Code(name: $1, order: $0) }
        return CodeIndex(
            Codebook(codes: codes), rows: Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1.id, Int32($0)) }))
    }()

    private func material(_ random: inout SplitMix, coders: Int) -> AgreementMaterial {
        var material = AgreementMaterial()
        material.coders = ["AB", "CD", "EF", "GH"].prefix(coders).map(\.self)
        for source in 0..<random.between(1...4) {
            let first = material.turns.count
            let turns = random.below(8)
            for turn in 0..<turns {
                material.turns.append(.init(number: turn + 1, lower: 20 * turn + 3, upper: 20 * turn + 19))
            }
            material.sources.append(
                .init(
                    name: "s\(source)", length: max(20 * turns, 40), turns: first..<first + turns,
                    judges: (1 << UInt64(coders)) - 1))
            for _ in 0..<random.below(25) {
                let lower = random.below(35)
                material.points.append(
                    CodingPoint(
                        source: Int32(source), lower: Int32(lower), upper: Int32(lower + 1 + random.below(5)),
                        code: Int32(random.below(3)), coder: Int32(random.below(coders))))
            }
        }
        return material
    }

    private func agreement(_ material: AgreementMaterial, _ unit: AgreementDesign.Unit, draw: AgreementDesign.Draw = .turn)
        -> Agreement
    {
        Agreement(material, codes: Self.codes, design: .init(codes: [0, 1, 2], unit: unit, draw: draw))
    }

    private func isNear(_ left: Double?, _ right: Double?) -> Bool {
        guard let left, let right else { return left == nil && right == nil }
        return abs(left - right) < 1e-9
    }

    @Test(arguments: 1...100)
    func doesNotDependOnTheOrderOfCodersAndPassages(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let coders = random.between(2...4)
        let material = material(&random, coders: coders)
        var other = material
        let order = Array(0..<coders).shuffled(using: &random)
        for index in other.points.indices { other.points[index].coder = Int32(order[Int(other.points[index].coder)]) }
        other.points.shuffle(using: &random)
        for unit in AgreementDesign.Unit.allCases {
            for (left, right) in zip(agreement(material, unit).rows, agreement(other, unit).rows) {
                #expect((left.units, left.all, left.some) == (right.units, right.all, right.some))
                for coefficient in Agreement.Coefficient.allCases {
                    #expect(isNear(left[coefficient].value, right[coefficient].value), "\(unit) \(coefficient)")
                }
                #expect(left.subject != .together || left[.ac1].value == nil)
            }
        }
    }

    @Test(arguments: 1...100)
    func isOneWhereAllGaveTheSame(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let coders = random.between(2...4)
        var material = material(&random, coders: coders)
        material.points = material.points.filter { $0.coder == 0 }.flatMap { point in
            (0..<coders).map {
                CodingPoint(source: point.source, lower: point.lower, upper: point.upper, code: point.code, coder: Int32($0))
            }
        }
        for unit in AgreementDesign.Unit.allCases {
            for row in agreement(material, unit).rows {
                #expect(row.some == 0)
                for coefficient in Agreement.Coefficient.allCases {
                    #expect(row[coefficient].value ?? 1 == 1, "\(unit) \(coefficient)")
                }
            }
        }
    }

    @Test(arguments: 1...100)
    func staysWithinItsBounds(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let coders = random.between(2...4)
        let material = material(&random, coders: coders)
        for unit in AgreementDesign.Unit.allCases {
            let agreement = agreement(material, unit)
            for row in agreement.rows {
                #expect((0...1).contains(row[.percent].value ?? 0))
                #expect((0...1).contains(row.prevalence ?? 0))
                #expect(row.all + row.some <= row.units)
                for coefficient in Agreement.Coefficient.allCases { #expect(row[coefficient].value ?? 0 <= 1) }
                #expect((row[.kappa].value == nil) || coders == 2)
            }
            let bySource = self.agreement(material, unit, draw: .source)
            for (left, right) in zip(agreement.rows, bySource.rows) {
                #expect((left.units, left.all, left.some) == (right.units, right.all, right.some))
                for coefficient in Agreement.Coefficient.allCases {
                    #expect(isNear(left[coefficient].value, right[coefficient].value), "\(unit) \(coefficient)")
                }
            }
        }
    }

    /// Counts character by character, as nobody would for a whole study.
    @Test(arguments: 1...50)
    func countsCharactersAsCountingEachDoes(seed: UInt64) {
        var random = SplitMix(seed: seed)
        let material = material(&random, coders: 3)
        let result = agreement(material, .character)
        for code in 0..<3 {
            var (units, all, some, given, differing) = (0, 0, 0, 0, 0)
            for (source, place) in material.sources.enumerated() {
                for position in 0..<place.length {
                    let coders = Set(
                        material.points.filter {
                            Int($0.source) == source && Int($0.code) == code && $0.lower <= position && position < $0.upper
                        }.map(\.coder))
                    units += 1
                    all += coders.count == 3 ? 1 : 0
                    some += coders.count % 3 > 0 ? 1 : 0
                    given += coders.count
                    differing += coders.count * (3 - coders.count)
                }
            }
            let row = result.rows[code]
            #expect((row.units, row.all, row.some) == (units, all, some))
            let (values, chance) = (Double(3 * units), Double(2 * given * (3 * units - given)) / Double(3 * units - 1))
            #expect(isNear(row[.alpha].value, chance > 0 ? 1 - Double(differing) / chance : nil))
            #expect(isNear(row.prevalence, Double(given) / values))
        }
    }
}
