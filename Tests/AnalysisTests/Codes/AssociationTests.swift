import Analysis
import Testing

struct AssociationTests {
    /// N = 10, n1 = 4, n2 = 3, n12 = 2.
    @Test(arguments: [
        (Association.Coefficient.count, 2), (.jaccard, 0.4), (.cCoefficient, 0.4), (.dice, 0.571429), (.overlap, 0.666667),
        (.cosine, 0.577350),
        (.lift, 1.666667), (.pmi, 0.736966), (.npmi, 0.317394), (.phi, 0.356348),
    ])
    func equalsTheGoldenValues(coefficient: Association.Coefficient, expected: Double) throws {
        let association = try #require(Association(total: 10, first: 4, second: 3, both: 2))
        let value = try #require(association.value(of: coefficient))
        #expect(abs(value - expected) < 0.5e-6)
    }

    @Test func leavesOutWhatIsNotDefined() throws {
        let apart = try #require(Association(total: 10, first: 4, second: 3, both: 0))
        #expect(apart.value(of: .pmi) == nil)
        #expect(apart.value(of: .npmi) == nil)
        let crowded = try #require(Association(total: 10, first: 4, second: 3, both: 3, events: 7))
        #expect(crowded.value(of: .cCoefficient) == nil)
        let everywhere = try #require(Association(total: 4, first: 4, second: 4, both: 4))
        #expect(everywhere.value(of: .phi) == nil)
        #expect(everywhere.value(of: .npmi) == 1)
    }

    @Test(arguments: [(10, 0, 3, 0), (10, 4, 3, 4), (10, 11, 3, 1), (5, 4, 3, 1), (10, 4, 3, -1)])
    func refusesCountsThatNoTwoSetsHave(total: Int, first: Int, second: Int, both: Int) {
        #expect(Association(total: total, first: first, second: second, both: both) == nil)
    }
}
