import Analysis
import StudyModel
import Testing

struct AgreementTests {
    /// Two families, `A` with `A1` and `A2`, and `B`.
    private static let codes: CodeIndex = {
        let family = Code(name: "A", order: 0)
        let codes = [
            family, Code(name: "A1", parent: family.id, order: 0), Code(name: "A2", parent: family.id, order: 1),
            Code(name: "B", order: 1),
        ]
        return CodeIndex(
            Codebook(codes: codes), rows: Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1.id, Int32($0)) }))
    }()

    /// One source with turns of 10 characters, of which the first 2 are the label.
    private func material(turns: Int = 10, coders: Int = 2, _ points: [CodingPoint]) -> AgreementMaterial {
        var material = AgreementMaterial()
        material.coders = ["AB", "CD", "EF", "GH"].prefix(coders).map(\.self)
        material.turns = (0..<turns).map { .init(number: $0 + 1, lower: 10 * $0 + 2, upper: 10 * $0 + 9) }
        material.sources = [.init(name: "s", length: 10 * turns, turns: 0..<turns, judges: (1 << UInt64(coders)) - 1)]
        material.points = points
        return material
    }

    private func point(_ code: Int32, _ coder: Int32, _ lower: Int32, _ upper: Int32, source: Int32 = 0) -> CodingPoint {
        CodingPoint(source: source, lower: lower, upper: upper, code: code, coder: coder)
    }

    private func agreement(_ material: AgreementMaterial, _ design: AgreementDesign, draws: Int = 0, seed: UInt64 = 1)
        -> Agreement
    {
        Agreement(material, codes: Self.codes, design: design, draws: draws, seed: seed, listingDifferences: true)
    }

    @Test func asksOfEachTurnWhetherACodeWasGiven() throws {
        // Both in turn 1, the first alone in turns 2 and 3 by one passage, the second alone in turn 5.
        let result = agreement(
            material([point(3, 0, 2, 5), point(3, 1, 6, 9), point(3, 0, 15, 24), point(3, 1, 42, 49)]), .init(codes: [3]))
        let row = result.rows[0]
        #expect((row.units, row.all, row.some) == (10, 1, 3))
        #expect(row.prevalence == 0.25)
        #expect(row[.percent].value == 0.7)
        // po 0.7, and by chance 0.3 × 0.2 + 0.7 × 0.8.
        #expect(abs((row[.kappa].value ?? 0) - (0.7 - 0.62) / 0.38) < 1e-12)
        #expect(row[.percent].interval == nil)
    }

    @Test func takesALabelToNoTurn() {
        // Up to the label of turn 2, and from that label on.
        let result = agreement(material([point(3, 0, 4, 12), point(3, 1, 10, 19)]), .init(codes: [3]))
        #expect((result.rows[0].all, result.rows[0].some) == (0, 2))
        #expect(result.differences.map(\.turn) == [1, 2])
        #expect(result.differences.map(\.lower) == [4, 12])
        #expect(result.differences.map(\.upper) == [9, 19])
    }

    @Test func takesChildrenAlongOnlyWhereAsked() {
        let points = [point(1, 0, 2, 9), point(2, 1, 2, 9), point(3, 0, 20, 29), point(3, 1, 20, 29)]
        let exactly = agreement(material(points), .init(codes: [0, 1, 2, 3]))
        #expect(exactly.rows.map(\.all) == [0, 0, 0, 1, 1, 1])
        #expect(exactly.rows[0][.alpha].value == nil)
        #expect(exactly.rows[0][.percent].value == 1)
        let families = agreement(material(points), .init(codes: [0, 3], takesChildren: true))
        #expect(families.rows.map(\.all) == [1, 1, 2, 2])
        #expect(families.rows.map { $0[.alpha].value } == [1, 1, 1, 1])
        #expect(AgreementDesign.usedCodes(material(points), Self.codes, takingChildren: false) == [1, 2, 3])
        #expect(AgreementDesign.usedCodes(material(points), Self.codes, takingChildren: true) == [0, 3])
    }

    @Test func leavesUndefinedWhatCannotDiffer() {
        for row in agreement(material([]), .init(codes: [3])).rows {
            #expect(row[.percent].value == 1)
            for coefficient in [Agreement.Coefficient.kappa, .fleiss, .alpha, .alphaU, .cuAlpha] {
                #expect(row[coefficient].value == nil, "\(coefficient)")
            }
        }
        let everywhere = material([point(3, 0, 0, 100), point(3, 1, 0, 100)])
        #expect(agreement(everywhere, .init(codes: [3])).rows[0][.kappa].value == nil)
    }

    @Test func averagesWhatIsObservedAndExpectedOverCodes() throws {
        let points = [
            point(1, 0, 2, 9), point(1, 1, 2, 9), point(1, 0, 12, 19), point(3, 0, 2, 9), point(3, 1, 2, 9),
            point(3, 0, 32, 39),
            point(3, 1, 32, 39),
        ]
        let result = agreement(material(points), .init(codes: [1, 3]))
        // Code A1 differs in one turn of ten and would in 0.1 × 0.8 + 0.2 × 0.9; B never does and would in 0.32.
        let overall = try #require(result.rows[2][.kappa].value)
        #expect(abs(overall - (1 - 0.05 / ((0.26 + 0.32) / 2))) < 1e-12)
        #expect(result.rows[2][.percent].value == 0.95)
        // Of sets, turn 2 differs, and nothing else.
        #expect((result.rows[3].all, result.rows[3].some, result.rows[3].units) == (2, 1, 10))
    }

    @Test func leavesOutTurnsThatShallNotCount() {
        var asked = material([point(3, 0, 2, 9), point(3, 0, 12, 19), point(3, 1, 12, 19), point(3, 0, 0, 100)])
        asked.points = [point(3, 0, 2, 9), point(3, 0, 12, 19), point(3, 1, 12, 19)]
        for turn in stride(from: 0, to: 10, by: 2) { asked.turns[turn].isLeftOut = true }
        let result = agreement(asked, .init(codes: [3]))
        #expect((result.rows[0].units, result.rows[0].all, result.rows[0].some) == (5, 1, 0))
        #expect(result.rows[0][.alphaU].value == 1)
        #expect(result.differences.isEmpty)
        // Each with what follows up to the next turn; the last one ends the text.
        let characters = agreement(asked, .init(codes: [3], unit: .character))
        #expect((characters.rows[0].units, characters.rows[0].all) == (48, 7))
    }

    @Test func countsSourcesThatNotAllJudged() {
        // The third coder did not read the second source.
        var three = material(turns: 1, coders: 3, [])
        three.sources.append(.init(name: "t", length: 10, judges: 0b011))
        three.points = [0, 1, 2].map { point(3, $0, 2, 9) } + [point(3, 0, 0, 10, source: 1)]
        let row = agreement(three, .init(codes: [3])).rows[0]
        #expect((row.units, row.all, row.some) == (2, 1, 1))
        #expect(row[.percent].value == 0.5)
        #expect(row[.fleiss].value == nil)
        // 5 values, 4 of them given: two ordered pairs differ, and by chance 5 × 2 × 4 / 20.
        #expect(abs((row[.alpha].value ?? 9) - (1 - 2 / 2.0)) < 1e-12)
    }

    @Test func tellsWhatWasGivenInstead() {
        let points = [point(1, 0, 3, 8), point(2, 1, 3, 9), point(3, 1, 42, 49), point(3, 0, 42, 49), point(1, 1, 44, 47)]
        let differences = agreement(material(points), .init(codes: [1, 2, 3])).differences
        #expect(differences.map(\.turn) == [1, 1, 5])
        #expect(differences.map(\.code) == [0, 1, 0])
        #expect(differences.map(\.given) == [[0], [1], [1]])
        #expect(differences.map(\.withheld) == [[1], [0], [0]])
        #expect(differences.map { $0.instead.map(\.codes) } == [[[1]], [[0]], []])
        let characters = agreement(material(points), .init(codes: [1, 2, 3], unit: .character)).differences
        #expect(characters.map { [$0.lower, $0.upper] } == [[3, 8], [3, 9], [44, 47]])
    }

    @Test func looksForWhatWasGivenInsteadAtTheWordsFirst() {
        // In one turn both gave B to some words; to others the one A1 and the other B.
        let points = [point(3, 0, 2, 4), point(3, 1, 2, 4), point(1, 0, 5, 9), point(3, 1, 5, 9)]
        let differences = agreement(material(points), .init(codes: [1, 3])).differences
        #expect(differences.map { $0.instead.map(\.codes) } == [[[1]]])
        // Nothing at these words, and something else in the turn.
        let apart = [point(1, 0, 2, 4), point(3, 1, 5, 9)]
        #expect(
            agreement(material(apart), .init(codes: [1, 3])).differences.map { $0.instead.map(\.codes) } == [[[1]], [[0]]])
    }

    @Test func drawsTheSameForTheSameSeed() throws {
        let points = (0..<30).flatMap { turn -> [CodingPoint] in
            let lower = Int32(10 * turn + 2)
            return [0, 1].filter { (turn + $0 * 3) % 5 < 2 }.map { point(3, Int32($0), lower, lower + 5) }
        }
        let design = AgreementDesign(codes: [3])
        let first = agreement(material(turns: 30, points), design, draws: 200)
        #expect(first == agreement(material(turns: 30, points), design, draws: 200))
        #expect(first != agreement(material(turns: 30, points), design, draws: 200, seed: 2))
        let estimate = first.rows[0][.alpha]
        let interval = try #require(estimate.interval)
        #expect(interval.contains(try #require(estimate.value)))
        #expect(interval.upperBound - interval.lowerBound > 0.2)
        // One source alone cannot be drawn.
        let bySource = agreement(material(turns: 30, points), .init(codes: [3], draw: .source), draws: 200)
        #expect(bySource.rows[0][.alpha].interval == nil)
        #expect(bySource.rows[0][.alpha].value == estimate.value)
    }
}
