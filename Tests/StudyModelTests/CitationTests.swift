import StudyModel
import Testing

struct CitationTests {
    @Test func isWrittenAsAPaperCitesIt() throws {
        let range = try #require(TextRange(120, 180))
        #expect("\(Citation(source: "interview-03", turn: 27, range: range))" == "interview-03:27")
        #expect("\(Citation(source: "notiz", range: range))" == "notiz@120..<180")
        #expect("\(Citation(source: "Befragung/R1/Partner 1"))" == "Befragung/R1/Partner 1")
    }

    @Test func aCodingIsCitedByItsTurn() throws {
        let coding = Coding(
            id: Coding.ID(of: "coding", "x"), source: "interview-03", caseName: "Dorfcafé", turn: 4,
            range: try #require(TextRange(7, 9)), quote: "ja", code: "Resonanz", coder: "AB", weight: nil,
            time: "2026-01-31T12:00:00Z")
        #expect(coding.citation == Citation(source: "interview-03", caseName: "Dorfcafé", turn: 4, range: coding.range))
    }

    @Test func aRequestForACodingIsWithoutWordsAndLineUnlessGiven() throws {
        let request = CodingRequest(source: "a", target: .turns(1...2), codes: ["Resonanz"], coder: "AB")
        #expect(request.weight == nil && request.expectedQuote == nil && request.line == nil)
    }

    @Test func reachesAreRankedFromNearToFar() {
        #expect(Reach.allCases.map(\.rank) == [1, 2, 3])
    }
}
