import StudyModel
import Testing

struct TurnRangeTests {
    @Test(arguments: [("14", 14...14), ("14-16", 14...16), ("3-3", 3...3), ("007", 7...7)])
    func readsOneTurnOrTwoEnds(text: String, turns: ClosedRange<Int>) {
        #expect(TurnRange.parse(text) == turns)
    }

    @Test(arguments: ["", "-", "0", "-4", "4-", "+4", "5-4", "1-2-3", "x", "1.5", "99999999999999999999"])
    func nothingElseNamesTurns(text: String) {
        #expect(TurnRange.parse(text) == nil)
    }
}
