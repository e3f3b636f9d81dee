import Analysis
import StudyModel
import Testing

struct FrequenciesTests {
    /// A with B and C below it, and D below C; row numbers 10, 20, 30, 40.
    private let codes: CodeIndex = {
        let a = Code(name: "A")
        let b = Code(name: "B", parent: a.id, order: 0)
        let c = Code(name: "C", parent: a.id, order: 1)
        let d = Code(name: "D", parent: c.id)
        return CodeIndex(Codebook(codes: [a, b, c, d]), rows: [a.id: 10, b.id: 20, c.id: 30, d.id: 40])
    }()

    private func point(_ source: Int32, _ lower: Int32, _ upper: Int32, _ code: Int32, _ coder: Int32) -> CodingPoint {
        CodingPoint(source: source, lower: lower, upper: upper, code: code, coder: coder)
    }

    @Test func countsCodingsPassagesSourcesCasesAndCoders() {
        let frequencies = Frequencies(
            [
                point(1, 0, 5, 20, 1), point(1, 0, 5, 20, 2), point(1, 0, 6, 20, 1), point(2, 0, 5, 20, 1),
                point(3, 0, 5, 20, 1),
            ], codes: codes, cases: [1: 7, 2: 7])
        // Two coders share a passage; sources 1 and 2 are one case, source 3 has none.
        #expect(frequencies.own[1] == .init(codings: 5, passages: 4, sources: 3, cases: 1, coders: 2))
        #expect(frequencies.rolledUp[0] == frequencies.own[1])
        #expect(frequencies.own[0] == .init())
    }

    @Test func countsAPassageOnceForAllCodesBelow() {
        let frequencies = Frequencies(
            [point(1, 0, 5, 20, 1), point(1, 0, 5, 40, 1), point(1, 9, 12, 30, 2), point(2, 0, 5, 40, 2)], codes: codes,
            cases: [1: 1, 2: 2])
        #expect(frequencies.rolledUp[0] == .init(codings: 4, passages: 3, sources: 2, cases: 2, coders: 2))
        #expect(frequencies.rolledUp[2] == .init(codings: 3, passages: 3, sources: 2, cases: 2, coders: 2))
        #expect(frequencies.own[2] == .init(codings: 1, passages: 1, sources: 1, cases: 1, coders: 1))
    }

    @Test func doesNotDependOnTheOrderOfCodings() {
        var points: [CodingPoint] = []
        for number in 0..<200 {
            let lower = Int32(number * 37 % 50)
            points.append(point(Int32(number * 7 % 5), lower, lower + 3, Int32(1 + number * 11 % 4) * 10, Int32(number % 3)))
        }
        #expect(
            Frequencies(points, codes: codes, cases: [0: 1, 1: 2, 2: 1])
                == Frequencies(points.reversed(), codes: codes, cases: [0: 1, 1: 2, 2: 1]))
    }

    @Test func leavesOutCodesThatTheCodebookDoesNotHold() {
        #expect(Frequencies([point(1, 0, 5, 99, 1)], codes: codes).own.allSatisfy { $0 == .init() })
    }

    @Test func becomesATableInTreeOrder() {
        let table = Frequencies([point(1, 0, 5, 40, 1)], codes: codes).table(codes)
        #expect(table.rows.map(\.first) == ["A", "B", "C", "D"].map { .text($0) })
        #expect(
            table.rows[3] == [
                .text("D"), .text("C"), .integer(2), .integer(1), .integer(1), .integer(1), .integer(0), .integer(1),
                .integer(1),
                .integer(1), .integer(1), .integer(0), .integer(1),
            ])
        #expect(table.rows.allSatisfy { $0.count == table.columns.count })
    }
}
