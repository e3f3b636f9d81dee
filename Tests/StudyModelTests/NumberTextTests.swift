import StudyModel
import Testing

struct NumberTextTests {
    @Test(arguments: [
        (0.0, "0"), (-0.0, "0"), (3.0, "3"), (-12.0, "-12"), (0.1, "0.1"), (1.5, "1.5"), (-2.25, "-2.25"),
        (9_007_199_254_740_991, "9007199254740991"), (0.1 + 0.2, "0.30000000000000004"), (.leastNonzeroMagnitude, "5e-324"),
    ])
    func isTheShortestThatReadsBack(number: Double, text: String) {
        #expect(number.shortest == text)
    }

    @Test(arguments: [
        9_007_199_254_740_992, 1e16, 1e300, -1e300, Double(Int64.min), Double(Int64.max), 1.0 / 3, .leastNormalMagnitude,
    ])
    func readsBackAsTheSameNumber(number: Double) {
        #expect(Double(number.shortest) == number)
    }
}
