import StudyModel
import Testing

struct CodingReferenceTests {
    private func coding(_ source: String, turn: Int?, _ lower: Int, _ upper: Int, startMs: Int? = nil, row: Int? = nil) throws
        -> Coding
    {
        Coding(
            id: Coding.ID(of: "coding", source), source: source, caseName: nil, turn: turn,
            range: try #require(TextRange(lower, upper)), quote: "", code: "Raum", coder: "AB", weight: nil,
            time: "2025-12-01T00:00:00Z", revision: 2, startMs: startMs, row: row)
    }

    @Test func namesTurnTimeCharactersAndRevision() throws {
        let coding = try coding("interview-05", turn: 4, 11, 80, startMs: 3_725_999)
        #expect(coding.reference(in: .english) == "interview-05, turn 4, 1:02:05, characters 12–80, revision 2")
        #expect(coding.reference(in: .german) == "interview-05, Redebeitrag 4, 1:02:05, Zeichen 12–80, Fassung 2")
    }

    @Test func namesTheRowOfAnAnswer() throws {
        let coding = try coding("Umfrage/7/Warum?", turn: nil, 0, 1, row: 8)
        #expect(coding.reference(in: .english) == "Umfrage/7/Warum?, row 8, character 1, revision 2")
        #expect(coding.reference(in: .german) == "Umfrage/7/Warum?, Zeile 8, Zeichen 1, Fassung 2")
    }
}
