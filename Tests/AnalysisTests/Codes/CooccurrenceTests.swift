import Analysis
import StudyModel
import Testing

struct CooccurrenceTests {
    private let codes: CodeIndex = {
        let codes = ["A", "B", "C"].enumerated().map { Code(name: $1, order: $0) }
        return CodeIndex(Codebook(codes: codes), rows: [codes[0].id: 1, codes[1].id: 2, codes[2].id: 3])
    }()

    private func point(_ code: Int32, _ lower: Int32, _ upper: Int32, source: Int32 = 1, coder: Int32 = 1) -> CodingPoint {
        CodingPoint(source: source, lower: lower, upper: upper, code: code, coder: coder)
    }

    @Test func countsPassagesWithBothCodesWhereCodersMarkTheSameRanges() throws {
        // The golden example: 10 passages, 4 with A, 3 with B, 2 with both.
        var points = (0..<4).map { point(1, $0 * 10, $0 * 10 + 5) }
        points += (2..<5).map { point(2, $0 * 10, $0 * 10 + 5) }
        points += (5..<10).map { point(3, $0 * 10, $0 * 10 + 5) }
        let result = Cooccurrence(points, codes: codes)
        #expect(result.total == 10)
        #expect(result.units == [4, 3, 5])
        let pair = try #require(result.pairs.first)
        #expect(result.pairs.count == 1)
        #expect((pair.first, pair.second, pair.both, pair.events) == (0, 1, 2, 2))
        #expect(result.association(of: pair)?.value(of: .jaccard) == 0.4)
        #expect(pair.places.map(\.lower) == [20, 30])
    }

    @Test func countsALongPassageOverShortOnesOnce() throws {
        let result = Cooccurrence(
            [point(1, 0, 100), point(2, 10, 20), point(2, 30, 40), point(2, 50, 60), point(2, 100, 110)], codes: codes)
        let pair = try #require(result.pairs.first)
        #expect((pair.firstTouching, pair.secondTouching, pair.both, pair.events) == (1, 3, 1, 3))
        #expect(result.units == [1, 4, 0])
    }

    @Test func needsAScalarInCommonInOneSource() {
        #expect(Cooccurrence([point(1, 0, 10), point(2, 10, 20)], codes: codes).pairs.isEmpty)
        #expect(Cooccurrence([point(1, 0, 10), point(2, 5, 20, source: 2)], codes: codes).pairs.isEmpty)
        #expect(Cooccurrence([point(1, 0, 11), point(2, 10, 20)], codes: codes).pairs.count == 1)
    }

    @Test func countsAPassageOnceHoweverManyCoded() throws {
        let result = Cooccurrence(
            [point(1, 0, 10), point(1, 0, 10, coder: 2), point(2, 0, 10), point(2, 0, 10, coder: 2)], codes: codes)
        let pair = try #require(result.pairs.first)
        #expect((pair.both, pair.events) == (1, 1))
        #expect(result.total == 1)
    }

    @Test func countsSourcesAndCases() throws {
        let points = [
            point(1, 0, 5, source: 1), point(2, 50, 55, source: 1), point(1, 0, 5, source: 2), point(2, 0, 5, source: 3),
            point(1, 0, 5, source: 4), point(2, 0, 5, source: 4), point(3, 0, 5, source: 5),
        ]
        let cases: [Int32: Int32] = [1: 1, 2: 2, 3: 2, 5: 3]
        let bySource = Cooccurrence(points, codes: codes, cases: cases, unit: .source)
        #expect(bySource.total == 5)
        #expect(bySource.units == [3, 3, 1])
        #expect(bySource.pairs.map(\.both) == [2])
        #expect(bySource.pairs.map(\.cases) == [1])
        // Source 4 has no case; in case 2 the codes stand in different sources.
        let byCase = Cooccurrence(points, codes: codes, cases: cases, unit: .case)
        #expect(byCase.total == 3)
        #expect(byCase.units == [2, 2, 1])
        #expect(byCase.pairs.map(\.both) == [2])
        #expect(byCase.pairs.map(\.sources) == [1])
        #expect(byCase.pairs.map(\.events) == [nil])
        let byOverlap = Cooccurrence(points, codes: codes, cases: cases)
        #expect(byOverlap.pairs.map(\.sources) == [1])
        #expect(byOverlap.pairs.map(\.cases) == [0])
    }

    /// Compares the sweep with comparing every passage with every other.
    @Test(arguments: 1...20)
    func countsWhatComparingAllPairsCounts(seed: Int) {
        var state = UInt64(seed)
        func random(_ count: Int) -> Int32 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int32((state >> 33) % UInt64(count))
        }
        let points = (0..<120).map { _ in
            let lower = random(60)
            return point(1 + random(3), lower, lower + 1 + random(random(5) == 0 ? 30 : 4), source: random(3), coder: random(2))
        }
        let result = Cooccurrence(points, codes: codes)
        let distinct = Array(Set(points.map { point($0.code, $0.lower, $0.upper, source: $0.source, coder: 0) }))
        for (first, second) in [(0, 1), (0, 2), (1, 2)] {
            let left = distinct.filter { $0.code == Int32(first + 1) }
            let right = distinct.filter { $0.code == Int32(second + 1) }
            func overlap(_ a: CodingPoint, _ b: CodingPoint) -> Bool {
                a.source == b.source && a.lower < b.upper && b.lower < a.upper
            }
            let pair = result.pairs.first { $0.first == first && $0.second == second }
            #expect(pair?.firstTouching == left.count { a in right.contains { overlap(a, $0) } })
            #expect(pair?.secondTouching == right.count { a in left.contains { overlap(a, $0) } })
            #expect(pair?.events == left.reduce(0) { sum, a in sum + right.count { overlap(a, $0) } })
            #expect(pair.flatMap(result.association)?.value(of: .jaccard).map { (0...1).contains($0) } == true)
        }
        #expect(result.total == Set(distinct.map { [$0.source, $0.lower, $0.upper] }).count)
    }

    @Test func becomesATableWithEveryCoefficient() {
        let table = Cooccurrence([point(1, 0, 5), point(2, 0, 5), point(3, 9, 10)], codes: codes).table(codes)
        #expect(table.rows.count == 1)
        #expect(table.rows[0].count == table.columns.count)
        #expect(table.rows[0].prefix(4) == [.text("A"), .text("B"), .integer(1), .integer(1)])
        #expect(table.columns.suffix(10).map(\.name) == Association.Coefficient.allCases.map(\.rawValue))
    }
}
