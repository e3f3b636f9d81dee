import Testing

@testable import Importers

struct TimelineTests {
    @Test func spreadsPointsWithoutATimeBetweenTheirNeighbours() {
        var timeline = Timeline()
        for (index, ms) in [nil, 300, nil, nil, 600, 600, nil].enumerated() { timeline.add("T\(index)", ms: ms) }
        #expect(timeline.positions == [150, 300, 400, 500, 600, 600, 600.5])
        #expect(timeline.lastMs == 600)
    }

    @Test func staysInOrderWhereTimesRunBackwards() {
        var timeline = Timeline()
        for (index, ms) in [900, nil, 300].enumerated() { timeline.add("T\(index)", ms: ms) }
        #expect(timeline.positions == [900, 900, 300])
    }

    @Test func theFirstOfTwoPointsOfOneNameCounts() {
        var timeline = Timeline()
        timeline.add("T0", ms: 5)
        timeline.add("T0", ms: 9)
        #expect(timeline.ms(of: "T0") == 5)
        #expect(timeline.index(of: "T1") == nil)
    }
}

struct MillisecondsTests {
    @Test(arguments: [("0", 0), ("1.3745447380711044", 1375), (" 218.29 ", 218_290), ("1346.757", 1_346_757), ("2e1", 20_000)])
    func roundsSeconds(text: String, ms: Int) { #expect(Int(millisecondsOf: text) == ms) }

    @Test(arguments: ["", "x", "-1", "inf", "nan", "1e400", "1e9", "1,5"])
    func refusesWhatIsNoTimeOfARecording(text: String) { #expect(Int(millisecondsOf: text) == nil) }
}
